//! `diagnose`: whatever there is of a link, of how it was sent, and of the answer.

use super::run::{ID, SECRET, folder, presign, signing};

const NOON: &str = "2026-11-21T12:00:00Z";

fn link(arguments: &[&str]) -> String {
    let fixed = ["-e", "15m", "--at", NOON];
    let ran = signing(&[arguments, &fixed].concat()).run();
    assert_eq!(ran.status, 0, "{ran:?}");
    ran.stdout.trim().to_owned()
}

fn get() -> String {
    link(&["get", "s3://photos/cat.jpg"])
}

/// The first line that `diagnose` says, as of the time of signing.
fn cause(arguments: &[&str], stdin: &str) -> String {
    let fixed = ["diagnose", "--at", NOON];
    let shown = presign(&[&fixed, arguments].concat()).stdin(stdin).ok();
    shown.lines().next().unwrap().to_owned()
}

const MISMATCH: &str = "<Error><Code>SignatureDoesNotMatch</Code></Error>";

#[test]
fn an_answer_that_is_not_there_leaves_the_link_to_be_inspected() {
    let url = get();
    assert!(cause(&[], &url).starts_with("there is no answer to read"));
    assert!(cause(&[&url], "").starts_with("there is no answer to read"));
    let late = presign(&["diagnose", "--at", "2026-11-22T12:00:00Z", &url]).ok();
    assert!(late.starts_with("the link expired at 2026-11-21T12:15:00Z: "), "{late}");
    let (status, text) = presign(&["diagnose"]).refusal();
    assert!(status == 2 && text.starts_with("a link is needed"), "{text}");
}

#[test]
fn a_head_is_told_without_a_body() {
    let url = get();
    let empty = folder("head").join("empty");
    std::fs::write(&empty, "").unwrap();
    let empty = empty.to_str().unwrap();
    let said = cause(&["-X", "HEAD", "--answer", empty, &url], "");
    assert!(said.starts_with("the answer to HEAD has no body to say why"), "{said}");
    let head = "HTTP/1.1 403 Forbidden\r\nContent-Type: application/xml\r\n\r\n";
    assert_eq!(cause(&["-X", "HEAD", &url], head), said);
    assert_eq!(cause(&["-X", "HEAD", "--status", "403", &url], ""), said);
    let meant = cause(&["-X", "HEAD", "--meant-method", "GET", &url], head);
    assert!(meant.starts_with("the link is for GET but was used with HEAD: "), "{meant}");
}

#[test]
fn a_status_alone_is_an_answer() {
    let url = get();
    for (status, said) in [
        ("404", "there is no such object: "),
        ("412", "a condition of the request is not met"),
        ("403", "the server refused the request without saying why"),
        ("503", "the server answered ServiceUnavailable: "),
        ("502", "the answer is not an error of S3"),
        ("200", "the server answered 200, which is no refusal"),
    ] {
        let shown = cause(&["--status", status, &url], "");
        assert!(shown.starts_with(said), "{status}: {shown}");
    }
}

#[test]
fn the_link_as_made_and_the_credentials_name_what_was_changed() {
    let url = get();
    let other = url.replace("cat.jpg", "dog.jpg");
    let path = cause(&["-X", "GET", "--meant", &url, "--meant-method", "GET", &other], MISMATCH);
    assert!(path.starts_with("the link is for the path \"/cat.jpg\" but was used for"), "{path}");
    let cut = format!("{}0", &url[..url.len() - 1]);
    let cut = if cut == url { format!("{}1", &url[..url.len() - 1]) } else { cut };
    let signature = cause(&["-X", "GET", "--meant", &url, &cut], MISMATCH);
    assert!(signature.starts_with("the signature was changed after signing"), "{signature}");
    let put = link(&["put", "s3://photos/cat.jpg", "--content-type", "image/jpeg"]);
    let meant = ["--meant-header", "content-type: image/jpeg", "--meant-method", "PUT"];
    let sent = ["-X", "PUT", "-H", "Content-Type: image/png"];
    let kind = cause(&[&meant[..], &sent[..], &[&put]].concat(), MISMATCH);
    assert!(kind.starts_with("the link is signed with the Content-Type \"image/jpeg\""), "{kind}");

    let document = folder("keys").join("keys.json");
    let keys = |secret: &str| {
        let text = format!(r#"{{"Version":1,"AccessKeyId":"{ID}","SecretAccessKey":"{secret}"}}"#);
        std::fs::write(&document, text).unwrap();
        let known = ["-X", "PUT", "--credentials", document.to_str().unwrap(), "--meant", &url];
        cause(&[&known[..], &[&url]].concat(), MISMATCH)
    };
    assert!(keys(SECRET).starts_with("the link is for GET but was used with PUT: "));
    assert!(
        keys("another").starts_with("the server signed the same text")
            || keys("another").contains("secret")
    );
}

#[test]
fn a_link_is_found_in_what_a_client_printed_and_over_broken_lines() {
    let url = get();
    for line in [
        format!("requests.exceptions.HTTPError: 404 Client Error: Not Found for url: {url}"),
        format!("GET {url} 404 (Not Found)"),
    ] {
        let shown = cause(&[], &line);
        assert!(shown.starts_with("there is no such object"), "{line}: {shown}");
    }
    let (front, back) = url.split_at(url.len() - 20);
    let shown = cause(&[], &format!("{front}\r\n{back}\n{MISMATCH}"));
    assert!(shown.contains("line breaks or blanks in it"), "{shown}");
    let quoted = cause(&[], &format!("\"{url}\"\nAccessDenied: Access Denied\n"));
    assert!(quoted.starts_with("the signer may not do this"), "{quoted}");
    let escaped = cause(&[], &format!("{}\n{MISMATCH}", url.replace('&', "&amp;")));
    assert!(escaped.contains("&amp;"), "{escaped}");
}
