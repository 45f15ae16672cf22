//! What people's links suffer, made of a good one.

use s3_presigner::Wrapping::{
    self, EncodedMarks, EncodedTwice, Invisible, JsonEscapes, LineBreaks, MailQuote, MarkupEscapes,
    QuotedPrintable, Semicolons, ShellEscapes,
};

use super::carriers::{Carried, carried, encoded};

/// What changed a link.
pub(crate) fn mangled(link: &str) -> Vec<Carried> {
    [broken(link), escaped(link), marked(link), encoded_again(link)].into_iter().flatten().collect()
}

fn with(link: &str, at: usize, text: &str) -> String {
    format!("{}{text}{}", &link[..at], &link[at..])
}

fn in_name(link: &str) -> usize {
    link.find("X-Amz-Expires").unwrap() + 6
}

fn broken(link: &str) -> Vec<Carried> {
    let folded = |width: usize, end: &str| {
        let lines: Vec<_> =
            link.as_bytes().chunks(width).map(|line| str::from_utf8(line).unwrap()).collect();
        lines.join(end)
    };
    let query = link.find('?').unwrap();
    let with = |at: usize, text: &str| with(link, at, text);
    let (in_name, in_signature) = (in_name(link), link.len() - 20);
    vec![
        carried("a break in a name", with(in_name, "\r\n"), &[LineBreaks]),
        carried("a break in the signature", with(in_signature, "\n"), &[LineBreaks]),
        carried("a break in the path", with(query - 3, "\n"), &[LineBreaks]),
        carried("a break behind the question mark", with(query + 1, "\n"), &[LineBreaks]),
        carried("breaks and blanks", folded(76, "\r\n    "), &[LineBreaks]),
        carried("a blank in a name", with(in_name, " "), &[LineBreaks]),
        carried("parameters on lines", link.replace('&', "\n&"), &[LineBreaks]),
        carried(
            "mail that is answered",
            format!("> {}", folded(70, "\n> ")),
            &[MailQuote, LineBreaks],
        ),
        carried(
            "in brackets with breaks",
            format!("<{}>", folded(76, "\r\n")),
            &[Wrapping::Brackets, LineBreaks],
        ),
        carried("soft breaks", folded(75, "=\r\n").replace("==\r\n", "=\r\n="), &[LineBreaks]),
    ]
}

fn escaped(link: &str) -> Vec<Carried> {
    let backslashed: String = link
        .chars()
        .flat_map(|char| {
            let is_mark = "&?=%;".contains(char);
            is_mark.then_some('\\').into_iter().chain([char])
        })
        .collect();
    vec![
        carried("quoted-printable", link.replace('=', "=3D"), &[QuotedPrintable]),
        carried(
            "quoted-printable with breaks",
            soft_broken(&link.replace('=', "=3D")),
            &[QuotedPrintable],
        ),
        carried("HTML", link.replace('&', "&amp;"), &[MarkupEscapes]),
        carried("HTML, a number", link.replace('&', "&#38;"), &[MarkupEscapes]),
        carried("HTML, a hexadecimal number", link.replace('&', "&#x26;"), &[MarkupEscapes]),
        carried("HTML twice", link.replace('&', "&amp;amp;"), &[MarkupEscapes]),
        carried(
            "an HTML element",
            format!("<a href=\"{}\">photo</a>", link.replace('&', "&amp;")),
            &[Wrapping::Markup, MarkupEscapes],
        ),
        carried("JSON", link.replace('&', "\\u0026"), &[JsonEscapes]),
        carried(
            "JSON, equals too",
            link.replace('&', "\\u0026").replace('=', "\\u003d"),
            &[JsonEscapes],
        ),
        carried("JSON, slashes", link.replace('/', "\\/"), &[JsonEscapes]),
        carried("JSON, its backslash lost", link.replace('&', "u0026"), &[JsonEscapes]),
        carried("JSON in JSON", link.replace('&', "\\\\u0026"), &[JsonEscapes]),
        carried(
            "a JSON member",
            format!("{{\"url\":\"{}\"}}", link.replace('&', "\\u0026").replace('/', "\\/")),
            &[Wrapping::Code, JsonEscapes],
        ),
        carried("a Python string", link.replace('&', "\\x26"), &[JsonEscapes]),
        carried("a shell", backslashed, &[ShellEscapes]),
        carried("a shell, & only", link.replace('&', "\\&"), &[ShellEscapes]),
        carried("cmd", link.replace('&', "^&"), &[ShellEscapes]),
        carried("a batch file", link.replace('%', "%%"), &[ShellEscapes]),
    ]
}

