//! Errors have one form, one line each, and speak of flags, not of the library's functions.

use std::path::{Path, PathBuf};

use s3_presign_cli::account::in_flags;

use super::run::{presign, signing};

/// Command lines that have to fail, each by another rule.
const LINES: &[&str] = &[
    "",
    "iam",
    "gett s3://photos/k",
    "https://photos.s3.amazonaws.com/k",
    "photos/k",
    "frobnicate",
    "get",
    "get s3://photos",
    "get s3://",
    "get photos/k",
    "get s3://photos/",
    "s3://photos",
    "s3://photos/k --method PATCH",
    "s3://photos/k --bogus",
    "s3://photos/k -e 8d",
    "s3://photos/k -e 1x",
    "s3://photos/k -e 0",
    "s3://photos/k -e",
    "s3://photos/k -e 999h",
    "s3://photos/k --at yesterday",
    "s3://photos/k --at 1960-01-01T00:00:00Z",
    "s3://photos/k -o hologram",
    "s3://photos/k -H range",
    "s3://photos/k -H x-amz-acl:a -H x-amz-acl:b",
    "s3://photos/k -H host:example.com",
    "s3://photos/k --query Content-Length=3",
    "s3://photos/k --query versionid=3",
    "s3://photos/k --query =3",
    "s3://photos/k --query response-content-disposition=\u{2603}",
    "s3://photos/k --query X-Amz-Expires=3",
    "s3://photos/a/../b",
    "s3://photos/a/./b",
    "s3://ab/k",
    "s3://photos/k --region",
    "s3://photos/k --region u/s",
    "s3://photos/k --endpoint localhost:9000",
    "s3://photos/k --endpoint https://photos.s3.us-east-1.amazonaws.com",
    "s3://photos/k --endpoint https://s3.eu-west-1.amazonaws.com",
    "s3://photos/k --endpoint https://s3-website-us-east-1.amazonaws.com",
    "s3://photos/k --endpoint http://localhost:9000/?x=y",
    "s3://photos/k --addressing-style host-is-bucket",
    "s3://photos/k --addressing-style sideways",
    "s3://photos/k --public-url files.example.com",
    "s3://arn:aws:s3:eu-west-1:123456789012:accesspoint/ap/k --addressing-style path",
    "s3://arn:aws:s3:::photos/k",
    "s3://photos/k --profile nobody",
    "s3://photos/k --credentials /nonexistent/file",
    "s3://photos/k --file cat.jpg",
    "s3://photos/k -o html -H x-a:b",
    "s3://photos/k -o qr --with-head",
    "put s3://photos/k -o html",
    "put s3://photos/k -o pandas",
    "put s3://photos/k --content-length lots",
    "put s3://photos/k --no-overwrite -H if-none-match:x",
    "delete s3://photos/k --no-overwrite",
    "delete s3://photos/k -o duckdb",
    "head s3://photos/k --file x",
    "post s3://photos/k --min-size 9 --max-size 3",
    "post s3://photos/k --min-size 6GiB",
    "post s3://photos/k --success-status 404",
    "post s3://photos/k --field success_action_status=404",
    "post s3://photos/k --field bucket=other",
    "multipart s3://photos/k",
    "multipart s3://photos/k --size 0",
    "multipart s3://photos/k --size 1MB --file x",
    "multipart s3://photos/k --size 900TiB",
    "multipart s3://photos/k --size 1GB --part-size 1KB",
    "multipart s3://photos/k --size 1GB --etags x",
    "multipart s3://photos/k --file /nonexistent",
    "inspect",
    "inspect --at x https://photos.s3.amazonaws.com/k",
    "verify",
    "verify https://photos.s3.amazonaws.com/k",
    "verify --credentials -",
    "diagnose",
    "diagnose -H a:b",
    "diagnose --status 99",
    "batch /nonexistent",
    "batch --threads 0",
    "batch --input x",
    "batch -e 8d",
    "iam deny",
    "iam deny --sigv2",
    "iam deny --bucket photos --ip 10.0.0.0/8",
    "iam deny --bucket photos --ip 10.0.0.0/99",
    "iam deny --bucket photos --vpc vpce-1a2b",
    "iam deny --bucket photos --vpce vpc-1a2b",
    "iam deny --bucket photos --max-age 8d",
    "iam deny --bucket photos --max-age 0",
    "iam deny --bucket photos --urls --except-principal me",
    "iam deny --bucket photos --urls --attach balloon",
    "iam deny --bucket arn:aws:s3:us-east-1:1:x --urls",
    "iam check",
    "iam check /nonexistent s3://photos/k",
    "iam check - s3://photos/k",
    "iam check - s3://photos/k --ip elsewhere",
    "iam check - s3://photos/k --ip 10.0.0.1 --vpc vpc-1a2b",
    "iam check - s3://photos/k --action nothing",
    "completions",
    "completions tcsh",
    "man /nonexistent/folder",
];

