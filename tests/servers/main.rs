//! One suite against servers that others wrote.
//!
//! By itself it runs against the embedded server of `tests/support`. `.ci/servers/run` installs and
//! starts three more, each with a canonicaliser of its own, and prints the table server × case. To run
//! it against any other, name it and tell where it is:
//!
//! | variable | what |
//! |---|---|
//! | `S3_PRESIGNER_SERVERS` | names, parted by spaces; `embedded` is the embedded one |
//! | `S3_PRESIGNER_<NAME>_ENDPOINT` | `http://HOST:PORT` |
//! | `S3_PRESIGNER_<NAME>_ACCESS_KEY_ID`, `…_SECRET_ACCESS_KEY` | a long-term key that may do everything |
//! | `S3_PRESIGNER_<NAME>_REGION` | `us-east-1` if not set |
//! | `S3_PRESIGNER_<NAME>_BUCKET` | a bucket to make and to litter, `s3-presigner-servers` if not set; another is made with `-other` behind the name |
//! | `S3_PRESIGNER_<NAME>_DOMAIN` | whose subdomains are buckets; needs no resolver |
//! | `S3_PRESIGNER_<NAME>_STS_ENDPOINT`, `…_ROLE_ARN` | where `AssumeRole` is, and the role to assume |
//! | `S3_PRESIGNER_EXCEPTIONS` | a file to read instead of `exceptions.toml` beside this one |
//!
//! Whatever a server does otherwise than S3 is listed in `exceptions.toml` with what is seen and why.
//! A failure that is not listed fails the suite, and so does a pass where a failure is listed.

#![allow(unreachable_pub, reason = "a test has no public face; `pub` is for the other files")]

mod answer;
mod case;
mod exceptions;
mod expiry;
mod forms;
mod headers;
mod hosts;
mod links;
mod multipart;
mod object_keys;
mod objects;
mod official;
mod outcome;
mod report;
mod responses;
mod runner;
#[path = "../support/server.rs"]
mod server;
mod settings;
mod tampering;
mod tokens;
mod wire;
mod world;

use std::env;

use self::case::{Case, Kind};
use self::exceptions::Exceptions;
use self::outcome::{Failure, Outcome, ensure};
use self::report::Report;
use self::runner::Fleet;
use self::world::World;

#[test]
fn every_server_does_what_s3_does_or_what_is_listed() -> Outcome {
    let names = env::var("S3_PRESIGNER_SERVERS").unwrap_or_else(|_| "embedded".to_owned());
    let fleet = Fleet::of(&names)?;
    let rows = fleet.run(&case::all());
    let report = Report { servers: fleet.names(), rows, exceptions: exceptions()? };
    println!("\n{report}");
    let complaints = report.complaints();
    ensure(complaints.is_empty(), || format!("not as listed:\n{}", complaints.join("\n")))
}

fn exceptions() -> Result<Exceptions, Failure> {
    match env::var("S3_PRESIGNER_EXCEPTIONS") {
        Ok(path) => Exceptions::parse(&std::fs::read_to_string(path)?),
        Err(_) => Exceptions::parse(include_str!("exceptions.toml")),
    }
}

#[test]
fn no_case_passes_with_another_secret() -> Outcome {
    let fleet = Fleet::of("embedded")?.map(World::with_another_secret)?;
    none_passes(&fleet, &case::all())
}

#[test]
fn no_refusal_passes_on_a_server_that_refuses_nothing() -> Outcome {
    let mut cases = case::all();
    cases.retain(|case| case.kind == Kind::Refuses);
    none_passes(&Fleet::of("embedded")?.map(|world| Ok(world.hiding_refusals()))?, &cases)
}

fn none_passes(fleet: &Fleet, cases: &[Case]) -> Outcome {
    let rows = fleet.run(cases);
    let passed: Vec<_> = rows
        .iter()
        .filter(|(_, outcomes)| outcomes.contains(&Ok(())))
        .map(|(case, _)| case)
        .collect();
    ensure(passed.is_empty() && !rows.is_empty(), || format!("these cannot fail: {passed:?}"))
}
