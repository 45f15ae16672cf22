//! [`KeyCondition`]: one operator on one condition key.

/// An operator, the condition key that it is about, and the values that it compares with.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html>
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct KeyCondition {
    pub(super) operator: String,
    pub(super) key: String,
    pub(super) values: Vec<String>,
}

impl KeyCondition {
    /// The key that says how old a signature is.
    pub(super) const SIGNATURE_AGE: &str = "s3:signatureAge";

    pub(super) fn new(operator: &str, key: &str, values: Vec<String>) -> Self {
        Self { operator: operator.to_owned(), key: key.to_owned(), values }
    }

    /// A condition with one value.
    pub(super) fn one(operator: &str, key: &str, value: &str) -> Self {
        Self::new(operator, key, vec![value.to_owned()])
    }

    /// Whether it is on this key. "Condition key names are not case-sensitive": IAM User Guide, "IAM
    /// JSON policy elements: Condition".
    pub(super) fn is_on(&self, key: &str) -> bool {
        self.key.eq_ignore_ascii_case(key)
    }
}
