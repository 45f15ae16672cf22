//! [`IamStatement`]: one statement of a policy, whoever wrote it.

use serde_json::{Map, Value, json};

use super::key_condition::KeyCondition;

/// One statement of an [`IamPolicy`](crate::IamPolicy).
///
/// Its JSON goes into the `Statement` list of a policy that exists already.
///
/// # Examples
///
/// ```
/// use s3_presigner::{DenyStatement, IamPolicy};
///
/// let policy = IamPolicy::for_principal([DenyStatement::signature_version_2()])?;
/// let statement = policy.statements().next().unwrap();
/// assert_eq!(statement.sid(), Some("DenySignatureVersion2"));
/// assert_eq!(
///     statement.to_json(),
///     r#"{"Action":"s3:*","Condition":{"StringEquals":{"s3:signatureversion":"AWS"}},"Effect":"Deny","Resource":"*","Sid":"DenySignatureVersion2"}"#
/// );
/// # Ok::<(), s3_presigner::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IamStatement {
    pub(super) sid: Option<String>,
    pub(super) effect: Effect,
    /// Nothing in the policy of a principal, which it is about.
    pub(super) principal: Option<Negatable<Principals>>,
    pub(super) action: Negatable<Vec<String>>,
    pub(super) resource: Negatable<Vec<String>>,
    pub(super) conditions: Vec<KeyCondition>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    Allow,
    Deny,
}

/// An element such as `Action`, or its opposite, `NotAction`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Negatable<T> {
    Is(T),
    Not(T),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Principals {
    /// `"*"`.
    Everyone,
    /// Kinds such as `AWS`, and the names of each.
    Named(Vec<(String, Vec<String>)>),
}

impl IamStatement {
    /// Its statement id.
    #[must_use]
    pub fn sid(&self) -> Option<&str> {
        self.sid.as_deref()
    }

    /// The statement as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.to_value().to_string()
    }

    pub(super) fn to_value(&self) -> Value {
        let mut members = Map::new();
        if let Some(sid) = &self.sid {
            members.insert("Sid".to_owned(), json!(sid));
        }
        let effect = match self.effect {
            Effect::Allow => "Allow",
            Effect::Deny => "Deny",
        };
        members.insert("Effect".to_owned(), json!(effect));
        if let Some(principal) = &self.principal {
            insert(&mut members, "Principal", principal, principals);
        }
        insert(&mut members, "Action", &self.action, |list| one_or_list(list));
        insert(&mut members, "Resource", &self.resource, |list| one_or_list(list));
        if !self.conditions.is_empty() {
            members.insert("Condition".to_owned(), conditions(&self.conditions));
        }
        Value::Object(members)
    }
}

fn insert<T>(
    members: &mut Map<String, Value>,
    name: &str,
    element: &Negatable<T>,
    value: impl Fn(&T) -> Value,
) {
    match element {
        Negatable::Is(list) => members.insert(name.to_owned(), value(list)),
        Negatable::Not(list) => members.insert(format!("Not{name}"), value(list)),
    };
}

fn principals(principals: &Principals) -> Value {
    match principals {
        Principals::Everyone => json!("*"),
        Principals::Named(kinds) => {
            kinds.iter().map(|(kind, names)| (kind.clone(), one_or_list(names))).collect()
        }
    }
}

/// Operators, each with its keys, each with its values.
fn conditions(conditions: &[KeyCondition]) -> Value {
    let mut operators = Map::new();
    for KeyCondition { operator, key, values } in conditions {
        let keys = operators.entry(operator.as_str()).or_insert_with(|| json!({}));
        if let Value::Object(keys) = keys {
            keys.insert(key.clone(), one_or_list(values));
        }
    }
    Value::Object(operators)
}

/// A single value stands without a list around it, as in AWS's examples.
fn one_or_list(values: &[String]) -> Value {
    match values {
        [value] => json!(value),
        values => json!(values),
    }
}
