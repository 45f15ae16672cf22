//! `inspect`, `verify` and `diagnose`: links that others made.

use s3_presigner::{Credentials, SignedRequest, Verifier};

use super::run::{ID, Presign, SECRET, folder, presign, signing};
use super::world::world;

const NOON: &str = "2026-11-21T12:00:00Z";
const TOKEN: &str = "to+ken/with=odd&characters";

fn link(arguments: &[&str]) -> String {
    let fixed = ["-e", "15m", "--at", NOON];
    let ran = signing(&[arguments, &fixed].concat()).run();
    assert_eq!(ran.status, 0, "{ran:?}");
    ran.stdout
}

fn temporary(arguments: &[&str]) -> Presign {
    presign(arguments)
        .env("AWS_ACCESS_KEY_ID", "ASIAIOSFODNN7EXAMPLE")
        .env("AWS_SECRET_ACCESS_KEY", "temporary-secret")
        .env("AWS_SESSION_TOKEN", TOKEN)
        .env("AWS_REGION", "us-east-1")
}

#[test]
fn a_link_is_inspected_from_standard_input_or_an_argument() {
    let url = link(&["get", "s3://photos/cat.jpg"]);
    let signature = url.trim_end().rsplit_once('=').unwrap().1.to_owned();
    let report = presign(&["inspect", "--at", NOON]).stdin(&url).ok();
    for line in [
        "access key id    AKIAIOSFODNN7EXAMPLE (long-term)",
        "bucket           photos",
        "expires at       2026-11-21T12:15:00Z, 15 minutes after it was signed",
        "problems         none found",
    ] {
        assert!(report.lines().any(|other| other == line), "{report}");
    }
    assert!(!report.contains(&signature));
    assert_eq!(presign(&["inspect", "--at", NOON, url.trim_end()]).ok(), report);
    let whole = presign(&["inspect", "--at", NOON, "--show-secrets", "-"]).stdin(&url).ok();
    assert!(whole.contains(&signature));
}

#[test]
fn a_link_that_is_dead_or_none_fails_inspection() {
    let url = link(&["get", "s3://photos/cat.jpg"]);
    let ran = presign(&["inspect", "--at", "2026-11-21T12:15:01Z"]).stdin(&url).run();
    assert_eq!(ran.status, 1);
    assert!(ran.stdout.contains("\nerror            "), "{}", ran.stdout);
    assert_eq!(presign(&["inspect"]).stdin("hello").run().status, 1);
    assert_eq!(
        presign(&["inspect"]).stdin(" \n").refusal(),
        (2, "there is no link: give it on standard input".to_owned())
    );
}

#[test]
fn a_pasted_link_gives_no_orders_to_the_terminal() {
    let url = "https://s3.us-east-1.amazonaws.com/b%1B%5B31m%0D%0Areuse/k?x-id=%1B%5D0;a%07";
    for shown in [
        presign(&["inspect", url]).run(),
        presign(&["diagnose", url]).stdin("<Error><Code>\u{1b}[2J</Code></Error>").run(),
    ] {
        let orders = |char: char| char.is_control() && char != '\n';
        assert!(!shown.stdout.contains(orders) && !shown.stdout.contains("\nreuse/"), "{shown:?}");
    }
}

#[test]
fn colours_come_where_they_are_forced_and_go_where_they_are_refused() {
    let url = link(&["get", "s3://photos/cat.jpg"]);
    let forced = || presign(&["inspect", "--at", NOON]).stdin(&url).env("CLICOLOR_FORCE", "1");
    assert!(forced().run().stdout.contains("\u{1b}[1maccess key id"));
    assert!(!forced().env("NO_COLOR", "1").run().stdout.contains('\u{1b}'));
}

#[test]
fn a_request_is_verified_with_the_credentials_at_hand() {
    let url = link(&["put", "s3://photos/cat.jpg", "--content-type", "image/jpeg"]);
    let verify = |more: &[&str]| {
        let arguments = ["verify", "--at", NOON, "-X", "PUT"];
        signing(&[&arguments[..], more].concat()).stdin(&url)
    };
    let sent = ["-H", "Content-Type: image/jpeg"];
    assert_eq!(
        verify(&sent).ok(),
        "good until 2026-11-21T12:15:00Z: signed by AKIAIOSFODNN7EXAMPLE for s3 in us-east-1\n"
    );
    let refused = |more: &[&str]| {
        let (status, text) = verify(more).refusal();
        assert_eq!(status, 1);
        text.split(": ").next().unwrap().to_owned()
    };
    let mismatch = "S3 would answer 403 SignatureDoesNotMatch";
    assert_eq!(refused(&["-H", "Content-Type: image/png"]), mismatch);
    assert_eq!(refused(&[]), mismatch);
    let elsewhere = refused(&[&sent[..], &["--region", "eu-west-1"]].concat());
    assert_eq!(elsewhere, "S3 would answer 400 AuthorizationQueryParametersError");
    let late = verify(&[&sent[..], &["--at", "2026-11-21T12:15:01Z"]].concat()).run();
    assert_eq!(late.status, 2, "--at is given twice: {late:?}");
    let late = signing(&["verify", "-X", "PUT", "-H", sent[1], "--at", "2026-11-21T12:15:01Z"])
        .stdin(&url);
    assert_eq!(late.refusal().1, "S3 would answer 403 AccessDenied: Request has expired");
}

