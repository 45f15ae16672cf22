//! The request of a presigned URL as text that others run: a `curl` line, a JavaScript expression.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::browser_headers::is_set_by_browser;
use crate::presigned_url::PresignedUrl;

impl PresignedUrl {
    /// The request as one `curl` command for a POSIX shell, every argument quoted.
    ///
    /// `body_file` is the file that a PUT or POST sends; without one, their body is empty. Other methods
    /// have no body, and the file is not looked at. A failure of the request is one of the command, and S3's
    /// XML is printed (`--fail-with-body`, curl 7.76 or newer).
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
        // Without these two, curl reads brackets as ranges and folds dot segments.
        let mut line = String::from("curl --fail-with-body --globoff --path-as-is");
        match self.method() {
            "GET" => {}
            // `--request HEAD` would wait for a body.
            "HEAD" => line.push_str(" --head"),
            method => push_option(&mut line, "--request", method),
        }
        for (name, value) in self.headers() {
            if name == "content-length" && self.has_body() {
                continue;
            }
            // `name:` would take the header away; `name;` sends it without a value.
            let header =
                if value.is_empty() { format!("{name};") } else { format!("{name}: {value}") };
            push_option(&mut line, "--header", &header);
        }
        if self.has_body() {
            self.push_body(&mut line, body_file);
        }
        line.push(' ');
        push_quoted(&mut line, self.as_str());
        line
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
    /// them without a word. If one other than `content-length` was signed, the URL is not for browsers.
    /// Nor is a key with [dot segments](crate::S3Request::allow_dot_segments), which they fold.
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
        let mut call = String::from("fetch(");
        push_string(&mut call, self.as_str());
        call.push_str(", {method: ");
        push_string(&mut call, self.method());
        let mut separator = ", headers: {";
        for (name, value) in self.headers().filter(|(name, _)| !is_set_by_browser(name)) {
            call.push_str(separator);
            separator = ", ";
            push_header(&mut call, name, value);
        }
        if separator == ", " {
            call.push('}');
        }
        call.push_str(if self.has_body() { ", body})" } else { "})" });
        call
    }

    fn push_body(&self, line: &mut String, file: Option<&str>) {
        let path = self.as_str().split('?').next().unwrap_or_default();
        match file.map(as_path) {
            Some(file) if !path.ends_with('/') => push_option(line, "--upload-file", &file),
            // To a path that ends with a slash, `--upload-file` would add the name of the file.
            file => {
                // `--data…` says that the body is a form, and S3 would keep that as the object's type.
                if !self.headers().any(|(name, _)| name == "content-type") {
                    push_option(line, "--header", "content-type:");
                }
                let data = file.map(|file| format!("@{file}")).unwrap_or_default();
                push_option(line, "--data-binary", &data);
            }
        }
    }

    fn has_body(&self) -> bool {
        matches!(self.method(), "PUT" | "POST")
    }
}

fn push_option(line: &mut String, option: &str, argument: &str) {
    line.push(' ');
    line.push_str(option);
    line.push(' ');
    push_quoted(line, argument);
}

/// One word of a POSIX shell, in which nothing means anything but the quote itself.
fn push_quoted(line: &mut String, text: &str) {
    line.push('\'');
    line.push_str(&text.replace('\'', r"'\''"));
    line.push('\'');
}

/// `-` and `.` are curl's names for the standard input, which it would send chunked.
fn as_path(file: &str) -> Cow<'_, str> {
    if file.starts_with('-') || file == "." { format!("./{file}").into() } else { file.into() }
}

fn push_header(call: &mut String, name: &str, value: &str) {
    push_string(call, name);
    call.push_str(": ");
    push_string(call, value);
}

/// A JavaScript string, all ASCII, one character for each byte. `<` and its like are escaped so that no
/// element and no comment of HTML begins or ends in it.
fn push_string(call: &mut String, text: &str) {
    call.push('"');
    for byte in text.bytes() {
        match byte {
            b'"' | b'\\' => call.extend(['\\', char::from(byte)]),
            b' '..=b'~' if !b"<>".contains(&byte) => call.push(char::from(byte)),
            // Writing to a string does not fail.
            _ => drop(write!(call, "\\u{byte:04x}")),
        }
    }
    call.push('"');
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use crate::browser_headers::OF_BROWSER;
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
        assert_eq!(
            curl(&put, None),
            format!("--request 'PUT' --header 'content-type:' --data-binary '' {end}")
        );
        assert_eq!(
            curl(&put.content_type("a/b").content_length(0), None),
            format!("--request 'PUT' --header 'content-type: a/b' --data-binary '' {end}")
        );
        assert_eq!(
            curl(&S3Request::put_object("box", "k/"), Some("-f")),
            "--request 'PUT' --header 'content-type:' --data-binary '@./-f' 'http://box.h.example/k/?…'"
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
    fn fetch_leaves_out_what_no_page_may_set() {
        let request = S3Request::new("POST", "box", "k");
        let unsignable = [
            "connection",
            "expect",
            "host",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
        ];
        let signable = OF_BROWSER.into_iter().filter(|name| !unsignable.contains(name));
        let request = signable.fold(request, |request, name| request.header(name, "1"));
        let request = request.header("sec-fetch-mode", "1").header("x-a", "1");
        assert_eq!(
            fetch(&request),
            r#"fetch("http://box.h.example/k?…", {method: "POST", headers: {"x-a": "1"}, body})"#
        );
    }

    #[test]
    fn a_string_of_javascript_holds_no_line_end_and_no_markup() {
        let mut text = String::new();
        push_string(&mut text, "a\u{2028}\r\n\0\t<!-- ~\u{7f}");
        assert_eq!(text, r#""a\u00e2\u0080\u00a8\u000d\u000a\u0000\u0009\u003c!-- ~\u007f""#);
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
