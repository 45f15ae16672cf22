//! Lines of `aws s3 ls`: a date, a time, a size to the right of a column, and the key behind one space.

/// How wide the column of sizes is; longer numbers make it wider.
const SIZE: usize = 10;

/// Whether a line is one of a listing.
pub(super) fn is_listed(line: &str) -> bool {
    key(line).is_some() || is_passed_over(line)
}

/// The key of a line; `None` where it has none.
pub(super) fn key(line: &str) -> Option<&str> {
    let (date, rest) = line.split_at_checked(10)?;
    let (time, rest) = rest.strip_prefix(' ')?.split_at_checked(8)?;
    let rest = rest.strip_prefix(' ')?;
    if !is_like(date, "0000-00-00") || !is_like(time, "00:00:00") {
        return None;
    }
    let digits = rest.bytes().take_while(|byte| *byte == b' ' || byte.is_ascii_digit()).count();
    let size = rest.get(..SIZE).filter(|size| rest.as_bytes().get(size.len()) == Some(&b' '));
    let size = match size {
        Some(size) => size,
        // Eleven digits or more.
        None => rest.get(..digits)?.trim_end(),
    };
    let is_size = size.trim_start().starts_with(|char: char| char.is_ascii_digit());
    rest.get(size.len()..)?.strip_prefix(' ').filter(|key| is_size && !key.is_empty())
}

/// Folders, and the summary, which are no objects.
pub(super) fn is_passed_over(line: &str) -> bool {
    let text = line.trim_start();
    let is_folder = text.len() < line.len() && text.starts_with("PRE ") && line.ends_with('/');
    is_folder || text.starts_with("Total Objects: ") || text.starts_with("Total Size: ")
}

/// Whether a text has digits where the other has zeros, and the same elsewhere.
fn is_like(text: &str, pattern: &str) -> bool {
    text.len() == pattern.len()
        && text
            .bytes()
            .zip(pattern.bytes())
            .all(|(byte, like)| if like == b'0' { byte.is_ascii_digit() } else { byte == like })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_what_stands_behind_date_time_and_size() {
        for (line, expected) in [
            ("2026-11-21 12:00:00      12345 2026/a b.jpg", Some("2026/a b.jpg")),
            ("2026-11-21 12:00:00          0 folder/", Some("folder/")),
            ("2026-11-21 12:00:00 1234567890 a", Some("a")),
            ("2026-11-21 12:00:00 12345678901234 a", Some("a")),
            ("2026-11-21 12:00:00          5  led by a space", Some(" led by a space")),
            ("2026-11-21 12:00:00    1.2 MiB film.mp4", Some("film.mp4")),
            ("2026-11-21 12:00:00    5 Bytes MiB", Some("MiB")),
            ("2026-11-21 12:00:00          5 ", None),
            ("2026-11-21 12:00:00 report.txt", None),
            ("2026-11-21.log", None),
            ("é", None),
        ] {
            assert_eq!(key(line), expected, "{line}");
        }
        assert!(is_passed_over("                           PRE 2026/"));
        assert!(is_passed_over("Total Objects: 12") && is_passed_over("   Total Size: 5"));
        assert!(!is_passed_over("PRE 2026/"), "a key may be called so");
    }
}