#[test]
fn the_request_that_would_fit_is_named_with_its_options() {
    let url = link(&["put", "s3://photos/cat.jpg"]);
    let verify = |url: &str, more: &[&str]| {
        signing(&[&["verify", "--at", NOON], more].concat()).stdin(url).refusal().1
    };
    let mismatch = "S3 would answer 403 SignatureDoesNotMatch: The request signature we calculated does not match the \
                    signature you provided. Check your key and signing method.";
    assert_eq!(verify(&url, &[]), format!("{mismatch} the link is for PUT: give -X PUT"));
    let typed = link(&["put", "s3://photos/cat.jpg", "--content-type", "text/plain"]);
    assert_eq!(
        verify(&typed, &["-H", "content-type: text/plain; charset=utf-8"]),
        format!(
            "{mismatch} the link is for PUT; the link is signed for the header 'content-type: text/plain': give -X \
             PUT -H 'content-type: text/plain'"
        )
    );
    let other =
        signing(&["verify", "--at", NOON]).stdin(&url).env("AWS_SECRET_ACCESS_KEY", "another");
    assert_eq!(other.refusal().1, mismatch);
}

#[test]
fn a_link_that_was_respelled_is_good_and_said_to_be() {
    let url = link(&["get", "s3://photos/it's (1).jpg"]);
    let verify = |url: &str| signing(&["verify", "--at", NOON]).stdin(url).ok();
    assert!(!verify(&url).contains("spelled"));
    let respelled = url.replace("%27", "'").replace("%28", "(").replace("%2F", "/");
    let good = "good until 2026-11-21T12:15:00Z: signed by AKIAIOSFODNN7EXAMPLE for s3 in us-east-1; spelled otherwise \
                than signed: S3 takes it, other servers may not\n";
    assert_eq!(verify(&respelled), good);
    // What carried it is taken off first.
    let wrapped = format!("<{}>", respelled.trim());
    let ran = signing(&["verify", "--at", NOON]).stdin(&wrapped).run();
    assert_eq!((ran.status, ran.stdout.as_str()), (0, good));
    assert_eq!(ran.stderr, "presign: note: taken off: the brackets around it\n");
}

#[test]
fn temporary_credentials_sign_and_verify_and_their_token_is_not_shown() {
    let arguments = ["get", "s3://photos/cat.jpg", "-e", "15m", "--at", NOON];
    let ran = temporary(&arguments).run();
    assert!(
        ran.stderr.starts_with("presign: note: it works until 2026-11-21T12:15:00Z at the most"),
        "{ran:?}"
    );
    let known = temporary(&arguments).env("AWS_CREDENTIAL_EXPIRATION", "2026-11-21T13:00:00Z").ok();
    assert_eq!(known, ran.stdout);
    let report = temporary(&["inspect", "--at", NOON]).stdin(&ran.stdout).run();
    assert!(report.stdout.contains("session token    (redacted)"), "{report:?}");
    assert!(temporary(&["verify", "--at", NOON]).stdin(&ran.stdout).ok().starts_with("good until"));
    let other = signing(&["verify", "--at", NOON]).stdin(&ran.stdout).refusal().1;
    assert!(other.starts_with("S3 would answer 403 InvalidAccessKeyId"), "{other}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_answer_of_a_server_is_diagnosed() {
    let world = world().await;
    let arguments = ["get", "s3://photos/cat.jpg", "-e", "1", "--at", NOON];
    let url = world.presign(&arguments).ok();
    let answer = world.client.get(url.trim_end()).send().await.unwrap().text().await.unwrap();
    let expected = "the link expired at 2026-11-21T12:00:01Z: make a new link";
    let folder = folder("diagnose");
    std::fs::write(folder.join("answer.xml"), &answer).unwrap();
    let both = presign(&["diagnose"]).stdin(format!("\n{url}\n{answer}")).run();
    assert!(both.stdout.contains(expected) && both.status == 0, "{both:?}");
    for other in [
        presign(&["diagnose", url.trim_end()]).stdin(&answer),
        presign(&["diagnose", "--answer", "answer.xml"]).stdin(&url),
        presign(&["diagnose", "--answer", "answer.xml", url.trim_end()]),
    ] {
        assert_eq!(other.folder(&folder).run().stdout, both.stdout);
    }
}

#[test]
fn a_mismatch_is_diagnosed_to_what_was_changed_on_the_way() {
    let url = link(&["get", "s3://photos/my%20cat.jpg"]);
    let changed = url.replace("my%2520cat", "my%20cat");
    let verifier = Verifier::new([Credentials::new(ID, SECRET).unwrap()]);
    let noon = humantime::parse_rfc3339(NOON).unwrap();
    let sent = SignedRequest::new("GET", changed.trim_end());
    let answer = verifier.verify_at(&sent, noon).unwrap_err().to_xml();
    for more in [&[][..], &["-X", "GET"]] {
        let arguments = [&["diagnose", "--at", NOON][..], more].concat();
        let report = presign(&arguments).stdin(format!("{url}{answer}")).ok();
        assert!(report.contains("/my%2520cat.jpg") && report.contains("/my%20cat.jpg"), "{report}");
    }
}

#[test]
fn a_mismatch_may_be_a_header_whose_signed_value_the_link_does_not_tell() {
    let url = link(&["put", "s3://photos/cat.jpg", "--content-type", "image/jpeg"]);
    let sent = SignedRequest::new("PUT", url.trim_end()).header("content-type", "text/plain");
    let verifier = Verifier::new([Credentials::new(ID, SECRET).unwrap()]);
    let noon = humantime::parse_rfc3339(NOON).unwrap();
    let answer = verifier.verify_at(&sent, noon).unwrap_err().to_xml();
    let arguments = ["diagnose", "-X", "PUT", "-H", "content-type: text/plain", "--at", NOON];
    let report = presign(&arguments).stdin(format!("{url}{answer}")).ok();
    let cause = "the server signed the same text as was sent, so the link was made for another method than PUT, or \
                 for another value of content-type, or was changed since, or the secret access keys differ: ";
    assert!(report.starts_with(cause), "{report}");
}
