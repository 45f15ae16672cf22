//! [`Answer`]: the XML that a server refuses with.

use crate::xml::{Element, element};

/// An error document. Servers that imitate S3 leave parts of it out.
pub(super) struct Answer<'a> {
    xml: &'a str,
    pub(super) code: Option<String>,
}

impl<'a> Answer<'a> {
    /// Reads it; what is no error document has no code.
    pub(super) fn parse(xml: &'a str) -> Self {
        let error = element(xml, "Error").map_or("", |error| error.raw());
        let code = element(error, "Code").map(Element::text).filter(|code| !code.is_empty());
        Self { xml: error, code }
    }

    /// The text of an element, if it is there and not empty.
    pub(super) fn element(&self, name: &str) -> Option<String> {
        element(self.xml, name).map(Element::text).filter(|text| !text.is_empty())
    }

    /// The message; empty where the server leaves it out.
    pub(super) fn message(&self) -> String {
        self.element("Message").unwrap_or_default()
    }
}

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
            assert_eq!(Answer::parse(xml).code, None, "{xml}");
        }
        let answer = Answer::parse("<?xml version='1.0'?><Error><Code>A&amp;B</Code><X/></Error>");
        assert_eq!(answer.code.as_deref(), Some("A&B"));
        assert_eq!((answer.message(), answer.element("X")), (String::new(), None));
    }
}
