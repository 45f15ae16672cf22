//! [`Hidden`]: the one way in which received text gets into a report, an error or `Debug`.

mod looks;
mod material;

use percent_encoding::percent_decode_str;

use self::material::{Material, Normal};
use super::auth_params::AuthParams;
use super::link_names::name_at_start;
use super::pasted_link::{PastedLink, is_signed};
use super::raw_url::RawUrl;
use crate::request::is_read;

/// What of a link must not be shown: its signature and its session token, or any eight characters of them.
///
/// A link may be mangled, so that its secrets stand where nobody expects them. They are known by the values of
/// their parameters, by what stands behind their names in whatever spelling, and, where the link is not whole, by
/// their looks.
#[derive(Clone)]
pub(crate) struct Hidden {
    material: Material,
    /// Whether all parameters of a signature are there, so that nothing of it can stand elsewhere.
    is_whole: bool,
    /// Whether host and path end where a query begins.
    has_clear_place: bool,
}

impl Hidden {
    /// What stands for what is not shown.
    pub(crate) const INSTEAD: &str = "(hidden)";

    /// For text out of what somebody pasted, or a server received.
    pub(crate) fn of(text: &str) -> Self {
        Self::of_pasted(text, PastedLink::read(text).link())
    }

    /// The same where the link in the text is known already.
    pub(crate) fn of_pasted(text: &str, link: &str) -> Self {
        let url = RawUrl::split(link);
        let is_whole = is_signed(&url);
        let has_query = name_at_start(url.query).is_some() && !url.path.contains("//");
        // A second link in the path may have the end of a first one in front of it.
        let has_clear_place =
            (is_whole || has_query) && !has_scheme(url.path) && url.host.is_none_or(is_host);
        let material = Material::default();
        let mut hidden = Self { material, is_whole, has_clear_place };
        hidden.add(text);
        if link != text {
            hidden.add(link);
        }
        hidden
    }

