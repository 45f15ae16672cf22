//! [`Exceptions`]: what is known of servers that differ from S3.

use std::collections::BTreeSet;

use toml::{Table, Value};

use crate::outcome::{Failure, ensure};

/// What is known of servers that differ from S3.
pub struct Exceptions(Vec<Exception>);

/// One deviation of a server, and the cases in which it shows.
pub struct Exception {
    pub server: String,
    pub cases: Vec<String>,
    /// What the failures say, or a part of it.
    pub seen: String,
    pub reason: String,
}

impl Exceptions {
    /// Reads tables `[[exception]]` of `server`, `cases`, `seen` and `reason`. No case has two.
    pub fn parse(text: &str) -> Result<Self, Failure> {
        let table: Table = text.parse()?;
        let entries = table.get("exception").and_then(Value::as_array).into_iter().flatten();
        let exceptions: Vec<_> = entries.map(Exception::read).collect::<Result<_, _>>()?;
        let mut places = BTreeSet::new();
        for Exception { server, cases, .. } in &exceptions {
            for case in cases {
                ensure(places.insert((server, case)), || format!("{server}: {case}: twice"))?;
            }
        }
        Ok(Self(exceptions))
    }

    pub fn get(&self, server: &str, case: &str) -> Option<&Exception> {
        self.of(server).find(|exception| exception.cases.iter().any(|other| other == case))
    }

    /// Those of one server.
    pub fn of(&self, server: &str) -> impl Iterator<Item = &Exception> {
        self.0.iter().filter(move |exception| exception.server == server)
    }
}

impl Exception {
    fn read(entry: &Value) -> Result<Self, Failure> {
        let lacks = |name| Failure::new(format!("an exception without {name}: {entry:?}"));
        let string = |name| {
            let value = entry.get(name).and_then(Value::as_str).filter(|value| !value.is_empty());
            value.map(str::to_owned).ok_or_else(|| lacks(name))
        };
        let cases = entry.get("cases").and_then(Value::as_array).ok_or_else(|| lacks("cases"))?;
        let cases = cases.iter().map(|case| case.as_str().map(str::to_owned));
        Ok(Self {
            server: string("server")?,
            cases: cases.collect::<Option<_>>().ok_or_else(|| lacks("names of cases"))?,
            seen: string("seen")?,
            reason: string("reason")?,
        })
    }
}
