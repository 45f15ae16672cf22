//! [`ClientText`]: what SDKs, commands and browsers make of an error: code, message and status.

use crate::diagnose::codes::find_word;

/// The parts of a client's line, as far as it has them.
#[derive(Default)]
pub(super) struct ClientText {
    pub(super) code: Option<String>,
    pub(super) message: String,
    pub(super) status: Option<u16>,
}

impl ClientText {
    /// Reads a line of whatever client: by the codes that S3 has, and by the marks before those it has not.
    pub(super) fn read(text: &str) -> Self {
        let status = status(text);
        let (code, message) = match find_word(text).or_else(|| marked(text)) {
            Some(at) => {
                let code = text.get(at.clone()).unwrap_or_default().to_owned();
                (Some(code), message(text, at.end))
            }
            None => (None, java_message(text).unwrap_or(text.trim()).to_owned()),
        };
        let message = if code.is_some() {
            java_message(text).map_or(message, str::to_owned)
        } else {
            message
        };
        Self { code, message, status }
    }
}

/// A message never holds the link: many clients print it with the error.
pub(super) fn without_links(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("://") {
        let front = rest.get(..at).unwrap_or_default();
        let scheme = front.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
        out.push_str(front.get(..at - scheme).unwrap_or_default());
        let link = rest.get(at..).unwrap_or_default();
        let end = link.find(|char: char| char.is_whitespace() || "'\"<>`".contains(char));
        rest = end.and_then(|end| link.get(end..)).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// A name behind one of the marks that clients set before a code.
fn marked(text: &str) -> Option<std::ops::Range<usize>> {
    const MARKS: [&str; 6] = [
        "An error occurred (",
        "api error ",
        "Error Code: ",
        "code: \"",
        "'Code': '",
        "S3::Errors::",
    ];
    let behind_mark = MARKS.iter().find_map(|mark| {
        let start = text.find(mark)? + mark.len();
        let rest = text.get(start..)?;
        let end = rest.find(|char: char| !(char.is_ascii_alphanumeric() || char == '.'));
        let name = rest.get(..end.unwrap_or(rest.len()))?;
        is_code(name).then_some(start..start + name.len())
    });
    // As JavaScript and Go print it: `Code: message`. Errors and exceptions are the client's own.
    let start = text.len() - text.trim_start().len();
    behind_mark.or_else(|| {
        let (name, _) = text.get(start..)?.split_once(": ")?;
        let is_own = name.ends_with("Error") || name.ends_with("Exception");
        let has_two = name.bytes().filter(u8::is_ascii_uppercase).count() > 1;
        let is_word = name.bytes().all(|byte| byte.is_ascii_alphanumeric());
        (is_code(name) && is_word && has_two && !is_own).then_some(start..start + name.len())
    })
}

fn is_code(name: &str) -> bool {
    let is_upper = name.starts_with(|first: char| first.is_ascii_uppercase());
    is_upper && reason(name).is_none() && name.len() > 3
}

/// What stands behind the code, up to the parts that no message has.
fn message(text: &str, end: usize) -> String {
    let rest = text.get(end..).unwrap_or_default();
    let named = ["message: \"", "message: Some(\"", "'Message': '", "Message: "];
    let named = named.iter().find_map(|mark| rest.split_once(mark));
    if let Some((_, message)) = named {
        let ends = ["\"", "'", "</"].iter().filter_map(|mark| message.find(mark));
        return message
            .get(..ends.min().unwrap_or(message.len()))
            .unwrap_or_default()
            .trim()
            .to_owned();
    }
    let rest = rest.split_once(" operation: ").map_or(rest, |(_, message)| message);
    let rest = rest.trim_start_matches(|char: char| ":)(-\" ".contains(char));
    let ends = ["\n", " (Service:", " - <?xml", "<?xml", "</", "status code:"];
    let end = ends.iter().filter_map(|mark| rest.find(mark)).min().unwrap_or(rest.len());
    rest.get(..end).unwrap_or_default().trim().to_owned()
}

/// Java sets the message in front: `Access Denied (Service: S3, Status Code: 403, …)`.
fn java_message(text: &str) -> Option<&str> {
    let (front, _) = text.split_once(" (Service: ")?;
    let line = front.rsplit('\n').next().unwrap_or(front);
    Some(line.rsplit_once("Exception: ").map_or(line, |(_, message)| message).trim())
}

/// A number behind a word such as `status`, or before its own reason; or a reason alone.
fn status(text: &str) -> Option<u16> {
    let lower = text.to_ascii_lowercase();
    let words = lower.split(|char: char| !char.is_ascii_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    let told = words.iter().enumerate().find_map(|(at, word)| {
        let number: u16 = word.parse().ok().filter(|number| (300..600).contains(number))?;
        let near = words.get(at.saturating_sub(3)..at).unwrap_or_default();
        let is_told = near.iter().any(|word| STATUS_WORDS.contains(word));
        let behind = words.get(at + 1..).unwrap_or_default();
        let near = behind.iter().take(5).copied().collect::<Vec<_>>().concat();
        let has_reason = REASONS.iter().any(|(reason, _)| near.contains(reason));
        (words.len() == 1 || is_told || has_reason).then_some(number)
    });
    told.or_else(|| words.iter().find_map(|word| reason(word)))
}

fn reason(word: &str) -> Option<u16> {
    let word = word.to_ascii_lowercase();
    REASONS.iter().find_map(|(reason, status)| (*reason == word).then_some(*status))
}

const STATUS_WORDS: [&str; 9] = [
    "status",
    "httpstatuscode",
    "statuscode",
    "error",
    "http",
    "code",
    "returned",
    "response",
    "occurred",
];

/// Reasons of HTTP, without spaces.
const REASONS: [(&str, u16); 12] = [
    ("forbidden", 403),
    ("notfound", 404),
    ("badrequest", 400),
    ("unauthorized", 401),
    ("preconditionfailed", 412),
    ("methodnotallowed", 405),
    ("lengthrequired", 411),
    ("movedpermanently", 301),
    ("temporaryredirect", 307),
    ("serviceunavailable", 503),
    ("badgateway", 502),
    ("gatewaytimeout", 504),
];

#[cfg(test)]
mod tests {
    use super::*;

    const DENIED: &str = "AccessDenied";

    /// A line; code, message and status in it.
    const LINES: &[(&str, &str, &str, Option<u16>)] = &[
        (
            "An error occurred (AccessDenied) when calling the GetObject operation: Access Denied",
            DENIED,
            "Access Denied",
            None,
        ),
        (
            "fatal error: An error occurred (403) when calling the HeadObject operation: Forbidden",
            "",
            "",
            Some(403),
        ),
        ("AccessDenied: Request has expired", DENIED, "Request has expired", None),
        (
            "Access Denied (Service: Amazon S3; Status Code: 403; Error Code: AccessDenied; Request ID: R)",
            DENIED,
            "Access Denied",
            Some(403),
        ),
        (
            "S3Exception: Access Denied (Service: S3, Status Code: 403, Request ID: R)",
            "",
            "Access Denied",
            Some(403),
        ),
        (
            "operation error S3: GetObject, https response error StatusCode: 403, RequestID: R, HostID: H, api error AccessDenied: Access Denied",
            DENIED,
            "Access Denied",
            Some(403),
        ),
        (
            "AccessDenied: Access Denied\n\tstatus code: 403, request id: R",
            DENIED,
            "Access Denied",
            Some(403),
        ),
        (
            "service error: unhandled error (AccessDenied): Error { code: \"AccessDenied\", message: \"Access Denied\" }",
            DENIED,
            "Access Denied",
            None,
        ),
        ("Access Denied (Aws::S3::Errors::AccessDenied)", DENIED, "", None),
        ("ERROR: S3 error: 403 (AccessDenied): Access Denied", DENIED, "Access Denied", Some(403)),
        (
            "{'Error': {'Code': 'AccessDenied', 'Message': 'Access Denied'}}",
            DENIED,
            "Access Denied",
            None,
        ),
        (
            "An error occurred (OddNewCode) when calling the GetObject operation: why",
            "OddNewCode",
            "why",
            None,
        ),
        ("curl: (22) The requested URL returned error: 403", "", "", Some(403)),
        ("2026-11-29 01:42:35 ERROR 403: Forbidden.", "", "", Some(403)),
        (
            "HTTPError: 404 Client Error: Not Found for url: https://h/k?X-Amz-Signature=12",
            "",
            "",
            Some(404),
        ),
        (
            "HTTPError: 403 Client Error: Forbidden for url: https://h/k?X-Amz-Signature=12",
            "",
            "",
            Some(403),
        ),
        ("HTTP status client error (403 Forbidden) for url (https://h/k)", "", "", Some(403)),
        ("GET https://h/k?a=b 403 (Forbidden)", "", "", Some(403)),
        (
            "Error making request with Error Code Forbidden and Http Status Code Forbidden.",
            "",
            "",
            Some(403),
        ),
        ("errorCode=22 The response status is not successful. status=403", "", "", Some(403)),
        ("403", "", "", Some(403)),
        ("OddNewCode: why", "OddNewCode", "why", None),
        ("AxiosError: Request failed with status code 403", "", "", Some(403)),
        ("what is 403 here", "", "", None),
    ];

    #[test]
    fn each_client_has_its_line() {
        for &(text, code, message, status) in LINES {
            let read = ClientText::read(&without_links(text));
            assert_eq!(read.code.as_deref().unwrap_or_default(), code, "{text}");
            assert_eq!(read.status, status, "{text}");
            if !code.is_empty() || message == "Access Denied" {
                assert_eq!(read.message, message, "{text}");
            }
            assert!(!read.message.contains("Signature"), "{text}");
        }
    }
}
