//! The value of a header as it is signed.

use std::borrow::Cow;

use crate::text::all;

/// Trims the value and folds every run of blanks, spaces and tabs, into one space, as the canonical request
/// has it. The folded value is also the one to send: some servers hash what they receive.
pub(super) fn folded<'v>(value: &'v str, blanks: &[char]) -> Cow<'v, str> {
    if has_no_blank(value) || is_folded(value) {
        return Cow::Borrowed(value);
    }
    let mut out = String::with_capacity(value.len());
    for (count, word) in value.split(blanks).filter(|word| !word.is_empty()).enumerate() {
        if count > 0 {
            out.push(' ');
        }
        out.push_str(word);
    }
    Cow::Owned(out)
}

/// Most values are one word, which one look tells.
#[inline]
fn has_no_blank(value: &str) -> bool {
    all(value.as_bytes(), |byte| byte != b' ' && byte != b'\t')
}

fn is_folded(value: &str) -> bool {
    !value.contains('\t') && !value.contains("  ") && value.trim_matches(' ') == value
}
