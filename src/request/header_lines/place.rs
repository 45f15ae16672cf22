//! [`Place`]: where a header goes among others.

use std::cmp::Ordering;

use crate::text::{parted, pieces};

/// Where a header goes: behind its own value if it is there already, else before the next name.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) in_names: usize,
    pub(super) in_lines: usize,
    pub(super) is_repeat: bool,
}

impl Place {
    /// The place of the first one, where only the name of `host` is there.
    #[inline]
    pub(super) fn first(name: &str) -> Self {
        let in_names = if is_before_host(name) { 0 } else { HOST.len() + 1 };
        Self { in_names, in_lines: 0, is_repeat: false }
    }

    /// The place of a name, in a list of names and the lines of all but `host`. What was received can have any text for
    /// a name, so that a place is counted by whole names and whole lines.
    pub(super) fn of(name: &str, names: &str, mut lines: &str) -> Self {
        let mut place = Self { in_names: 0, in_lines: 0, is_repeat: false };
        for other in pieces(names, b';') {
            let order = other.cmp(name);
            if order == Ordering::Greater {
                break;
            }
            if other != HOST {
                let Some((line, behind)) = line_of(other, lines) else { break };
                if order == Ordering::Equal {
                    place.in_lines += line;
                    place.is_repeat = true;
                    break;
                }
                place.in_lines += line + 1;
                lines = behind;
            }
            place.in_names += other.len() + 1;
        }
        place
    }
}

/// How long the first line is, which has this name, and what is behind it.
fn line_of<'t>(name: &str, lines: &'t str) -> Option<(usize, &'t str)> {
    let front = name.len() + 1;
    let (value, behind) = parted(lines.get(front..)?, b'\n')?;
    Some((front + value.len(), behind))
}

/// Most often the first letter tells.
#[inline]
pub(super) fn is_before_host(name: &str) -> bool {
    match name.as_bytes().first() {
        Some(b'h') => name < HOST,
        first => first < Some(&b'h'),
    }
}

/// Puts pieces into a text that has room for them.
#[inline]
pub(super) fn put<const N: usize>(text: &mut String, at: usize, pieces: [&str; N]) {
    if at == text.len() {
        for piece in pieces {
            text.push_str(piece);
        }
    } else {
        for piece in pieces.into_iter().rev() {
            text.insert_str(at, piece);
        }
    }
}

pub(super) const HOST: &str = "host";
