//! The request of a presigned URL as text that others run: a line for a shell, a program, SQL, a link in a page.

mod aiohttp;
mod aria2c;
mod curl;
mod duckdb;
mod file_name;
mod format;
mod gdal;
mod html;
mod httpx;
mod javascript;
mod job;
mod powershell;
mod python;
mod requests;
mod reqwest;
mod shell;
mod tables;
mod urllib;
mod wget;

use self::job::Job;
use crate::browser_headers::is_set_by_browser;
use crate::error::{Error, Field, ToolError};
use crate::presigned_url::PresignedUrl;
use crate::tool::Tool;

impl PresignedUrl {
    /// The request as text for a tool, everything quoted for its shell or language: it does what the link is for.
    ///
    /// `file` is the local file: what a PUT or POST sends, and where a GET is saved. Without one it is named for the
    /// last segment of the key, made safe; so a PUT never sends an empty body over a good object, unless
    /// [`content_length(0)`](crate::S3Request::content_length) is signed or the operation has no body. HEAD and
    /// DELETE have no file, and it is not looked at. To tools that read data, the ending of `file` tells the format,
    /// and nothing is saved. Two tools differ: without a file, [`Tool::Curl`] prints what a GET brings; and
    /// [`Tool::Fetch`] leaves the body to the page, and names no file.
    ///
    /// Every text sends the signed headers as they were signed, spells the link as it is, sends a body with its length
    /// and never in chunks, which S3 refuses, and fails where S3 refuses, with its reason. It does not print the link,
    /// which some tools do by themselves: wget, aria2c and the readers of data in their errors.
    ///
    /// The text holds the signature, and with SSE-C the customer's key: whoever reads it can use the URL.
    ///
    /// # Errors
    ///
    /// [`Error::Tool`] where the tool cannot send the method or a header, folds dot segments that the key has, or
    /// cannot tell the format. [`Error::Invalid`] for a file name that is empty or holds control characters.
    ///
    /// # Examples
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use s3_presigner::{Credentials, Error, Presigner, Region, Tool, ToolError};
    /// # let presigner = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret")?, Region::new("eu-west-1")?);
    /// let url = presigner.presign_get("photos", "2026/it's.jpg", Duration::from_secs(900))?;
    /// assert_eq!(
    ///     url.for_tool(Tool::Wget, None)?,
    ///     format!(r"wget --output-document 'it'\''s.jpg' '{}'", url.as_str())
    /// );
    /// let upload = presigner.presign_put("photos", "cat.jpg", Duration::from_secs(900))?;
    /// let refused = upload.for_tool(Tool::Aria2c, None);
    /// assert!(matches!(refused, Err(Error::Tool(ToolError::Method { .. }))));
    /// # Ok::<(), Error>(())
    /// ```
    pub fn for_tool(&self, tool: Tool, file: Option<&str>) -> Result<String, Error> {
        self.check_tool(tool)?;
        if let Some(file) = file {
            check_file_name(file)?;
        }
        let job = Job::new(self, file);
        Ok(match tool {
            Tool::Curl => curl::line(&job),
            Tool::Wget => wget::line(&job),
            Tool::Aria2c => aria2c::line(&job),
            Tool::PowerShell => powershell::line(&job)?,
            Tool::Requests => requests::program(&job),
            Tool::Httpx => httpx::program(&job),
            Tool::Aiohttp => aiohttp::program(&job),
            Tool::Urllib => urllib::program(&job),
            Tool::Fetch => self.fetch(),
            Tool::Node => javascript::program(&job),
            Tool::Reqwest => reqwest::program(&job),
            Tool::DuckDb => duckdb::sql(&job),
            Tool::Gdal => gdal::line(&job),
            Tool::Pandas => tables::pandas(&job)?,
            Tool::Polars => tables::polars(&job)?,
            Tool::Html => html::element(&job),
        })
    }

    /// The request as one `curl` command for a POSIX shell, every argument quoted.
    ///
    /// `body_file` is the file that a PUT or POST sends; without one it is named for the key, as
    /// [`for_tool`](Self::for_tool) says. Other methods have no body, and the file is not looked at: a GET is printed.
    /// A failure of the request is one of the command, and S3's XML is printed (`--fail-with-body`, curl 7.76 or newer).
    ///
    /// `Content-Length` is curl's own where there is a body, and never chunked, which S3 refuses. So a file
    /// of another length than the one signed is refused by the signature, instead of cut off.
    ///
    /// The text holds the signature, and with SSE-C the customer's key: whoever reads it can use the URL.
    ///
    /// # Examples
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use s3_presigner::{Credentials, Presigner, Region, S3Request};
    /// # let presigner = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret")?, Region::new("eu-west-1")?);
    /// let request = S3Request::put_object("photos", "cat.jpg").content_type("image/jpeg");
    /// let url = presigner.presign(&request, Duration::from_secs(900))?;
    /// assert_eq!(
    ///     url.curl(Some("my cat.jpg")),
    ///     format!(
    ///         "curl --fail-with-body --globoff --path-as-is --request 'PUT' \
    ///          --header 'content-type: image/jpeg' --upload-file 'my cat.jpg' '{}'",
    ///         url.as_str()
    ///     )
    /// );
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    #[must_use]
    pub fn curl(&self, body_file: Option<&str>) -> String {
        let body_file = body_file.filter(|_| matches!(self.method(), "PUT" | "POST"));
        curl::line(&Job::new(self, body_file))
    }

