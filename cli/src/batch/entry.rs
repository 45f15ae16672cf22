//! [`Entry`]: what one line asks for, whatever its form.

use std::borrow::Cow;
use std::time::Duration;

use s3_presigner::S3Request;

use crate::values::Location;

/// A text of a line, as it stands there or as it was unescaped.
pub(super) type Text<'l> = Cow<'l, str>;

/// One link that is asked for.
#[derive(Default)]
pub(super) struct Entry<'l> {
    /// JSON, as it stands in the line.
    pub(super) id: Option<Text<'l>>,
    pub(super) bucket: Option<Text<'l>>,
    pub(super) key: Text<'l>,
    pub(super) method: Option<Text<'l>>,
    pub(super) headers: Vec<(Text<'l>, Text<'l>)>,
    pub(super) query: Vec<(Text<'l>, Text<'l>)>,
    pub(super) expires_in: Option<Duration>,
    pub(super) attachment: Option<Text<'l>>,
}

/// What holds for lines that do not say otherwise.
pub(super) struct Defaults {
    pub(super) bucket: Option<String>,
    pub(super) prefix: String,
    pub(super) method: String,
}

impl<'l> Entry<'l> {
    /// A key, or a URI that names the bucket too.
    pub(super) fn of_key(text: Text<'l>) -> Result<Self, String> {
        let mut entry = Self::default();
        entry.set_key(text)?;
        Ok(entry)
    }

    pub(super) fn set_key(&mut self, text: Text<'l>) -> Result<(), String> {
        if text.starts_with("s3://") {
            let Location { bucket, key } = text.parse()?;
            (self.bucket, self.key) = (Some(bucket.into()), key.into());
        } else {
            self.key = text;
        }
        Ok(())
    }

    /// The bucket and the key with what holds for all lines.
    pub(super) fn complete(&mut self, defaults: &'l Defaults) -> Result<(), String> {
        if self.bucket.is_none() {
            let bucket = defaults.bucket.as_deref();
            let bucket =
                bucket.ok_or("no bucket: name it in the line, or for all lines with --bucket")?;
            self.bucket = Some(bucket.into());
        }
        if !defaults.prefix.is_empty() {
            self.key = [&*defaults.prefix, &*self.key].concat().into();
        }
        if self.method.is_none() {
            self.method = Some((&*defaults.method).into());
        }
        Ok(())
    }

    pub(super) fn bucket(&self) -> &str {
        self.bucket.as_deref().unwrap_or_default()
    }

    pub(super) fn method(&self) -> &str {
        self.method.as_deref().unwrap_or_default()
    }

    pub(super) fn request(&self) -> S3Request<'_> {
        // Most lines ask for a download, and a request is large to move.
        let mut request = match self.method() {
            "GET" => S3Request::get_object(self.bucket(), &*self.key),
            method => S3Request::new(method, self.bucket(), &*self.key),
        };
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        for (name, value) in &self.query {
            request = request.query(&**name, &**value);
        }
        match &self.attachment {
            Some(name) => request.response_attachment(name),
            None => request,
        }
    }
}