    /// For what came without a link, with secrets that are known: a form's.
    pub(crate) fn of_secrets<'s>(secrets: impl IntoIterator<Item = &'s str>) -> Self {
        let mut material = Material::default();
        for secret in secrets {
            material.add(secret);
        }
        material.settle();
        Self { material, is_whole: true, has_clear_place: true }
    }

    fn add(&mut self, text: &str) {
        let url = RawUrl::split(text.trim());
        let params = AuthParams::read(&url);
        for value in [params.signature.clone(), params.session_token()].into_iter().flatten() {
            self.material.add(&value);
        }
        for param in url.params().filter(|param| material::is_secret(&param.decoded_name())) {
            self.material.add(param.value);
        }
        self.material.add_named(text);
        if !self.is_whole {
            looks::wild_runs(url.query, |run| self.material.add(run));
        }
        self.material.settle();
    }

    /// Also hides what another link has.
    pub(crate) fn and(mut self, link: &str) -> Self {
        self.add(link);
        self
    }

    /// The server's words, which may quote the link.
    pub(crate) fn show_words(&self, text: &str) -> String {
        self.shown(text, false, LONGEST_PLACE)
    }

    /// A value out of a parameter or a header.
    pub(crate) fn show(&self, text: &str) -> String {
        self.shown(text, !self.is_whole, LONGEST_VALUE)
    }

    /// The name of a parameter or a header.
    pub(crate) fn show_name(&self, text: &str) -> String {
        // No name has digits alone, but the end of a signature may.
        if text.len() >= looks::SHORTEST && text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Self::INSTEAD.to_owned();
        }
        self.shown(text, true, LONGEST_VALUE)
    }

    /// A host, a bucket, a path or a key.
    pub(crate) fn show_place(&self, text: &str) -> String {
        // In front of the scheme of a second link, the first one may end.
        let behind = text.split_once("://").filter(|(scheme, _)| is_http(scheme));
        let has_second = has_scheme(behind.map_or(text, |(_, rest)| rest));
        self.shown(text, has_second || !self.has_clear_place, LONGEST_PLACE)
    }

    /// A link without what makes it work. What parts its parameters may be spoilt, and a name that S3 does not know
    /// may be what is left of one of a secret.
    pub(crate) fn show_link(&self, link: &str) -> String {
        let url = RawUrl::split(link);
        let begins_well = link.starts_with('/') || url.scheme.is_some_and(is_http);
        let is_one = !has_scheme(url.path);
        if !begins_well || !is_one || !link.bytes().all(is_of_urls) {
            return self.show_front(link);
        }
        let Some((place, query)) = link.split_once('?') else { return self.show_front(link) };
        // The link that was meant may be another, where several were joined.
        let by_looks = !self.is_whole || !is_signed(&url);
        let mut out = self.show_place(place);
        out.push('?');
        for param in query.split_inclusive(SEPARATORS) {
            let (piece, separator) = param.split_at(param.trim_end_matches(SEPARATORS).len());
            let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
            out.push_str(&self.show_name(name));
            if name.len() < piece.len() {
                let name = percent_decode_str(name).decode_utf8_lossy();
                let value = match value {
                    _ if material::is_secret(&name) => "(redacted)".to_owned(),
                    _ if value.len() < looks::SHORTEST || is_read(&name) => {
                        self.shown(value, by_looks, LONGEST_VALUE)
                    }
                    _ => Self::INSTEAD.to_owned(),
                };
                out.push('=');
                out.push_str(&value);
            }
            out.push_str(separator);
        }
        out
    }

    /// What stands in front of the first mark of a query, of code or of prose, of a text that is no whole link.
    fn show_front(&self, text: &str) -> String {
        let end =
            text.find(|char: char| !char.is_ascii_alphanumeric() && !"-._~/:@%[]".contains(char));
        let (front, rest) = text.split_at(end.unwrap_or(text.len()));
        let front = self.shown(front, true, LONGEST_PLACE);
        if rest.is_empty() { front } else { front + Self::INSTEAD }
    }

    fn shown(&self, text: &str, by_looks: bool, longest: usize) -> String {
        let mut hidden = self.material.found_in(&Normal::of(text), text.len());
        if by_looks {
            looks::hide_wild(text, &mut hidden);
        }
        let mut out = String::with_capacity(text.len());
        let mut was_hidden = false;
        for (count, ((_, char), is_hidden)) in
            text.char_indices().zip(per_char(text, &hidden)).enumerate()
        {
            if count == longest {
                out.push('…');
                break;
            }
            match (is_hidden, was_hidden) {
                (false, _) => out.push(char),
                (true, false) => out.push_str(Self::INSTEAD),
                (true, true) => {}
            }
            was_hidden = is_hidden;
        }
        out
    }
}

/// Whether a text can be a host with its port at all.
fn is_host(text: &str) -> bool {
    text.chars().all(|char| char.is_alphanumeric() || ".-_:[]".contains(char))
}

/// Whether the scheme of a link stands in a text, escaped or not.
fn has_scheme(text: &str) -> bool {
    text.contains("://") || text.contains("%3A//") || text.contains("%3a//")
}

fn is_http(scheme: &str) -> bool {
    ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known))
}

/// Whether a byte can stand in a URL, RFC 3986.
fn is_of_urls(byte: u8) -> bool {
    byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte)
}

/// For each character whether its first byte is hidden.
fn per_char<'h>(text: &'h str, hidden: &'h [bool]) -> impl Iterator<Item = bool> + 'h {
    text.char_indices().map(|(at, _)| hidden.get(at).copied().unwrap_or_default())
}

/// What ends a parameter, also where two links were joined.
const SEPARATORS: [char; 5] = ['&', ';', '#', '?', '\\'];

/// More than any value has that is worth reading.
const LONGEST_VALUE: usize = 256;

/// A key has up to 1024 bytes, in front of which may be a host.
const LONGEST_PLACE: usize = 1400;
