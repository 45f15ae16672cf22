//! What was signed, as a web service returns it to its page.

use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

use crate::caution::Caution;
use crate::error::Limit;
use crate::multipart::{PresignedMultipart, PresignedPart};
use crate::policy::{Certainty, Validity};
use crate::post_policy::PresignedPost;
use crate::presigned_url::PresignedUrl;
use crate::presigner::GetAndHead;
use crate::utc::Iso;

/// `method`, `url`, `headers`, the [`Validity`], and, where there are any, `cautions`. A page gives the headers to `fetch`
/// as they are: browsers write a `content-length` themselves, and pass over the page's.
///
/// It is a bearer token in this form too: for the page that asked, not for a log.
///
/// # Examples
///
/// ```
/// # use std::time::{Duration, UNIX_EPOCH};
/// # use s3_presigner::{Credentials, Presigner, Region, S3Request};
/// # let presigner = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret")?, Region::new("eu-west-1")?);
/// # let now = UNIX_EPOCH + Duration::from_secs(1_795_262_400);
/// let request = S3Request::put_object("photos", "cat.jpg").content_type("image/jpeg");
/// let url = presigner.presign_at(&request, Duration::from_secs(900), now)?;
/// let mut json = serde_json::to_value(&url)?;
/// assert_eq!(json["url"].take(), url.as_str());
/// assert_eq!(
///     json.to_string(),
///     r#"{"certainty":"exact","expires_at":"2026-11-21T12:15:00Z","expires_in":900,"#.to_owned()
///         + r#""headers":{"content-type":"image/jpeg"},"limited_by":"requested","method":"PUT","#
///         + r#""signed_at":"2026-11-21T12:00:00Z","url":null}"#
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
impl Serialize for PresignedUrl {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let cautions = self.cautions();
        let fields = 3 + VALIDITY + usize::from(!cautions.is_empty());
        let mut object = serializer.serialize_struct("PresignedUrl", fields)?;
        put_request(&mut object, self)?;
        put_validity(&mut object, self.validity())?;
        if cautions.is_empty() {
            object.skip_field("cautions")?;
        } else {
            object.serialize_field("cautions", &cautions)?;
        }
        object.end()
    }
}

/// `kind`, one word; `text`, what is wrong and what to do; `tools`, those that it concerns.
///
/// # Examples
///
/// ```
/// # use std::time::Duration;
/// # use s3_presigner::{Credentials, Presigner, Region};
/// # let presigner = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret")?, Region::new("eu-west-1")?);
/// let url = presigner.presign_get("data", "trips.csv", Duration::from_secs(900))?;
/// let json = serde_json::to_value(&url)?;
/// assert_eq!(json["cautions"][0]["kind"], "head_first");
/// assert_eq!(json["cautions"][0]["text"], url.cautions()[0].to_string());
/// assert_eq!(json["cautions"][0]["tools"][0], "DuckDB");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
impl Serialize for Caution {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Caution", 3)?;
        object.serialize_field("kind", self.kind())?;
        object.serialize_field("text", &self.to_string())?;
        object.serialize_field("tools", &self.tools())?;
        object.end()
    }
}

/// `method`, `url`, `fields`, and the [`Validity`]. The fields are an object, in the order in which they are
/// posted; the file goes last, as `file`.
///
/// It is a bearer token in this form too: for the page that asked, not for a log.
///
/// # Examples
///
/// ```
/// # use std::time::Duration;
/// # use s3_presigner::{Credentials, PostPolicy, Presigner, Region};
/// # let presigner = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret")?, Region::new("eu-west-1")?);
/// let policy = PostPolicy::new("photos", "cat.jpg").content_length_range(0..=1_000_000);
/// let post = presigner.presign_post(&policy, Duration::from_secs(900))?;
/// let json = serde_json::to_value(&post)?;
/// assert_eq!(json["url"], "https://photos.s3.eu-west-1.amazonaws.com/");
/// assert_eq!(json["fields"]["key"], "cat.jpg");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
impl Serialize for PresignedPost {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("PresignedPost", 3 + VALIDITY)?;
        object.serialize_field("method", "POST")?;
        object.serialize_field("url", self.url())?;
        object.serialize_field("fields", &Pairs(self.fields()))?;
        put_validity(&mut object, self.validity())?;
        object.end()
    }
}

