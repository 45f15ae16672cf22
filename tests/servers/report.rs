//! [`Report`]: the table server × case, and what in it is not as listed.

use std::fmt;

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
enum Standing {
    Passed,
    Excepted,
    /// Why it is not as listed.
    Unlisted(String),
}

impl Report {
    /// All that is not as listed: unlisted failures, unlisted passes, and exceptions of no case.
    pub fn complaints(&self) -> Vec<String> {
        let unlisted = self.servers.iter().flat_map(|server| {
            self.standings(server).filter_map(move |(case, standing)| match standing {
                Standing::Unlisted(why) => Some(format!("{server}: {case}: {why}")),
                Standing::Passed | Standing::Excepted => None,
            })
        });
        unlisted.chain(self.strays()).collect()
    }

    fn strays(&self) -> impl Iterator<Item = String> {
        let listed = self.servers.iter().flat_map(|server| self.exceptions.of(server));
        let listed = listed.flat_map(|exception| {
            exception.cases.iter().map(|case| (exception.server.as_str(), case))
        });
        let strays = listed.filter(|(_, case)| self.rows.iter().all(|(other, _)| other != *case));
        strays.map(|(server, case)| format!("{server}: {case}: is listed, but no case"))
    }

    /// The cases as they stand on one server.
    fn standings(&self, server: &str) -> impl Iterator<Item = (&str, Standing)> {
        let place = self.servers.iter().position(|other| other == server);
        self.rows.iter().filter_map(move |(case, outcomes)| {
            let exception = self.exceptions.get(server, case);
            Some((case.as_str(), standing(outcomes.get(place?)?, exception)))
        })
    }

    fn write_row(&self, f: &mut fmt::Formatter<'_>, case: &str, cells: &[&str]) -> fmt::Result {
        let width =
            self.rows.iter().map(|(case, _)| case.chars().count()).max().unwrap_or_default();
        write!(f, "| {case:<width$} |")?;
        for (server, cell) in self.servers.iter().zip(cells) {
            write!(f, " {cell:<width$} |", width = server.len().max("excepted".len()))?;
        }
        writeln!(f)
    }

    fn write_server(&self, f: &mut fmt::Formatter<'_>, server: &str) -> fmt::Result {
        let standings: Vec<_> = self.standings(server).map(|(_, standing)| standing).collect();
        let passed = standings.iter().filter(|one| matches!(one, Standing::Passed)).count();
        let excepted = standings.iter().filter(|one| matches!(one, Standing::Excepted)).count();
        let all = standings.len();
        writeln!(f, "\n{server}: {passed} of {all} cases as S3, {excepted} excepted")?;
        for Exception { cases, seen, reason, .. } in self.exceptions.of(server) {
            writeln!(f, "- {}: {reason} ({seen:?})", cases.join("; "))?;
        }
        Ok(())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let servers: Vec<_> = self.servers.iter().map(String::as_str).collect();
        self.write_row(f, "case", &servers)?;
        self.write_row(f, "---", &vec!["---"; servers.len()])?;
        for (case, outcomes) in &self.rows {
            let cells = servers.iter().zip(outcomes).map(|(server, outcome)| {
                match standing(outcome, self.exceptions.get(server, case)) {
                    Standing::Passed => "ok",
                    Standing::Excepted => "excepted",
                    Standing::Unlisted(_) => "WRONG",
                }
            });
            self.write_row(f, case, &cells.collect::<Vec<_>>())?;
        }
        servers.iter().try_for_each(|server| self.write_server(f, server))
    }
}

fn standing(outcome: &Outcome, exception: Option<&Exception>) -> Standing {
    match (outcome, exception) {
        (Ok(()), None) => Standing::Passed,
        (Ok(()), Some(exception)) => {
            Standing::Unlisted(format!("passes, but {:?} is listed", exception.seen))
        }
        (Err(failure), Some(exception)) if failure.to_string().contains(&exception.seen) => {
            Standing::Excepted
        }
        (Err(failure), Some(exception)) => {
            Standing::Unlisted(format!("{failure}; but {:?} is listed", exception.seen))
        }
        (Err(failure), None) => Standing::Unlisted(failure.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::Failure;

    const LISTED: &str = "
        [[exception]]
        server = 'one'
        cases = ['a']
        seen = '501'
        reason = 'it cannot'
    ";

    fn complaints(rows: &[(&str, Outcome)]) -> Result<Vec<String>, Failure> {
        let rows = rows.iter().map(|(case, outcome)| ((*case).to_owned(), vec![outcome.clone()]));
        let exceptions = Exceptions::parse(LISTED)?;
        Ok(Report { servers: vec!["one".to_owned()], rows: rows.collect(), exceptions }
            .complaints())
    }

    #[test]
    fn only_what_is_listed_is_no_complaint() -> Outcome {
        let fails = |text| Err(Failure::new(text));
        let none: [&str; 0] = [];
        assert_eq!(complaints(&[("a", fails("GET answered 501")), ("b", Ok(()))])?, none);
        assert_eq!(complaints(&[("a", Ok(()))])?, ["one: a: passes, but \"501\" is listed"]);
        assert_eq!(complaints(&[("a", fails("500"))])?, ["one: a: 500; but \"501\" is listed"]);
        assert_eq!(complaints(&[("a", fails("501")), ("b", fails("501"))])?, ["one: b: 501"]);
        assert_eq!(complaints(&[("b", Ok(()))])?, ["one: a: is listed, but no case"]);
        Ok(())
    }
}
