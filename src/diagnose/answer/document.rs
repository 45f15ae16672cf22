//! [`Document`]: an error as XML or JSON, also where it stands inside of other text.

use serde_json::Value;

use crate::xml::{Element, element};

/// An error document. Servers that imitate S3 leave parts of it out.
pub(super) enum Document {
    /// What stands between `<Error>` and its end, and the prefix of the names in it.
    Xml { content: String, prefix: String },
    /// An object, with the objects in it.
    Json(Value),
}

impl Document {
    /// The first one in a text.
    pub(super) fn find(text: &str) -> Option<Self> {
        let is_escaped = !text.contains("<Error") && text.contains("&lt;Error");
        let unescaped = is_escaped.then(|| unescaped(text));
        let text = unescaped.as_deref().unwrap_or(text);
        Self::find_xml(text).or_else(|| Self::find_json(text))
    }

    fn find_xml(text: &str) -> Option<Self> {
        let (start, prefix) = text.match_indices("Error").find_map(|(at, _)| {
            let front = text.get(..at)?;
            let open = front.rfind('<')?;
            let prefix = front.get(open + 1..)?;
            let is_prefix = prefix.is_empty()
                || prefix.strip_suffix(':').is_some_and(|name| {
                    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
                });
            let behind = text.get(at + "Error".len()..)?;
            (is_prefix && behind.starts_with(['>', ' ', '\t', '\r', '\n'])).then_some((at, prefix))
        })?;
        let (_, content) = text.get(start..)?.split_once('>')?;
        // Some clients cut the document short.
        let content = content
            .split_once(&format!("</{prefix}Error>"))
            .map_or(content, |(content, _)| content);
        Some(Self::Xml { content: content.to_owned(), prefix: prefix.to_owned() })
    }

    fn find_json(text: &str) -> Option<Self> {
        let starts = text.match_indices('{').map(|(at, _)| at).take(LOOKS);
        let objects = starts.filter_map(|at| {
            let rest = text.get(at..)?;
            serde_json::Deserializer::from_str(rest).into_iter::<Value>().next()?.ok()
        });
        let mut documents = objects.map(Self::Json);
        documents.find(|document| {
            let is_told = document.code().is_some() || document.status().is_some();
            is_told || !document.message().is_empty()
        })
    }

    /// The code, where it is a name.
    pub(super) fn code(&self) -> Option<String> {
        let code = match self {
            Self::Xml { .. } => self.field("Code")?,
            Self::Json(object) => CODES.iter().find_map(|name| text_in(object, name))?,
        };
        // As AWS's JSON protocols have it.
        let code = code.rsplit('#').next().unwrap_or_default();
        let is_name = code.starts_with(|first: char| first.is_ascii_alphabetic());
        (is_name && !code.contains(' ')).then(|| code.to_owned())
    }

    /// The message; empty where there is none.
    pub(super) fn message(&self) -> String {
        let message = match self {
            Self::Xml { .. } => match (self.field("Message"), self.field("Details")) {
                // Google's message is the same for all of a code.
                (Some(message), Some(details)) => Some(format!("{message} {details}")),
                (message, details) => message.or(details),
            },
            Self::Json(object) => MESSAGES.iter().find_map(|name| text_in(object, name)),
        };
        message.unwrap_or_default()
    }

    /// The status of HTTP, where it stands in the document.
    pub(super) fn status(&self) -> Option<u16> {
        let Self::Json(object) = self else { return None };
        let numbers = STATUSES.iter().filter_map(|name| find(object, name, DEPTH));
        let numbers = numbers.filter_map(|value| match value {
            Value::String(text) => text.parse().ok(),
            value => value.as_u64(),
        });
        let mut numbers = numbers.filter_map(|number| u16::try_from(number).ok());
        numbers.find(|number| (300..600).contains(number))
    }

