//! Which of the links in a text was meant.

use super::super::link_names::has_names;
use super::around;
use super::extent::{Extent, is_complete};
use super::scheme::next_scheme;
use super::wrapping::{Doubt, Wrapping};

/// The link that was meant, and what stood around it.
pub(super) struct Found {
    pub(super) link: String,
    pub(super) taken_off: Vec<Wrapping>,
    pub(super) doubt: Option<Doubt>,
}

/// The signed link of a text, or else its only one; `None` if there is none.
pub(super) fn best(text: &str) -> Option<Found> {
    let mut all = candidates(text);
    let best = all.iter().map(Candidate::weight).max()?;
    all.retain(|candidate| candidate.weight() == best);
    let meant = all.iter().min_by_key(|candidate| candidate.extent.link.len())?;
    let different = count_of_different(&all);
    let doubt = (different > 1).then_some(Doubt::SeveralLinks { count: different });
    let meant = if doubt.is_some() { all.first()? } else { meant };
    let before = text.get(..meant.start).unwrap_or_default();
    let behind = text.get(meant.extent.end..).unwrap_or_default();
    let mut taken_off: Vec<_> = around::around(before, behind).into_iter().collect();
    taken_off.extend(meant.extent.suffered.iter().copied());
    Some(Found { link: meant.extent.link.clone(), taken_off, doubt })
}

struct Candidate {
    start: usize,
    extent: Extent,
}

impl Candidate {
    fn weight(&self) -> u8 {
        let link = &self.extent.link;
        u8::from(has_names(link)) + u8::from(is_complete(link))
    }

    /// What tells signed links apart, whatever escapes them.
    fn mark(&self) -> &str {
        let link = self.extent.link.as_str();
        let at = link.to_ascii_lowercase().rfind("signature");
        at.and_then(|at| link.get(at..)).and_then(longest_digits).unwrap_or(link)
    }
}

fn longest_digits(text: &str) -> Option<&str> {
    let runs = text.split(|char: char| !char.is_ascii_hexdigit());
    runs.max_by_key(|run| run.len()).filter(|run| run.len() >= 16)
}

fn candidates(text: &str) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = next_scheme(text, from).filter(|_| found.len() < MOST) {
        let next = next_scheme(text, start + 4).unwrap_or(text.len());
        let extent = Extent::from(text, start);
        from = extent.end.max(start + 4).max(if extent.end < next { next } else { 0 });
        found.push(Candidate { start, extent });
    }
    if found.is_empty() {
        found.extend(without_scheme(text));
    }
    found
}

/// A signed link of which the beginning was not copied.
fn without_scheme(text: &str) -> Option<Candidate> {
    let (name, _) = super::super::link_names::names(text).next()?;
    let is_border =
        |char: char| char.is_whitespace() || super::marks::ends_a_link(char) || char == '\'';
    let before = text.get(..name)?;
    let start = before.char_indices().rev().find(|(_, char)| is_border(*char));
    let start = start.map_or(0, |(at, char)| at + char.len_utf8());
    Some(Candidate { start, extent: Extent::from(text, start) })
}

/// How many of the links are not the same.
fn count_of_different(all: &[Candidate]) -> usize {
    let mut marks: Vec<_> = all.iter().map(Candidate::mark).collect();
    marks.sort_unstable();
    marks.dedup();
    marks.len()
}

/// More than anybody pastes.
const MOST: usize = 200;
