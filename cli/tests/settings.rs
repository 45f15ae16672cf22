//! Who signs, for which region and endpoint: every way in which these can be given or missing, with botocore's
//! answers beside ours.
//!
//! `settings_matrix/matrix.tsv` holds the cells with botocore's answers, which `make.py` beside it asks for
//! anew. `differences.tsv` holds each kind of difference with the number of its cells and the reason: one that is
//! not listed fails, and so does one that is listed and is none any more.

#![allow(unreachable_pub, reason = "a test has no public face; `pub` is for the other files")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "settings_matrix/cell.rs"]
mod cell;
#[path = "settings_matrix/doors.rs"]
mod doors;

use std::collections::BTreeMap;

use self::cell::Cell;
use self::doors::DOORS;

const MATRIX: &str = include_str!("settings_matrix/matrix.tsv");
const DIFFERENCES: &str = include_str!("settings_matrix/differences.tsv");

fn cells() -> Vec<Cell> {
    let mut lines = MATRIX.lines();
    let columns: Vec<_> = lines.next().unwrap().split('\t').collect();
    lines.map(|line| Cell::new(&columns, line)).collect()
}

/// A door with two answers, as `differences.tsv` has them.
type Kind = (String, String, String);

/// How often each kind of difference occurs.
fn found() -> BTreeMap<Kind, usize> {
    let mut found = BTreeMap::new();
    for cell in cells() {
        for (name, door) in DOORS {
            let Some(ours) = door(&cell) else { continue };
            for (botocore, ours) in differing(&cell.botocore, &ours) {
                *found.entry((name.to_owned(), botocore, ours)).or_default() += 1;
            }
        }
    }
    found
}

/// The parts that differ, by where they come from; or whether it is signed at all.
fn differing(botocore: &str, ours: &str) -> Vec<(String, String)> {
    let [theirs, own] = [botocore, ours].map(|text| text.split(' ').collect::<Vec<_>>());
    if theirs.len() != own.len() {
        let outcome = |parts: &[&str]| if parts.len() > 1 { "signs" } else { parts[0] }.to_owned();
        return vec![(outcome(&theirs), outcome(&own))];
    }
    let pairs = theirs.into_iter().zip(own).filter(|(theirs, own)| theirs != own);
    pairs.map(|(theirs, own)| (origin(theirs), origin(own))).collect()
}

/// Where a part of an answer comes from. A profile taken for another is still a difference.
fn origin(part: &str) -> String {
    match part {
        "AKIDENV" => "keys of the environment",
        "AKIDX" | "AKIDY" | "AKIDDEFAULT" => "keys of the profile",
        "AKIDXPROCESS" => "keys of the process",
        "us-west-1" => "AWS_REGION",
        "us-west-2" => "AWS_DEFAULT_REGION",
        "us-east-2" => "--region",
        "us-east-1" => "no region: us-east-1",
        "eu-north-1" | "eu-south-1" | "eu-west-3" => "region of the profile",
        "http://argument" => "--endpoint",
        "http://variable-s3" => "AWS_ENDPOINT_URL_S3",
        "http://variable" => "AWS_ENDPOINT_URL",
        url if url.starts_with("http") => "endpoint of the profile",
        other => other,
    }
    .to_owned()
}

#[test]
fn every_door_answers_as_botocore_or_the_difference_has_a_reason() {
    let mut listed = BTreeMap::new();
    for line in DIFFERENCES.lines().skip(1) {
        let fields: Vec<_> = line.split('\t').collect();
        let [door, botocore, ours, cells, reason] = fields[..] else { panic!("{line}") };
        assert!(reason.len() > 20, "a reason: {line}");
        let kind = (door.to_owned(), botocore.to_owned(), ours.to_owned());
        assert_eq!(listed.insert(kind, cells.parse::<usize>().unwrap()), None, "{line}");
    }
    let found = found();
    let told: Vec<_> =
        found.iter().filter(|(kind, cells)| listed.get(*kind) != Some(*cells)).collect();
    let gone: Vec<_> = listed.keys().filter(|kind| !found.contains_key(*kind)).collect();
    let lines = |((door, botocore, ours), cells): &(&Kind, &usize)| {
        format!("{door}\t{botocore}\t{ours}\t{cells}\t")
    };
    let told: Vec<_> = told.iter().map(lines).collect();
    assert!(
        told.is_empty() && gone.is_empty(),
        "not as listed:\n{}\nlisted, but none: {gone:#?}",
        told.join("\n")
    );
}

#[test]
fn the_command_answers_as_the_code_that_it_shares_with_the_console() {
    // Every so many cells, as each starts the program.
    for cell in cells().iter().step_by(41) {
        assert_eq!(doors::spawned(cell), doors::command(cell), "{cell:?}");
    }
}
