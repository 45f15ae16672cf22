//! [`Answer`]: what a server said, and whether it is what S3 says.

use hyper::HeaderMap;

use crate::outcome::{Failure, Outcome, ensure};

/// A response that was read to its end.
pub struct Answer {
    /// The request's method, for the words of a failure.
    pub method: String,
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

/// Any refusal will do: S3's own words for this mistake are not documented, or depend on the order of
/// its checks.
pub const ANY: &[&str] = &[];
pub const MISMATCH: &[&str] = &["403 SignatureDoesNotMatch"];
pub const DENIED: &[&str] = &["403 AccessDenied"];

impl Answer {
    /// The status and S3's code, such as `403 AccessDenied`; the code is in the body of errors only.
    pub fn seen(&self) -> String {
        let code = self.element("Code").unwrap_or_default();
        format!("{} {code}", self.status).trim_end().to_owned()
    }

    /// The text of the first element of this name in the XML of the body.
    pub fn element(&self, name: &str) -> Option<String> {
        self.elements(name).into_iter().next()
    }

    /// The texts of all elements of this name, none of which has elements in it.
    pub fn elements(&self, name: &str) -> Vec<String> {
        let body = String::from_utf8_lossy(&self.body);
        let (open, close) = (format!("<{name}>"), format!("</{name}>"));
        let inner = |piece: &str| piece.split_once(&close).map(|(text, _)| unescaped(text));
        body.split(&open).skip(1).filter_map(inner).collect()
    }

    /// The value of a header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    pub fn ok(self) -> Result<Self, Failure> {
        if (200..300).contains(&self.status) { Ok(self) } else { Err(self.unlike("success")) }
    }

    pub fn is(self, status: u16) -> Result<Self, Failure> {
        if self.status == status { Ok(self) } else { Err(self.unlike(&status.to_string())) }
    }

    /// Holds if the request was refused in one of these ways; in any that blames the client for
    /// [`ANY`].
    pub fn refused(&self, ways: &[&str]) -> Outcome {
        let seen = self.seen();
        let is_one = ways.contains(&seen.as_str());
        if is_one || (ways.is_empty() && (400..500).contains(&self.status)) {
            return Ok(());
        }
        let wanted = if ways.is_empty() { "a refusal".to_owned() } else { ways.join(" or ") };
        Err(self.unlike(&wanted))
    }

    pub fn has_body(&self, body: &[u8]) -> Outcome {
        ensure(self.body == body, || {
            let begin: Vec<u8> = self.body.iter().copied().take(80).collect();
            format!("{} gave other bytes: {:?}", self.method, String::from_utf8_lossy(&begin))
        })
    }

    pub fn has_header(&self, name: &str, value: &str) -> Outcome {
        ensure(self.header(name) == value, || {
            format!("{} gave {name}: {:?} instead of {value:?}", self.method, self.header(name))
        })
    }

    fn unlike(&self, wanted: &str) -> Failure {
        let message = self.element("Message").unwrap_or_default();
        let said = if message.is_empty() { message } else { format!(" ({message})") };
        Failure::new(format!("{} answered {}{said}, not {wanted}", self.method, self.seen()))
    }
}

/// The five entities of XML; the servers write no others where the suite looks.
fn unescaped(text: &str) -> String {
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&apos;", "'"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (entity, plain)| text.replace(entity, plain))
}