#[test]
fn an_error_is_one_line_and_names_no_function() {
    for line in LINES {
        let words: Vec<_> = line.split_whitespace().collect();
        let ran = signing(&words).run();
        assert_ne!(ran.status, 0, "{line}: {ran:?}");
        assert!(ran.stderr.starts_with("presign: error: "), "{line}: {ran:?}");
        assert_eq!(ran.stderr.lines().count(), 1, "{line}: {ran:?}");
        assert_eq!(of_library(&ran.stderr), None, "{line}: {ran:?}");
        let is_bare = ["error: error", "Usage:", "Cargo.toml", "non-zero type"];
        assert!(!is_bare.iter().any(|text| ran.stderr.contains(text)), "{line}: {ran:?}");
    }
}

#[test]
fn an_error_says_where_there_is_more() {
    for (line, end) in [
        ("", "presign inspect reads one; see presign --help"),
        ("get", "<LOCATION>; see presign get --help"),
        ("iam check", "<FILE> <LOCATION>; see presign iam check --help"),
        ("gett s3://photos/k", "there is no task \"gett\": is it get?; see presign --help"),
        ("photos/k", "a link is made by presign s3://photos/k; see presign --help"),
        ("s3://photos", "add a key, for example s3://photos/cat.jpg; see presign get --help"),
        ("s3://photos/k -e 1x", "for example 15m, 12h or 7d; see presign get --help"),
    ] {
        let words: Vec<_> = line.split_whitespace().collect();
        let (status, text) = presign(&words).refusal();
        assert!(status == 2 && text.ends_with(end), "{line}: {text}");
    }
}

/// Every text of the library that a sentence is made of, in the words of the command.
#[test]
fn no_text_of_the_library_keeps_a_function_in_the_words_of_the_command() {
    let mut files = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../src"), &mut files);
    assert!(files.len() > 100, "the library is not where it was");
    for file in files {
        let source = std::fs::read_to_string(&file).unwrap();
        let source = source.split("#[cfg(test)]").next().unwrap();
        for text in literals(source) {
            let told = in_flags(&text);
            assert_eq!(of_library(&told), None, "{}: {told}", file.display());
        }
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        // The text for a tool is code of that tool.
        if path.is_dir() && !path.ends_with("adapters/tools") {
            collect(&path, files);
        } else if path.extension().is_some_and(|end| end == "rs") {
            files.push(path);
        }
    }
}

/// The texts in quotes that are sentences, outside of comments.
fn literals(source: &str) -> Vec<String> {
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    let code = source.lines().filter(is_code).collect::<Vec<_>>().join("\n");
    let code =
        code.replace("\\\\", "").replace("'\"'", "").replace("\\\"", "'").replace("\\\n", " ");
    let texts = code.split('"').skip(1).step_by(2);
    let texts = texts.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    texts.filter(|text| text.contains(' ')).collect()
}

/// What only somebody who writes Rust would understand.
fn of_library(text: &str) -> Option<String> {
    let words = text.split(|char: char| char.is_whitespace() || "`'\"".contains(char));
    let is_name = |word: &&str| {
        let word = word.trim_start_matches(['(', '{']);
        let is_path = word.split_once("::").is_some_and(|(kind, name)| {
            kind.starts_with(char::is_uppercase) && name.starts_with(char::is_alphabetic)
        });
        let is_call = word.contains("()") || word.starts_with('.') && word.contains("(…");
        is_path || is_call || word.starts_with("with_")
    };
    words.filter(is_name).map(str::to_owned).next()
}
