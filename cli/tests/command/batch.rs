//! `batch`: lines in, lines out.

use std::io::{BufRead, BufReader, Read, Write};

use serde_json::{Value, json};

use super::run::{Presign, Ran, folder, signing};
use super::world::world;

const ARGUMENTS: [&str; 5] = ["batch", "--bucket", "photos", "-e", "15m"];

/// The lines are JSON, whatever the first of them looks like.
const JSON: [&str; 7] = ["batch", "--bucket", "photos", "-e", "15m", "--input", "jsonl"];

fn json_lines(input: impl AsRef<[u8]>) -> Presign {
    signing(&JSON).stdin(input)
}

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
            "unknown field `kee`, expected one of `id`, `method`, `bucket`, `key`, `headers`, `query`, \
             `expires_in`, `attachment` (column 16); a line is an object such as {\"key\":\"cat.jpg\"}",
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
        let ran = json_lines(line).run();
        assert_eq!(ran.status, 3, "{line}");
        let [answer] = &lines(&ran.stdout)[..] else { panic!("{line}") };
        assert_eq!((&answer["line"], &answer["error"]), (&json!(1), &json!(text)), "{line}");
    }
    let ran = signing(&["batch", "-e", "15m"]).stdin("{\"key\":\"a\",\"id\":\"x\"}").run();
    let text = "no bucket: name it in the line, or for all lines with --bucket";
    let expected = json!({"id": "x", "line": 1, "key": "a", "error": text});
    assert_eq!(lines(&ran.stdout), [expected]);
}

#[test]
fn an_answer_has_what_may_happen_to_its_link_where_there_is_any() {
    let input =
        "{\"key\":\"a.csv\"}\n{\"key\":\"cat.jpg\"}\n{\"key\":\"cat.jpg\",\"method\":\"PUT\"}\n";
    let ran = batch(input).run();
    assert_eq!((ran.status, &*ran.cautions), (0, ""));
    assert!(ran.stderr.starts_with("presign: note: 3 links from lines of JSON"), "{ran:?}");
    let kinds: Vec<_> = lines(&ran.stdout)
        .iter()
        .map(|answer| answer.get("cautions").map(|cautions| cautions[0]["kind"].clone()))
        .collect();
    assert_eq!(kinds, [Some(json!("head_first")), None, Some(json!("type_not_signed"))]);
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
    assert_eq!(
        answers[1],
        json!({"line": 4, "error": "the line is not UTF-8: write the file anew in it"})
    );
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
            let answer = json_lines(format!("{{\"id\":{id},\"key\":\"{key}\"}}")).run().stdout;
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
    let ran = json_lines("\"cat.jpg\"").run();
    let text = lines(&ran.stdout)[0]["error"].as_str().unwrap().to_owned();
    assert!(text.starts_with("invalid type: string \"cat.jpg\", expected an object ("), "{text}");
}

/// The key of each answer, or its error, with the number of its line.
fn keys(ran: &Ran) -> Vec<(u64, String)> {
    let answers = lines(&ran.stdout);
    let key = |answer: &Value| match &answer["error"] {
        Value::Null => answer["url"].as_str().unwrap().split('?').next().unwrap().to_owned(),
        error => format!("error: {}", error.as_str().unwrap()),
    };
    answers.iter().map(|answer| (answer["line"].as_u64().unwrap(), key(answer))).collect()
}

#[test]
fn lines_are_read_in_the_form_that_people_have_them_in() {
    let at = "https://photos.s3.us-east-1.amazonaws.com";
    let other = "https://other.s3.us-east-1.amazonaws.com";
    for (input, expected) in [
        (
            "a b.jpg\r\n\n{b}\ns3://other/c,d\ns3://other\n",
            vec![
                (1, format!("{at}/a%20b.jpg")),
                (3, format!("{at}/%7Bb%7D")),
                (4, format!("{other}/c%2Cd")),
                (
                    5,
                    "error: it names a bucket and no object: add a key, for example s3://other/cat.jpg".to_owned(),
                ),
            ],
        ),
        (
            "\u{feff}Key,Size,Bucket\n\"a,\"\"b\nc\"\"\",5,\nd,6,other\ne,7,,x\n",
            vec![
                (2, format!("{at}/a%2C%22b%0Ac%22")),
                (4, format!("{other}/d")),
                (
                    5,
                    "error: the row has 4 fields, and the first line 3 names: put a field with a separator in it in \
                     quotes"
                        .to_owned(),
                ),
            ],
        ),
        (
            "uri\tsize\ns3://other/\"a\"\t5\n",
            vec![(2, format!("{other}/%22a%22"))],
        ),
        (
            "\"other\",\"a%20b+c%2B\",\"5\"\n\"other\",\"d\",\"v1\",\"true\",\"true\"\n",
            vec![
                (1, format!("{other}/a%20b%20c%2B")),
                (2, "error: the row marks a deletion: there is nothing to link to".to_owned()),
            ],
        ),
        (
            "                           PRE 2026/\n2026-11-21 12:00:00      12345 a b\nnone\n\nTotal Objects: 2\n",
            vec![
                (2, format!("{at}/a%20b")),
                (
                    3,
                    "error: the line is none that aws s3 ls prints: date, time, size and key".to_owned(),
                ),
            ],
        ),
    ] {
        assert_eq!(keys(&batch(input).run()), expected, "{input}");
    }
    let (status, text) = batch("name,size\na,1\n").arguments(&["--input", "csv"]).refusal();
    assert!(
        status == 1 && text.contains("names no column `key` or `uri`, but name, size"),
        "{text}"
    );
}

