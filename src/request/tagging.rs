//! Object tags, given with an upload.

use super::s3_request::S3Request;
use crate::encode;
use crate::error::{Error, Field};

impl S3Request<'_> {
    /// `x-amz-tagging`: up to 10 tags, names of 1 to 128 and values of up to 256 characters, no
    /// name twice.
    ///
    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html>
    ///
    /// # Examples
    ///
    /// ```
    /// use s3_presigner::S3Request;
    ///
    /// let request = S3Request::put_object("photos", "cat.jpg")
    ///     .tagging([("project", "cats & dogs"), ("tier", "gold")]);
    /// request.validate()?;
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    #[must_use]
    pub fn tagging<'t>(self, tags: impl IntoIterator<Item = (&'t str, &'t str)>) -> Self {
        match tag_set(tags) {
            Ok(text) => self.header("x-amz-tagging", &text),
            Err(error) => self.fault(error),
        }
    }
}

/// Tags as a query string, as the header has them.
fn tag_set<'t>(tags: impl IntoIterator<Item = (&'t str, &'t str)>) -> Result<String, Error> {
    let mut text = String::new();
    let mut names = Vec::new();
    for (name, value) in tags {
        let invalid = |rule| Err(Error::invalid(Field::Tag, name, rule));
        if name.is_empty() || name.chars().count() > 128 {
            return invalid("its name has 1 to 128 characters");
        }
        if value.chars().count() > 256 {
            return invalid("its value has at most 256 characters");
        }
        if names.contains(&name) {
            return invalid("it is given twice; give it once");
        }
        if names.len() == 10 {
            return invalid("an object has at most 10 tags");
        }
        names.push(name);
        if !text.is_empty() {
            text.push('&');
        }
        text.push_str(&encode::query_string(name));
        text.push('=');
        text.push_str(&encode::query_string(value));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_written_as_a_query_string() {
        assert_eq!(
            tag_set([("a b", "c&d"), ("e", ""), ("é", "=")]).unwrap(),
            "a%20b=c%26d&e=&%C3%A9=%3D"
        );
    }

    #[test]
    fn tags_beyond_s3s_limits_are_refused() {
        let refusal = |tags: Vec<(&str, &str)>| tag_set(tags).unwrap_err().to_string();
        let long = "n".repeat(129);
        assert_eq!(
            refusal(vec![("", "v")]),
            "tag \"\" is not valid: its name has 1 to 128 characters"
        );
        assert!(refusal(vec![(&long, "v")]).ends_with("its name has 1 to 128 characters"));
        assert_eq!(
            refusal(vec![("n", &"v".repeat(257))]),
            "tag \"n\" is not valid: its value has at most 256 characters"
        );
        assert_eq!(
            refusal(vec![("n", "1"), ("n", "2")]),
            "tag \"n\" is not valid: it is given twice; give it once"
        );
        let names: Vec<_> = (0..11).map(|n| n.to_string()).collect();
        let tags = names.iter().map(|name| (name.as_str(), "")).collect();
        assert_eq!(refusal(tags), "tag \"10\" is not valid: an object has at most 10 tags");
        assert!(tag_set([("n".repeat(128).as_str(), "v".repeat(256).as_str())]).is_ok());
    }
}
