//! Reads the JSON of policies, as IAM's grammar has it.
//!
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>

use serde_json::{Map, Value};

use super::key_condition::KeyCondition;
use super::statement::{Effect, IamStatement, Negatable, Principals};
use crate::error::{IamError, shortened};
use crate::repeated_name::repeated_name;

type Members = Map<String, Value>;

/// What a policy holds beside its statements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Document {
    pub(super) version: Option<String>,
    pub(super) id: Option<String>,
    pub(super) statements: Vec<IamStatement>,
}

/// Reads a policy, a list of statements, or one statement.
pub(super) fn read(json: &str) -> Result<Document, IamError> {
    let value: Value =
        serde_json::from_str(json).map_err(|error| malformed(format!("it is no JSON: {error}")))?;
    if let Some(name) = repeated_name(json) {
        let name = shortened(&name);
        return Err(malformed(format!("{name:?} stands twice in one object: join the two")));
    }
    match &value {
        Value::Object(members) if members.contains_key("Statement") => policy(members),
        Value::Object(members) if members.contains_key("Effect") => {
            Ok(Document { version: None, id: None, statements: statements(&value)? })
        }
        Value::Array(_) => {
            Ok(Document { version: None, id: None, statements: statements(&value)? })
        }
        _ => Err(malformed("it is no policy, no statement and no list of statements")),
    }
}

fn policy(members: &Members) -> Result<Document, IamError> {
    if let Some(name) = unknown(members, &["Version", "Id", "Statement"]) {
        return Err(malformed(format!("a policy has no element {name:?}")));
    }
    let version = text(members, "Version")?;
    if !matches!(version.as_deref(), None | Some("2012-10-17" | "2008-10-17")) {
        return Err(malformed("its Version is neither 2012-10-17 nor 2008-10-17"));
    }
    let list = members.get("Statement").unwrap_or(&Value::Null);
    Ok(Document { version, id: text(members, "Id")?, statements: statements(list)? })
}

fn statements(value: &Value) -> Result<Vec<IamStatement>, IamError> {
    let list = match value {
        Value::Array(list) => list.as_slice(),
        one => std::slice::from_ref(one),
    };
    let numbered = (1..).zip(list);
    let read = numbered.map(|(number, value)| {
        statement(value).map_err(|reason| malformed(format!("statement {number}: {reason}")))
    });
    read.collect()
}

fn statement(value: &Value) -> Result<IamStatement, String> {
    let Value::Object(members) = value else { return Err("it is no object".to_owned()) };
    if let Some(name) = unknown(members, &ELEMENTS) {
        return Err(format!("a statement has no element {name:?}"));
    }
    let effect = match members.get("Effect").and_then(Value::as_str) {
        Some("Allow") => Effect::Allow,
        Some("Deny") => Effect::Deny,
        _ => return Err("its Effect is neither \"Allow\" nor \"Deny\"".to_owned()),
    };
    let required = |name: &str, element: Option<_>| {
        element.ok_or_else(|| format!("it has neither {name} nor Not{name}"))
    };
    Ok(IamStatement {
        sid: text(members, "Sid").map_err(|_| "its Sid is no text".to_owned())?,
        effect,
        principal: negatable(members, "Principal", principals)?,
        action: required("Action", negatable(members, "Action", texts)?)?,
        resource: required("Resource", negatable(members, "Resource", texts)?)?,
        conditions: members.get("Condition").map_or(Ok(Vec::new()), conditions)?,
    })
}

/// `Action` or `NotAction`, and so on.
fn negatable<T>(
    members: &Members,
    name: &str,
    read: impl Fn(&Value) -> Option<T>,
) -> Result<Option<Negatable<T>>, String> {
    let opposite = format!("Not{name}");
    let read = |name: &str, value| read(value).ok_or_else(|| format!("its {name} is malformed"));
    match (members.get(name), members.get(&opposite)) {
        (None, None) => Ok(None),
        (Some(value), None) => Ok(Some(Negatable::Is(read(name, value)?))),
        (None, Some(value)) => Ok(Some(Negatable::Not(read(&opposite, value)?))),
        (Some(_), Some(_)) => Err(format!("it has both {name} and {opposite}")),
    }
}

fn principals(value: &Value) -> Option<Principals> {
    match value {
        Value::String(text) if text == "*" => Some(Principals::Everyone),
        Value::Object(kinds) => {
            let named = kinds.iter().map(|(kind, names)| Some((kind.clone(), texts(names)?)));
            Some(Principals::Named(named.collect::<Option<_>>()?))
        }
        _ => None,
    }
}

fn conditions(value: &Value) -> Result<Vec<KeyCondition>, String> {
    let Value::Object(operators) = value else {
        return Err("its Condition is no object".to_owned());
    };
    let mut conditions = Vec::new();
    for (operator, keys) in operators {
        let Value::Object(keys) = keys else {
            let operator = shortened(operator);
            return Err(format!("its condition {operator:?} is no object of keys"));
        };
        for (key, values) in keys {
            let values = scalars(values).ok_or_else(|| {
                let key = shortened(key);
                format!("its condition on {key:?} has no value, or one that is no text")
            })?;
            conditions.push(KeyCondition::new(operator, key, values));
        }
    }
    let on_age = conditions.iter().filter(|condition| condition.is_on(KeyCondition::SIGNATURE_AGE));
    if on_age.map(|condition| condition.values.len()).sum::<usize>() > MAX_AGES {
        return Err(format!("it compares the signature age with more than {MAX_AGES} values"));
    }
    Ok(conditions)
}

/// A text or a list of texts.
fn texts(value: &Value) -> Option<Vec<String>> {
    list(value, |item| item.as_str().map(str::to_owned))
}

/// The same, where numbers and booleans may stand without quotes.
fn scalars(value: &Value) -> Option<Vec<String>> {
    list(value, |item| match item {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(bool) => Some(bool.to_string()),
        _ => None,
    })
}

fn list(value: &Value, read: impl Fn(&Value) -> Option<String>) -> Option<Vec<String>> {
    match value {
        Value::Array(items) => items.iter().map(read).collect(),
        one => Some(vec![read(one)?]),
    }
}

fn text(members: &Members, name: &str) -> Result<Option<String>, IamError> {
    match members.get(name) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(malformed(format!("its {name} is no text"))),
    }
}

/// IAM takes no other elements. Passing one over could turn a condition with a slip in its name into
/// no condition.
fn unknown(members: &Members, known: &[&str]) -> Option<String> {
    members.keys().find(|name| !known.contains(&name.as_str())).map(|name| shortened(name))
}

fn malformed(reason: impl Into<String>) -> IamError {
    IamError::Document { reason: reason.into() }
}

/// More than any policy has; a statement is evaluated once for each.
const MAX_AGES: usize = 64;

const ELEMENTS: [&str; 9] = [
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
];
