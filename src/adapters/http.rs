//! The types of the crate `http`: from a presigned URL to a request, from a request to the verifier.

use crate::presigned_url::PresignedUrl;
use crate::received::SignedRequest;

/// The request with method, URL and headers; the body is the caller's.
///
/// Errors, such as a URL longer than `http` takes, come up where the body is put in.
///
/// # Examples
///
/// ```
/// # use std::time::Duration;
/// # use s3_presigner::{Credentials, Presigner, Region, S3Request};
/// # let presigner = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret")?, Region::new("eu-west-1")?);
/// let request = S3Request::put_object("photos", "note.txt").content_type("text/plain");
/// let url = presigner.presign(&request, Duration::from_secs(900))?;
/// let request = http::request::Builder::from(&url).body("hello")?;
/// assert_eq!(request.method(), "PUT");
/// assert_eq!(request.headers()["content-type"], "text/plain");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
impl From<&PresignedUrl> for http::request::Builder {
    fn from(url: &PresignedUrl) -> Self {
        let builder = http::Request::builder().method(url.method()).uri(url.as_str());
        // By its bytes, as a value may be any text.
        url.headers().fold(builder, |builder, (name, value)| builder.header(name, value.as_bytes()))
    }
}

impl TryFrom<&PresignedUrl> for http::Request<()> {
    type Error = http::Error;

    fn try_from(url: &PresignedUrl) -> Result<Self, http::Error> {
        http::request::Builder::from(url).body(())
    }
}

/// The request as it was received, for the verifier. The host of an absolute URI, which HTTP/2 has in the
/// place of the header, counts where there is no header.
///
/// # Examples
///
/// ```
/// # use std::time::Duration;
/// # use s3_presigner::{Credentials, Presigner, Region, SignedRequest, Verifier};
/// # let credentials = Credentials::new("AKIDEXAMPLE", "secret")?;
/// # let presigner = Presigner::new(credentials.clone(), Region::new("eu-west-1")?);
/// # let url = presigner.presign_get("photos", "cat.jpg", Duration::from_secs(900))?;
/// # let verifier = Verifier::new([credentials]);
/// # let request = http::Request::try_from(&url)?;
/// let (parts, body) = request.into_parts();
/// verifier.verify(&SignedRequest::from(&parts))?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
impl<'r> From<&'r http::request::Parts> for SignedRequest<'r> {
    fn from(parts: &'r http::request::Parts) -> Self {
        let target = parts.uri.path_and_query().map_or("/", |target| target.as_str());
        let headers = parts.headers.iter().map(|(name, value)| {
            // A value that is no text was not signed as such; but it came, and so it counts.
            (name.as_str(), std::str::from_utf8(value.as_bytes()).unwrap_or("\u{fffd}"))
        });
        let request = SignedRequest::new(parts.method.as_str(), target).headers(headers);
        match parts.uri.authority() {
            Some(host) if !parts.headers.contains_key(http::header::HOST) => {
                request.header("host", host.as_str())
            }
            _ => request,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use http::{HeaderValue, Request, request};

    use super::*;
    use crate::{Credentials, Presigner, Region, S3Request, Verifier};

    fn credentials() -> Credentials {
        Credentials::new("AKIDEXAMPLE", "secret").unwrap()
    }

    fn url(key: &str) -> PresignedUrl {
        let presigner = Presigner::new(credentials(), Region::new("eu-west-1").unwrap());
        let request =
            S3Request::put_object("photos", key).metadata("by", "a  me").content_type("a/b");
        presigner.presign(&request, Duration::from_secs(900)).unwrap()
    }

    #[test]
    fn what_is_turned_into_a_request_verifies_as_one() {
        let verifier = Verifier::new([credentials()]);
        for key in ["cat.jpg", "a b/é+?#&=%2F'\"\\<>|^`{}[]", "//a//"] {
            let url = url(key);
            let request = Request::try_from(&url).unwrap();
            assert_eq!(request.uri().to_string(), url.as_str());
            let (mut parts, ()) = request.into_parts();
            verifier.verify(&SignedRequest::from(&parts)).unwrap();
            // As it comes in over HTTP/1.1: the host in a header, the rest in the request line.
            let host = parts.uri.host().unwrap().to_owned();
            parts.headers.insert("host", HeaderValue::from_str(&host).unwrap());
            parts.uri = parts.uri.path_and_query().unwrap().as_str().parse().unwrap();
            verifier.verify(&SignedRequest::from(&parts)).unwrap();
            parts.headers.insert("host", HeaderValue::from_static("other"));
            assert!(verifier.verify(&SignedRequest::from(&parts)).is_err());
        }
    }

    #[test]
    fn the_header_names_the_host_where_the_target_names_one_too() {
        let (mut parts, ()) = Request::try_from(&url("k")).unwrap().into_parts();
        parts.headers.insert("host", HeaderValue::from_static("other"));
        let request = SignedRequest::from(&parts);
        assert_eq!(request.values("host").collect::<Vec<_>>(), ["other"]);
    }

    #[test]
    fn a_header_that_is_no_text_is_not_passed_over() {
        let (mut parts, ()) = Request::try_from(&url("k")).unwrap().into_parts();
        parts.headers.insert("x-amz-acl", HeaderValue::from_bytes(b"\xff").unwrap());
        let refused =
            Verifier::new([credentials()]).verify(&SignedRequest::from(&parts)).unwrap_err();
        assert_eq!(refused.elements(), [("HeadersNotSigned", "x-amz-acl".to_owned())]);
    }

    #[test]
    fn a_url_that_is_too_long_for_http_is_its_error() {
        let presigner = Presigner::new(credentials(), Region::new("eu-west-1").unwrap());
        let long = "x".repeat(70_000);
        let request = S3Request::get_object("photos", "k").query("a", long.as_str());
        let url = presigner.presign(&request, Duration::from_secs(900)).unwrap();
        assert!(request::Builder::from(&url).body(()).is_err());
    }
}
