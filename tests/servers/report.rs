//! [`Report`]: the table server × case, and what in it is not as listed.

use std::fmt::{self, Write};

use crate::exceptions::{Exception, Exceptions};
use crate::outcome::Outcome;

/// The outcomes of all cases on all servers.
pub struct Report {
    pub servers: Vec<String>,
    /// Each case with one outcome for each server.
    pub rows: Vec<(String, Vec<Outcome>)>,
    pub exceptions: Exceptions,
}

/// What an outcome is in the light of the exceptions.
enum Standing<'r> {
    Passed,
    Excepted(&'r Exception),
    /// Why it is not as listed.
    Unlisted(String),
}

impl Report {
    /// All that is not as listed: unlisted failures, unlisted passes, and exceptions of no case.
    pub fn complaints(&self) -> Vec<String> {
        let mut complaints: Vec<_> = self
            .entries()
            .filter_map(|(server, case, outcome)| match self.standing(server, case, outcome) {
                Standing::Unlisted(why) => Some(format!("{server}: {case}: {why}")),
                _ => None,
            })
            .collect();
        for server in &self.servers {
            let is_row = |case: &str| self.rows.iter().any(|(other, _)| other == case);
            let strays = self.exceptions.of(server).filter(|(case, _)| !is_row(case));
            complaints.extend(strays.map(|(case, _)| format!("{server}: there is no case {case}")));
        }
        complaints
    }

    fn entries(&self) -> impl Iterator<Item = (&str, &str, &Outcome)> {
        self.rows.iter().flat_map(|(case, outcomes)| {
            let servers = self.servers.iter().zip(outcomes);
            servers.map(move |(server, outcome)| (server.as_str(), case.as_str(), outcome))
        })
    }

    fn standing(&self, server: &str, case: &str, outcome: &Outcome) -> Standing<'_> {
        match (outcome, self.exceptions.get(server, case)) {
            (Ok(()), None) => Standing::Passed,
            (Ok(()), Some(exception)) => {
                Standing::Unlisted(format!("passes, but is listed as {:?}", exception.seen))
            }
            (Err(failure), Some(exception)) if failure.to_string().contains(&exception.seen) => {
                Standing::Excepted(exception)
            }
            (Err(failure), Some(exception)) => {
                Standing::Unlisted(format!("{failure}; but {:?} is listed", exception.seen))
            }
            (Err(failure), None) => Standing::Unlisted(failure.to_string()),
        }
    }

    fn write_row(&self, f: &mut fmt::Formatter<'_>, case: &str, cells: &[&str]) -> fmt::Result {
        let width =
            self.rows.iter().map(|(case, _)| case.chars().count()).max().unwrap_or_default();
        let mut line = format!("| {case:<width$} |");
        for (server, cell) in self.servers.iter().zip(cells) {
            let width = server.len().max(8);
            write!(line, " {cell:<width$} |")?;
        }
        writeln!(f, "{line}")
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let servers: Vec<_> = self.servers.iter().map(String::as_str).collect();
        self.write_row(f, "case", &servers)?;
        self.write_row(f, "---", &vec!["---"; servers.len()])?;
        for (case, outcomes) in &self.rows {
            let cells = servers.iter().zip(outcomes).map(|(server, outcome)| {
                match self.standing(server, case, outcome) {
                    Standing::Passed => "ok",
                    Standing::Excepted(_) => "excepted",
                    Standing::Unlisted(_) => "WRONG",
                }
            });
            self.write_row(f, case, &cells.collect::<Vec<_>>())?;
        }
        self.write_exceptions(f)
    }
}

impl Report {
    fn write_exceptions(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for server in &self.servers {
            let standings = self.entries().filter(|(other, ..)| other == server);
            let (mut passed, mut excepted) = (0, Vec::new());
            for (_, case, outcome) in standings {
                match self.standing(server, case, outcome) {
                    Standing::Passed => passed += 1,
                    Standing::Excepted(exception) => excepted.push((case, exception)),
                    Standing::Unlisted(_) => {}
                }
            }
            let (count, all) = (excepted.len(), self.rows.len());
            writeln!(f, "\n{server}: {passed} of {all} as S3, {count} excepted")?;
            for (case, Exception { seen, reason }) in excepted {
                writeln!(f, "  {case}: {seen:?}: {reason}")?;
            }
        }
        Ok(())
    }
}
