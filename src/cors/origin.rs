//! Which texts are origins of pages.

use url::Url;

use crate::error::{Error, Field};

/// An origin as a browser spells it, or a pattern for some, with one `*`.
pub(super) fn checked_origin(text: &str) -> Result<&str, Error> {
    if text == "*" {
        return Ok(text);
    }
    let refused = |rule| Err(Error::invalid(Field::Origin, text, rule));
    // User Guide, "Elements of a CORS configuration": "The origin string can contain only one *".
    if text.matches('*').count() > 1 {
        return refused("S3 takes one `*` in an origin; name the hosts, or allow `*`");
    }
    let url = Url::parse(text).ok().filter(|url| url.origin().ascii_serialization() == text);
    match url {
        Some(url) if matches!(url.scheme(), "http" | "https") => Ok(text),
        Some(_) => refused("no page has an origin of this scheme; it is http or https"),
        None => refused(
            "scheme, host and port if it is not the default one, in lower case and without a slash at \
             the end, such as https://app.example.com; or `*`",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_and_patterns_with_one_star_are_taken() {
        for text in [
            "*",
            "https://app.example.com",
            "http://localhost:5173",
            "http://[::1]:8080",
            "https://*.example.com",
            "https://app-*.example.com",
            "http://*",
        ] {
            assert_eq!(checked_origin(text), Ok(text));
        }
    }

    #[test]
    fn what_is_no_origin_is_refused() {
        let refusal = |text: &str| checked_origin(text).unwrap_err().to_string();
        for text in [
            "",
            "app.example.com",
            "https://app.example.com/",
            "https://App.example.com",
            "https://h/p",
            "https://h:443",
            "null",
            "*.example.com",
        ] {
            assert_eq!(
                refusal(text),
                format!(
                    "origin {text:?} is not valid: scheme, host and port if it is not the default one, in \
                     lower case and without a slash at the end, such as https://app.example.com; or `*`"
                )
            );
        }
        for text in ["https://*.*.com", "https://*x*.com", "**"] {
            assert_eq!(
                refusal(text),
                format!(
                    "origin {text:?} is not valid: S3 takes one `*` in an origin; name the hosts, or allow \
                     `*`"
                )
            );
        }
        for text in ["ftp://h", "ws://h", "wss://h:8443"] {
            assert_eq!(
                refusal(text),
                format!(
                    "origin {text:?} is not valid: no page has an origin of this scheme; it is http or \
                     https"
                )
            );
        }
    }
}
