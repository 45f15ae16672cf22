//! The end of a link: a signature that is whole, cut off, or followed by what tools put there when they look
//! for a file beside the one that it leads to.

use super::problem::Problem;
use super::survey::Survey;
use crate::received::SignatureVersion;

impl Survey<'_> {
    pub(super) fn in_signature(&self, version: SignatureVersion, problems: &mut Vec<Problem>) {
        let Some(signature) = self.params.signature.as_deref() else { return };
        let is_hex =
            |text: &str| text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let (is_length, expected) = match version {
            SignatureVersion::V4a => {
                (signature.len() >= 16, "DER in lower-case hexadecimal digits")
            }
            _ => (signature.len() == 64, "64 lower-case hexadecimal digits"),
        };
        if is_hex(signature) && is_length {
            return;
        }
        let halves = signature.split_at_checked(64).filter(|_| version == SignatureVersion::V4);
        let behind = halves.filter(|(digits, rest)| is_hex(digits) && is_file_ending(rest));
        problems.push(match behind {
            Some((_, found)) => Problem::BehindLink {
                found: found.to_owned(),
                whole: "the 64 digits of the signature",
            },
            None => Problem::MalformedSignature { expected },
        });
    }

    /// What stands behind the last value of a link that does not end with its signature, and what that is.
    ///
    /// AWS's SDK for JavaScript ends its links with `x-id`, Bun with the signed headers.
    pub(super) fn behind_last(&self) -> Option<(String, &'static str)> {
        let last = self.url.params().last()?;
        let value = last.decoded_value()?;
        let (start, whole) = match last.name {
            "x-id" => (value.find('.')?, "the last parameter, x-id"),
            "X-Amz-SignedHeaders" if value.starts_with("host.") => {
                (4, "the last parameter, X-Amz-SignedHeaders")
            }
            _ => return None,
        };
        let found = value.get(start..).filter(|text| is_file_ending(text))?;
        Some((found.to_owned(), whole))
    }
}

/// Whether a tool that looks for a file beside this one could have put it behind the link: `.aux.xml`, `.bai`,
/// `/.zarray`. What is longer, or has a mark of a query in it, may be part of a token.
fn is_file_ending(text: &str) -> bool {
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"._-/".contains(&byte);
    let is_short = (2..=24).contains(&text.len());
    is_short && text.starts_with(['.', '/', '_', '-']) && text.bytes().all(is_name)
}
