//! Patterns with `*` for any characters, and `?` for one.

use super::truth::Truth;

/// Whether a text is of a pattern.
pub(super) fn matches(pattern: &str, text: &str) -> bool {
    let (mut pattern, mut text) = (pattern.chars(), text.chars());
    // What stands behind the last `*`, and where in the text it was last tried.
    let mut retry = None;
    loop {
        let (mut pattern_rest, mut text_rest) = (pattern.clone(), text.clone());
        match (pattern_rest.next(), text_rest.next()) {
            (Some('*'), _) => {
                retry = Some((pattern_rest.clone(), text.clone()));
                pattern = pattern_rest;
            }
            (Some(one), Some(two)) if one == '?' || one == two => {
                (pattern, text) = (pattern_rest, text_rest);
            }
            (None, None) => return true,
            _ => {
                let Some((behind_star, tried)) = &mut retry else { return false };
                if tried.next().is_none() {
                    return false;
                }
                (pattern, text) = (behind_star.clone(), tried.clone());
            }
        }
    }
}

/// The same, where the pattern may hold policy variables, which only AWS can fill in.
pub(super) fn matches_filled_in(pattern: &str, text: &str) -> Truth {
    if has_variable(pattern) { Truth::Maybe } else { matches(pattern, text).into() }
}

/// `ArnLike`: the six parts of an ARN are compared one by one, so no `*` reaches over a colon but in
/// the last.
pub(super) fn arn_matches(pattern: &str, arn: &str) -> Truth {
    let split = |text: &str| text.splitn(6, ':').map(str::to_owned).collect::<Vec<_>>();
    let (pattern, arn) = (split(pattern), split(arn));
    // AWS does not say what a pattern with fewer parts matches.
    if pattern.len() < 6 || pattern.iter().any(|part| has_variable(part)) {
        return Truth::Maybe;
    }
    let all = pattern.iter().zip(&arn).all(|(pattern, part)| matches(pattern, part));
    (arn.len() == 6 && all).into()
}

pub(super) fn has_variable(text: &str) -> bool {
    text.contains("${")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_any_characters_and_question_marks_for_one() {
        for (pattern, text) in [
            ("*", ""),
            ("*", "anything"),
            ("s3:Get*", "s3:GetObject"),
            ("a*b*c", "aXbYbZc"),
            ("**a", "a"),
            ("?", "é"),
            ("a?c*", "abc"),
            ("*aab", "aaaab"),
            ("", ""),
            ("x*", "x*"),
        ] {
            assert!(matches(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in [
            ("", "a"),
            ("a", ""),
            ("?", ""),
            ("a*b", "abc"),
            ("s3:Get*", "s3:PutObject"),
            ("*aab", "aabb"),
        ] {
            assert!(!matches(pattern, text), "{pattern} {text}");
        }
    }

    #[test]
    fn arns_match_part_by_part() {
        let role = "arn:aws:iam::123456789012:role/app/one";
        assert_eq!(arn_matches("arn:aws:iam::*:role/*", role), Truth::Yes);
        assert_eq!(arn_matches("arn:*:iam::123456789012:role/*", role), Truth::Yes);
        assert_eq!(arn_matches("arn:aws:iam::123456789012:user/*", role), Truth::No);
        assert_eq!(arn_matches("arn:*role/app/one:::::", role), Truth::No);
        assert_eq!(arn_matches("*", role), Truth::Maybe);
        assert_eq!(arn_matches("arn:aws:iam::*:role/${aws:username}", role), Truth::Maybe);
        assert_eq!(arn_matches("arn:aws:iam::*:role/*", "role"), Truth::No);
    }
}
