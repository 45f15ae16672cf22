//! A caution as text: what is wrong, and what to do.

use std::fmt;

use super::carrier::Carrier;
use super::data_format::tools_of;
use super::kind::Caution;
use crate::inspect::Problem;

impl fmt::Display for Caution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DotSegment { segment } => write!(
                f,
                "the path has a segment {segment:?}, which most clients fold, so that they ask for another object: give \
                 the link to one that sends paths as they are, such as curl --path-as-is, or rename the object"
            ),
            Self::Respelled { characters } => fmt_respelled(characters, f),
            Self::TooLong { length, carriers } => fmt_too_long(*length, carriers, f),
            // Reading a link and making it are to say the same.
            Self::LocalHost { host } => Problem::LocalHost { host: host.clone() }.fmt(f),
            Self::HeadFirst { suffix } => write!(
                f,
                "tools that open {suffix} ask with HEAD first ({}), which a link for GET does not allow: sign both, with \
                 Presigner::presign_get_and_head, and give them an address of yours that sends each method to its own link",
                tools_of(suffix).join(", ")
            ),
            Self::UnsettableHeaders { names } => fmt_unsettable(names, f),
            Self::LeadingSlash => f.write_str(LEADING_SLASH),
            Self::EmptySegment => f.write_str(EMPTY_SEGMENT),
            Self::PlainHttp => f.write_str(PLAIN_HTTP),
            Self::TypeNotSigned => f.write_str(TYPE_NOT_SIGNED),
            Self::FoldedBlanks => f.write_str(FOLDED_BLANKS),
        }
    }
}

fn fmt_unsettable(names: &[String], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (header, are) = if names.len() == 1 { ("header", "is") } else { ("headers", "are") };
    write!(
        f,
        "the {header} {} {are} signed, which no page can set, so that browsers cannot use the link: leave out what S3 does \
         not need, or send the request from a program",
        names.join(", ")
    )
}

fn fmt_respelled(characters: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "the path has {} as escapes, which ", Listed(characters))?;
    f.write_str(match characters {
        "+" => {
            "proxies write out, and a plain + is a space to S3: have them pass paths on as they come (nginx: proxy_pass \
             without a path; Apache: ProxyPass with nocanon)"
        }
        _ if characters.contains('+') => {
            "aiohttp and proxies write out; servers that compare byte by byte refuse that, and S3 takes a plain + for a \
             space: give aiohttp yarl.URL(link, encoded=True), and have proxies pass paths on as they come (nginx: \
             proxy_pass without a path; Apache: ProxyPass with nocanon)"
        }
        _ => {
            "aiohttp, fsspec and some proxies write out; S3 takes that, and servers that compare byte by byte refuse it: for \
             those, give aiohttp yarl.URL(link, encoded=True), or name objects without them"
        }
    })
}

fn fmt_too_long(length: usize, carriers: &[Carrier], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "the link has {length} bytes, more than these take: ")?;
    for (count, carrier) in carriers.iter().enumerate() {
        let comma = if count == 0 { "" } else { ", " };
        write!(f, "{comma}{} ({})", carrier.name(), carrier.limit())?;
    }
    f.write_str(
        "; hand out a short address of yours that redirects to it, or sign with keys that need no session token, which is \
         most of the length",
    )
}

/// Characters with spaces between them.
struct Listed<'c>(&'c str);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (count, char) in self.0.chars().enumerate() {
            let space = if count == 0 { "" } else { " " };
            write!(f, "{space}{char}")?;
        }
        Ok(())
    }
}

const LEADING_SLASH: &str = "the key begins with a slash, and proxies make one of the two slashes that the path then begins \
    with: leave it out of the key, or have nginx pass paths on as they come (proxy_pass without a path), and put no ProxyPass \
    of Apache in front";

const EMPTY_SEGMENT: &str = "the path has two slashes in a row, and proxies make one of them: leave one out of the key, or \
    have them pass paths on as they come (nginx: proxy_pass without a path; Apache: ProxyPass with nocanon, and \
    MergeSlashes Off)";

const PLAIN_HTTP: &str = "the link is plain http, so that everybody on the way can use it, and browsers keep it out of a \
    page that came by https: sign for an https address of the server";

const TYPE_NOT_SIGNED: &str = "the Content-Type is not signed, and the object gets what the client adds of its own, as \
    browsers and many libraries do: sign it, and have the bucket's CORS rule allow pages the header content-type";

const FOLDED_BLANKS: &str = "the value of a header has spaces at an end, several in a row, or a tab, and HTTP and S3 fold \
    them, so that it is signed without: leave them out, or write them as percent escapes";