/// `get` and `head`, each with `method`, `url` and `headers`, the [`Validity`], which is that of both, and, where there
/// are any, `cautions`.
impl Serialize for GetAndHead {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let cautions = self.cautions();
        let fields = 2 + VALIDITY + usize::from(!cautions.is_empty());
        let mut object = serializer.serialize_struct("GetAndHead", fields)?;
        object.serialize_field("get", &Request(self.get()))?;
        object.serialize_field("head", &Request(self.head()))?;
        put_validity(&mut object, self.validity())?;
        if cautions.is_empty() {
            object.skip_field("cautions")?;
        } else {
            object.serialize_field("cautions", &cautions)?;
        }
        object.end()
    }
}

/// `parts`, `complete`, `abort`, `list_parts`, and the [`Validity`], which is that of all of them.
impl Serialize for PresignedMultipart {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("PresignedMultipart", 4 + VALIDITY)?;
        object.serialize_field("parts", self.parts())?;
        object.serialize_field("complete", &Request(self.complete()))?;
        object.serialize_field("abort", &Request(self.abort()))?;
        object.serialize_field("list_parts", &Request(self.list_parts()))?;
        put_validity(&mut object, self.validity())?;
        object.end()
    }
}

/// `number`, from 1; `start` and `length`, which bytes of the object it holds; `method`, `url`, `headers`.
impl Serialize for PresignedPart {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("PresignedPart", 6)?;
        object.serialize_field("number", &self.number())?;
        object.serialize_field("start", &self.range().start)?;
        object.serialize_field("length", &self.length())?;
        put_request(&mut object, self.url())?;
        object.end()
    }
}

/// `signed_at` and `expires_at` as RFC 3339 in UTC, `expires_in` in seconds, `limited_by`, `certainty`.
impl Serialize for Validity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Validity", VALIDITY)?;
        put_validity(&mut object, *self)?;
        object.end()
    }
}

/// `requested`, `protocol`, `credential_kind`, `credential_expiry` or `policy`.
impl Serialize for Limit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            Self::Requested => "requested",
            Self::Protocol => "protocol",
            Self::CredentialKind { .. } => "credential_kind",
            Self::CredentialExpiry => "credential_expiry",
            Self::Policy => "policy",
        })
    }
}

/// `exact` or `at_most`.
impl Serialize for Certainty {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            Self::Exact => "exact",
            Self::AtMost => "at_most",
        })
    }
}

/// A request without its validity.
struct Request<'u>(&'u PresignedUrl);

impl Serialize for Request<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Request", 3)?;
        put_request(&mut object, self.0)?;
        object.end()
    }
}

/// Names and values as one object, in order.
struct Pairs<I>(I);

impl<'p, I: Iterator<Item = (&'p str, &'p str)> + Clone> Serialize for Pairs<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, value) in self.0.clone() {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

fn put_request<O: SerializeStruct>(object: &mut O, url: &PresignedUrl) -> Result<(), O::Error> {
    object.serialize_field("method", url.method())?;
    object.serialize_field("url", url.as_str())?;
    object.serialize_field("headers", &Pairs(url.headers()))
}

fn put_validity<O: SerializeStruct>(object: &mut O, validity: Validity) -> Result<(), O::Error> {
    object.serialize_field("signed_at", &Iso(validity.signed_at()).to_string())?;
    object.serialize_field("expires_at", &Iso(validity.expires_at()).to_string())?;
    object.serialize_field("expires_in", &validity.expires_in().as_secs())?;
    object.serialize_field("limited_by", &validity.limited_by())?;
    object.serialize_field("certainty", &validity.certainty())
}

/// How many fields a validity has.
const VALIDITY: usize = 5;
