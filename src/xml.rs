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

/// The content of the first element of this name, wherever it stands.
///
/// Enough for the small documents that AWS's services answer with: no name occurs in another meaning
/// before the one looked for, and there is no CDATA.
pub(crate) fn element<'a>(xml: &'a str, name: &str) -> Option<Element<'a>> {
    let mut rest = xml;
    loop {
        let (_, after) = rest.split_once('<')?;
        rest = after;
        let Some(behind) = after.strip_prefix(name) else { continue };
        if !behind.starts_with(['>', ' ', '\t', '\r', '\n', '/']) {
            continue;
        }
        let (head, content) = behind.split_once('>')?;
        if head.ends_with('/') {
            return Some(Element(""));
        }
        let end = content.find(&format!("</{name}>"))?;
        return content.get(..end).map(Element);
    }
}

/// The content of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Element<'a>(&'a str);

impl<'a> Element<'a> {
    /// As it stands, with the elements in it.
    pub(crate) fn raw(self) -> &'a str {
        self.0
    }

    /// As text: escapes resolved, spaces at the ends cut off.
    pub(crate) fn text(self) -> String {
        let mut out = String::with_capacity(self.0.len());
        let mut rest = self.0.trim();
        while let Some((plain, tail)) = rest.split_once('&') {
            out.push_str(plain);
            let resolved =
                tail.split_once(';').and_then(|(name, after)| Some((reference(name)?, after)));
            let (char, after) = resolved.unwrap_or(('&', tail));
            out.push(char);
            rest = after;
        }
        out.push_str(rest);
        out
    }
}

fn reference(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
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

    #[test]
    fn elements_are_found_by_their_whole_name_and_their_text_resolved() {
        let xml = "<?xml version=\"1.0\"?><R xmlns=\"x\"><Key/><Keys>1</Keys><Key a=\"b\"> a&amp;b&#38;&#x26;&lt;&quot;&apos;&gt;&no; </Key></R>";
        assert_eq!(element(xml, "Keys").unwrap().text(), "1");
        assert_eq!(element(xml, "Key").unwrap().text(), "");
        let (_, rest) = xml.split_once("<Keys>").unwrap();
        assert_eq!(element(rest, "Key").unwrap().text(), "a&b&&<\"'>&no;");
        assert_eq!(element(xml, "Ke"), None);
        assert_eq!(element("<Key>unended", "Key"), None);
        assert_eq!(element("", "Key"), None);
        assert_eq!(element(xml, "R").unwrap().raw().matches("Key").count(), 5);
    }
}
