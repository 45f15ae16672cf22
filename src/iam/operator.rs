//! [`Operator`]: how a condition compares.
//!
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>

use std::cmp::Ordering;
use std::net::IpAddr;

use super::cidr::Cidr;
use super::decimal::Decimal;
use super::truth::Truth;
use super::wildcards::{arn_matches, has_variable, matches_filled_in};

/// A condition operator that can be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Operator {
    test: Test,
    /// `StringNotEquals`: holds when no value meets the test, and for a key that is absent.
    is_negated: bool,
    /// `…IfExists`: holds for a key that is absent.
    is_if_exists: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Test {
    Equals,
    EqualsIgnoreCase,
    Like,
    /// The number is in one of these relations to the value.
    Numeric(&'static [Ordering]),
    Bool,
    IpAddress,
    Arn,
    /// The key is absent, or is not.
    Null,
}

/// What is known of a condition key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fact {
    Is(String),
    /// The request does not have the key.
    Absent,
    /// Nobody said.
    NotGiven,
    /// The key is none that links can be judged by.
    NotJudged,
}

impl Operator {
    /// Reads an operator; none for those that compare sets, dates and bytes.
    pub(super) fn parse(name: &str) -> Option<Self> {
        let (name, is_if_exists) = match name.strip_suffix("IfExists") {
            Some(name) if name != "Null" => (name, true),
            Some(_) => return None,
            None => (name, false),
        };
        let (_, test, is_negated) = OPERATORS.into_iter().find(|(known, ..)| *known == name)?;
        Some(Self { test, is_negated, is_if_exists })
    }

    /// Whether it compares numbers, or asks only whether there is one.
    pub(super) fn is_numeric(self) -> bool {
        matches!(self.test, Test::Numeric(_) | Test::Null)
    }

    /// Whether the condition holds.
    pub(super) fn holds(self, fact: &Fact, values: &[String]) -> Truth {
        match fact {
            Fact::NotGiven | Fact::NotJudged => Truth::Maybe,
            _ if self.test == Test::Null => {
                let is_absent = if *fact == Fact::Absent { "true" } else { "false" };
                Truth::any(values.iter().map(|value| bool_equals(is_absent, value)))
            }
            Fact::Absent => (self.is_if_exists || self.is_negated).into(),
            Fact::Is(fact) => {
                let meets = Truth::any(values.iter().map(|value| self.test.meets(fact, value)));
                if self.is_negated { meets.not() } else { meets }
            }
        }
    }
}

impl Test {
    fn meets(self, fact: &str, value: &str) -> Truth {
        match self {
            Self::Equals | Self::EqualsIgnoreCase if has_variable(value) => Truth::Maybe,
            Self::Equals => (fact == value).into(),
            Self::EqualsIgnoreCase => (fact.to_lowercase() == value.to_lowercase()).into(),
            Self::Like => matches_filled_in(value, fact),
            Self::Numeric(relations) => {
                let numbers = Decimal::parse(fact).zip(Decimal::parse(value));
                Truth::known(numbers.map(|(fact, value)| relations.contains(&fact.cmp(&value))))
            }
            Self::Bool | Self::Null => bool_equals(fact, value),
            Self::IpAddress => {
                let address = fact.parse::<IpAddr>().ok().zip(Cidr::parse_loosely(value));
                Truth::known(address.map(|(address, range)| range.contains(address)))
            }
            Self::Arn => arn_matches(value, fact),
        }
    }
}

fn bool_equals(fact: &str, value: &str) -> Truth {
    let is_bool = |text: &str| ["true", "false"].iter().any(|bool| text.eq_ignore_ascii_case(bool));
    let both = is_bool(fact) && is_bool(value);
    Truth::known(both.then(|| fact.eq_ignore_ascii_case(value)))
}

const LESS: Test = Test::Numeric(&[Ordering::Less]);
const LESS_OR_EQUAL: Test = Test::Numeric(&[Ordering::Less, Ordering::Equal]);
const EQUAL: Test = Test::Numeric(&[Ordering::Equal]);
const GREATER: Test = Test::Numeric(&[Ordering::Greater]);
const GREATER_OR_EQUAL: Test = Test::Numeric(&[Ordering::Greater, Ordering::Equal]);

