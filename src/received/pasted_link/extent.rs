//! How far a link reaches in a text that holds it.

use super::super::link_names::{has_names, name_at_start, names, starts_with};
use super::marks::{closing, ends_a_link, is_behind};
use super::scheme::{is_scheme_at, is_url_text};
use super::wrapping::Wrapping;

/// A link in a text, without the breaks in it.
pub(super) struct Extent {
    pub(super) link: String,
    pub(super) end: usize,
    pub(super) suffered: Vec<Wrapping>,
}

impl Extent {
    /// The link that begins at a place.
    pub(super) fn from(text: &str, start: usize) -> Self {
        let before = text.get(..start).unwrap_or_default();
        let opener = before.trim_end_matches('\\').chars().next_back();
        let mut walk = Walk {
            closer: opener.and_then(closing),
            depth: 0,
            looks: 0,
            extent: Self { link: String::new(), end: start, suffered: Vec::new() },
        };
        while let Some(rest) = text.get(walk.extent.end..) {
            if walk.extent.link.len() > LONGEST || !walk.step(rest) {
                break;
            }
        }
        let mut extent = walk.extent;
        extent.trim(before.trim().is_empty());
        extent
    }

    /// Takes off what stands behind a signed link. In a sentence it never was a part of it.
    fn trim(&mut self, stands_alone: bool) {
        if !has_names(&self.link) {
            return;
        }
        let kept = self.link.trim_end_matches(is_behind).len();
        let behind = self.link.split_off(kept);
        let mark = behind.chars().find(|mark| *mark != '\\');
        if let Some(mark) = mark.filter(|_| stands_alone) {
            self.suffered.push(Wrapping::MarkBehind { mark });
        }
    }

    fn suffers(&mut self, wrapping: Wrapping) {
        if !self.suffered.contains(&wrapping) {
            self.suffered.push(wrapping);
        }
    }
}

struct Walk {
    closer: Option<char>,
    depth: usize,
    /// How often it looked back at the whole link, which takes time.
    looks: usize,
    extent: Extent,
}

impl Walk {
    /// Takes the next character, or the blanks; `false` if the link ends here.
    fn step(&mut self, rest: &str) -> bool {
        let Some(char) = rest.chars().next() else { return false };
        let link = &self.extent.link;
        if ends_a_link(char) || self.is_closed_by(char, rest) {
            return false;
        }
        if !link.is_empty() && is_scheme_at(rest) && !holds_a_link(link) {
            return false;
        }
        if char.is_whitespace() {
            return self.look().is_some_and(|()| self.step_over_gap(rest));
        }
        if char == '\u{1b}' || (",;[^".contains(char) && self.is_parted(rest)) {
            return false;
        }
        match char {
            '(' => self.depth += 1,
            ')' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        self.extent.link.push(char);
        self.extent.end += char.len_utf8();
        true
    }

    /// Whether a comma or semicolon ends a column or an item, with more behind it; or a whole link has its label
    /// behind it, as in `AsciiDoc`, or the end of a quotation of cmd.
    fn is_parted(&mut self, rest: &str) -> bool {
        // Proofpoint's code is behind such a mark.
        let link = &self.extent.link;
        let is_entity = link.rsplit('&').next().is_some_and(|last| !last.contains('='));
        let is_of_link = starts_with(rest, "^&") || link.ends_with("__") || is_entity;
        if is_of_link || name_at_start(rest.trim_start_matches(';')).is_some() {
            return false;
        }
        let is_last = |rest: &str| rest.trim_end_matches(is_behind).is_empty();
        self.look().is_some_and(|()| !is_last(rest) && is_complete(&self.extent.link))
    }

    fn look(&mut self) -> Option<()> {
        self.looks += 1;
        (self.looks <= MOST_LOOKS).then_some(())
    }

    /// Whether what was opened in front of the link closes. Some keys have such marks too.
    fn is_closed_by(&self, char: char, rest: &str) -> bool {
        if self.closer != Some(char) || self.extent.link.is_empty() {
            return false;
        }
        let next = rest.chars().nth(1);
        let is_last = next
            .is_none_or(|next| !next.is_alphanumeric() && !matches!(next, '-' | '/' | '%' | '='));
        if char == ')' { self.depth == 0 } else { is_last }
    }

    /// Goes on behind blanks if the link does.
    fn step_over_gap(&mut self, rest: &str) -> bool {
        let gap = Gap::at(rest);
        let link = &mut self.extent.link;
        match gap.is_inside(link) {
            Inside::No => false,
            Inside::Kept => {
                link.push_str(rest.get(..gap.length).unwrap_or_default());
                self.extent.end += gap.length;
                true
            }
            Inside::Broken => {
                if link.ends_with('\\')
                    || (link.ends_with('=') && (gap.next.starts_with('=') || !ends_in_name(link)))
                {
                    // A shell's or a mail's line that goes on.
                    link.pop();
                }
                self.extent.end += gap.length;
                self.extent.suffers(Wrapping::LineBreaks);
                if gap.has_quote {
                    self.extent.suffers(Wrapping::MailQuote);
                }
                true
            }
        }
    }
}

/// Blanks in a text, and what is behind them.
struct Gap<'t> {
    length: usize,
    has_break: bool,
    has_quote: bool,
    behind: &'t str,
    /// Up to the next blank, or what ends a link.
    next: &'t str,
}

