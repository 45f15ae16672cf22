//! Goes through a link and collects its cautions.

use super::carrier::Carrier;
use super::data_format::suffix_of;
use super::headers::in_headers;
use super::kind::Caution;
use super::path::in_path;
use crate::endpoint::is_local;
use crate::presigned_url::PresignedUrl;
use crate::presigner::GetAndHead;
use crate::received::RawUrl;
use crate::request::{OVERRIDES, is_api_parameter};

impl GetAndHead {
    /// What may happen to them in their holder's hands: the [cautions](PresignedUrl::cautions) of the link for GET but
    /// for [`Caution::HeadFirst`], which the link for HEAD has met.
    #[must_use]
    pub fn cautions(&self) -> Vec<Caution> {
        self.head().cautions()
    }
}

impl PresignedUrl {
    /// What may happen to the link in its holder's hands, by tools, carriers and browsers that do not leave it as it
    /// is.
    ///
    /// Nothing of it keeps S3 from taking the link as it stands here. A plain link has none. They are worked out when
    /// asked for; signing takes no longer for them.
    ///
    /// # Examples
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use s3_presigner::{Caution, Credentials, Presigner, Region, S3Request};
    /// # let presigner = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret")?, Region::new("eu-west-1")?);
    /// let request = S3Request::put_object("photos", "cat.jpg");
    /// let url = presigner.presign(&request, Duration::from_secs(900))?;
    /// assert_eq!(url.cautions(), [Caution::TypeNotSigned]);
    ///
    /// let url = presigner.presign(&request.content_type("image/jpeg"), Duration::from_secs(900))?;
    /// assert_eq!(url.cautions(), []);
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    #[must_use]
    pub fn cautions(&self) -> Vec<Caution> {
        let parts = RawUrl::split(self.as_str());
        let mut cautions = Vec::new();
        in_path(parts.path, &mut cautions);
        in_place(self, &parts, &mut cautions);
        let suffix = suffix_of(parts.path).filter(|_| self.method() == "GET");
        if let Some(suffix) = suffix.filter(|_| has_only(&parts, &OF_OBJECT)) {
            cautions.push(Caution::HeadFirst { suffix });
        }
        let stores_body = match self.method() {
            "PUT" => has_only(&parts, &OF_OBJECT),
            "POST" => has_only(&parts, &["uploads"]),
            _ => false,
        };
        in_headers(self, stores_body, &mut cautions);
        let carriers = Carrier::too_narrow(self.method(), self.as_str(), &parts);
        if !carriers.is_empty() {
            cautions.push(Caution::TooLong { length: self.as_str().len(), carriers });
        }
        cautions
    }
}

fn in_place(url: &PresignedUrl, parts: &RawUrl<'_>, cautions: &mut Vec<Caution>) {
    let host = parts.host.unwrap_or_default();
    // Which is the rule.
    if parts.scheme == Some("https") && host.ends_with(".amazonaws.com") {
        return;
    }
    let server = url.server(host);
    // A name without a dot has one where a bucket stands in front of it.
    if is_local(host) || (server != host && is_local(server)) {
        cautions.push(Caution::LocalHost { host: host.to_owned() });
    } else if parts.scheme == Some("http") {
        cautions.push(Caution::PlainHttp);
    }
}

/// Whether the query makes no other operation of it: S3 passes over parameters that are none of its own.
fn has_only(parts: &RawUrl<'_>, names: &[&str]) -> bool {
    let is_of_another = |name: &str| {
        is_api_parameter(name)
            && !name.starts_with("X-Amz-")
            && !OVERRIDES.contains(&name)
            && !names.contains(&name)
    };
    // Those of the signature are most of them, and need no look at their escapes.
    let mut others = parts.params().filter(|param| !param.name.starts_with("X-Amz-"));
    !others.any(|param| is_of_another(&param.decoded_name()))
}

/// Those that say which object it is, and no other operation.
const OF_OBJECT: [&str; 3] = ["partNumber", "versionId", "x-id"];
