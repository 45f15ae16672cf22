//! The HEAD that asks for the headers of what a GET downloads.

use super::method::Method;
use super::query_names::{OVERRIDES, is_api_parameter};
use super::s3_request::S3Request;
use crate::error::{Error, Field};

impl S3Request<'_> {
    /// The same request as a HEAD. `HeadObject` takes every parameter and header that `GetObject` takes.
    ///
    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html>, "Request Syntax"
    pub(crate) fn as_head(&self) -> Result<Self, Error> {
        self.validate()?;
        let method = self.http_method();
        if *method != Method::Get {
            return Err(Error::invalid(Field::Method, method.as_str(), OF_A_DOWNLOAD));
        }
        if self.object_key().is_none() {
            return Err(Error::invalid(Field::ObjectKey, "", OF_AN_OBJECT));
        }
        let is_of_another = |name: &&str| {
            is_api_parameter(name) && !OF_HEAD.contains(name) && !OVERRIDES.contains(name)
        };
        match self.params().names().find(is_of_another) {
            Some(name) => Err(Error::invalid(Field::QueryName, name, OF_HEAD_TOO)),
            None => Ok(self.clone().with_method(Method::Head)),
        }
    }
}

/// Parameters of `HeadObject` beside the overrides.
const OF_HEAD: [&str; 2] = ["partNumber", "versionId"];

const OF_A_DOWNLOAD: &str =
    "only a GET has a HEAD beside it; give the GET, or sign this request by itself with presign";
const OF_AN_OBJECT: &str = "a link for HEAD stands beside the GET of an object, which has a key; sign this request by itself with presign";
const OF_HEAD_TOO: &str = "GetObject and HeadObject do not take it, so it makes the GET another operation, which has no \
    HEAD; leave it out, or sign this request by itself with presign";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_parameter_of_a_download_is_one_of_head() {
        let mut request = S3Request::get_object("photos", "cat.jpg")
            .version_id("3/L4kqtJ")
            .part_number(2)
            .custom_query("range", "0-99")
            .query("team", "blue");
        for name in OVERRIDES.iter().filter(|name| **name != "response-expires") {
            request = request.query(*name, "a/b");
        }
        let head = request.as_head().unwrap();
        assert_eq!(head.http_method(), &Method::Head);
        assert_eq!(head.params().text_around(""), request.params().text_around(""));
    }
}
