//! Help, manual pages and completions: whole, as wide as a terminal, and in words that people use.

use std::fs;

use super::run::{folder, presign};

/// All that has a help of its own.
const TASKS: [&str; 15] = [
    "get",
    "put",
    "head",
    "delete",
    "post",
    "multipart",
    "inspect",
    "verify",
    "diagnose",
    "batch",
    "iam",
    "iam deny",
    "iam check",
    "completions",
    "man",
];

fn help(task: &str) -> String {
    let words = task.split_whitespace().chain(["--help"]).collect::<Vec<_>>();
    presign(&words).ok()
}

#[test]
fn help_fits_a_terminal_of_80_columns_and_breaks_no_word() {
    for task in [&TASKS[..], &[""]].concat() {
        for line in help(task).lines() {
            assert!(line.chars().count() <= 80, "{task}: {line}");
        }
    }
}

#[test]
fn every_help_has_examples_that_a_wrap_does_not_break() {
    for task in TASKS.iter().filter(|task| **task != "iam") {
        let help = help(task);
        let (_, examples) =
            help.split_once("\nExample").unwrap_or_else(|| panic!("{task}: {help}"));
        let is_whole = |line: &&str| line.starts_with("  ") && line.contains("presign ");
        let whole: Vec<_> = examples.lines().filter(is_whole).collect();
        assert!(!whole.is_empty(), "{task}: {help}");
        // An example that was wrapped goes on at the left edge.
        let (block, _) = examples.split_once("\n\n").unwrap_or((examples, ""));
        assert!(block.lines().skip(1).all(|line| line.starts_with("  ")), "{task}: {block}");
    }
}

#[test]
fn what_a_status_means_stands_in_one_table() {
    let help = help("");
    let (_, table) = help.split_once("Exit status:\n").unwrap();
    let statuses: Vec<_> =
        table.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(statuses, ["0", "1", "2", "3", "4", "141"]);
}

#[test]
fn no_help_speaks_as_a_library() {
    for task in [&TASKS[..], &[""]].concat() {
        let help = help(task);
        assert!(!help.contains("holder") && !help.contains("::") && !help.contains("()"), "{help}");
    }
}

#[test]
fn what_is_for_tests_comes_last() {
    for task in ["get", "put", "head", "delete", "post", "multipart", "batch", "verify"] {
        let help = help(task);
        let place = |text: &str| help.find(text).unwrap_or_else(|| panic!("{task}: {text}"));
        let last = place("Rarely needed:");
        assert!(place("--at <TIME>") > last, "{task}");
        assert!(place("--profile <NAME>") < last && place("-h, --help") < last, "{task}");
    }
}

#[test]
fn what_only_uploads_need_is_not_offered_elsewhere() {
    for option in ["--content-type", "--content-length", "--no-overwrite"] {
        assert!(help("put").contains(option), "{option}");
        for task in ["get", "head", "delete"] {
            assert!(!help(task).contains(option), "{task} {option}");
            let refusal = presign(&[task, "s3://photos/k", option]).refusal();
            assert_eq!(refusal.0, 2, "{task} {option}");
        }
    }
}

#[test]
fn there_is_a_manual_page_for_every_task() {
    let first = presign(&["man"]).ok();
    let folder = folder("man");
    assert_eq!(presign(&["man", folder.to_str().unwrap()]).ok(), "");
    assert!(first.contains("Exit status") && first.contains("AWS_ACCESS_KEY_ID"), "{first}");
    for task in TASKS {
        let name = format!("presign-{}", task.replace(' ', "-"));
        let page = fs::read_to_string(folder.join(format!("{name}.1")));
        let page = page.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(page.starts_with(".ie") && page.contains(".TH"), "{name}");
        let escaped = name.replace('-', "\\-");
        assert!(task.contains(' ') || first.contains(&escaped), "{name} is not in presign(1)");
    }
}
