//! Profile files, with botocore as oracle.
//!
//! `tests/vectors/profiles/cases.jsonl` holds pairs of files with what botocore makes of them. Where
//! `python3` has `botocore`, it is asked again, so that the data cannot go stale unseen.
//!
//! Left out, because this crate follows the SDKs and the reference guide where botocore does not: comments
//! behind a value (botocore keeps them in it), `key: value` (it takes the colon for an equals sign), a
//! section or key given twice (it refuses the file), blank keys (it signs with them), and a value that is
//! used here and goes on in indented lines (it takes them for more of it).

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, UNIX_EPOCH};

use s3_presigner::{Credentials, Error, Presigner, Profile, S3Request, SourceError};
use serde_json::{Value, json};

const CASES: &str = include_str!("vectors/profiles/cases.jsonl");
/// The keys that tools write the end of credentials under.
const EXPIRATIONS: [&str; 5] = [
    "aws_expiration",
    "aws_session_expiration",
    "aws_credential_expiration",
    "expiration",
    "x_security_token_expires",
];

const ORACLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/profiles/oracle.py");

fn cases(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn parse(case: &Value) -> Result<Profile, Error> {
    let text = |name: &str| case[name].as_str().unwrap();
    Profile::parse(text("profile"), text("credentials"), text("config"))
}

/// What this crate makes of a case, in the oracle's terms.
fn found(case: &Value) -> Value {
    let profile = match parse(case) {
        Ok(profile) => profile,
        Err(Error::Source(SourceError::NoProfile { .. })) => return json!({"error": "profile"}),
        Err(Error::Source(SourceError::Syntax { .. })) => return json!({"error": "syntax"}),
        Err(other) => panic!("{other}"),
    };
    let s3 = [
        "addressing_style",
        "max_concurrent_requests",
        "use_accelerate_endpoint",
        "use_dualstack_endpoint",
    ];
    let s3 = s3.iter().filter_map(|key| Some(((*key).to_owned(), json!(profile.s3_setting(key)?))));
    let settings = EXPIRATIONS.iter().chain(&["use_dualstack_endpoint", "use_fips_endpoint"]);
    let settings =
        settings.filter_map(|key| Some(((*key).to_owned(), json!(profile.setting(key)?))));
    let endpoint_url =
        profile.endpoint_url().map_or(json!({"error": "services"}), |url| json!(url));
    json!({
        "credentials": credentials(case, profile.credentials()),
        "region": profile.setting("region"),
        "settings": settings.collect::<serde_json::Map<_, _>>(),
        "endpoint_url": endpoint_url,
        "s3": s3.collect::<serde_json::Map<_, _>>(),
    })
}

fn credentials(case: &Value, outcome: Result<Credentials, Error>) -> Value {
    match outcome {
        // The secrets cannot be seen, so they are compared by what they sign.
        Ok(credentials) => json!(signed(credentials)),
        Err(Error::Source(SourceError::Missing { .. })) => Value::Null,
        Err(Error::Source(SourceError::Incomplete { missing: "aws_access_key_id", .. })) => {
            Value::Null
        }
        Err(Error::Source(SourceError::Incomplete { .. })) => json!({"partial": true}),
        Err(Error::Source(SourceError::NotStatic { origin, .. })) => {
            let needs = match origin {
                "a web identity" => "web identity",
                "a role that is assumed" => "role",
                "IAM Identity Center" => "sso",
                "a process" => "process",
                "`aws login`" => "login",
                other => panic!("{other}"),
            };
            json!({ "needs": needs })
        }
        Err(other) => panic!("{}: {other}", case["id"]),
    }
}

/// A URL signed with these credentials, which tells id, secret and token.
fn signed(credentials: Credentials) -> String {
    let region = s3_presigner::Region::new("us-east-1").unwrap();
    let request = S3Request::get_object("bucket", "key");
    // Made-up ids of the files begin with AKIA also where there is a token, which is refused for AWS alone.
    let elsewhere = s3_presigner::Endpoint::custom("https://s3.example.com").unwrap();
    let url = Presigner::new(credentials, region).with_endpoint(elsewhere).presign_at(
        &request,
        Duration::from_secs(60),
        UNIX_EPOCH,
    );
    url.unwrap().into()
}

/// What the oracle found, with the credentials as what they sign.
fn expected(case: &Value) -> Value {
    let mut expected = case["expected"].clone();
    let keys = expected["credentials"].clone();
    if let Some(id) = keys["id"].as_str() {
        let secret = keys["secret"].as_str().unwrap();
        let credentials = match keys["token"].as_str() {
            Some(token) => Credentials::temporary(id, secret, token),
            None => Credentials::new(id, secret),
        };
        expected["credentials"] = json!(signed(credentials.unwrap()));
    }
    // A setting that is blank counts as unset here.
    if let Some(s3) = expected.get_mut("s3").and_then(Value::as_object_mut) {
        s3.retain(|_, value| value != "");
    }
    expected
}

fn compare(cases: &[Value]) {
    for case in cases {
        let (found, expected) = (found(case), expected(case));
        assert_eq!(
            found, expected,
            "{}\n{}\n---\n{}",
            case["id"], case["credentials"], case["config"]
        );
    }
}

#[test]
fn files_are_read_as_botocore_reads_them() {
    let cases = cases(CASES);
    assert!(cases.len() >= 60, "{} cases", cases.len());
    compare(&cases);
}

#[test]
fn botocore_itself_still_says_the_same() {
    let python = || Command::new("python3");
    let has_botocore =
        python().args(["-c", "import botocore"]).output().is_ok_and(|out| out.status.success());
    if !has_botocore {
        // What a passing test prints is not shown, but what it writes is.
        std::io::stderr().write_all(SKIPPED.as_bytes()).unwrap();
        return;
    }
    let mut oracle =
        python().arg(ORACLE).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = oracle.stdin.take().unwrap();
    let writer = std::thread::spawn(move || input.write_all(CASES.as_bytes()));
    let output = oracle.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success());
    let again = cases(&String::from_utf8(output.stdout).unwrap());
    assert_eq!(again, cases(CASES), "botocore has changed its mind: record its answers again");
    compare(&again);
}

