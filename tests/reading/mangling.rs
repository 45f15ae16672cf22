//! Mangles a good link in any of the ways that carriers and people have, at any place: for the law that no report
//! holds a secret. The fuzz target of that law uses it too.

use std::collections::HashSet;

/// One thing that happens to a link. Each number means something for every value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    pub(crate) how: u8,
    pub(crate) at: u16,
    pub(crate) length: u16,
    pub(crate) what: u8,
}

/// A link after all steps.
pub(crate) fn mangled(link: &str, other: &str, steps: &[Step]) -> String {
    steps.iter().fold(link.to_owned(), |text, step| step.applied(&text, other))
}

impl Step {
    fn applied(self, text: &str, other: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let at = usize::from(self.at) % (chars.len() + 1);
        let near = (at + usize::from(self.length) % 12).min(chars.len());
        let far = (at + usize::from(self.length)).min(chars.len());
        let part = |from: usize, to: usize| chars[from..to].iter().collect::<String>();
        let (before, behind) = (part(0, at), part(at, chars.len()));
        let what = |texts: &[&str]| texts[usize::from(self.what) % texts.len()].to_owned();
        match self.how % 21 {
            0 => behind,
            1 => before,
            2 => before + &part(near, chars.len()),
            3 => before + &part(far, chars.len()),
            4 => before + &what(JUNK) + &behind,
            5 => before + &what(JUNK) + &part(near, chars.len()),
            6 => text.replace('&', &what(AMPERSANDS)),
            7 => text.replace('=', &what(EQUALS)),
            8 => text.replace('?', &what(QUESTIONS)),
            9 => text.replace('%', "%25"),
            10 => encoded(text),
            11 => decoded(text),
            12 => folded(&chars, 20 + usize::from(self.length) % 80, &what(BREAKS)),
            13 => what(CARRIERS).replace("LINK", text),
            14 => what(CARRIERS).replace("LINK", &encoded(text)),
            15 => text.to_owned() + &what(JUNK) + other,
            16 => other.to_owned() + &what(JUNK) + text,
            17 => chars
                .iter()
                .map(|char| {
                    if char.is_ascii_alphanumeric() {
                        char.to_string()
                    } else {
                        format!("\\{char}")
                    }
                })
                .collect(),
            18 => text.replace('/', "\\/").replace('&', "\\u0026"),
            19 => rotated(text, usize::from(self.length)),
            _ => before + other + &behind,
        }
    }
}

/// The parameters in another order.
fn rotated(text: &str, by: usize) -> String {
    let Some((front, query)) = text.split_once('?') else { return text.to_owned() };
    let mut params: Vec<_> = query.split('&').collect();
    let by = by % params.len();
    params.rotate_left(by);
    format!("{front}?{}", params.join("&"))
}

fn folded(chars: &[char], width: usize, end: &str) -> String {
    let lines: Vec<String> = chars.chunks(width).map(|line| line.iter().collect()).collect();
    lines.join(end)
}

fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'.' | b'_' | b'~' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('%') {
        bytes.extend_from_slice(before.as_bytes());
        if let Some(byte) = behind.get(..2).and_then(|two| u8::from_str_radix(two, 16).ok()) {
            bytes.push(byte);
            rest = &behind[2..];
        } else {
            bytes.push(b'%');
            rest = behind;
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The first secret of which eight characters in a row stand in a text.
pub(crate) fn leaked<'t>(text: &'t str, secrets: &[&str]) -> Option<&'t str> {
    let eights: HashSet<_> =
        secrets.iter().flat_map(|secret| secret.as_bytes().windows(8)).collect();
    let at = text.as_bytes().windows(8).position(|window| eights.contains(window))?;
    text.get(at..at + 8)
}

const JUNK: &[&str] = &[
    "",
    "\n",
    "\r\n  ",
    " ",
    "\u{200b}",
    "\u{a0}",
    "\\",
    "&",
    "=",
    "%26",
    "%3D",
    "&amp;",
    "\\u0026",
    ";",
    "?",
    "#",
    "/",
    "://",
    "https://",
    ".",
    "\"",
    "'",
    "<",
    ">",
    "|",
    "@",
    ":",
    "X-Amz-",
    "\0",
    "é",
    "%",
    "%25",
    "+",
    "a",
    "0",
    "-",
    ",",
    "(",
    ")",
    "[",
    "]",
    "\n> ",
    "=\r\n",
    "^",
    "`",
    "HTTP/1.1 ",
    "&x=",
    "&X-Amz-Date=",
    "?X-Amz-Algorithm=",
];

const AMPERSANDS: &[&str] = &[
    "&amp;",
    "&#38;",
    "&amp;amp;",
    "\\u0026",
    "\\\\u0026",
    "\\x26",
    "%26",
    "%2526",
    ";",
    "\\&",
    "^&",
    " & ",
    "\n&",
    "",
    "u0026",
    "&&",
    "?",
    "#",
    "|",
    "&\u{200b}",
];

const EQUALS: &[&str] =
    &["=3D", "%3D", "\\u003d", "\\=", " = ", "", ":", "==", "=\n", "&#61;", "=\""];

const QUESTIONS: &[&str] = &["%3F", "\\?", "&", "#", "/", "", "\\u003f", "??", "%253F", ";"];

const BREAKS: &[&str] =
    &["\n", "\r\n", "=\r\n", "\r\n   ", "\n> ", " ", "\\\n", "\u{200b}", "\"\n  + \"", "%0A"];

const CARRIERS: &[&str] = &[
    "\"LINK\"",
    "'LINK'",
    "<LINK>",
    "<LINK|photo>",
    "[photo](LINK)",
    "[LINK](LINK)",
    "<a href=\"LINK\">LINK</a>",
    "curl -o cat.jpg \"LINK\"",
    "curl 'LINK' -H 'a: b'",
    "fetch(\"LINK\")",
    "{\"url\":\"LINK\"}",
    "URL=LINK",
    "a,LINK,b",
    "see LINK.",
    "LINK,",
    "GET LINK 403",
    "> LINK",
    "LINK\n\nLINK",
    "$'LINK'",
    "`LINK`",
    "(LINK)",
    "\u{feff}LINK\u{200b}",
    "https://x.safelinks.protection.outlook.com/?url=LINK&data=1",
    "https://www.google.com/url?q=LINK&sa=D",
    "https://go.example.com/LINK",
    "https://go.example.com/?to=LINK",
    "https://urldefense.com/v3/__LINK__;JQ!!a$",
    "https://photos.s3.amazonaws.com/LINK",
    "https://photos.s3.amazonaws.com/?X-Amz-Credential=LINK",
    "LINK/a/b",
    "Host: LINK",
];