    /// The request as a JavaScript expression that calls `fetch`, for browsers and for Node.
    ///
    /// For a PUT or POST, `body` is a variable that the code around it supplies: a `Blob`, a `File`, a
    /// string. A `Blob` or `File` with a type sends it as `Content-Type`, which the bucket's CORS rule has to allow
    /// even where it is not signed; a [`CorsRule`](crate::CorsRule) does. The text is safe to stand inside a `<script>` element, whatever key and headers hold.
    /// Header values are spelled as the bytes that were signed, which is how `fetch` takes them.
    ///
    /// Headers that no page may set are left out: those that the browser writes by itself (`content-length`,
    /// `origin`, `referer`, …) and those that are its own business (`cookie`, `date`, …); `fetch` would drop
    /// them without a word. If one other than `content-length` was signed, the URL is not for browsers,
    /// nor with a signed `user-agent`, for which Chromium sends its own.
    /// Nor is a key with [dot segments](crate::S3Request::allow_dot_segments), which they fold.
    ///
    /// A call with a signed `Range` goes past the browser's cache, since Chromium spells the range anew where it knows a
    /// part of the object, and the signature no longer fits.
    ///
    /// The text holds the signature, and with SSE-C the customer's key: whoever reads it can use the URL.
    ///
    /// # Examples
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use s3_presigner::{Credentials, Presigner, Region, S3Request};
    /// # let presigner = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret")?, Region::new("eu-west-1")?);
    /// let request = S3Request::put_object("photos", "cat.jpg").content_type("image/jpeg");
    /// let url = presigner.presign(&request, Duration::from_secs(900))?;
    /// assert_eq!(
    ///     url.fetch(),
    ///     format!(
    ///         r#"fetch("{}", {{method: "PUT", headers: {{"content-type": "image/jpeg"}}, body}})"#,
    ///         url.as_str()
    ///     )
    /// );
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    #[must_use]
    pub fn fetch(&self) -> String {
        javascript::call(&Job::new(self, None), |name| !is_set_by_browser(name))
    }

    fn check_tool(&self, tool: Tool) -> Result<(), ToolError> {
        let method = || self.method().to_owned();
        if !tool.sends(self.method()) {
            return Err(ToolError::Method { tool, method: method() });
        }
        let header = self.headers().find(|(name, _)| !tool.sends_header(self.method(), name));
        if let Some((header, _)) = header {
            return Err(ToolError::Header { tool, method: method(), header: header.to_owned() });
        }
        if !tool.keeps_dot_segments() && self.has_dot_segment() {
            return Err(ToolError::DotSegment { tool, method: method() });
        }
        Ok(())
    }
}