const SKIPPED: &str =
    "\nSKIPPED: python3 with botocore is not here, so only its recorded answers were compared\n";

#[test]
fn what_is_skipped_is_heard() {
    let mut alone = Command::new(std::env::current_exe().unwrap());
    alone.args(["botocore_itself_still_says_the_same", "--exact"]).env("PATH", "");
    let output = alone.output().unwrap();
    assert!(output.status.success());
    assert!(String::from_utf8(output.stderr).unwrap().contains(SKIPPED));
}

fn refusal(credentials: &str, config: &str) -> String {
    let profile = Profile::parse("a", credentials, config);
    profile.and_then(|profile| profile.credentials()).unwrap_err().to_string()
}

#[test]
fn what_is_not_in_the_files_is_named_with_what_to_use_instead() {
    let export = |run: &str| {
        format!(
            "{run}, or with AWS CLI 2 run `aws configure export-credentials --profile a`, read its output with \
             Credentials::from_document, and sign with Presigner::from_profile_with, which keeps the profile's region"
        )
    };
    let sdk = "use the feature aws-credential-types with aws-config";
    for (config, origin, run) in [
        ("role_arn = x", "a role that is assumed", sdk),
        ("role_arn = x\nweb_identity_token_file = y", "a web identity", sdk),
        ("sso_account_id = 1", "IAM Identity Center", sdk),
        ("sso_role_name = r", "IAM Identity Center", sdk),
        ("sso_session = s", "IAM Identity Center", sdk),
        ("sso_start_url = https://x.awsapps.com/start", "IAM Identity Center", sdk),
        ("login_session = s", "`aws login`", sdk),
        ("credential_source = Ec2InstanceMetadata", "the machine's own role", sdk),
        ("credential_process = x", "a process", "run it with Profile::run_credential_process"),
    ] {
        assert_eq!(
            refusal("", &format!("[profile a]\n{config}\n")),
            format!(
                "profile \"a\" gets its credentials from {origin}, which this crate does not ask: {}",
                export(run)
            )
        );
    }
    // The name can be pasted into a shell.
    for (name, quoted) in [("a b", "'a b'"), ("$(b)", "'$(b)'"), ("it's", r"'it'\''s'")] {
        let profile = Profile::parse(name, &format!("[{name}]\nrole_arn = x\n"), "").unwrap();
        let refused = profile.credentials().unwrap_err().to_string();
        let command = format!("`aws configure export-credentials --profile {quoted}`");
        assert!(refused.contains(&command), "{refused}");
    }
    assert_eq!(
        refusal("[a]\n", ""),
        "profile \"a\" has no credentials: set aws_access_key_id and aws_secret_access_key there"
    );
    assert_eq!(
        refusal("[a]\naws_access_key_id = x\n", ""),
        "profile \"a\" has credentials without aws_secret_access_key: set it too"
    );
    assert_eq!(
        refusal("[a]\naws_secret_access_key = x\n", ""),
        "profile \"a\" has credentials without aws_access_key_id: set it too"
    );
    assert_eq!(
        refusal("[b]\n", "[profile c]\n"),
        "there is no profile \"a\" in the credentials file or the config file: look for a slip in its name"
    );
}

