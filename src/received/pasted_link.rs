//! [`PastedLink`]: the link in whatever somebody pasted.

mod around;
mod base64;
mod candidates;
mod escapes;
mod extent;
mod http_request;
mod marks;
mod redirector;
mod scheme;
mod wrapping;

use std::borrow::Cow;
use std::fmt;

pub use self::wrapping::{Doubt, Wrapping};
use super::auth_params::{AuthParams, CredentialParam};
use super::link_names::has_names;
use super::raw_url::RawUrl;
use crate::sigv4::Algorithm;

/// A link as it was meant, out of the text that carried it.
///
/// People paste links with what is around them, out of mails, chats, logs, code and shells, which also change them.
/// What was meant is mostly certain, and this reads it: [`link`](Self::link) is the link, and
/// [`taken_off`](Self::taken_off) tells what was around it and what it had suffered. A good link comes back as it is.
/// Nothing fails: of a text without a link, the text itself comes back.
///
/// # Examples
///
/// ```
/// use s3_presigner::{PastedLink, Wrapping};
///
/// let pasted = PastedLink::read(r#"curl -O "https://files.example.com/cat.jpg?a=1\u0026b=2""#);
///
/// assert_eq!(pasted.link(), "https://files.example.com/cat.jpg?a=1&b=2");
/// assert_eq!(pasted.taken_off(), [Wrapping::Command { program: "curl" }, Wrapping::JsonEscapes]);
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct PastedLink<'t> {
    link: Cow<'t, str>,
    taken_off: Vec<Wrapping>,
    doubt: Option<Doubt>,
}

impl<'t> PastedLink<'t> {
    /// Finds the link in a text.
    #[must_use]
    pub fn read(text: &'t str) -> Self {
        let text = text.trim();
        if is_whole(text) {
            return Self { link: Cow::Borrowed(text), taken_off: Vec::new(), doubt: None };
        }
        let mut reading = Reading { text: text.to_owned(), ..Reading::default() };
        // What is inside may be wrapped too. Each round takes something off, and nobody wraps deeper.
        for _ in 0..DEPTH {
            if reading.doubt.is_some() || !reading.unwrap_once() {
                break;
            }
        }
        let Reading { text, taken_off, doubt } = reading;
        Self { link: Cow::Owned(text), taken_off, doubt }
    }

    /// The link as it was meant; where that is in [`doubt`](Self::doubt), the likeliest.
    #[must_use]
    pub fn link(&self) -> &str {
        &self.link
    }

    /// What was taken off to get at it, from the outside in; nothing of a link that was pasted as it is.
    #[must_use]
    pub fn taken_off(&self) -> &[Wrapping] {
        &self.taken_off
    }

    /// Why it is not certain which link was meant, if it is not.
    #[must_use]
    pub fn doubt(&self) -> Option<Doubt> {
        self.doubt
    }
}

/// What was taken off; not the link, which is a bearer's right.
impl fmt::Debug for PastedLink<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PastedLink")
            .field("taken_off", &self.taken_off)
            .field("doubt", &self.doubt)
            .finish_non_exhaustive()
    }
}

/// How far a text was read.
#[derive(Default)]
struct Reading {
    text: String,
    taken_off: Vec<Wrapping>,
    doubt: Option<Doubt>,
}

impl Reading {
    /// Takes the outermost thing off; `false` if there is none.
    fn unwrap_once(&mut self) -> bool {
        if is_whole(&self.text) {
            return false;
        }
        let before = self.text.clone();
        self.take(marks::without_invisible(&before), Wrapping::Invisible);
        self.take(escapes::quoted_printable(&self.text), Wrapping::QuotedPrintable);
        self.take_around();
        self.take_escapes(&escapes::OF_TEXT);
        match redirector::inner(&self.text) {
            Some(redirector::Inner::Link { link, by }) => {
                self.take(Some(link), Wrapping::Redirector { by });
            }
            Some(redirector::Inner::Hidden { by }) => self.doubt = Some(Doubt::Opaque { by }),
            None => self.take_escapes(&escapes::OF_URLS),
        }
        self.text != before
    }

