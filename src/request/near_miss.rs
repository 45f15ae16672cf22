//! A name that is nearly one of a list: slips of case, hyphen and letter.

/// A name of the list, and how near another is to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Near {
    pub(crate) name: &'static str,
    /// Whether only case, hyphens and underscores differ.
    pub(crate) is_same_word: bool,
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
    let distance = match is_near {
        true if is_swapped(folded_name.as_bytes(), read.as_bytes()) => 1,
        true => edits(folded_name, &read),
        false => usize::MAX,
    };
    if distance <= most { distance } else { usize::MAX }
}

/// Whether only two letters beside each other have changed places.
fn is_swapped(one: &[u8], other: &[u8]) -> bool {
    let same = one.iter().zip(other).take_while(|(left, right)| left == right).count();
    match (one.get(same..), other.get(same..)) {
        (Some([a, b, one @ ..]), Some([c, d, other @ ..])) => a == d && b == c && one == other,
        _ => false,
    }
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
    fn two_letters_that_changed_places_are_one_slip() {
        for (one, other, is) in [
            ("verisonid", "versionid", true),
            ("ab", "ba", true),
            ("abcd", "badc", false),
            ("abc", "abc", false),
            ("abc", "acbd", false),
            ("", "", false),
        ] {
            assert_eq!(is_swapped(one.as_bytes(), other.as_bytes()), is, "{one} {other}");
        }
    }

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
