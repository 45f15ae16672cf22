//! [`Case`]: one row of the table.

use crate::outcome::{Failure, Outcome};
use crate::world::World;
use crate::{
    expiry, forms, headers, hosts, multipart, object_keys, objects, responses, tampering, tokens,
};

/// One row of the table: a name, and what has to hold on every server.
pub struct Case {
    pub name: String,
    pub kind: Kind,
    check: Box<dyn Fn(&World) -> Outcome + Send + Sync>,
}

/// What a case shows at its heart.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The server takes what was signed.
    Works,
    /// The server refuses what was not signed; that it takes what was signed is checked beside it.
    Refuses,
}

impl Case {
    pub fn works(
        name: impl Into<String>,
        check: impl Fn(&World) -> Outcome + Send + Sync + 'static,
    ) -> Self {
        Self { name: name.into(), kind: Kind::Works, check: Box::new(check) }
    }

    pub fn refuses(
        name: impl Into<String>,
        check: impl Fn(&World) -> Outcome + Send + Sync + 'static,
    ) -> Self {
        Self { name: name.into(), kind: Kind::Refuses, check: Box::new(check) }
    }

    pub fn check(&self, world: &World) -> Result<(), Failure> {
        (self.check)(world)
    }
}

/// All rows, in the order of the table.
pub fn all() -> Vec<Case> {
    let groups = [
        objects::cases(),
        object_keys::cases(),
        headers::cases(),
        responses::cases(),
        multipart::cases(),
        forms::cases(),
        tokens::cases(),
        expiry::cases(),
        tampering::cases(),
        hosts::cases(),
    ];
    groups.into_iter().flatten().collect()
}
