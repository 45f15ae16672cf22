//! `batch`: lines in, lines out.

use std::io::{BufRead, BufReader, Read, Write};

use serde_json::{Value, json};

use super::run::{Presign, folder, signing};
use super::world::world;

const ARGUMENTS: [&str; 5] = ["batch", "--bucket", "photos", "-e", "15m"];

fn batch(input: impl AsRef<[u8]>) -> Presign {
    signing(&ARGUMENTS).stdin(input)
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_link_of_a_batch_works_and_a_bad_line_stops_none() {
    let world = world().await;
    let folder = folder("batch");
    let mut input = String::new();
    for number in 0..50 {
        let put = json!({"method": "PUT", "key": format!("k {number}"), "headers": {"x-amz-meta-n": number.to_string()}, "id": [number]});
        input.push_str(
            &[
                put.to_string(),
                json!({"bucket": "other", "key": format!("../{number}")}).to_string(),
                String::new(),
            ]
            .join("\n"),
        );
    }
    std::fs::write(folder.join("requests.jsonl"), &input).unwrap();
    let ran = world.presign(&[&ARGUMENTS[..], &["requests.jsonl"]].concat()).folder(&folder).run();
    assert_eq!(ran.status, 3);
    assert_eq!(
        ran.stderr,
        "presign: note: 50 of 100 lines were refused: see \"error\" in the output\n"
    );
    let answers = lines(&ran.stdout);
    assert_eq!(answers.len(), 100);
    for (number, pair) in answers.chunks(2).enumerate() {
        assert_eq!(pair[0]["id"], json!([number]));
        let put = world.client.put(pair[0]["url"].as_str().unwrap());
        let answer = put.header("x-amz-meta-n", number.to_string()).body(number.to_string()).send();
        assert_eq!(answer.await.unwrap().status(), 200);
        assert_eq!(
            world.server.stored("photos", &format!("k {number}")).unwrap(),
            number.to_string()
        );
        assert_eq!(pair[1]["line"], 2 * number + 2);
        assert!(pair[1]["error"].as_str().unwrap().contains("segment `.` or `..`"));
    }
}

#[test]
fn each_fault_of_a_line_has_its_text() {
    for (line, text) in [
        ("hello", "expected value (column 1); a line is an object such as {\"key\":\"cat.jpg\"}"),
        (
            "{\"key\":\"a\"} x",
            "trailing characters (column 13); a line is an object such as {\"key\":\"cat.jpg\"}",
        ),
        ("{}", "missing field `key` (column 2); a line is an object such as {\"key\":\"cat.jpg\"}"),
        (
            "{\"key\":\"a\",\"kee\":1}",
            "unknown field `kee`, expected one of `id`, `method`, `bucket`, `key`, `headers`, `query` (column 16); a \
             line is an object such as {\"key\":\"cat.jpg\"}",
        ),
        (
            "{\"key\":\"\"}",
            "object key \"\" is not valid: it is empty, and would name the bucket itself; give the key of an object",
        ),
        (
            "{\"key\":\"a\",\"method\":\"get\"}",
            "method \"get\" is not valid: capital letters, for example GET",
        ),
        (
            "{\"key\":\"a\",\"headers\":{\"range\":\"bytes=0-1\",\"range\":\"bytes=2-3\"}}",
            "header \"range\" is given twice but has one value: give it once",
        ),
        (
            "{\"key\":\"a\",\"query\":{\"X-Amz-Date\":\"1\"}}",
            "query parameter \"X-Amz-Date\" belongs to the signature and cannot be given by the caller",
        ),
    ] {
        let ran = batch(line).run();
        assert_eq!(ran.status, 3, "{line}");
        assert_eq!(lines(&ran.stdout), [json!({"line": 1, "error": text})], "{line}");
    }
    let ran = signing(&["batch", "-e", "15m"]).stdin("{\"key\":\"a\",\"id\":\"x\"}").run();
    let text = "no bucket: name it in the line, or for all lines with --bucket";
    assert_eq!(lines(&ran.stdout), [json!({"id": "x", "line": 1, "error": text})]);
}

#[test]
fn lines_that_are_blank_or_endless_or_no_text_are_borne() {
    let mut input = b"\n{\"key\":\"a\"}\r\n  \n\xff\xfe\n".to_vec();
    input.extend(vec![b'x'; 3 << 20]);
    input.extend(b"\n{\"key\":\"b\"}");
    let ran = batch(&input).run();
    let answers = lines(&ran.stdout);
    assert_eq!(answers.len(), 4, "{answers:?}");
    assert!(answers[0]["url"].as_str().unwrap().contains("/a?"));
    assert_eq!(answers[1], json!({"line": 4, "error": "the line is not UTF-8: JSON is"}));
    let text = "the line is longer than 1 MiB: a key has 1024 bytes at the most";
    assert_eq!(answers[2], json!({"line": 5, "error": text}));
    assert!(answers[3]["url"].as_str().unwrap().contains("/b?"));
    assert_eq!(ran.status, 3);
    assert_eq!(batch("").ok(), "");
    assert_eq!(batch("\n\n").ok(), "");
}

#[test]
fn whoever_feeds_line_by_line_gets_each_answer_at_once() {
    let mut child = signing(&ARGUMENTS).piped().spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
    for key in ["a", "b", "c"] {
        writeln!(stdin, "{}", json!({"key": key})).unwrap();
        let answer: Value = serde_json::from_str(&answers.next().unwrap().unwrap()).unwrap();
        assert!(answer["url"].as_str().unwrap().contains(&format!("/{key}?")));
    }
    drop(stdin);
    assert!(answers.next().is_none() && child.wait().unwrap().success());
}

#[test]
fn a_reader_that_goes_away_ends_it_in_silence() {
    let folder = folder("closed");
    let input = folder.join("requests.jsonl");
    std::fs::write(&input, "{\"key\":\"a\"}\n".repeat(100_000)).unwrap();
    let arguments = [&ARGUMENTS[..], &[input.to_str().unwrap()]].concat();
    let mut child = signing(&arguments).piped().spawn().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap());
    answers.read_line(&mut String::new()).unwrap();
    drop(answers);
    assert_eq!(child.wait().unwrap().code(), Some(141));
    let mut stderr = String::new();
    child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    assert_eq!(stderr, "");
}

