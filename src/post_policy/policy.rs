//! [`PostPolicy`]: which form may be posted.

use std::borrow::Cow;
use std::fmt;
use std::ops::RangeInclusive;

use super::check::{KEY, check_condition, check_key, check_name, check_value, is_checksum, put};
use super::condition::{Condition, FILENAME};
use super::shown::Shown;
use crate::error::{Error, PostPolicyError};
use crate::object::BucketName;
use crate::request::S3Request;

/// Which form a browser may post: where to, with which fields, and how large a file.
///
/// Every field becomes an exact condition, so that the page cannot change it, unless a wider condition
/// is given for it. Fields that the page itself adds need a condition too:
/// [`starts_with`](Self::starts_with) with `""` allows any value.
///
/// The key, and most other fields, may hold `${filename}`, which S3 replaces by the name of the file that the
/// user picked. The condition is then on what stands before it, and the page is free to write what stands
/// behind: end a folder that must be kept to with `/`, and put nothing behind the variable that matters.
///
/// # Examples
///
/// ```
/// # use std::time::Duration;
/// # use s3_presigner::{Credentials, PostPolicy, Presigner, Region};
/// # let presigner = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret")?, Region::new("eu-west-1")?);
/// let policy = PostPolicy::new("photos", "user/4711/${filename}")
///     .content_type_starts_with("image/")
///     .content_length_range(1..=10 * 1024 * 1024)
///     .metadata("uploader", "4711")
///     .success_action_status(201);
/// let post = presigner.presign_post(&policy, Duration::from_secs(900))?;
/// for (name, value) in post.fields() {
///     println!("{name}={value}"); // form fields, in this order; the file goes last, as `file`
/// }
/// # Ok::<(), s3_presigner::Error>(())
/// ```
#[derive(Clone)]
pub struct PostPolicy<'a> {
    bucket: Option<BucketName<'a>>,
    fields: Vec<(String, String)>,
    conditions: Vec<Condition>,
    fault: Option<Box<Error>>,
}

impl<'a> PostPolicy<'a> {
    /// A form that uploads to this bucket under this key.
    #[must_use]
    pub fn new(bucket: impl Into<Cow<'a, str>>, key: impl Into<String>) -> Self {
        let mut policy =
            Self { bucket: None, fields: Vec::new(), conditions: Vec::new(), fault: None };
        match BucketName::new(bucket.into()) {
            Ok(bucket) => policy.bucket = Some(bucket),
            Err(error) => policy = policy.fault(*error),
        }
        let key = key.into();
        match check_key(&key) {
            Ok(()) => policy.with_key(key),
            Err(error) => policy.fault(error),
        }
    }

    fn with_key(mut self, key: String) -> Self {
        self.fields.push((KEY.to_owned(), key));
        self
    }

    /// Adds a field with a value, which the page has to send as it is unless a wider condition is
    /// given for it.
    ///
    /// What is refused: names that the form sets itself, a second value, control characters, a number for a status
    /// that S3 does not answer with, a URL for a redirect that is no web address, a second checksum, and
    /// `${filename}` in tags and in the host of a redirect.
    #[must_use]
    pub fn field(mut self, name: &str, value: impl Into<String>) -> Self {
        let value = value.into();
        if let Err(error) = check_name(name).and_then(|()| check_value(name, &value)) {
            return self.fault(error.into());
        }
        if self.fields.iter().any(|(other, _)| other.eq_ignore_ascii_case(name)) {
            return self.fault(PostPolicyError::RepeatedField { name: name.to_owned() }.into());
        }
        self.fields.push((name.to_owned(), value));
        self
    }

    /// Lets the page send any value for a field that begins with this; any at all with `""`.
    #[must_use]
    pub fn starts_with(self, field: &str, prefix: impl Into<String>) -> Self {
        self.condition(Condition::StartsWith { field: field.to_owned(), prefix: prefix.into() })
    }

    /// Adds a condition. One on a field stands in for the exact one that the field would get.
    ///
    /// [`Condition::Equals`] gives the field its value too, if it has none.
    #[must_use]
    pub fn condition(mut self, condition: Condition) -> Self {
        if let Err(fault) = check_condition(&condition) {
            return self.fault(fault);
        }
        let is_range = |condition: &Condition| condition.field().is_none();
        if is_range(&condition) && self.conditions.iter().any(is_range) {
            return self.fault(PostPolicyError::RepeatedRange.into());
        }
        self.conditions.push(condition);
        self
    }

    /// How large the file may be, in bytes. Without it, S3's own 5 GiB are the limit.
    #[must_use]
    pub fn content_length_range(self, bytes: RangeInclusive<u64>) -> Self {
        self.condition(Condition::ContentLengthRange { min: *bytes.start(), max: *bytes.end() })
    }

