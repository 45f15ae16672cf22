//! [`Attachment`]: what a policy is attached to, which decides on the shape of its statements.

use super::bucket_arn::BucketArn;
use super::statement::{Negatable, Principals};

/// What a policy is attached to.
#[derive(Clone, Copy, Debug)]
pub(super) enum Attachment<'b> {
    /// A user, a group or a role.
    Principal,
    /// A bucket.
    Bucket(&'b BucketArn),
    /// The accounts of an organization, for the principals in them.
    ServiceControl,
    /// The accounts of an organization, for the resources in them.
    ResourceControl,
}

impl Attachment<'_> {
    /// Whom a statement is about. Policies of principals, and service control policies, may not say.
    pub(super) fn principal(self) -> Option<Negatable<Principals>> {
        self.is_of_resource().then_some(Negatable::Is(Principals::Everyone))
    }

    pub(super) fn is_of_resource(self) -> bool {
        matches!(self, Self::Bucket(_) | Self::ResourceControl)
    }
}
