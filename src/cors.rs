//! [`CorsRule`]: what a bucket has to allow so that a page can use links.

mod headers;
mod origin;

use std::collections::BTreeSet;

use serde_json::{Value, json};

use self::headers::{check_pattern, sent_unsigned};
use self::origin::checked_origin;
use crate::browser_headers::is_set_by_browser;
use crate::error::{CorsError, Error, Field};
use crate::post_policy::PresignedPost;
use crate::presigned_url::PresignedUrl;
use crate::xml::push_element;

/// The CORS rule that a bucket needs so that pages of some origins can use presigned requests.
///
/// A page may send a request to another origin only if the bucket's CORS configuration allows the
/// page's origin, the method, and every header that it sends, signed or not; and it sees only those headers of
/// the answer that are exposed, of which the `ETag` is needed to complete an upload in parts. A plain link or
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
/// println!("{}", rule.to_json()?); // for `aws s3api put-bucket-cors --cors-configuration`
/// # Ok::<(), s3_presigner::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorsRule {
    origins: Vec<String>,
    methods: BTreeSet<&'static str>,
    headers: BTreeSet<String>,
    exposed: BTreeSet<&'static str>,
    max_age: Option<u32>,
    /// The first method that no rule can allow.
    unknown_method: Option<String>,
}

impl CorsRule {
    /// A rule for pages of these origins, which allows nothing yet. An origin given twice is kept once.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] for no origin at all, and for text that is none: a scheme, a host and perhaps a port, as
    /// browsers write them, without a path, such as `https://app.example.com`, or `capacitor://localhost` of an
    /// app; a pattern with one `*` for some of them, such as `https://*.example.com` or `http://localhost:*`; or
    /// `*` for every page there is.
    pub fn new<'o>(origins: impl IntoIterator<Item = &'o str>) -> Result<Self, Error> {
        let mut kept = Vec::new();
        for origin in origins {
            let origin = checked_origin(origin)?.to_owned();
            if !kept.contains(&origin) {
                kept.push(origin);
            }
        }
        if kept.is_empty() {
            return Err(Error::invalid(Field::Origin, "", "at least one, or `*` for every page"));
        }
        let (methods, headers, exposed) = Default::default();
        Ok(Self { origins: kept, methods, headers, exposed, max_age: None, unknown_method: None })
    }

    /// Allows what a page needs for this URL: its method and its headers, and to see what uploads and
    /// downloads answer with.
    ///
    /// Some headers come from the page without being signed, and are allowed too: the type of a `File` or `Blob`
    /// that is uploaded, which the browser sends as `Content-Type` by itself; and of scripts that download,
    /// `Range` (`bytes=-500` is asked for by every browser, `bytes=0-99` by older ones) and `If-None-Match`. For others
    /// see [`allow_header`](Self::allow_header).
    ///
    /// A method that S3's CORS does not know is an error of the rule, given when the rule is written.
    #[must_use]
    pub fn allow_url(mut self, url: &PresignedUrl) -> Self {
        let Some(method) = METHODS.iter().find(|method| **method == url.method()) else {
            self.unknown_method.get_or_insert_with(|| url.method().to_owned());
            return self;
        };
        self.methods.insert(method);
        let asked = url.headers().map(|(name, _)| name).filter(|name| !is_set_by_browser(name));
        self.headers.extend(asked.chain(sent_unsigned(method).iter().copied()).map(str::to_owned));
        self.exposed.insert("ETag");
        if self.headers.contains("range") {
            self.exposed.insert("Content-Range");
        }
        self
    }

    /// Allows a header that the page sends of its own, such as a `Cache-Control` that is not signed, or a pattern
    /// with one `*`.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] for what is no name of a header, and for more than one `*`.
    pub fn allow_header(mut self, name: &str) -> Result<Self, Error> {
        self.headers.insert(check_pattern(name)?.to_ascii_lowercase());
        Ok(self)
    }

    /// Allows what a page needs to post this form by script and read the answer.
    #[must_use]
    pub fn allow_post(mut self, _: &PresignedPost) -> Self {
        self.methods.insert("POST");
        self.exposed.extend(["ETag", "Location"]);
        self
    }

    /// For how many seconds a browser may remember the rule, at most 2147483647. Browsers keep none for longer
    /// than a day.
    #[must_use]
    pub fn with_max_age(mut self, seconds: u32) -> Self {
        self.max_age = Some(seconds);
        self
    }

    /// The CORS configuration as the AWS CLI and the SDKs take it.
    ///
    /// # Errors
    ///
    /// [`Error::Cors`] for a rule that allows no method, for a link whose method no rule can allow, and for a
    /// [maximum age](Self::with_max_age) that S3 does not take.
    pub fn to_json(&self) -> Result<String, Error> {
        self.check()?;
        let mut rule = json!({
            "AllowedOrigins": self.origins,
            "AllowedMethods": self.methods,
            "AllowedHeaders": self.headers,
            "ExposeHeaders": self.exposed,
        });
        if let (Some(seconds), Value::Object(rule)) = (self.max_age, &mut rule) {
            rule.insert("MaxAgeSeconds".to_owned(), json!(seconds));
        }
        Ok(json!({ "CORSRules": [rule] }).to_string())
    }

    /// The CORS configuration as the body of
    /// [`PutBucketCors`](https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html).
    ///
    /// # Errors
    ///
    /// As for [`to_json`](Self::to_json).
    pub fn to_xml(&self) -> Result<String, Error> {
        self.check()?;
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
        Ok(xml)
    }

    fn check(&self) -> Result<(), CorsError> {
        match &self.unknown_method {
            Some(method) => Err(CorsError::Method { method: method.clone() }),
            None if self.methods.is_empty() => Err(CorsError::NoMethod),
            None => self.check_max_age(),
        }
    }

    /// API Reference, "CORSRule": `MaxAgeSeconds` is an integer, of 32 bits with a sign.
    fn check_max_age(&self) -> Result<(), CorsError> {
        match self.max_age {
            Some(seconds) if i32::try_from(seconds).is_err() => Err(CorsError::MaxAge { seconds }),
            _ => Ok(()),
        }
    }
}

