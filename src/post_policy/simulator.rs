//! [`PostForm`]: what S3 makes of a form, before it is posted.

use std::fmt;
use std::time::SystemTime;

use super::check::KEY;
use super::condition::{Condition, FILENAME};
use super::document::PostPolicyDocument;
use super::presigned_post::PresignedPost;
use super::refusal::PostRefusal;
use super::shown::Shown;
use crate::limits::{self, ONE_UPLOAD};

/// A form as a browser would post it: its fields, and name and size of the file.
///
/// `Debug` hides the policy, the token, the signature, and a key of SSE-C.
///
/// # Examples
///
/// ```
/// # use std::time::{Duration, SystemTime};
/// # use s3_presigner::{Credentials, PostForm, PostPolicy, Presigner, Region};
/// # let presigner = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret")?, Region::new("eu-west-1")?);
/// let policy = PostPolicy::new("photos", "user/4711/${filename}").content_length_range(1..=1_000_000);
/// let post = presigner.presign_post(&policy, Duration::from_secs(900))?;
///
/// let form = PostForm::from(&post).with_file("cat.jpg", 2_000_000);
/// let refusal = form.check(SystemTime::now()).unwrap_err();
/// assert_eq!(refusal.code(), "EntityTooLarge");
/// assert_eq!(refusal.to_string(), "Your proposed upload exceeds the maximum allowed size");
/// # Ok::<(), s3_presigner::Error>(())
/// ```
#[derive(Clone)]
pub struct PostForm {
    bucket: String,
    fields: Vec<(String, String)>,
    file_name: String,
    file_size: u64,
}

impl PostForm {
    /// An empty form for a bucket.
    #[must_use]
    pub fn new(bucket: impl Into<String>) -> Self {
        Self { bucket: bucket.into(), fields: Vec::new(), file_name: String::new(), file_size: 0 }
    }

    /// Sets a field, in place of one of the same name.
    #[must_use]
    pub fn with_field(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let name = name.into();
        let mut form = self.without_field(&name);
        form.fields.push((name, value.into()));
        form
    }

    /// Leaves a field out.
    #[must_use]
    pub fn without_field(mut self, name: &str) -> Self {
        self.fields.retain(|(other, _)| !other.eq_ignore_ascii_case(name));
        self
    }

    /// The file: its name, and its size in bytes. Of a path, S3 takes what stands behind the last slash or
    /// backslash.
    #[must_use]
    pub fn with_file(self, name: impl Into<String>, size: u64) -> Self {
        let name = name.into();
        let file_name = name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        Self { file_name, file_size: size, ..self }
    }

    /// The value of a field; upper and lower case are the same in names.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&str> {
        let found = self.fields.iter().find(|(other, _)| other.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// The names of the fields, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|(name, _)| name.as_str())
    }

    /// Whether S3 would take the form at this time: it has the fields of the signature, and meets its own `policy`
    /// field. Whether the signature is right, [`Verifier::verify_post`](crate::Verifier::verify_post) says.
    ///
    /// # Errors
    ///
    /// What S3 would answer instead of taking the file.
    pub fn check(&self, now: SystemTime) -> Result<(), PostRefusal> {
        let policy = self.required("policy")?;
        for name in OF_SIGNATURE {
            self.required(name)?;
        }
        self.check_against(&PostPolicyDocument::from_base64(policy)?, now)
    }

    /// Whether the form meets this policy at this time, and S3's limits on keys and files.
    ///
    /// # Errors
    ///
    /// What S3 would answer instead of taking the file.
    pub fn check_against(
        &self,
        policy: &PostPolicyDocument,
        now: SystemTime,
    ) -> Result<(), PostRefusal> {
        self.check_key()?;
        if now > policy.expiration() {
            return Err(PostRefusal::Expired);
        }
        for condition in policy.conditions() {
            self.check_condition(condition)?;
        }
        let is_covered =
            |name: &str| policy.conditions().iter().any(|condition| condition.is_about(name));
        let names = self.fields.iter().map(|(name, _)| name.to_ascii_lowercase());
        let extra: Vec<_> =
            names.filter(|name| !needs_no_condition(name) && !is_covered(name)).collect();
        if !extra.is_empty() {
            return Err(PostRefusal::ExtraFields { names: extra });
        }
        let own = Condition::ContentLengthRange { min: 0, max: ONE_UPLOAD };
        let mut limits = policy.conditions().iter().chain(std::iter::once(&own));
        limits.try_for_each(|condition| self.check_size(condition))
    }

    fn required(&self, name: &'static str) -> Result<&str, PostRefusal> {
        self.field(name).ok_or(PostRefusal::MissingField { name })
    }

    fn check_key(&self) -> Result<(), PostRefusal> {
        let size = self.with_file_name(self.required(KEY)?).len();
        match size {
            0 => Err(PostRefusal::EmptyKey),
            1..=limits::KEY => Ok(()),
            _ => Err(PostRefusal::KeyTooLong { size, max: limits::KEY }),
        }
    }

    /// A value as S3 reads it: it replaces the variable before it compares.
    fn with_file_name(&self, value: &str) -> String {
        value.replace(FILENAME, &self.file_name)
    }

    fn check_condition(&self, condition: &Condition) -> Result<(), PostRefusal> {
        let Some(name) = condition.field() else { return Ok(()) };
        let value = if name.eq_ignore_ascii_case("bucket") {
            Some(self.bucket.clone())
        } else {
            self.field(name).map(|value| self.with_file_name(value))
        };
        match value {
            Some(value) if condition.allows(&value) => Ok(()),
            _ => Err(PostRefusal::ConditionFailed { condition: condition.clone() }),
        }
    }

    fn check_size(&self, condition: &Condition) -> Result<(), PostRefusal> {
        let size = self.file_size;
        match *condition {
            Condition::ContentLengthRange { max, .. } if size > max => {
                Err(PostRefusal::TooLarge { size, max })
            }
            Condition::ContentLengthRange { min, .. } if size < min => {
                Err(PostRefusal::TooSmall { size, min })
            }
            _ => Ok(()),
        }
    }
}

impl From<&PresignedPost> for PostForm {
    /// The form with all fields that were signed, and an empty file without a name.
    fn from(post: &PresignedPost) -> Self {
        let fields = post.fields().map(|(name, value)| (name.to_owned(), value.to_owned()));
        Self { fields: fields.collect(), ..Self::new(post.bucket()) }
    }
}

impl fmt::Debug for PostForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PostForm")
            .field("bucket", &self.bucket)
            .field("fields", &Shown(&self.fields))
            .field("file_name", &self.file_name)
            .field("file_size", &self.file_size)
            .finish()
    }
}

/// Fields that S3 takes without a condition.
fn needs_no_condition(name: &str) -> bool {
    // Two of them are signature version 2's, which a form may hold besides.
    matches!(name, "awsaccesskeyid" | "file" | "policy" | "signature" | "x-amz-signature")
        || name.starts_with("x-ignore-")
}

/// What a form has besides its policy, if it is signed.
const OF_SIGNATURE: [&str; 4] =
    ["x-amz-algorithm", "x-amz-credential", "x-amz-date", "x-amz-signature"];
