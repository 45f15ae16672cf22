//! The examples of use, run as a reader would run them.
//!
//! `cargo test` builds them; after `cargo test --test examples` alone they are as old as their last
//! `cargo build --examples`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::env::consts::EXE_SUFFIX;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Runs an example, which fails by itself if one of its checks does, and looks for lines that tell.
fn run(name: &str, telling: &[&str]) {
    let binary = folder_of_examples().join(format!("{name}{EXE_SUFFIX}"));
    assert!(binary.exists(), "{} is not there: cargo build --examples", binary.display());
    let output = Command::new(binary).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}\n{complained}");
    let mut lines = said.lines();
    for part in telling {
        assert!(
            lines.any(|line| line.contains(part)),
            "{part:?} is not said, in its place:\n{said}"
        );
    }
}

/// Beside the folder of this test: `target/PROFILE/examples`, wherever the target folder is.
fn folder_of_examples() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    test.ancestors().nth(2).unwrap().join("examples")
}

#[test]
fn upload_service_gives_links_only_for_what_it_takes() {
    run(
        "upload_service",
        &[
            "ok: a stranger gets no link",
            "ok: a name leads nowhere else",
            "PUT users/ann/cat.jpg with {\"content-length\": \"48213\", \"content-type\": \"image/jpeg\"",
            "ok: S3 refuses another type",
            "ok: S3 refuses another length",
            "ok: S3 takes what was announced",
            "ok: S3 does not replace it",
        ],
    );
}

#[test]
fn stream_upload_tells_its_progress() {
    run(
        "stream_upload",
        &[
            "  10 %  ",
            " 100 %  33554432 of 33554432 bytes",
            "ok: the server took the file: 200 OK",
            "ok: every byte has arrived",
            "ok: a byte more is refused",
        ],
    );
}

#[test]
fn multipart_file_completes_or_leaves_nothing() {
    run(
        "multipart_file",
        &[
            "part 3 is up: bytes 10485760..12582912",
            "ok: the object is the file",
            "ok: the short file failed: early eof",
            "ok: its parts are gone: 404 Not Found",
        ],
    );
}

#[test]
fn rotation_shows_which_link_dies_when_and_why() {
    run(
        "rotation",
        &[
            "15 minutes, old credentials: says 15 min, died 45 min ago (the lifetime asked for); now: 403 AccessDenied",
            "ok: refused without a source: a lifetime of 5 hours was asked for, but no more than 50 minutes is possible",
            "5 hours, clamped: says 50 min, died 10 min ago (the credentials end then); now: 403 AccessDenied",
            "5 hours, as other signers do it: says 300 min, died 10 min ago (the credentials end then); now: 400 ExpiredToken",
            "ok: 5 hours need the new ones",
            "now: 200 OK",
            "ok: no credentials of this kind carry more",
        ],
    );
}

#[test]
fn stable_urls_are_cached_for_their_window() {
    run(
        "stable_urls",
        &[
            "ok: one URL for all of the window",
            "ok: three visitors, and S3 was asked 1 time",
            "ok: that is at least what was asked for",
            "ok: without a window, S3 is asked 3 times",
        ],
    );
}

#[test]
fn restrict_links_asks_the_policy_before_it_signs() {
    run(
        "restrict_links",
        &[
            "{\"Statement\":[{\"Action\":\"*\",\"Condition\":{\"BoolIfExists\"",
            "ok: an hour at the office becomes 10 minutes",
            "ok: no link for home: statement \"NetworkRestrictionForBucket\" denies the link",
            "ok: their policy takes no links at all",
            "ok: the link downloads",
        ],
    );
}

#[test]
fn redirect_service_answers_each_method_with_a_link_of_its_own() {
    run(
        "redirect_service",
        &[
            "/files/public/M%C3%A4rz%20(1)%20+&=%3F%23%252F'[x].csv",
            "ok: HEAD tells the size",
            "ok: a range passes through",
            "ok: what is not public is not there",
            "ok: nothing is written",
            "ok: the answer is not kept",
            "ok: its link is for GET alone",
            "ok: and dead in a moment",
            "ok: the address lasts",
        ],
    );
}

#[test]
fn cors_rule_allows_what_links_and_pages_need() {
    run(
        "cors_rule",
        &[
            "{\"CORSRules\":[{\"AllowedHeaders\":[\"content-type\",\"if-none-match\",\"range\",\"x-amz-meta-by\"]",
        ],
    );
}

#[test]
fn each_is_short_enough_to_be_read_at_once() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    for name in [
        "upload_service",
        "stream_upload",
        "multipart_file",
        "rotation",
        "stable_urls",
        "restrict_links",
        "redirect_service",
        "cors_rule",
    ] {
        let lines = std::fs::read_to_string(folder.join(format!("{name}.rs"))).unwrap();
        assert!(lines.lines().count() < 120, "{name} has {} lines", lines.lines().count());
        assert!(!lines.contains("unwrap()"), "{name} panics");
    }
}