/// The methods that S3's CORS knows.
const METHODS: [&str; 5] = ["DELETE", "GET", "HEAD", "POST", "PUT"];

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
    fn a_rule_allows_what_the_requests_and_pages_need_and_no_more() {
        let sign = |request: S3Request<'_>| presigner().presign(&request, QUARTER).unwrap();
        let put = sign(
            S3Request::put_object("photos", "k")
                .content_type("a/b")
                .content_length(1)
                .metadata("a", "1")
                .header("accept-encoding", "identity")
                .header("sec-x", "1"),
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
                .to_json()
                .unwrap(),
            "{\"CORSRules\":[{\"AllowedHeaders\":[\"content-type\",\"if-none-match\",\"range\",\"x-amz-meta-a\"],\
             \"AllowedMethods\":[\"GET\",\"POST\",\"PUT\"],\
             \"AllowedOrigins\":[\"https://app.example.com\",\"http://localhost:5173\"],\
             \"ExposeHeaders\":[\"Content-Range\",\"ETag\",\"Location\"],\"MaxAgeSeconds\":60}]}"
        );
        assert_eq!(
            rule.allow_url(&put).to_xml().unwrap(),
            "<CORSConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><CORSRule>\
             <AllowedOrigin>https://app.example.com</AllowedOrigin>\
             <AllowedOrigin>http://localhost:5173</AllowedOrigin><AllowedMethod>PUT</AllowedMethod>\
             <AllowedHeader>content-type</AllowedHeader><AllowedHeader>x-amz-meta-a</AllowedHeader>\
             <ExposeHeader>ETag</ExposeHeader></CORSRule></CORSConfiguration>"
        );
    }

    #[test]
    fn each_method_of_s3_is_allowed() {
        for (method, headers, exposed) in [
            ("DELETE", "", "\"ETag\""),
            ("GET", "\"if-none-match\",\"range\"", "\"Content-Range\",\"ETag\""),
            ("HEAD", "", "\"ETag\""),
            ("POST", "\"content-type\"", "\"ETag\""),
            ("PUT", "\"content-type\"", "\"ETag\""),
        ] {
            let url = presigner().presign(&S3Request::new(method, "photos", "k"), QUARTER).unwrap();
            let rule = CorsRule::new(["*"]).unwrap().allow_url(&url);
            assert_eq!(
                rule.to_json().unwrap(),
                format!(
                    "{{\"CORSRules\":[{{\"AllowedHeaders\":[{headers}],\"AllowedMethods\":[\"{method}\"],\
                     \"AllowedOrigins\":[\"*\"],\"ExposeHeaders\":[{exposed}]}}]}}"
                )
            );
        }
    }

    #[test]
    fn the_type_of_what_is_uploaded_is_allowed_where_it_is_not_signed() {
        let part = S3Request::upload_part("photos", "k", "u", 1);
        let complete = S3Request::complete_multipart_upload("photos", "k", "u");
        for request in [
            S3Request::put_object("photos", "cat.jpg"),
            S3Request::put_object("photos", "k").content_length(3).content_md5([0; 16]),
            S3Request::put_object("photos", "k").if_none_match_any(),
            S3Request::put_object("photos", "k").content_type("image/jpeg"),
            S3Request::create_multipart_upload("photos", "k"),
            part,
            complete,
        ] {
            let url = presigner().presign(&request, QUARTER).unwrap();
            let rule = CorsRule::new(["https://app.example.com"]).unwrap().allow_url(&url);
            assert!(rule.headers.contains("content-type"), "{request:?}");
            let xml = rule.to_xml().unwrap();
            assert!(xml.contains("<AllowedHeader>content-type</AllowedHeader>"), "{xml}");
        }
        for request in
            [S3Request::head_object("photos", "k"), S3Request::delete_object("photos", "k")]
        {
            let url = presigner().presign(&request, QUARTER).unwrap();
            assert!(
                CorsRule::new(["*"]).unwrap().allow_url(&url).headers.is_empty(),
                "{request:?}"
            );
        }
    }

    #[test]
    fn headers_of_the_page_are_allowed_by_name() {
        let url = presigner().presign_get("photos", "k", QUARTER).unwrap();
        let rule = CorsRule::new(["*"]).unwrap().allow_url(&url);
        let rule = rule.allow_header("Cache-Control").and_then(|rule| rule.allow_header("x-amz-*"));
        let headers = r#""AllowedHeaders":["cache-control","if-none-match","range","x-amz-*"]"#;
        assert!(rule.unwrap().to_json().unwrap().contains(headers));
        for name in ["", "a b", "a:", "é", "x-*-*"] {
            let refused = CorsRule::new(["*"]).unwrap().allow_header(name).unwrap_err();
            assert_eq!(
                refused.to_string(),
                format!(
                    "header name {name:?} is not valid: letters, digits and !#$%&'+-.^_`|~, and at most one `*` for any \
                     characters"
                )
            );
        }
    }

    #[test]
    fn a_rule_that_s3_would_refuse_is_not_written() {
        let refusal = |rule: &CorsRule| {
            let json = rule.to_json().unwrap_err();
            assert_eq!(rule.to_xml().unwrap_err(), json);
            json.to_string()
        };
        let rule = CorsRule::new(["*"]).unwrap();
        assert_eq!(
            refusal(&rule),
            "the CORS rule allows no method, and S3 takes none such: allow a link or a form first, with \
             allow_url or allow_post"
        );
        let sign = |method| presigner().presign(&S3Request::new(method, "photos", "k"), QUARTER);
        let rule = rule.allow_url(&sign("PATCH").unwrap()).allow_url(&sign("GET").unwrap());
        assert_eq!(
            refusal(&rule),
            "method \"PATCH\" cannot be allowed to pages: CORS rules of S3 know GET, PUT, POST, DELETE \
             and HEAD only; send this request from a server"
        );
    }

    #[test]
    fn the_maximum_age_is_one_that_s3_can_write() {
        let url = presigner().presign_get("photos", "k", QUARTER).unwrap();
        let rule = |seconds| CorsRule::new(["*"]).unwrap().allow_url(&url).with_max_age(seconds);
        assert!(rule(2_147_483_647).to_json().unwrap().contains("\"MaxAgeSeconds\":2147483647"));
        for seconds in [2_147_483_648, u32::MAX] {
            let error = rule(seconds).to_xml().unwrap_err();
            assert_eq!(rule(seconds).to_json().unwrap_err(), error);
            assert_eq!(
                error.to_string(),
                format!(
                    "browsers cannot be told to remember the CORS rule for {seconds} seconds: S3 takes up \
                     to 2147483647; give 86400 or less, as no browser keeps a rule for longer than a day"
                )
            );
        }
    }

    #[test]
    fn an_origin_is_kept_once_and_there_is_at_least_one() {
        let rule = CorsRule::new(["https://b.de", "https://a.de", "https://b.de"]).unwrap();
        assert_eq!(rule, CorsRule::new(["https://b.de", "https://a.de"]).unwrap());
        assert_eq!(
            CorsRule::new([]).unwrap_err().to_string(),
            "origin \"\" is not valid: at least one, or `*` for every page"
        );
    }
}