#[test]
fn a_line_may_have_a_lifetime_and_a_name_for_the_download() {
    let input = "key,expires_in,attachment\na,1h,cat.jpg\nb,,\nc,8d,\nd,soon,\n";
    let answers = lines(&batch(input).run().stdout);
    let url = |at: usize| answers[at]["url"].as_str().unwrap();
    assert!(url(0).contains("X-Amz-Expires=3600&") && url(0).contains("cat.jpg%22"), "{}", url(0));
    assert!(url(1).contains("X-Amz-Expires=900&") && !url(1).contains("response-"));
    assert_eq!(answers[0]["expires_in"], 3_600);
    let error = |at: usize| answers[at]["error"].as_str().unwrap();
    assert!(error(2).contains("8 days was asked for, but no more than 7 days"), "{}", error(2));
    assert!(error(3).contains("for example 15m"), "{}", error(3));
    let json = "{\"key\":\"a\",\"expires_in\":60}\n{\"key\":\"a\",\"expires_in\":\"2m\",\"attachment\":\"x\"}";
    let answers = lines(&batch(json).ok_noted());
    assert_eq!((&answers[0]["expires_in"], &answers[1]["expires_in"]), (&json!(60), &json!(120)));
}

#[test]
fn answers_come_in_the_form_that_is_asked_for() {
    let at = ["--at", "2026-11-21T12:00:00Z"];
    let with =
        |output: &str| batch("a,\"b\n../c\n").arguments(&at).arguments(&["-o", output]).run();
    let urls = with("url");
    let url: Vec<_> = urls.stdout.lines().collect();
    assert!(url.len() == 2 && url[0].starts_with("https://photos.s3.") && url[1].is_empty());
    assert!(
        urls.stderr.contains("presign: note: line 2: object key \"../c\" has a segment"),
        "{urls:?}"
    );
    let csv = with("csv").stdout;
    let mut rows = csv.lines();
    assert_eq!(rows.next(), Some("line,bucket,key,method,url,expires_at,error"));
    assert!(rows.next().unwrap().starts_with("1,photos,\"a,\"\"b\",GET,https://"), "{csv}");
    assert!(rows.next().unwrap().starts_with("2,photos,../c,GET,,,\"object key "), "{csv}");
    let tsv = batch("{\"key\":\"a\\tb\"}").arguments(&["-o", "tsv"]).run().stdout;
    assert!(tsv.lines().nth(1).unwrap().starts_with("1\tphotos\ta\\tb\tGET\thttps://"), "{tsv}");
    assert_eq!(tsv.lines().nth(1).unwrap().split('\t').count(), 7);
}

#[test]
fn many_threads_keep_the_order_and_say_the_same() {
    let numbers: Vec<_> = (0..5_000).map(|number| format!("{number}.jpg")).collect();
    let input = numbers.join("\n");
    let run = |threads| {
        let arguments = ["--threads", threads, "--at", "2026-11-21T12:00:00Z", "-o", "csv"];
        batch(&input).arguments(&arguments).run().stdout
    };
    let one = run("1");
    assert_eq!(one.lines().count(), 5_001);
    assert!(one.lines().skip(1).zip(1..).all(|(row, line)| row.starts_with(&format!("{line},"))));
    assert_eq!(run("7"), one);
}

#[test]
fn an_end_tells_what_came_of_it() {
    let ran = batch("a\nb\n").arguments(&["--at", "2026-11-21T12:00:00Z"]).run();
    assert_eq!(
        ran.stderr,
        "presign: note: 2 links from keys, that work until 2026-11-21T12:15:00Z\n"
    );
}