#[test]
fn what_stops_all_lines_stops_the_batch() {
    let (status, text) = signing(&["batch", "-e", "8d"]).stdin("{\"key\":\"a\"}").refusal();
    assert!(status == 1 && text.contains("more than 7 days is possible"), "{text}");
    let (status, text) = signing(&["batch", "-e", "1d", "/nonexistent/lines"]).refusal();
    assert!(status == 4 && text.starts_with("/nonexistent/lines: "), "{text}");
}

#[test]
fn an_id_comes_back_as_it_was_written() {
    for id in ["123456789012345678901234567890", "1.10", r#"{"b":1,"a":[1e2]}"#] {
        for key in ["cat.jpg", ""] {
            let answer = batch(format!("{{\"id\":{id},\"key\":\"{key}\"}}")).run().stdout;
            assert!(answer.starts_with(&format!("{{\"id\":{id},")), "{answer}");
        }
    }
}

#[test]
fn a_folder_in_place_of_the_lines_is_named() {
    let folder = folder("no_lines");
    let path = folder.to_str().unwrap();
    let (status, text) = signing(&[&ARGUMENTS[..], &[path]].concat()).refusal();
    assert!(status == 4 && text.starts_with(&format!("{path}: ")), "{text}");
}

#[test]
fn a_line_that_is_no_object_is_told_to_be_one() {
    let ran = batch("\"cat.jpg\"").run();
    let text = lines(&ran.stdout)[0]["error"].as_str().unwrap().to_owned();
    assert!(text.starts_with("invalid type: string \"cat.jpg\", expected an object ("), "{text}");
}
