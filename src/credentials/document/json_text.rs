//! The texts of a JSON document, unescaped into memory that is wiped.

use serde_json::value::RawValue;
use zeroize::Zeroizing;

/// The text that a value is; nothing if it is something else, or half a surrogate pair.
pub(super) fn text(value: &RawValue) -> Option<Zeroizing<String>> {
    let mut rest = value.get().strip_prefix('"')?.strip_suffix('"')?;
    // No escape is shorter than what it stands for, so this does not grow and leave a copy behind.
    let mut out = Zeroizing::new(String::with_capacity(rest.len()));
    while let Some((plain, escape)) = rest.split_once('\\') {
        out.push_str(plain);
        let (char, behind) = unescaped(escape)?;
        out.push(char);
        rest = behind;
    }
    out.push_str(rest);
    Some(out)
}

/// What the escape at the beginning stands for, and what is behind it. RFC 8259, section 7.
fn unescaped(escape: &str) -> Option<(char, &str)> {
    let mut chars = escape.chars();
    let char = match chars.next()? {
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' => return code_point(chars.as_str()),
        // A quote, a slash or a backslash; `serde_json` let nothing else through.
        same => same,
    };
    Some((char, chars.as_str()))
}

fn code_point(digits: &str) -> Option<(char, &str)> {
    let (first, behind) = unit(digits)?;
    if let Some(char) = char::from_u32(first.into()) {
        return Some((char, behind));
    }
    let (second, behind) = unit(behind.strip_prefix("\\u")?)?;
    let char = char::decode_utf16([first, second]).next()?.ok()?;
    Some((char, behind))
}

/// A UTF-16 code unit in four hex digits.
fn unit(text: &str) -> Option<(u16, &str)> {
    let (digits, behind) = text.split_at_checked(4)?;
    Some((u16::from_str_radix(digits, 16).ok()?, behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn a_text_is_what_serde_json_reads(json in "\"(\\\\[bfnrt/\"\\\\]|\\\\u[0-9a-fA-F]{4}|\\\\ud[89ab]00\\\\udc[0-9]{2}|[^\"\\\\\\x00-\\x1f]){0,8}\"") {
            let raw: &RawValue = serde_json::from_str(&json).unwrap();
            let theirs = serde_json::from_str::<String>(&json).ok();
            proptest::prop_assert_eq!(text(raw).map(|text| text.to_string()), theirs);
        }
    }

    #[test]
    fn what_is_no_text_is_none() {
        for json in
            ["1", "null", "{}", "[\"a\"]", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\""]
        {
            let raw: &RawValue = serde_json::from_str(json).unwrap();
            assert_eq!(text(raw), None, "{json}");
        }
    }
}
