//! Text in XML and HTML.

/// Appends `<tag>text</tag>`, the text escaped.
pub(crate) fn push_element(out: &mut String, tag: &str, text: &str) {
    for piece in ["<", tag, ">"] {
        out.push_str(piece);
    }
    push_escaped(out, text);
    for piece in ["</", tag, ">"] {
        out.push_str(piece);
    }
}

/// Appends a text so that it can stand between tags and in quoted attributes, of XML 1.0 and of HTML.
pub(crate) fn push_escaped(out: &mut String, text: &str) {
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_five_characters_are_escaped_and_no_other() {
        let mut out = String::new();
        push_element(&mut out, "Key", "<a href=\"x&y\">it's é</a>");
        assert_eq!(out, "<Key>&lt;a href=&quot;x&amp;y&quot;&gt;it&apos;s é&lt;/a&gt;</Key>");
    }
}
