//! [`Condition`]: what a form has to meet.

use std::fmt;

use serde_json::{Value, json};

use super::shown::shown;

/// One condition of a POST policy.
///
/// `Display` shows it as it stands in the policy, and as S3 shows it when it fails, but for the values of
/// secret fields, such as the session token: `Display` and `Debug` leave them out.
///
/// ```
/// use s3_presigner::Condition;
///
/// let condition = Condition::StartsWith { field: "key".to_owned(), prefix: "user/1/".to_owned() };
/// assert_eq!(condition.to_string(), r#"["starts-with", "$key", "user/1/"]"#);
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Condition {
    /// The field has exactly this value.
    Equals {
        /// The name of the field, without `$`; upper and lower case are the same.
        field: String,
        /// The value.
        value: String,
    },
    /// The value of the field begins with this; with `""`, it may be anything. In `Content-Type`,
    /// each item of a list separated by commas has to.
    StartsWith {
        /// The name of the field, without `$`.
        field: String,
        /// What it begins with.
        prefix: String,
    },
    /// The file has from `min` to `max` bytes.
    ContentLengthRange {
        /// The least number of bytes.
        min: u64,
        /// The most.
        max: u64,
    },
}

impl Condition {
    /// The field that the condition is about, if it is about one.
    pub(super) fn field(&self) -> Option<&str> {
        match self {
            Self::Equals { field, .. } | Self::StartsWith { field, .. } => Some(field),
            Self::ContentLengthRange { .. } => None,
        }
    }

    pub(super) fn is_exact(&self) -> bool {
        matches!(self, Self::Equals { .. })
    }

    pub(super) fn is_about(&self, name: &str) -> bool {
        self.field().is_some_and(|field| field.eq_ignore_ascii_case(name))
    }

    /// Whether a field of this value meets it. A condition on the size says nothing about fields.
    pub(super) fn allows(&self, value: &str) -> bool {
        match self {
            Self::Equals { value: expected, .. } => value == expected,
            Self::StartsWith { field, prefix } if field.eq_ignore_ascii_case("content-type") => {
                value.split(',').all(|item| item.trim_start().starts_with(prefix.as_str()))
            }
            Self::StartsWith { prefix, .. } => value.starts_with(prefix.as_str()),
            Self::ContentLengthRange { .. } => true,
        }
    }

    /// Whether some value meets this and another condition on the same field.
    pub(super) fn agrees_with(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Equals { value, .. }, _) => other.allows(value),
            (_, Self::Equals { value, .. }) => self.allows(value),
            (Self::StartsWith { prefix: one, .. }, Self::StartsWith { prefix: two, .. }) => {
                one.starts_with(two.as_str()) || two.starts_with(one.as_str())
            }
            _ => true,
        }
    }

    /// Whether some name of a file makes a value with the variable in it what this says, if this says all of it.
    pub(super) fn may_be_filled_from(&self, template: &str) -> bool {
        let (Self::Equals { value, .. }, Some((_, behind))) =
            (self, template.rsplit_once(FILENAME))
        else {
            return true;
        };
        value.ends_with(behind) && value.len() >= template.replace(FILENAME, "").len()
    }

    /// As it stands in the policy document.
    pub(super) fn to_json(&self) -> Value {
        match self {
            Self::Equals { field, value } => json!({ field.as_str(): value }),
            Self::StartsWith { field, prefix } => {
                json!(["starts-with", format!("${field}"), prefix])
            }
            Self::ContentLengthRange { min, max } => json!(["content-length-range", min, max]),
        }
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Equals { field, value } => {
                let (name, value) = (json!(format!("${field}")), json!(shown(field, value)));
                write!(f, "[\"eq\", {name}, {value}]")
            }
            Self::StartsWith { field, prefix } => {
                let (name, prefix) = (json!(format!("${field}")), json!(shown(field, prefix)));
                write!(f, "[\"starts-with\", {name}, {prefix}]")
            }
            Self::ContentLengthRange { min, max } => {
                write!(f, "[\"content-length-range\", {min}, {max}]")
            }
        }
    }
}

impl fmt::Debug for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Equals { field, value } => f
                .debug_struct("Equals")
                .field("field", field)
                .field("value", &shown(field, value))
                .finish(),
            Self::StartsWith { field, prefix } => f
                .debug_struct("StartsWith")
                .field("field", field)
                .field("prefix", &shown(field, prefix))
                .finish(),
            Self::ContentLengthRange { min, max } => {
                f.debug_struct("ContentLengthRange").field("min", min).field("max", max).finish()
            }
        }
    }
}

/// The variable that S3 replaces by the name of the file that the user picked.
pub(super) const FILENAME: &str = "${filename}";

#[cfg(test)]
mod tests {
    use super::*;

    fn equals(field: &str, value: &str) -> Condition {
        Condition::Equals { field: field.to_owned(), value: value.to_owned() }
    }

    fn starts_with(field: &str, prefix: &str) -> Condition {
        Condition::StartsWith { field: field.to_owned(), prefix: prefix.to_owned() }
    }

    #[test]
    fn conditions_are_shown_as_s3_shows_them() {
        assert_eq!(equals("acl", "a\"b").to_string(), r#"["eq", "$acl", "a\"b"]"#);
        let range = Condition::ContentLengthRange { min: 0, max: 10 };
        assert_eq!(range.to_string(), r#"["content-length-range", 0, 10]"#);
        assert_eq!(equals("acl", "x").to_json().to_string(), r#"{"acl":"x"}"#);
        assert_eq!(starts_with("key", "").to_json().to_string(), r#"["starts-with","$key",""]"#);
    }

    #[test]
    fn a_list_of_content_types_meets_a_prefix_item_by_item() {
        let images = starts_with("Content-Type", "image/");
        assert!(images.allows("image/png") && images.allows("image/png, image/gif"));
        assert!(!images.allows("image/png,text/html") && !images.allows("text/html"));
        assert!(starts_with("x-amz-meta-a", "b").allows("b,c"));
    }

    #[test]
    fn conditions_contradict_each_other_when_no_value_meets_both() {
        let (a, ab, b) = (starts_with("k", "a"), starts_with("k", "ab"), starts_with("k", "b"));
        assert!(a.agrees_with(&ab) && ab.agrees_with(&a) && !ab.agrees_with(&b));
        assert!(equals("k", "abc").agrees_with(&ab) && ab.agrees_with(&equals("k", "abc")));
        assert!(
            !equals("k", "abc").agrees_with(&b) && !equals("k", "x").agrees_with(&equals("k", "y"))
        );
    }
}
