//! Characters that nobody sees, and marks that end up behind a link.

/// A text without the characters that nobody sees; `None` if it has none.
///
/// Between letters that are not ASCII they may belong to the key: Persian and emoji are joined by them.
pub(super) fn without_invisible(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut last = 'a';
    while let Some(char) = chars.next() {
        let belongs = !last.is_ascii() && chars.peek().is_some_and(|next| !next.is_ascii());
        if is_invisible(char) && !belongs {
            continue;
        }
        out.push(char);
        last = char;
    }
    (out.len() < text.len()).then_some(out)
}

/// Zero-width characters, soft hyphens, marks of direction, the byte order mark; and the no-break spaces, which
/// stand in no link.
pub(super) fn is_invisible(char: char) -> bool {
    matches!(
        char,
        '\u{ad}'
            | '\u{a0}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202f}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// The mark that closes what a mark opens.
pub(super) fn closing(opening: char) -> Option<char> {
    Some(match opening {
        '"' | '\'' | '`' | '*' | '_' | '|' => opening,
        '<' => '>',
        '(' => ')',
        '[' => ']',
        '{' => '}',
        '“' | '„' => '”',
        '‘' | '‚' => '’',
        '«' => '»',
        '‹' => '›',
        '「' => '」',
        '（' => '）',
        _ => return None,
    })
}

/// Whether a character stands in no link, so that a link ends in front of it.
pub(super) fn ends_a_link(char: char) -> bool {
    let is_quote =
        matches!(char, '“' | '”' | '„' | '«' | '»' | '‹' | '›' | '「' | '」' | '（' | '）');
    matches!(char, '"' | '<' | '>' | '`' | '{' | '}' | '|') || is_quote
}

/// What a sentence puts behind a link.
pub(super) fn is_behind(char: char) -> bool {
    matches!(
        char,
        '.' | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | '…'
            | '。'
            | '，'
            | ')'
            | ']'
            | '}'
            | '\''
            | '’'
            | '*'
            | '_'
            | '\\'
            | '|'
    )
}