    /// Whether everything given so far can be signed.
    ///
    /// # Errors
    ///
    /// The first fault: [`Error::Invalid`], [`Error::TooLong`] or [`Error::PostPolicy`].
    pub fn validate(&self) -> Result<(), Error> {
        if let Some(fault) = &self.fault {
            return Err((**fault).clone());
        }
        if let Some((name, _)) = self.fields().filter(|(name, _)| is_checksum(name)).nth(1) {
            return Err(PostPolicyError::RepeatedChecksum { name: name.to_owned() }.into());
        }
        self.check_exclusive()?;
        self.check_contradictions()
    }

    /// Of fields that exclude each other as headers of `PutObject`, a form has one as well.
    fn check_exclusive(&self) -> Result<(), Error> {
        let names = self.fields().map(|(name, _)| match name.to_ascii_lowercase() {
            name if name == "acl" => "x-amz-acl".to_owned(),
            name => name,
        });
        let is_of_interest = |name: &String| EXCLUSIVE.iter().any(|start| name.starts_with(start));
        let header = |put: S3Request<'static>, name: String| put.header(&name, "");
        names.filter(is_of_interest).fold(put(), header).validate()
    }

    fn check_contradictions(&self) -> Result<(), Error> {
        for (position, condition) in self.conditions.iter().enumerate() {
            let Some(field) = condition.field() else { continue };
            let others =
                self.conditions.iter().skip(position + 1).filter(|other| other.is_about(field));
            let contradicts = |other: &Condition| {
                let (first, second) = (condition.to_string(), other.to_string());
                let field = field.to_owned();
                Err(PostPolicyError::Contradiction { field, first, second }.into())
            };
            let own = self.exact_value(field).map(|value| own_condition(field, value));
            if let Some(other) = others.chain(&own).find(|other| !condition.agrees_with(other)) {
                return contradicts(other);
            }
            let Some(template) = self.exact_value(field) else { continue };
            if !condition.may_be_filled_from(template) {
                let value = template.to_owned();
                return contradicts(&Condition::Equals { field: field.to_owned(), value });
            }
        }
        Ok(())
    }

    fn exact_value(&self, field: &str) -> Option<&str> {
        let found = self.fields.iter().find(|(name, _)| name.eq_ignore_ascii_case(field));
        found.map(|(_, value)| value.as_str())
    }

    pub(super) fn fault(mut self, error: Error) -> Self {
        self.fault.get_or_insert_with(|| Box::new(error));
        self
    }

    pub(super) fn bucket(&self) -> Option<&BucketName<'a>> {
        self.bucket.as_ref()
    }

    /// All fields that have a value: those given, and those to which a condition leaves one only.
    pub(super) fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        let given = self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        given.chain(self.told_values().filter(|(name, _)| self.exact_value(name).is_none()))
    }

    /// What the exact conditions say, each field once.
    fn told_values(&self) -> impl Iterator<Item = (&str, &str)> {
        self.conditions.iter().enumerate().filter_map(|(position, condition)| {
            let Condition::Equals { field, value } = condition else { return None };
            let mut before = self.conditions.iter().take(position);
            let is_told = before.any(|other| other.is_exact() && other.is_about(field));
            (!is_told).then_some((field.as_str(), value.as_str()))
        })
    }

    /// All conditions: those given, and one for every field that has none.
    pub(super) fn all_conditions(&self) -> impl Iterator<Item = Condition> {
        let bare = |(name, _): &&(String, String)| {
            !self.conditions.iter().any(|given| given.is_about(name))
        };
        let own = self.fields.iter().filter(bare).map(|(name, value)| own_condition(name, value));
        self.conditions.iter().cloned().chain(own)
    }

    /// The fields that the policy asks for and that have no value yet, each once, with what the value begins
    /// with: the longest beginning, as the others agree with it.
    pub(super) fn open_fields(&self) -> Vec<(String, String)> {
        let mut open: Vec<(String, String)> = Vec::new();
        for condition in &self.conditions {
            let Condition::StartsWith { field, prefix } = condition else { continue };
            if self.fields().any(|(name, _)| name.eq_ignore_ascii_case(field)) {
                continue;
            }
            match open.iter_mut().find(|(name, _)| name.eq_ignore_ascii_case(field)) {
                Some((_, longest)) if longest.len() < prefix.len() => longest.clone_from(prefix),
                Some(_) => {}
                None => open.push((field.clone(), prefix.clone())),
            }
        }
        open
    }
}

impl fmt::Debug for PostPolicy<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PostPolicy")
            .field("bucket", &self.bucket)
            .field("fields", &Shown(&self.fields))
            .field("conditions", &self.conditions)
            .field("fault", &self.fault)
            .finish()
    }
}

/// The condition that a field gets by itself: an exact one, or one on what stands before the file's name, which
/// S3 puts in before it looks at the conditions.
fn own_condition(name: &str, value: &str) -> Condition {
    let field = name.to_owned();
    match value.split_once(FILENAME) {
        Some((prefix, _)) => Condition::StartsWith { field, prefix: prefix.to_owned() },
        None => Condition::Equals { field, value: value.to_owned() },
    }
}

/// How the names begin of headers that exclude others.
const EXCLUSIVE: [&str; 3] = ["x-amz-acl", "x-amz-grant-", "x-amz-server-side-encryption"];