const SESSION: &str = "[a]\naws_access_key_id = ASIAIOSFODNN7EXAMPLE\naws_secret_access_key = s\naws_session_token = t\n";

/// When the credentials of a profile end, in seconds.
fn end(credentials: &str, config: &str) -> Option<u64> {
    let profile = Profile::parse("a", credentials, config).unwrap();
    let end = profile.credentials().unwrap().expires_at()?;
    Some(end.duration_since(UNIX_EPOCH).unwrap().as_secs())
}

#[test]
fn a_value_that_goes_on_does_not_hide_its_profile() {
    let keys = "[a]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = s\n";
    let pager = "[profile a]\nregion = eu-west-1\ncli_pager = less\n  -R\n";
    let profile = Profile::parse("a", keys, pager).unwrap();
    let presigner = Presigner::from_profile(&profile).unwrap();
    assert_eq!(presigner.region().as_str(), "eu-west-1");
    let process = "[profile a]\ncredential_process = /bin/x \\\n  --token m4rk \\\n  --x = m4rk\n";
    let refused = refusal("", process);
    assert_eq!(
        refused,
        "profile \"a\" gets its credentials from a process, which this crate does not ask: run it with \
         Profile::run_credential_process, or with AWS CLI 2 run `aws configure export-credentials --profile a`, read \
         its output with Credentials::from_document, and sign with Presigner::from_profile_with, which keeps the \
         profile's region"
    );
    let profile = Profile::parse("a", "", process).unwrap();
    assert!(!format!("{profile:?}").contains("m4rk"));
    assert_eq!(profile.setting("credential_process"), Some("/bin/x \\"));
    assert_eq!(profile.setting("--x"), None);
    // Botocore takes the token for more of the output's format; here it is not lost unseen.
    assert_eq!(
        refusal(keys, "[profile a]\noutput = json\n  aws_session_token = m4rk\n"),
        "line 3 of the config file cannot be read: it is indented below a line that begins no block such as \
         `s3 =`; take its indent away, or join the two"
    );
}

#[test]
fn every_key_that_tools_write_the_end_under_is_read() {
    for key in EXPIRATIONS {
        for date in [
            "2013-05-24T02:00:00+02:00",
            "2013-05-24T02:00:00+0200",
            "2013-05-24T02:00:00+02:00+0200",
            "1369353600",
        ] {
            let text = format!("{SESSION}{key} = {date}\n");
            assert_eq!(end(&text, ""), Some(1_369_353_600), "{key} {date}");
        }
        for date in ["2013-05-24 00:00:00", "2013-05-24T00:00:00", "2013-05-24 00:00:00 IST"] {
            let text = format!("{SESSION}{key} = {date}\n");
            assert_eq!(end(&text, ""), None, "{key} {date}");
        }
        assert_eq!(
            refusal(&format!("{SESSION}{key} = soon\n"), ""),
            format!(
                "{key} is \"soon\", which is not valid: a date such as 2026-11-21T12:00:00Z, with an offset or Z"
            )
        );
        // The earliest counts, wherever it stands among the keys.
        for other in EXPIRATIONS.into_iter().filter(|other| *other != key) {
            let text =
                format!("{SESSION}{other} = 2030-01-01T00:00:00Z\n{key} = 2013-05-24T00:00:00Z\n");
            assert_eq!(end(&text, ""), Some(1_369_353_600), "{key} {other}");
        }
    }
}