    /// A field, its name as S3 writes it.
    pub(super) fn field(&self, name: &str) -> Option<String> {
        let text = match self {
            Self::Xml { content, prefix } => {
                element(content, &format!("{prefix}{name}")).map(Element::text)?
            }
            Self::Json(object) => text_in(object, name)?,
        };
        // Inside of a string of JSON or of a language its line ends are written out.
        let text = if text.contains('\n') { text } else { text.replace("\\n", "\n") };
        (!text.is_empty()).then_some(text)
    }
}

/// The first text of this name in an object or in those within; upper and lower case are the same.
fn text_in(value: &Value, name: &str) -> Option<String> {
    match find(value, name, DEPTH)? {
        Value::String(text) => Some(text.clone()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn find<'v>(value: &'v Value, name: &str, depth: u8) -> Option<&'v Value> {
    let depth = depth.checked_sub(1)?;
    match value {
        Value::Object(fields) => {
            let own = fields.iter().find(|(field, value)| {
                field.eq_ignore_ascii_case(name) && !value.is_object() && !value.is_array()
            });
            let mut within = fields.values();
            own.map(|(_, value)| value)
                .or_else(|| within.find_map(|value| find(value, name, depth)))
        }
        Value::Array(values) => values.iter().find_map(|value| find(value, name, depth)),
        _ => None,
    }
}

/// Without the escapes of XML, once.
fn unescaped(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text.replace("&amp;", "&")
}

const CODES: [&str; 6] = ["Code", "__type", "ErrorCode", "error_code", "name", "error"];
const MESSAGES: [&str; 5] =
    ["Message", "ErrorMessage", "error_message", "error_description", "detail"];
const STATUSES: [&str; 5] = ["HTTPStatusCode", "StatusCode", "status", "status_code", "code"];

/// More objects within objects than any error has.
const DEPTH: u8 = 6;

/// How many braces are tried.
const LOOKS: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Option<String>, String) {
        Document::find(text).map_or((None, String::new()), |found| (found.code(), found.message()))
    }

    #[test]
    fn errors_are_found_as_xml_and_json_and_inside_of_text() {
        for text in [
            "<Error><Code>AccessDenied</Code><Message>no</Message></Error>",
            "<?xml version=\"1.0\"?>\n<Error xmlns=\"urn:x\"><Code>AccessDenied</Code><Message>no</Message></Error>",
            "<s3:Error><s3:Code>AccessDenied</s3:Code><s3:Message>no</s3:Message></s3:Error>",
            "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>",
            "failed: 403 with '<Error><Code>AccessDenied</Code><Message>no</Message><Req (truncated...)",
            "&lt;Error&gt;&lt;Code&gt;AccessDenied&lt;/Code&gt;&lt;Message&gt;no&lt;/Message&gt;&lt;/Error&gt;",
            r#"{"Code":"AccessDenied","Message":"no"}"#,
            r#"{"code": "AccessDenied", "message": "no"}"#,
            r#"{"__type":"com.amazonaws.s3#AccessDenied","message":"no"}"#,
            r#"body: {"Error":{"Code":"AccessDenied","Message":"no"}} done"#,
            r#"{"errors":[{"code":"AccessDenied","message":"no"}]}"#,
        ] {
            assert_eq!(read(text), (Some("AccessDenied".to_owned()), "no".to_owned()), "{text}");
        }
        for none in ["", "<Errors>", "Error: no", "{}", "{{{{", r#"{"code":403}"#] {
            assert_eq!(read(none).0, None, "{none}");
        }
        let google = r#"{"error":{"code":403,"message":"no"}}"#;
        assert_eq!(Document::find(google).and_then(|found| found.status()), Some(403));
    }

    #[test]
    fn line_ends_that_are_written_out_are_line_ends() {
        let text = r"<Error><CanonicalRequest>GET\n/k\n</CanonicalRequest></Error>";
        let found = Document::find(text).unwrap();
        assert_eq!(found.field("CanonicalRequest").as_deref(), Some("GET\n/k\n"));
        assert_eq!(found.field("Code"), None);
    }
}