enum Inside {
    No,
    /// It is a blank of the key, which was decoded.
    Kept,
    Broken,
}

impl<'t> Gap<'t> {
    fn at(rest: &'t str) -> Self {
        let mut behind = rest.trim_start();
        let blank = rest.get(..rest.len() - behind.len()).unwrap_or_default();
        let has_break = blank.contains(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']);
        let unquoted = behind.trim_start_matches(|char: char| char == '>' || char.is_whitespace());
        let has_quote = has_break && unquoted.len() < behind.len();
        if has_quote {
            behind = unquoted;
        }
        let end = behind.find(|char: char| char.is_whitespace() || ends_a_link(char));
        let next = behind.get(..end.unwrap_or(behind.len())).unwrap_or_default();
        Self { length: rest.len() - behind.len(), has_break, has_quote, behind, next }
    }

    /// Whether the link goes on behind the blanks.
    fn is_inside(&self, link: &str) -> Inside {
        let is_next = !self.next.is_empty() && is_url_text(self.next) && !is_scheme_at(self.behind);
        if !is_next || starts_with(self.next, "HTTP/") || self.next.starts_with("--") {
            return Inside::No;
        }
        let broken = |is: bool| if is { Inside::Broken } else { Inside::No };
        if name_at_start(self.next.trim_start_matches(['&', '?', '\\', ';'])).is_some() {
            return Inside::Broken;
        }
        let is_all = self.behind.trim_end() == self.next;
        if is_complete(link) {
            return broken(self.has_break && is_all && !ends_in_signature(link));
        }
        let goes_on = self.has_names_behind();
        if !link.contains('?') && !has_names(link) {
            let is_of_key = goes_on && !self.has_break;
            return if is_of_key { Inside::Kept } else { broken(goes_on) };
        }
        let is_rest = is_rest_of_signature(link, self.next);
        let is_like_a_query = self.next.contains(['&', '=', '%']);
        broken(goes_on || is_rest || (self.has_break && (is_all || is_like_a_query)))
    }

    /// Whether parameters are behind, before another link.
    fn has_names_behind(&self) -> bool {
        let near: String = self.behind.chars().take(FARTHEST).collect();
        let end = near.get(1..).and_then(|text| text.find("http")).map_or(near.len(), |at| at + 1);
        let near = near.get(..end).unwrap_or_default();
        let is_in_link =
            |at: usize| near.get(..at).is_some_and(|before| !before.ends_with(char::is_whitespace));
        names(near).any(|(at, _)| is_in_link(at))
    }
}

/// Whether the link may hold another from here on.
fn holds_a_link(link: &str) -> bool {
    ["=", "/", "?", "_", "3D", "-3D"].iter().any(|end| link.ends_with(end))
}

/// Whether a link that ends in `=` ends in the whole name of a parameter.
fn ends_in_name(link: &str) -> bool {
    let before = link.strip_suffix('=').unwrap_or(link);
    let last = before.rsplit(['&', '?', ';']).next().unwrap_or(before);
    REQUIRED.iter().chain(&["X-Amz-Security-Token"]).any(|name| *name == last)
}

/// The digits of the signature, as far as they are there, and what is behind.
fn signature(link: &str) -> Option<(&str, &str)> {
    let is_signature = |(start, end): &(usize, usize)| {
        link.get(*start..*end).is_some_and(|name| starts_with(name, "X-Amz-Signature"))
    };
    let (_, end) = names(link).filter(is_signature).last()?;
    let value = link.get(end..)?;
    let start =
        value.find('=').map(|at| at + 1).or_else(|| value.find(['d', 'D']).map(|at| at + 1))?;
    let value = value.get(start..)?;
    let digits = value.bytes().position(|byte| !byte.is_ascii_hexdigit()).unwrap_or(value.len());
    value.split_at_checked(digits)
}

/// Whether all six parameters are there, and the signature has all its digits.
pub(super) fn is_complete(link: &str) -> bool {
    let has = |name: &str| {
        names(link).any(|(start, end)| {
            link.get(start..end)
                .is_some_and(|text| text.len() == name.len() && starts_with(text, name))
        })
    };
    let least = if link.contains("ECDSA") { 136 } else { 64 };
    REQUIRED.iter().all(|name| has(name))
        && signature(link).is_some_and(|(digits, _)| digits.len() >= least)
}

fn ends_in_signature(link: &str) -> bool {
    signature(link).is_some_and(|(_, behind)| behind.is_empty())
}

/// Whether a text goes on with the digits of the signature that the link breaks off in.
fn is_rest_of_signature(link: &str, next: &str) -> bool {
    let next = next.trim_end_matches(is_behind);
    let is_hex = !next.is_empty() && next.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hex
        && signature(link)
            .is_some_and(|(digits, behind)| behind.is_empty() && digits.len() + next.len() <= 144)
}

const REQUIRED: [&str; 6] = [
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-Date",
    "X-Amz-Expires",
    "X-Amz-SignedHeaders",
    "X-Amz-Signature",
];

/// More than any link has.
const LONGEST: usize = 64 * 1024;

/// Where the parameters are looked for behind a blank.
const FARTHEST: usize = 8 * 1024;

/// Nothing breaks a link into more lines.
const MOST_LOOKS: usize = 200;