fn marked(link: &str) -> Vec<Carried> {
    let mark = |mark| [Wrapping::MarkBehind { mark }];
    let with = |at: usize, text: &str| with(link, at, text);
    let in_name = in_name(link);
    vec![
        carried("a full stop", format!("{link}."), &mark('.')),
        carried("a comma", format!("{link},"), &mark(',')),
        carried("a bracket", format!("{link})."), &mark(')')),
        carried("a semicolon", format!("{link};"), &mark(';')),
        carried("a zero-width space", with(in_name, "\u{200b}"), &[Invisible]),
        carried("a no-break space", with(in_name, "\u{a0}"), &[Invisible]),
        carried("a soft hyphen", with(in_name - 1, "\u{ad}"), &[Invisible]),
        carried("a byte order mark", format!("\u{feff}{link}"), &[Invisible]),
        carried("marks of direction", format!("\u{202a}{link}\u{202c}"), &[Invisible]),
        carried("a word joiner behind", format!("{link}\u{2060}"), &[Invisible]),
    ]
}

fn encoded_again(link: &str) -> Vec<Carried> {
    let (front, query) = link.split_once('?').unwrap();
    vec![
        carried("encoded twice", link.replace('%', "%25"), &[EncodedTwice]),
        carried(
            "its query encoded twice",
            format!("{front}?{}", query.replace('%', "%25")),
            &[EncodedTwice],
        ),
        carried("encoded as a whole", encoded(link), &[EncodedMarks]),
        carried("encoded as a whole, twice", encoded(&encoded(link)), &[EncodedMarks]),
        carried(
            "its query encoded as a whole",
            format!("{front}%3F{}", encoded(query)),
            &[EncodedMarks],
        ),
        carried("%26", link.replace('&', "%26"), &[EncodedMarks]),
        carried("%3F", link.replace('?', "%3F"), &[EncodedMarks]),
        carried("%3D", link.replace('=', "%3D"), &[EncodedMarks]),
        carried("semicolons", link.replace('&', ";"), &[Semicolons]),
        carried("defanged", link.replacen("http", "hxxp", 1), &[Wrapping::Defanged]),
        carried(
            "defanged dots",
            format!("{}{}", link[..40].replace('.', "[.]"), &link[40..]),
            &[Wrapping::Defanged],
        ),
        carried(
            "a mail of a curl line with HTML's escapes",
            format!("> curl -o x \"{}\"", link.replace('&', "&amp;")),
            &[Wrapping::Command { program: "curl" }, MarkupEscapes],
        ),
        carried(
            "a checker's link in JSON",
            format!(
                "\"https://nam02.safelinks.protection.outlook.com/?url={}\\u0026data=05\"",
                encoded(link)
            ),
            &[Wrapping::Quotes, JsonEscapes, Wrapping::Redirector { by: "Microsoft Safe Links" }],
        ),
    ]
}

/// Lines of quoted-printable, which break in no escape.
fn soft_broken(text: &str) -> String {
    let mut out = String::new();
    let mut width = 0;
    for piece in text.split_inclusive(|char: char| !char.is_ascii_hexdigit()) {
        let (before, mark) = piece.split_at(piece.len() - usize::from(piece.ends_with('=')));
        if width + piece.len() > 70 {
            out.push_str("=\r\n");
            width = 0;
        }
        out.push_str(before);
        out.push_str(mark);
        width += piece.len();
    }
    out.replace("==\r\n3D", "=3D=\r\n")
}
