//! The six headers that a download can be made to answer with.
//!
//! S3 can answer with characters up to U+00FF only, so that others are refused.

use std::borrow::Cow;
use std::time::SystemTime;

use super::body::{Dated, dated};
use super::header_rules::check_answered;
use super::s3_request::S3Request;
use crate::encode;
use crate::error::Field;
use crate::utc::{HttpDate, seconds_of};

impl<'a> S3Request<'a> {
    /// `response-content-type`: the answer's `Content-Type`.
    #[must_use]
    pub fn response_content_type(mut self, value: impl Into<Cow<'a, str>>) -> Self {
        self.override_header("response-content-type", value.into());
        self
    }

    /// `response-content-disposition`: the answer's `Content-Disposition`. For a download under a
    /// name of one's own, see [`response_attachment`](Self::response_attachment).
    #[must_use]
    pub fn response_content_disposition(mut self, value: impl Into<Cow<'a, str>>) -> Self {
        self.override_header("response-content-disposition", value.into());
        self
    }

    /// `response-content-disposition` that makes browsers save the file under this name.
    ///
    /// Names beyond ASCII are given in both forms of RFC 6266, the second of which every browser of
    /// today reads. Quotes, backslashes and control characters become `_` in the first. So are names
    /// of which browsers would decode the first: `a%41.txt`, which is `aA.txt` to them.
    ///
    /// Browsers put `_` for a slash and for what file systems do not take, and leave spaces and dots off the ends.
    /// Chromium on Linux saves nothing under a name of more than 244 bytes.
    ///
    /// # Examples
    ///
    /// ```
    /// use s3_presigner::S3Request;
    ///
    /// let request = S3Request::get_object("reports", "4711").response_attachment("März.pdf");
    /// # request.validate()?;
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    #[must_use]
    pub fn response_attachment(self, file_name: &str) -> Self {
        self.response_content_disposition(attachment(file_name))
    }

    /// `response-content-encoding`: the answer's `Content-Encoding`.
    #[must_use]
    pub fn response_content_encoding(mut self, value: impl Into<Cow<'a, str>>) -> Self {
        self.override_header("response-content-encoding", value.into());
        self
    }

    /// `response-content-language`: the answer's `Content-Language`.
    #[must_use]
    pub fn response_content_language(mut self, value: impl Into<Cow<'a, str>>) -> Self {
        self.override_header("response-content-language", value.into());
        self
    }

    /// `response-cache-control`: the answer's `Cache-Control`.
    #[must_use]
    pub fn response_cache_control(mut self, value: impl Into<Cow<'a, str>>) -> Self {
        self.override_header("response-cache-control", value.into());
        self
    }

    /// `response-expires`: the answer's `Expires`, in whole seconds. It has nothing to do with the
    /// end of the URL.
    #[must_use]
    pub fn response_expires(self, instant: SystemTime) -> Self {
        let Some(seconds) = seconds_of(instant) else {
            return self.fault(RESPONSE_EXPIRES.no_date(Field::QueryValue, instant));
        };
        self.param(RESPONSE_EXPIRES.name, HttpDate(seconds).to_string())
    }
}

impl<'a> S3Request<'a> {
    /// What the answer's header will hold, so the rule for headers applies.
    #[inline]
    fn override_header(&mut self, name: &'static str, value: Cow<'a, str>) {
        if let Err(fault) = check_answered(&value) {
            self.note(fault);
        }
        self.add_param(name, value);
    }
}

/// RFC 6266, section 4.3, with the extended notation of RFC 8187.
fn attachment(file_name: &str) -> String {
    let plain: String = file_name
        .chars()
        .map(|char| {
            if char.is_ascii() && !char.is_ascii_control() && !"\"\\".contains(char) {
                char
            } else {
                '_'
            }
        })
        .collect();
    let mut value = format!("attachment; filename=\"{plain}\"");
    if plain != file_name || is_decoded(&plain) {
        value.push_str("; filename*=UTF-8''");
        value.push_str(&encode::query_string(file_name));
    }
    value
}

/// Whether browsers decode a plain `filename`, though RFC 6266 has no escapes there: those of URLs, and the
/// encoded words of mail.
fn is_decoded(plain: &str) -> bool {
    plain.contains('%') || plain.contains("=?")
}

const RESPONSE_EXPIRES: Dated = dated!("response-expires");

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use super::*;

    #[test]
    fn overrides_are_query_parameters() {
        let request = S3Request::get_object("bucket", "key")
            .response_content_type("text/plain")
            .response_content_disposition("inline")
            .response_content_encoding("gzip")
            .response_content_language("de")
            .response_cache_control("no-store")
            .response_expires(UNIX_EPOCH);
        request.validate().unwrap();
        assert_eq!(
            request.params().text_around(""),
            "&response-cache-control=no-store&response-content-disposition=inline\
             &response-content-encoding=gzip&response-content-language=de\
             &response-content-type=text%2Fplain&response-expires=Thu%2C%2001%20Jan%201970%2000%3A00%3A00%20GMT"
        );
    }

    #[test]
    fn an_override_cannot_add_a_header_to_the_answer() {
        let request =
            S3Request::get_object("bucket", "key").response_content_type("a/b\r\nx-evil: 1");
        assert_eq!(
            request.validate().unwrap_err().to_string(),
            "query parameter value \"a/b\\r\\nx-evil: 1\" is not valid: no line ends and no other control \
             characters; remove them"
        );
    }

    #[test]
    fn file_names_are_quoted_and_given_again_where_ascii_does_not_do() {
        assert_eq!(attachment("a b.pdf"), "attachment; filename=\"a b.pdf\"");
        assert_eq!(
            attachment("März.pdf"),
            "attachment; filename=\"M_rz.pdf\"; filename*=UTF-8''M%C3%A4rz.pdf"
        );
        assert_eq!(
            attachment("a\"b\\\r\n"),
            "attachment; filename=\"a_b___\"; filename*=UTF-8''a%22b%5C%0D%0A"
        );
    }

    #[test]
    fn file_names_that_browsers_would_decode_are_given_again() {
        assert_eq!(
            attachment("a%41.txt"),
            "attachment; filename=\"a%41.txt\"; filename*=UTF-8''a%2541.txt"
        );
        assert_eq!(
            attachment("=?utf-8?q?b?="),
            "attachment; filename=\"=?utf-8?q?b?=\"; filename*=UTF-8''%3D%3Futf-8%3Fq%3Fb%3F%3D"
        );
    }
}
