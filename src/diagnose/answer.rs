//! [`Answer`]: what somebody has of a server's answer, in whatever form.

mod client_text;
mod document;
mod head;
mod page;

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use self::client_text::{ClientText, without_links};
use self::document::Document;
use self::head::Head;
use self::page::maker;
use super::obstacle::Obstacle;
use crate::utc::parse_iso;

/// An answer, read: XML or JSON of a server, a status line with headers, the line of a client, or nothing.
pub(super) struct Answer<'a> {
    body: &'a str,
    /// The body without the links that clients print.
    plain: String,
    head: Head,
    document: Option<Document>,
    code: Option<String>,
    message: String,
    status: Option<u16>,
}

impl<'a> Answer<'a> {
    /// Reads what there is; what is no error has no code.
    pub(super) fn read(text: &'a str) -> Self {
        let (head, body) = Head::split(text);
        let document = Document::find(body);
        let told = document.as_ref().and_then(Document::code);
        let from_head = || head.value("x-amz-error-code").map(str::to_owned);
        let plain = without_links(body);
        let client = ClientText::read(&plain);
        let status = head.status.or(document.as_ref().and_then(Document::status)).or(client.status);
        let message = match &document {
            Some(document) if told.is_some() || client.code.is_none() => document.message(),
            _ => head.value("x-amz-error-message").map_or(client.message, str::to_owned),
        };
        let code = told.or_else(from_head).or(client.code);
        Self { body, plain, head, document, code, message, status }
    }

    /// The code of the error, if it is one of S3's kind.
    pub(super) fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// The message; empty where the server leaves it out.
    pub(super) fn message(&self) -> &str {
        &self.message
    }

    /// The status of HTTP, if it is told.
    pub(super) fn status(&self) -> Option<u16> {
        self.status
    }

    /// Whether nothing at all is known of it.
    pub(super) fn is_silent(&self) -> bool {
        self.body.trim().is_empty() && self.status.is_none()
    }

    /// A header of the answer, its name in lower case.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.head.value(name)
    }

    /// The text of a field of the error, if it is there and not empty.
    pub(super) fn element(&self, name: &str) -> Option<String> {
        self.document.as_ref()?.field(name)
    }

    /// An instant that a field of the error tells.
    pub(super) fn instant(&self, name: &str) -> Option<SystemTime> {
        let seconds = parse_iso(&self.element(name)?)?;
        Some(UNIX_EPOCH + Duration::from_secs(seconds))
    }

    /// What made it, if it is no answer of S3; empty where it has no marks.
    pub(super) fn maker(&self) -> &'static str {
        maker(&self.plain, self.header("server"))
    }

    /// Whether the text itself is of something else than a server of S3.
    pub(super) fn is_foreign(&self) -> bool {
        !maker(&self.plain, None).is_empty()
    }

    /// Whether it is a browser's line about CORS.
    pub(super) fn is_of_cors(&self) -> bool {
        let text = self.plain.to_ascii_lowercase();
        CORS.iter().any(|mark| text.contains(mark))
    }

    /// Whether a client says that access is denied, without a code.
    pub(super) fn is_denied(&self) -> bool {
        self.plain.to_ascii_lowercase().contains("access denied")
    }

    /// What kept the client from having one.
    pub(super) fn obstacle(&self) -> Option<&'static Obstacle> {
        if self.status.is_some() || self.is_foreign() || self.is_of_cors() {
            return None;
        }
        Obstacle::find(&self.plain)
    }

    /// When the server refused, by its own clock.
    pub(super) fn server_time(&self) -> Option<SystemTime> {
        self.instant("ServerTime").or(self.head.date)
    }
}

/// What browsers say where an answer came without CORS headers.
const CORS: [&str; 3] =
    ["cors policy", "cross-origin request blocked", "access-control-allow-origin"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_error_document_has_no_code() {
        for xml in [
            "",
            "<html><body>502</body></html>",
            "<Error/>",
            "<Error><Code/></Error>",
            "<Error><Code>x",
        ] {
            assert_eq!(Answer::read(xml).code(), None, "{xml}");
        }
        let answer = Answer::read("<?xml version='1.0'?><Error><Code>A&amp;B</Code><X/></Error>");
        assert_eq!(answer.code(), Some("A&B"));
        assert_eq!((answer.message(), answer.element("X")), ("", None));
    }
}