fn check_file_name(name: &str) -> Result<(), Error> {
    if name.is_empty() || name.contains(char::is_control) {
        let rule = "no control characters, and not empty: rename the file";
        return Err(Error::invalid(Field::FileName, name, rule));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use crate::{AddressingStyle, Credentials, Endpoint, Presigner, Region, S3Request};

    use super::*;

    /// The URL of the request, with what stands behind `?` cut down to it.
    fn signed(request: &S3Request<'_>) -> PresignedUrl {
        let credentials = Credentials::new("AKIDEXAMPLE", "secret").unwrap();
        let presigner = Presigner::new(credentials, Region::new("us-east-1").unwrap())
            .with_endpoint(Endpoint::custom("http://h.example").unwrap())
            .with_addressing_style(AddressingStyle::VirtualHosted);
        let time = UNIX_EPOCH + Duration::from_secs(1_369_353_600);
        presigner.presign_at(request, Duration::from_secs(900), time).unwrap()
    }

    fn without_query(url: &PresignedUrl, text: &str) -> String {
        let query = url.as_str().split_once('?').unwrap().1;
        text.replace(query, "…")
    }

    fn curl(request: &S3Request<'_>, body_file: Option<&str>) -> String {
        let url = signed(request);
        let line = without_query(&url, &url.curl(body_file));
        line.strip_prefix("curl --fail-with-body --globoff --path-as-is ").unwrap().to_owned()
    }

    fn fetch(request: &S3Request<'_>) -> String {
        let url = signed(request);
        without_query(&url, &url.fetch())
    }

    #[test]
    fn curl_is_told_each_method_in_its_way() {
        let end = "'http://box.h.example/k?…'";
        assert_eq!(curl(&S3Request::get_object("box", "k"), None), end);
        assert_eq!(curl(&S3Request::head_object("box", "k"), None), format!("--head {end}"));
        assert_eq!(
            curl(&S3Request::delete_object("box", "k"), Some("not looked at")),
            format!("--request 'DELETE' {end}")
        );
        let put = S3Request::put_object("box", "k");
        assert_eq!(curl(&put, Some("f")), format!("--request 'PUT' --upload-file 'f' {end}"));
        assert_eq!(curl(&put, None), format!("--request 'PUT' --upload-file 'k' {end}"));
        assert_eq!(
            curl(&put.content_type("a/b").content_length(0), None),
            format!("--request 'PUT' --header 'content-type: a/b' --data-binary '' {end}")
        );
        assert_eq!(
            curl(&S3Request::put_object("box", "k/"), Some("-f")),
            "--request 'PUT' --header 'content-type:' --data-binary '@-' 'http://box.h.example/k/?…' < './-f'"
        );
        let post = S3Request::new("POST", "box", "k");
        assert_eq!(
            curl(&post, Some("body.xml")),
            format!("--request 'POST' --upload-file 'body.xml' {end}")
        );
    }

    #[test]
    fn curl_gets_every_word_as_it_is() {
        let request = S3Request::put_object("box", "it's $HOME `id` \\ \"[1-3]{a,b}\"")
            .header("x-amz-meta-a", "it's $HOME `id` \\ \"q\" !!")
            .header("x-amz-meta-empty", "")
            .header("x-'odd", "1")
            .content_length(3);
        assert_eq!(
            curl(&request, Some("-o it's")),
            r#"--request 'PUT' --header 'x-'\''odd: 1' --header 'x-amz-meta-a: it'\''s $HOME `id` \ "q" !!' "#
                .to_owned()
                + r"--header 'x-amz-meta-empty;' --upload-file './-o it'\''s' "
                + "'http://box.h.example/it%27s%20%24HOME%20%60id%60%20%5C%20%22%5B1-3%5D%7Ba%2Cb%7D%22?…'"
        );
        assert!(curl(&request, Some(".")).contains("--upload-file './.'"));
    }

    #[test]
    fn fetch_is_told_method_headers_and_body() {
        assert_eq!(
            fetch(&S3Request::get_object("box", "k")),
            r#"fetch("http://box.h.example/k?…", {method: "GET"})"#
        );
        let request = S3Request::put_object("box", "k")
            .content_type("text/plain")
            .content_length(3)
            .header("x-amz-meta-a", "\"</script>\\ &");
        assert_eq!(
            fetch(&request),
            r#"fetch("http://box.h.example/k?…", {method: "PUT", headers: {"content-type": "text/plain", "#
                .to_owned()
                + r#""x-amz-meta-a": "\"\u003c/script\u003e\\ &"}, body})"#
        );
    }

    #[test]
    fn fetch_of_a_signed_range_goes_past_the_cache() {
        assert_eq!(
            fetch(&S3Request::get_object("box", "k").range(5..)),
            r#"fetch("http://box.h.example/k?…", {method: "GET", headers: {"range": "bytes=5-"}, cache: "no-store"})"#
        );
    }

    #[test]
    fn fetch_leaves_out_what_no_page_may_set() {
        const OF_BROWSER: [&str; 5] = ["accept-encoding", "cookie", "date", "origin", "via"];
        let request = S3Request::new("POST", "box", "k");
        let request = OF_BROWSER.iter().fold(request, |request, name| request.header(name, "1"));
        let request = request.header("sec-fetch-mode", "1").header("x-a", "1");
        assert_eq!(
            fetch(&request),
            r#"fetch("http://box.h.example/k?…", {method: "POST", headers: {"x-a": "1"}, body})"#
        );
    }

    #[test]
    fn curl_sends_no_type_of_its_own_and_the_one_that_is_signed() {
        let curl = |request: S3Request<'_>| {
            let presigner = Presigner::new(
                Credentials::new("AKIDEXAMPLE", "secret").unwrap(),
                Region::new("eu-west-1").unwrap(),
            );
            presigner.presign(&request, Duration::from_secs(60)).unwrap().curl(Some("f"))
        };
        let folder = || S3Request::put_object("photos", "folder/");
        let none = "--header 'content-type:'";
        assert!(curl(folder()).contains(none));
        assert!(curl(folder().metadata("a", "b")).contains(none));
        let typed = curl(folder().content_type("image/png"));
        assert!(!typed.contains(none) && typed.contains("content-type: image/png"), "{typed}");
    }
}
