//! [`Wrapping`]: what carried a link, or changed it on the way; and [`Doubt`]: why nobody can tell which was meant.

/// What was taken off a pasted text to get at the link in it. The text of it is one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Wrapping {
    /// Quotation marks of any kind, or backticks.
    #[error("the quotation marks around it")]
    Quotes,

    /// `<link>`, `(link)` or `[link]`.
    #[error("the brackets around it")]
    Brackets,

    /// `[text](link)`.
    #[error("the Markdown around it")]
    Markdown,

    /// `<link|text>`.
    #[error("Slack's form of a link around it")]
    Slack,

    /// An element of HTML or XML, or its attribute.
    #[error("the HTML or XML around it")]
    Markup,

    /// A line of a shell.
    #[error("the {program} line around it")]
    Command {
        /// What the line starts.
        program: &'static str,
    },

    /// A line of a program, a setting or JSON.
    #[error("the line of code or data around it")]
    Code,

    /// The marks in front of the lines of a mail that is answered.
    #[error("the > that mail programs put in front of quoted lines")]
    MailQuote,

    /// Words, the columns of a table, or the rest of a log line.
    #[error("the text around it")]
    Text,

    /// The link of a checker or a redirector that holds it as a parameter.
    #[error("the link of {by} that holds it")]
    Redirector {
        /// Whose.
        by: &'static str,
    },

    /// It stands on more than one line, or has blanks in it.
    #[error("line breaks or blanks in it")]
    LineBreaks,

    /// It has characters that nobody sees, such as a zero-width space.
    #[error("invisible characters in it")]
    Invisible,

    /// A full stop, comma or bracket stands behind it.
    #[error("the mark {mark:?} behind it")]
    MarkBehind {
        /// The first of them.
        mark: char,
    },

    /// Escaped as in HTML or XML.
    #[error("HTML's escapes, such as &amp; for &")]
    MarkupEscapes,

    /// Escaped as in JSON, or in a string of a program.
    #[error("JSON's escapes, such as \\u0026 for &")]
    JsonEscapes,

    /// Escaped for a shell.
    #[error("a shell's escapes, such as \\& for &")]
    ShellEscapes,

    /// Encoded as mail is, with `=3D` for `=`.
    #[error("the quoted-printable form of mail, such as =3D for =")]
    QuotedPrintable,

    /// Percent-encoded once more, all of it or its query.
    #[error("a second percent-encoding, such as %252F for %2F")]
    EncodedTwice,

    /// Its question mark, ampersands or equals signs are percent-encoded, as if it were a part of another link.
    #[error("percent-encoding of its own marks, such as %26 for &")]
    EncodedMarks,

    /// Its parameters are parted by something else than `&`.
    #[error("semicolons where & belongs")]
    Semicolons,

    /// Written so that nobody can click on it, as in reports on security.
    #[error("the hxxp or [.] that keeps links from being clicked")]
    Defanged,
}

impl Wrapping {
    /// Several, in one line.
    pub(crate) fn listed(all: &[Self]) -> String {
        let texts: Vec<_> = all.iter().map(ToString::to_string).collect();
        texts.join("; ")
    }

    /// Whether it changed the link, which fails as it was pasted; else it only stood around it.
    #[must_use]
    pub fn breaks_the_link(&self) -> bool {
        match self {
            Self::Quotes
            | Self::Brackets
            | Self::Markdown
            | Self::Slack
            | Self::Markup
            | Self::Command { .. }
            | Self::Code
            | Self::MailQuote
            | Self::Text
            | Self::Redirector { .. } => false,
            Self::LineBreaks
            | Self::Invisible
            | Self::MarkBehind { .. }
            | Self::MarkupEscapes
            | Self::JsonEscapes
            | Self::ShellEscapes
            | Self::QuotedPrintable
            | Self::EncodedTwice
            | Self::EncodedMarks
            | Self::Semicolons
            | Self::Defanged => true,
        }
    }
}

/// Why it is not certain which link was meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Doubt {
    /// There are several links.
    #[error("there are {count} links in what was pasted: give one at a time")]
    SeveralLinks {
        /// How many.
        count: usize,
    },

    /// The link is hidden in one of a checker or a shortener that does not tell it.
    #[error(
        "this is a link of {by}, which does not tell where it leads: open it once, and paste the address of where it leads"
    )]
    Opaque {
        /// Whose.
        by: &'static str,
    },
}
