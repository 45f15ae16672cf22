//! [`CorsRule`]: what a bucket has to allow so that a page can use links.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use url::Url;

use crate::error::{Error, Field};
use crate::post_policy::PresignedPost;
use crate::presigned_url::PresignedUrl;
use crate::xml::push_element;

/// The CORS rule that a bucket needs so that pages of some origins can use presigned requests.
///
/// A page may send a request to another origin only if the bucket's CORS configuration allows the
/// page's origin, the method, and every signed header; and it sees only those headers of the answer
/// that are exposed, of which the `ETag` is needed to complete an upload in parts. A plain link or
/// form needs no rule.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html>
///
/// # Examples
///
/// ```
/// # use std::time::Duration;
/// # use s3_presigner::{Credentials, CorsRule, Presigner, Region, S3Request};
/// # let presigner = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret")?, Region::new("eu-west-1")?);
/// let request = S3Request::put_object("photos", "cat.jpg").content_type("image/jpeg");
/// let upload = presigner.presign(&request, Duration::from_secs(900))?;
///
/// let rule = CorsRule::new(["https://app.example.com"])?.allow_url(&upload).with_max_age(3_600);
/// println!("{}", rule.to_json()); // for `aws s3api put-bucket-cors --cors-configuration`
/// # Ok::<(), s3_presigner::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorsRule {
    origins: Vec<String>,
    methods: BTreeSet<&'static str>,
    headers: BTreeSet<String>,
    exposed: BTreeSet<&'static str>,
    max_age: Option<u32>,
}

impl CorsRule {
    /// A rule for pages of these origins, which allows nothing yet.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] for text that is no origin: scheme, host and perhaps port, without a path;
    /// or `*` for every page there is.
    pub fn new<'o>(origins: impl IntoIterator<Item = &'o str>) -> Result<Self, Error> {
        let origins = origins.into_iter().map(check_origin).collect::<Result<Vec<_>, _>>()?;
        if origins.is_empty() {
            return Err(Error::invalid(Field::Origin, "", "at least one, or `*` for every page"));
        }
        let (methods, headers, exposed) = Default::default();
        Ok(Self { origins, methods, headers, exposed, max_age: None })
    }

    /// Allows what a page needs for this URL: its method and its headers, and to see what uploads and
    /// downloads answer with.
    #[must_use]
    pub fn allow_url(mut self, url: &PresignedUrl) -> Self {
        let Some(method) = METHODS.iter().find(|method| **method == url.method()) else {
            // S3's CORS knows no other; nothing that a rule could say would help.
            return self;
        };
        self.methods.insert(method);
        // Browsers set these by themselves, and ask for no leave.
        let asked = url.headers().map(|(name, _)| name).filter(|name| !OF_BROWSER.contains(name));
        self.headers.extend(asked.map(str::to_owned));
        self.exposed.insert("ETag");
        if url.headers().any(|(name, _)| name == "range") {
            self.exposed.insert("Content-Range");
        }
        self
    }

    /// Allows what a page needs to post this form by script and read the answer.
    #[must_use]
    pub fn allow_post(mut self, _: &PresignedPost) -> Self {
        self.methods.insert("POST");
        self.exposed.extend(["ETag", "Location"]);
        self
    }

    /// For how many seconds a browser may remember the rule.
    #[must_use]
    pub fn with_max_age(mut self, seconds: u32) -> Self {
        self.max_age = Some(seconds);
        self
    }

    /// The CORS configuration as the AWS CLI and the SDKs take it.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut rule = json!({
            "AllowedOrigins": self.origins,
            "AllowedMethods": self.methods,
            "AllowedHeaders": self.headers,
            "ExposeHeaders": self.exposed,
        });
        if let (Some(seconds), Value::Object(rule)) = (self.max_age, &mut rule) {
            rule.insert("MaxAgeSeconds".to_owned(), json!(seconds));
        }
        json!({ "CORSRules": [rule] }).to_string()
    }

    /// The CORS configuration as the body of
    /// [`PutBucketCors`](https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html).
    #[must_use]
    pub fn to_xml(&self) -> String {
        let mut xml = String::from(
            "<CORSConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><CORSRule>",
        );
        let mut add = |tag, text: &str| push_element(&mut xml, tag, text);
        self.origins.iter().for_each(|origin| add("AllowedOrigin", origin));
        self.methods.iter().for_each(|method| add("AllowedMethod", method));
        self.headers.iter().for_each(|name| add("AllowedHeader", name));
        self.exposed.iter().for_each(|name| add("ExposeHeader", name));
        if let Some(seconds) = self.max_age {
            add("MaxAgeSeconds", &seconds.to_string());
        }
        xml.push_str("</CORSRule></CORSConfiguration>");
        xml
    }
}

