//! Which headers a page needs leave for: some that nobody signed, too.

use crate::error::{Error, Field};
use crate::text::is_token;

/// What pages send with a method though nobody signed it, in lower case.
///
/// [Fetch Standard](https://fetch.spec.whatwg.org/): a body that is a `File` or `Blob` gives its type ("extract a body"),
/// which needs leave unless it is one of three ("CORS-safelisted request-header"); a `Range` needs none only where it
/// begins with a number, and only in browsers since 2022.
pub(super) fn sent_unsigned(method: &str) -> &'static [&'static str] {
    match method {
        "PUT" | "POST" => &["content-type"],
        "GET" => &["if-none-match", "range"],
        _ => &[],
    }
}

/// A name of a header, or a pattern of such names as `AllowedHeader` takes it.
pub(super) fn check_pattern(name: &str) -> Result<&str, Error> {
    if !is_token(name) || name.matches('*').count() > 1 {
        let rule = "letters, digits and !#$%&'+-.^_`|~, and at most one `*` for any characters";
        return Err(Error::invalid(Field::HeaderName, name, rule));
    }
    Ok(name)
}