/// Names, tests, and whether the test is negated. `ArnEquals` and `ArnLike` are the same to IAM.
const OPERATORS: [(&str, Test, bool); 20] = [
    ("StringEquals", Test::Equals, false),
    ("StringNotEquals", Test::Equals, true),
    ("StringEqualsIgnoreCase", Test::EqualsIgnoreCase, false),
    ("StringNotEqualsIgnoreCase", Test::EqualsIgnoreCase, true),
    ("StringLike", Test::Like, false),
    ("StringNotLike", Test::Like, true),
    ("NumericEquals", EQUAL, false),
    ("NumericNotEquals", EQUAL, true),
    ("NumericLessThan", LESS, false),
    ("NumericLessThanEquals", LESS_OR_EQUAL, false),
    ("NumericGreaterThan", GREATER, false),
    ("NumericGreaterThanEquals", GREATER_OR_EQUAL, false),
    ("Bool", Test::Bool, false),
    ("IpAddress", Test::IpAddress, false),
    ("NotIpAddress", Test::IpAddress, true),
    ("ArnEquals", Test::Arn, false),
    ("ArnNotEquals", Test::Arn, true),
    ("ArnLike", Test::Arn, false),
    ("ArnNotLike", Test::Arn, true),
    ("Null", Test::Null, false),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(name: &str, fact: &Fact, values: &[&str]) -> Truth {
        let values: Vec<_> = values.iter().map(ToString::to_string).collect();
        Operator::parse(name).unwrap().holds(fact, &values)
    }

    fn is(text: &str) -> Fact {
        Fact::Is(text.to_owned())
    }

    #[test]
    fn each_operator_compares_in_its_own_way() {
        use Truth::{Maybe, No, Yes};
        for (name, fact, values, truth) in [
            ("StringEquals", "a", &["b", "a"][..], Yes),
            ("StringEquals", "a", &["A"], No),
            ("StringEquals", "a*", &["a*"], Yes),
            ("StringEquals", "a", &["${aws:username}"], Maybe),
            ("StringEquals", "a", &["${aws:username}", "a"], Yes),
            ("StringNotEquals", "a", &["b", "c"], Yes),
            ("StringNotEquals", "a", &["b", "a"], No),
            ("StringNotEquals", "a", &["b", "${x}"], Maybe),
            ("StringEqualsIgnoreCase", "Ä", &["ä"], Yes),
            ("StringNotEqualsIgnoreCase", "a", &["A"], No),
            ("StringLike", "abc", &["a*"], Yes),
            ("StringNotLike", "abc", &["a?"], Yes),
            ("NumericEquals", "5", &["5.0"], Yes),
            ("NumericNotEquals", "5", &["5", "6"], No),
            ("NumericLessThan", "5", &["5"], No),
            ("NumericLessThanEquals", "5", &["5"], Yes),
            ("NumericGreaterThan", "5", &["5"], No),
            ("NumericGreaterThan", "6", &["9", "5"], Yes),
            ("NumericGreaterThanEquals", "5", &["5"], Yes),
            ("NumericGreaterThan", "5", &["five"], Maybe),
            ("Bool", "true", &["True"], Yes),
            ("Bool", "true", &["false"], No),
            ("Bool", "true", &["yes"], Maybe),
            ("IpAddress", "203.0.113.7", &["203.0.113.0/24"], Yes),
            ("IpAddress", "203.0.113.7", &["203.0.113.99/24"], Yes),
            ("IpAddress", "203.0.113.7", &["2001:db8::/32"], No),
            ("NotIpAddress", "203.0.113.7", &["203.0.113.8"], Yes),
            ("NotIpAddress", "203.0.113.7", &["office"], Maybe),
            ("ArnEquals", "arn:aws:iam::1:role/a", &["arn:aws:iam::*:role/?"], Yes),
            ("ArnNotLike", "arn:aws:iam::1:role/a", &["arn:aws:iam::1:role/*"], No),
            ("ArnNotEquals", "arn:aws:iam::1:role/a", &["arn:aws:iam::2:role/*"], Yes),
            ("Null", "a", &["false"], Yes),
            ("Null", "a", &["true"], No),
            ("StringEquals", "a", &[], No),
            ("StringNotEquals", "a", &[], Yes),
        ] {
            assert_eq!(holds(name, &is(fact), values), truth, "{name} {fact} {values:?}");
        }
    }

    #[test]
    fn an_absent_key_meets_negated_operators_and_those_if_it_exists() {
        for (name, truth) in [
            ("StringEquals", Truth::No),
            ("StringEqualsIfExists", Truth::Yes),
            ("StringNotEquals", Truth::Yes),
            ("NotIpAddressIfExists", Truth::Yes),
            ("Bool", Truth::No),
            ("BoolIfExists", Truth::Yes),
        ] {
            assert_eq!(holds(name, &Fact::Absent, &["true"]), truth, "{name}");
            assert_eq!(holds(name, &Fact::NotGiven, &["true"]), Truth::Maybe, "{name}");
        }
        assert_eq!(holds("Null", &Fact::Absent, &["true"]), Truth::Yes);
        assert_eq!(holds("Null", &Fact::Absent, &["false"]), Truth::No);
    }

    #[test]
    fn operators_on_sets_dates_and_bytes_are_not_read() {
        for name in [
            "ForAnyValue:StringEquals",
            "DateLessThan",
            "BinaryEquals",
            "NullIfExists",
            "IfExists",
            "",
        ] {
            assert_eq!(Operator::parse(name), None, "{name}");
        }
    }
}
