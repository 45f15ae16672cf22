//! Secrets do not belong among arguments: other users of the machine see them, and shells keep them.

use std::ffi::OsString;

use super::failure::Failure;

/// Refuses arguments that are, or look like, a secret access key, a session token or a key of SSE-C; the text
/// does not repeat them.
pub(crate) fn refuse(arguments: &[OsString]) -> Result<(), Failure> {
    let known = |name| std::env::var(name).ok().filter(|secret| secret.len() >= SHORTEST);
    let (secret, token) = (known("AWS_SECRET_ACCESS_KEY"), known("AWS_SESSION_TOKEN"));
    let arguments: Vec<_> = arguments.iter().map(|argument| argument.to_string_lossy()).collect();
    let before = std::iter::once("").chain(arguments.iter().map(AsRef::as_ref));
    for (argument, before) in arguments.iter().zip(before).skip(1) {
        if argument.to_ascii_lowercase().contains("server-side-encryption-customer-key:") {
            return Err(Failure::Usage(CUSTOMER_KEY.to_owned()));
        }
        if argument.to_ascii_lowercase().contains("secretaccesskey") {
            return Err(Failure::Usage(ACCESS_KEY.to_owned()));
        }
        let value = argument.split_once('=').map_or(&**argument, |(_, value)| value);
        let is_id = before == "--upload-id" || argument.starts_with("--upload-id=");
        let is_like_one = !is_id && [value, argument].into_iter().any(is_like_a_secret);
        // A link holds the token of who signed it, and may be given.
        let token = token.as_ref().filter(|_| !argument.starts_with("http"));
        let is_one = secret.iter().chain(token).any(|known| argument.contains(known.as_str()));
        if is_like_one || is_one {
            return Err(Failure::Usage(ACCESS_KEY.to_owned()));
        }
    }
    Ok(())
}

const ACCESS_KEY: &str = "an argument looks like a secret access key or a session token, which other users of this \
                          machine would see: give it in the environment, in a profile or in a file, and make a new one if this \
                          one is in use";
const CUSTOMER_KEY: &str = "an argument holds a key of SSE-C, which other users of this machine would see: make such \
                            links in code, with SseCustomerKey";

/// 40 characters of Base64, as AWS makes them, and no checksum in hex.
fn is_like_a_secret(text: &str) -> bool {
    let has = |test: fn(&u8) -> bool| text.as_bytes().iter().any(test);
    text.len() == 40
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte))
        && has(u8::is_ascii_uppercase)
        && has(u8::is_ascii_lowercase)
        && !text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Shorter ones, as test servers have them, stand in other words by chance.
const SHORTEST: usize = 8;