    /// Takes the link out of what is around it.
    fn take_around(&mut self) {
        let found = candidates::best(&self.text);
        let is_signed_link = found.as_ref().is_some_and(|found| {
            has_names(&found.link) && scheme::next_scheme(&found.link, 0) == Some(0)
        });
        if !is_signed_link && let Some(link) = http_request::link(&self.text) {
            return self.take(Some(link), Wrapping::Text);
        }
        let Some(found) = found else { return };
        for wrapping in found.taken_off {
            self.note(wrapping);
        }
        self.text = found.link;
        self.doubt = self.doubt.or(found.doubt);
    }

    fn take_escapes(&mut self, layers: &[(escapes::Unescape, Wrapping)]) {
        for (unescaped, wrapping) in layers {
            // Some carriers escape what was escaped already.
            for _ in 0..DEPTH {
                let Some(text) = unescaped(&self.text).filter(|text| *text != self.text) else {
                    break;
                };
                self.take(Some(text), *wrapping);
            }
        }
    }

    fn take(&mut self, text: Option<String>, wrapping: Wrapping) {
        if let Some(text) = text.filter(|text| *text != self.text) {
            self.text = text;
            self.note(wrapping);
        }
    }

    fn note(&mut self, wrapping: Wrapping) {
        if !self.taken_off.contains(&wrapping) {
            self.taken_off.push(wrapping);
        }
    }
}

/// Whether a text is a signed link and nothing else, as most that are pasted are.
fn is_whole(text: &str) -> bool {
    let is_of_links = |byte: u8| byte.is_ascii_alphanumeric() || MARKS.contains(&byte);
    let has_scheme = ["https://", "http://"].iter().any(|scheme| text.starts_with(scheme));
    let is_escape = |code: &str| {
        code.as_bytes().first_chunk::<2>().is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit))
    };
    has_scheme
        && text.bytes().all(is_of_links)
        && text.split('%').skip(1).all(is_escape)
        && !text.contains("[.]")
        && is_signed(&RawUrl::split(text))
}

/// Whether a link has all of SigV4's parameters, each once and of its form.
pub(super) fn is_signed(url: &RawUrl<'_>) -> bool {
    let params = AuthParams::read(url);
    let Some(required) = params.required() else { return false };
    let has_region = required.algorithm == Algorithm::HmacSha256.as_str();
    let is_known = has_region || required.algorithm == Algorithm::EcdsaP256Sha256.as_str();
    let digits = required.signature.len();
    let is_long = if has_region { digits == 64 } else { (136..=144).contains(&digits) };
    // What is longer might be the tail of a token, where the parameters between were lost.
    let is_time = |text: &str| {
        let is_of_times = |byte: u8| byte.is_ascii_digit() || b"TZ".contains(&byte);
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_;".contains(&byte);
        text.bytes().all(is_of_times) || (text.len() < 8 && text.bytes().all(is_plain))
    };
    // The rest of another parameter stands in this one; base64 has equals signs at its end.
    let is_joined = |value: &str| value.trim_end_matches('=').contains('=');
    let is_name = |name: &str| {
        name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.~%[]".contains(&byte))
    };
    is_known
        && is_long
        && !url.params().any(|param| is_joined(param.value) || !is_name(param.name))
        && params.repeated.is_none()
        && required.signature.bytes().all(|byte| byte.is_ascii_hexdigit())
        && CredentialParam::parse(required.credential, has_region).is_ok()
        && is_time(required.expires)
        && is_time(required.date)
        && !required.signed_headers.contains(['=', ' ', '"', '\n'])
        && !required.signed_headers.contains(|char: char| char.is_ascii_uppercase())
        && url.params().last().is_some_and(|last| {
            last.value.ends_with(|char: char| char.is_ascii_alphanumeric()) || last.value.is_empty()
        })
}

/// What links have besides letters and digits, RFC 3986, section 2, but for what quotes and brackets are.
const MARKS: &[u8] = b"-._~:/?#@!$&*+,;=%[]()'";

const DEPTH: usize = 8;
