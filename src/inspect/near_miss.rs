//! A name that is nearly one of a list: slips of case, hyphen and letter.

/// A name of the list, and how near another is to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Near {
    pub(super) name: &'static str,
    /// Whether only case, hyphens and underscores differ.
    pub(super) is_same_word: bool,
}

/// The nearest name of the list, if any is near. Names of two letters are near to everything.
pub(super) fn nearest(name: &str, list: &[&'static str]) -> Option<Near> {
    let letters = folded(name);
    if letters.len() > LONGEST {
        return None;
    }
    let candidates = list.iter().filter(|listed| listed.len() > 2);
    let nearest = candidates.map(|listed| (distance_to(&letters, listed), *listed)).min()?;
    let (distance, name) = nearest;
    (distance <= 2).then_some(Near { name, is_same_word: distance == 0 })
}

/// The letters of a name: people get case, hyphens and underscores wrong.
fn folded(name: &str) -> String {
    let is_letter = |char: &char| !matches!(char, '-' | '_');
    name.chars().filter(is_letter).map(|char| char.to_ascii_lowercase()).collect()
}

/// How many letters differ; too many if the name is too short for as many to be a slip, or begins otherwise.
fn distance_to(folded_name: &str, read: &str) -> usize {
    let read = folded(read);
    if folded_name == read {
        return 0;
    }
    let most = match read.len() {
        0..=5 => 0,
        6..=10 => 1,
        _ => 2,
    };
    let is_near = folded_name.len().abs_diff(read.len()) <= most
        && folded_name.chars().next() == read.chars().next();
    let distance = if is_near { edits(folded_name, &read) } else { usize::MAX };
    if distance <= most { distance } else { usize::MAX }
}

/// The Levenshtein distance.
fn edits(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.chars().count()).collect();
    for (at, left) in one.chars().enumerate() {
        let mut last = at + 1;
        let mut next = vec![last];
        let pairs = row.iter().zip(row.iter().skip(1));
        for (right, (diagonal, above)) in other.chars().zip(pairs) {
            last = (diagonal + usize::from(left != right)).min(above + 1).min(last + 1);
            next.push(last);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

/// Names of S3 are shorter.
const LONGEST: usize = 40;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_changed_lost_and_added_are_counted() {
        for (one, other, count) in [
            ("", "", 0),
            ("a", "", 1),
            ("", "ab", 2),
            ("abc", "abd", 1),
            ("kitten", "sitting", 3),
            ("ab", "ba", 2),
        ] {
            assert_eq!(edits(one, other), count, "{one} {other}");
        }
    }
}
