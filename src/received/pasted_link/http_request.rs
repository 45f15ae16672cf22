//! A request as tools and servers print it: the path in its first line, the host in a header or a word of the log.

use super::super::link_names::{find, has_names};

/// The link of a request that a text shows, put together.
pub(super) fn link(text: &str) -> Option<String> {
    let mut words = text.split(is_border).filter(|word| word.starts_with('/') && has_names(word));
    let target = words.next().filter(|target| !target.starts_with("//"))?;
    if words.any(|other| other != target) {
        return None;
    }
    Some(format!("https://{}{target}", host(text)?))
}

/// The header of HTTP, urllib3's two ways, and the column of S3's access log.
fn host(text: &str) -> Option<&str> {
    let behind = |mark: &str| text.get(find(text, mark)? + mark.len()..);
    let header = behind("\nHost:").or_else(|| behind("> Host:")).or_else(|| behind("host='"));
    let pool = || {
        let rest = behind("https://")?;
        rest.split_once(' ').filter(|(host, _)| !host.contains('/')).map(|_| rest)
    };
    let of_s3 = || {
        text.split(is_border).find(|word| is_name(word) && find(word, ".amazonaws.com").is_some())
    };
    let host = match header.or_else(pool) {
        Some(rest) => rest.trim_start().split(is_border).next()?,
        None => of_s3()?,
    };
    Some(host.strip_suffix(":443").unwrap_or(host)).filter(|host| is_name(host))
}

fn is_border(char: char) -> bool {
    char.is_whitespace() || matches!(char, '"' | '\'' | '<' | '>' | '(' | ')' | ',')
}

fn is_name(text: &str) -> bool {
    let is_of_names = |byte: u8| byte.is_ascii_alphanumeric() || b"-.:".contains(&byte);
    !text.is_empty() && text.bytes().all(is_of_names)
}
