//! [`Exceptions`]: what is known of servers that differ from S3.

use std::collections::BTreeMap;

use toml::{Table, Value};

use crate::outcome::Failure;

/// What is known of servers that differ from S3, by server and case.
pub struct Exceptions(BTreeMap<(String, String), Exception>);

/// One server's deviation in one case.
#[derive(Clone)]
pub struct Exception {
    /// What the failure says, or a part of it.
    pub seen: String,
    pub reason: String,
}

impl Exceptions {
    /// Reads tables `[[exception]]` of `server`, `cases`, `seen` and `reason`.
    pub fn parse(text: &str) -> Result<Self, Failure> {
        let table: Table = text.parse()?;
        let mut all = BTreeMap::new();
        for entry in table.get("exception").and_then(Value::as_array).into_iter().flatten() {
            let string = |name: &str| {
                let value =
                    entry.get(name).and_then(Value::as_str).filter(|value| !value.is_empty());
                value.ok_or_else(|| Failure::new(format!("an exception has no {name}: {entry:?}")))
            };
            let exception = Exception {
                seen: string("seen")?.to_owned(),
                reason: string("reason")?.to_owned(),
            };
            for case in entry.get("cases").and_then(Value::as_array).into_iter().flatten() {
                let case = case.as_str().unwrap_or_default().to_owned();
                let place = (string("server")?.to_owned(), case);
                if let Some(_twice) = all.insert(place.clone(), exception.clone()) {
                    return Err(Failure::new(format!("{place:?} has two exceptions")));
                }
            }
        }
        Ok(Self(all))
    }

    pub fn get(&self, server: &str, case: &str) -> Option<&Exception> {
        self.0.get(&(server.to_owned(), case.to_owned()))
    }

    /// The exceptions of one server, by case.
    pub fn of<'e>(&'e self, server: &'e str) -> impl Iterator<Item = (&'e str, &'e Exception)> {
        let entries = self.0.iter().filter(move |((other, _), _)| other == server);
        entries.map(|((_, case), exception)| (case.as_str(), exception))
    }
}
