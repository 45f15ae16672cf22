//! Secrets do not belong among arguments: other users of the machine see them, and shells keep them.

use std::ffi::OsString;

use super::failure::Failure;

/// Refuses arguments that are, or look like, a secret access key or a session token; the text does not
/// repeat them.
pub(crate) fn refuse(arguments: &[OsString]) -> Result<(), Failure> {
    let known: Vec<String> = ["AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .filter(|secret| secret.len() >= SHORTEST)
        .collect();
    // A link holds the token of who signed it, in another spelling; that one is theirs to inspect.
    let is_known = |text: &str| known.iter().any(|secret| text.contains(secret.as_str()));
    let arguments: Vec<_> = arguments.iter().map(|argument| argument.to_string_lossy()).collect();
    let before = std::iter::once("").chain(arguments.iter().map(AsRef::as_ref));
    for (argument, before) in arguments.iter().zip(before).skip(1) {
        let value = argument.split_once('=').map_or(&**argument, |(_, value)| value);
        let is_id = before == "--upload-id" || argument.starts_with("--upload-id=");
        let looks_secret = [value, argument].into_iter().any(is_like_a_secret);
        if is_known(argument) || (looks_secret && !is_id) {
            return Err(Failure::Usage(
                "an argument looks like a secret access key, which other users of this machine would see: \
                 set AWS_SECRET_ACCESS_KEY or use --profile instead, and make a new key if this one is in use"
                    .to_owned(),
            ));
        }
    }
    Ok(())
}

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
