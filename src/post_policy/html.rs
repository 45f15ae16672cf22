//! The form as HTML.

use super::presigned_post::PresignedPost;
use crate::error::{Error, PostPolicyError};
use crate::xml::push_escaped;

impl PresignedPost {
    /// The form as HTML, escaped: hidden fields, a file input and a button, to put into a page.
    ///
    /// A field that the page has to fill in, see [`open_fields`](Self::open_fields), gets an input with what
    /// its value has to begin with.
    ///
    /// # Errors
    ///
    /// [`Error::PostPolicy`] for a field with a line end or NUL, which browsers would change.
    ///
    /// # Examples
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use s3_presigner::{Credentials, PostPolicy, Presigner, Region};
    /// # let presigner = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret")?, Region::new("eu-west-1")?);
    /// let policy = PostPolicy::new("photos", "user/4711/${filename}");
    /// let html = presigner.presign_post(&policy, Duration::from_secs(900))?.to_html()?;
    /// assert!(html.starts_with("<form action=\"https://photos.s3.eu-west-1.amazonaws.com/\""));
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    pub fn to_html(&self) -> Result<String, Error> {
        let mut html = String::from("<form action=\"");
        push_escaped(&mut html, self.url());
        html.push_str("\" method=\"post\" enctype=\"multipart/form-data\">\n");
        for (name, value) in self.fields() {
            if value.contains(['\r', '\n', '\0']) {
                return Err(PostPolicyError::NotInHtml { name: name.to_owned() }.into());
            }
            html.push_str("  <input type=\"hidden\" name=\"");
            push_escaped(&mut html, name);
            html.push_str("\" value=\"");
            push_escaped(&mut html, value);
            html.push_str("\">\n");
        }
        for (name, prefix) in self.open_fields() {
            html.push_str("  <label>");
            push_escaped(&mut html, name);
            html.push_str(" <input name=\"");
            push_escaped(&mut html, name);
            html.push_str("\" value=\"");
            push_escaped(&mut html, prefix);
            html.push_str("\" required></label>\n");
        }
        html.push_str("  <input type=\"file\" name=\"file\" required>\n");
        html.push_str("  <button>Upload</button>\n</form>\n");
        Ok(html)
    }
}