/// An origin as a browser spells it, or `*`.
fn check_origin(text: &str) -> Result<String, Error> {
    let is_origin = || {
        let url = Url::parse(text).ok()?;
        (url.origin().is_tuple() && url.origin().ascii_serialization() == text).then_some(())
    };
    if text == "*" || is_origin().is_some() {
        return Ok(text.to_owned());
    }
    let rule = "scheme, host and port if it is not the default one, in lower case and without a slash \
                at the end, such as https://app.example.com; or `*`";
    Err(Error::invalid(Field::Origin, text, rule))
}

/// The methods that S3's CORS knows.
const METHODS: [&str; 5] = ["DELETE", "GET", "HEAD", "POST", "PUT"];

/// Of the headers that can be signed, those that a page cannot set. Fetch Standard, "forbidden
/// request-header".
const OF_BROWSER: [&str; 4] = ["content-length", "date", "origin", "referer"];

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::credentials::Credentials;
    use crate::object::Region;
    use crate::post_policy::PostPolicy;
    use crate::presigner::Presigner;
    use crate::request::S3Request;

    const QUARTER: Duration = Duration::from_secs(900);

    fn presigner() -> Presigner {
        let credentials = Credentials::new("AKIDEXAMPLE", "secret").unwrap();
        Presigner::new(credentials, Region::new("eu-west-1").unwrap())
    }

    #[test]
    fn a_rule_allows_what_the_requests_need_and_no_more() {
        let sign = |request: S3Request<'_>| presigner().presign(&request, QUARTER).unwrap();
        let put = sign(
            S3Request::put_object("photos", "k")
                .content_type("a/b")
                .content_length(1)
                .metadata("a", "1"),
        );
        let get = sign(S3Request::get_object("photos", "k").range(0..9));
        let post = presigner().presign_post(&PostPolicy::new("photos", "k"), QUARTER).unwrap();
        let rule = CorsRule::new(["https://app.example.com", "http://localhost:5173"]).unwrap();
        assert_eq!(
            rule.clone()
                .allow_url(&put)
                .allow_url(&get)
                .allow_post(&post)
                .with_max_age(60)
                .to_json(),
            "{\"CORSRules\":[{\"AllowedHeaders\":[\"content-type\",\"range\",\"x-amz-meta-a\"],\
             \"AllowedMethods\":[\"GET\",\"POST\",\"PUT\"],\
             \"AllowedOrigins\":[\"https://app.example.com\",\"http://localhost:5173\"],\
             \"ExposeHeaders\":[\"Content-Range\",\"ETag\",\"Location\"],\"MaxAgeSeconds\":60}]}"
        );
        assert_eq!(
            rule.allow_url(&put).to_xml(),
            "<CORSConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><CORSRule>\
             <AllowedOrigin>https://app.example.com</AllowedOrigin>\
             <AllowedOrigin>http://localhost:5173</AllowedOrigin><AllowedMethod>PUT</AllowedMethod>\
             <AllowedHeader>content-type</AllowedHeader><AllowedHeader>x-amz-meta-a</AllowedHeader>\
             <ExposeHeader>ETag</ExposeHeader></CORSRule></CORSConfiguration>"
        );
        let patch = sign(S3Request::new("PATCH", "photos", "k"));
        let rule = CorsRule::new(["*"]).unwrap().allow_url(&patch);
        assert_eq!(rule, CorsRule::new(["*"]).unwrap());
    }

    #[test]
    fn what_is_no_origin_is_refused() {
        for text in [
            "app.example.com",
            "https://app.example.com/",
            "https://App.example.com",
            "https://h/p",
            "https://h:443",
            "null",
        ] {
            assert_eq!(
                CorsRule::new([text]).unwrap_err().to_string(),
                format!(
                    "origin {text:?} is not valid: scheme, host and port if it is not the default one, in \
                     lower case and without a slash at the end, such as https://app.example.com; or `*`"
                )
            );
        }
        assert_eq!(
            CorsRule::new([]).unwrap_err().to_string(),
            "origin \"\" is not valid: at least one, or `*` for every page"
        );
    }
}
