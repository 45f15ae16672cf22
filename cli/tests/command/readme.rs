//! The transcripts of the README and of the command's page, run.

use super::run::{folder, signing};

/// Commands and what they print, as a text shows them; `…` stands for the rest of a line.
fn transcripts(text: &str) -> Vec<(String, String)> {
    let blocks = text.split("```console\n").skip(1).filter_map(|rest| rest.split("```").next());
    let runs = blocks.flat_map(|block| block.split("$ ").skip(1));
    let parts = runs.filter_map(|run| run.split_once('\n'));
    parts.map(|(command, printed)| (command.to_owned(), printed.trim_end().to_owned())).collect()
}

/// What is printed, up to where the text cuts it, and without what is another each time.
fn shown(printed: &str, expected: &str) -> String {
    let printed = match expected.split_once('…') {
        Some((start, _)) => printed.get(..start.len()).unwrap_or(printed),
        None => printed,
    };
    let is_now = printed.starts_with("good until ");
    printed.split(": ").skip(usize::from(is_now)).collect::<Vec<_>>().join(": ")
}

#[test]
fn the_commands_print_what_the_texts_show() {
    let folder = folder("readme");
    let link = |more: &[&str]| {
        signing(&[&["get", "s3://photos/cat.jpg", "-e", "15m"], more].concat())
            .env("AWS_REGION", "eu-west-1")
            .ok()
    };
    let answer = "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>";
    let policy = ["iam", "deny", "--bucket", "photos", "--max-age", "10m"];
    for (name, text) in [
        ("link.txt", link(&["--at", "2026-11-22T03:00:00Z"])),
        ("fresh.txt", link(&[])),
        ("answer.xml", answer.to_owned()),
        ("policy.json", signing(&policy).ok()),
    ] {
        std::fs::write(folder.join(name), text).unwrap();
    }
    let readme = transcripts(include_str!("../../../README.md"));
    let page = transcripts(include_str!("../../../docs/command.md"));
    assert_eq!((readme.len(), page.len()), (1, 6));
    for (command, expected) in readme.into_iter().chain(page) {
        let words: Vec<_> = command.split_whitespace().collect();
        let (words, input) = match words.as_slice() {
            [words @ .., "<", file] => (words, std::fs::read(folder.join(file)).unwrap()),
            words => (words, Vec::new()),
        };
        let run = signing(words.get(1..).unwrap()).env("AWS_REGION", "eu-west-1");
        let ran = run.folder(&folder).stdin(input).run();
        let printed = format!("{}{}", ran.stdout, ran.stderr);
        assert_eq!(
            shown(printed.trim_end(), &expected),
            shown(expected.split('…').next().unwrap(), &expected),
            "{command}"
        );
    }
}