#[test]
fn the_end_may_stand_in_the_other_file() {
    let config = "[profile a]\nx_security_token_expires = 2013-05-24T00:00:00Z\n";
    assert_eq!(end(SESSION, config), Some(1_369_353_600));
    for blank in ["expiration", "x_security_token_expires"] {
        assert_eq!(end(&format!("{SESSION}{blank} =\n"), config), Some(1_369_353_600), "{blank}");
    }
    // What stands beside the keys was written with them.
    let own = format!("{SESSION}expiration = 2013-05-25T00:00:00Z\n");
    assert_eq!(end(&own, config), Some(1_369_440_000));
    let keys = SESSION.replace("[a]", "[profile a]");
    let other = "[a]\naws_expiration = 2013-05-24 00:00:00Z\n";
    assert_eq!(end(other, &keys), Some(1_369_353_600));
    // Doubt beside the keys is not settled by what may be left over from others.
    let doubtful = format!("{SESSION}expiration = 2013-05-24 00:00:00\n");
    assert_eq!(end(&doubtful, config), None);
    assert_eq!(end(SESSION, "[profile a]\nregion = eu-west-1\n"), None);
    assert!(refusal(SESSION, "[profile a]\nexpiration = soon\n").contains("\"soon\""));
}

#[test]
fn a_stale_end_in_the_other_file_does_not_end_keys_that_last() {
    let keys = "[a]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = s\n";
    for key in EXPIRATIONS {
        for date in ["2013-05-24T00:00:00Z", "soon"] {
            let stale = format!("[profile a]\n{key} = {date}\n");
            assert_eq!(end(keys, &stale), None, "{stale}");
            let (swapped, stale) =
                (keys.replace("[a]", "[profile a]"), stale.replace("profile ", ""));
            assert_eq!(end(&stale, &swapped), None, "{stale}");
        }
        // Beside the keys, it was written with them.
        let own = format!("{keys}{key} = 2013-05-24T00:00:00Z\n");
        assert_eq!(end(&own, ""), Some(1_369_353_600), "{key}");
    }
}

#[test]
fn a_section_is_one_however_its_name_is_written() {
    let config = "[profile a]\nregion = eu-west-1\nservices = local\n[services  \"local\"]\ns3 =\n  \
                  endpoint_url = http://h\n[profile \"a\"]\noutput = json\n[default]\nregion = x\nexpiration = y\n\
                  [profile default]\nregion = us-east-1\n";
    let profile = Profile::parse("a", "", config).unwrap();
    assert_eq!(profile.setting("region"), Some("eu-west-1"));
    assert_eq!(profile.setting("output"), Some("json"));
    assert_eq!(profile.endpoint_url().unwrap(), Some("http://h"));
    assert!(Profile::parse("x", "", "[x]\nregion = x\n").is_err(), "only the default goes without");
    let spoiled = config.replace("http://h", "http://h\n    aws_session_token = t");
    assert!(Profile::parse("a", "", &spoiled).is_ok(), "a block goes on");
    let spoiled = config.replace("s3 =", "endpoint_url = http://h");
    let refused = Profile::parse("a", "", &spoiled).unwrap_err();
    assert!(matches!(refused, Error::Source(SourceError::Syntax { line: 6, .. })), "{refused}");
    // With the word, it is the profile, and what goes without is passed over.
    let default = Profile::parse("default", "", config).unwrap();
    assert_eq!(
        (default.setting("region"), default.setting("expiration")),
        (Some("us-east-1"), None)
    );
}
