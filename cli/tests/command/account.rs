//! Profiles that need more than their files: credentials of a document, of the environment, of a process.

use std::fs;

use super::run::{Presign, SECRET, executable, folder, presign};

const GET: [&str; 4] = ["get", "s3://photos/cat.jpg", "-e", "15m"];
const DOCUMENT: &str = r#"{"Version": 1, "AccessKeyId": "ASIADOCUMENT", "SecretAccessKey": "temporary-secret",
    "SessionToken": "t", "Expiration": "2099-01-01T00:00:00Z"}"#;

/// The command in a home whose profiles have other regions than `default`.
fn run(name: &str, arguments: &[&str]) -> Presign {
    let home = folder(name);
    fs::create_dir(home.join(".aws")).unwrap();
    let keys = format!("aws_access_key_id = AKIDDEFAULT\naws_secret_access_key = {SECRET}\n");
    let process = r#"credential_process = /bin/echo '{"Version": 1, "AccessKeyId": "AKIDPROCESS", "SecretAccessKey": "temporary-secret"}'"#;
    let config = format!(
        "[default]\n{keys}region = eu-west-1\n[profile sso]\nsso_session = s\nregion = us-east-2\nendpoint_url = http://sso\n\
         [profile process]\nregion = us-west-2\n{process}\n[profile broken]\nregion = us-west-2\n\
         credential_process = /bin/sh -c 'echo why >&2; exit 7'\n\
         [profile lent]\nregion = us-east-2\naws_access_key_id = ASIALENT\naws_secret_access_key = {SECRET}\n\
         aws_session_token = t\n"
    );
    fs::write(home.join(".aws/config"), config).unwrap();
    fs::write(home.join("document.json"), DOCUMENT).unwrap();
    presign(arguments).env("HOME", home.to_str().unwrap()).folder(&home)
}

fn get(more: &[&'static str]) -> Vec<&'static str> {
    [&GET, more].concat()
}

fn signed(url: &str, id: &str, region: &str) -> bool {
    url.contains(&format!("X-Amz-Credential={id}%2F"))
        && url.contains(&format!("%2F{region}%2Fs3%2F"))
}

#[test]
fn a_document_has_the_keys_and_the_profile_region_and_endpoint() {
    let document = |arguments: &[&str]| run("document", arguments).stdin(DOCUMENT);
    let url = document(&get(&["--profile", "sso", "--credentials", "-"])).ok();
    assert!(
        signed(&url, "ASIADOCUMENT", "us-east-2") && url.starts_with("http://sso/photos/"),
        "{url}"
    );
    let url = run("document", &get(&["--profile", "sso", "--credentials", "document.json"])).ok();
    assert!(signed(&url, "ASIADOCUMENT", "us-east-2"), "{url}");
    let url = document(&get(&["--credentials", "-"])).env("AWS_REGION", "eu-west-3").ok();
    assert!(signed(&url, "ASIADOCUMENT", "eu-west-3"), "{url}");
    let url = document(&get(&["--credentials", "-"])).env("AWS_PROFILE", "sso").ok();
    assert!(signed(&url, "ASIADOCUMENT", "us-east-2"), "{url}");
    let link = run("document", &get(&["--credentials", "document.json"])).ok();
    let good = run("document", &["verify", "--credentials", "document.json"]).stdin(link).ok();
    assert!(good.contains("signed by ASIADOCUMENT"), "{good}");
}

#[test]
fn a_document_that_is_none_never_leads_to_another_identity() {
    let refusal =
        |more: &[&'static str], stdin: &str| run("none", &get(more)).stdin(stdin).refusal();
    let stdin = ["--profile", "sso", "--credentials", "-"];
    let (status, text) = refusal(&stdin, "");
    assert_eq!(status, 1);
    assert_eq!(
        text,
        "the credentials of standard input: nothing is there; `aws configure export-credentials` is a command of AWS CLI \
         2, and version 1 prints nothing"
    );
    for (text, rule) in [
        ("temporary-secret", "this is no credentials document: it is neither JSON nor XML"),
        (&" ".repeat(65_537), "it is longer than 64 KiB, which no credentials document is"),
    ] {
        assert_eq!(
            refusal(&stdin, text),
            (1, format!("the credentials of standard input: {rule}"))
        );
    }
    assert_eq!(refusal(&["--credentials", "nowhere.json"], "").0, 4);
    let inline = run("none", &get(&["--credentials", DOCUMENT])).refusal();
    assert!(inline.0 == 2 && !inline.1.contains("ASIADOCUMENT"), "{inline:?}");
    let brace = run("none", &get(&["--credentials", "{\"a\": \"m4rk\"}"])).refusal();
    assert!(brace.0 == 2 && !brace.1.contains("m4rk"), "{brace:?}");
    for both in
        [&["batch", "-e", "15m", "--credentials", "-"][..], &["verify", "--credentials", "-"]]
    {
        let (status, text) = run("none", both).stdin(DOCUMENT).refusal();
        assert!(status == 2 && text.starts_with("standard input cannot hold both"), "{text}");
    }
}

#[test]
fn keys_of_the_environment_serve_a_profile_that_needs_more_and_it_is_said() {
    for (profile, region) in [("sso", "us-east-2"), ("process", "us-west-2")] {
        let ran = run("environment", &[&GET[..], &["--profile", profile]].concat())
            .env("AWS_ACCESS_KEY_ID", "AKIDENV")
            .env("AWS_SECRET_ACCESS_KEY", SECRET)
            .run();
        assert!(signed(&ran.stdout, "AKIDENV", region), "{ran:?}");
        let note = format!(
            "presign: note: the keys are those of the environment, AKIDENV, as profile \"{profile}\" needs more"
        );
        assert!(ran.stderr.starts_with(&note), "{ran:?}");
    }
    // One that has keys needs no more, and is taken whole.
    let whole =
        run("environment", &get(&["--profile", "default"])).env("AWS_ACCESS_KEY_ID", "AKIDENV");
    assert!(signed(&whole.ok(), "AKIDDEFAULT", "eu-west-1"));
}

#[cfg(unix)]
#[test]
fn a_process_is_run_on_request_only() {
    let (status, text) = run("process", &get(&["--profile", "process"])).refusal();
    assert!(status == 1 && text.contains("run it with --run-process"), "{text}");
    let url = run("process", &get(&["--profile", "process", "--run-process"])).ok();
    assert!(signed(&url, "AKIDPROCESS", "us-west-2"), "{url}");
    let ran = run("process", &get(&["--profile", "broken", "--run-process"])).run();
    assert_eq!((ran.status, ran.stdout.as_str()), (1, ""), "{ran:?}");
    let said: Vec<_> = ran.stderr.lines().collect();
    assert_eq!(
        said,
        [
            "why",
            "presign: error: the credential_process of profile \"broken\" gave no credentials: it ended with status 7: look \
             at what it said on standard error"
        ]
    );
    let both = ["--profile", "process", "--run-process", "--credentials", "document.json"];
    assert_eq!(run("process", &get(&both)).run().status, 2);
}

#[test]
fn the_note_on_an_unknown_end_names_what_would_tell_it() {
    let note = |run: Presign| run.run().stderr;
    let lent = note(run("end", &get(&["--profile", "lent"])));
    assert!(
        lent.trim_end().ends_with("a line such as aws_expiration = 2026-11-21T12:00:00Z beside the keys of profile \"lent\" would tell"),
        "{lent}"
    );
    let document = DOCUMENT.replace("2099-01-01T00:00:00Z", "");
    let document = note(run("end", &get(&["--credentials", "-"])).stdin(document));
    assert!(
        document.trim_end().ends_with("an Expiration in their document would tell"),
        "{document}"
    );
    let variables = run("end", &GET)
        .env("AWS_ACCESS_KEY_ID", "ASIAENV")
        .env("AWS_SECRET_ACCESS_KEY", SECRET)
        .env("AWS_SESSION_TOKEN", "t");
    let variables = note(variables);
    assert!(variables.trim_end().ends_with("AWS_CREDENTIAL_EXPIRATION would tell"), "{variables}");
    // And it does.
    let config = fs::read_to_string(folder_of("end").join(".aws/config")).unwrap();
    let told = config
        .replace("[profile lent]\n", "[profile lent]\naws_expiration = 2099-01-01T00:00:00Z\n");
    let path = folder_of("end").join("told");
    fs::write(&path, told).unwrap();
    presign(&get(&["--profile", "lent"])).env("AWS_CONFIG_FILE", path.to_str().unwrap()).ok();
}

fn folder_of(name: &str) -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("command").join(name)
}

#[test]
fn the_region_is_that_of_the_profile_that_was_named() {
    for (arguments, region) in [
        (&["--profile", "lent"][..], "us-east-2"),
        (&["--profile", "default"], "eu-west-1"),
        (&[], "eu-west-1"),
    ] {
        let ran = run("region", &[&GET[..], arguments].concat()).run();
        assert!(ran.stdout.contains(&format!("%2F{region}%2F")), "{ran:?}");
    }
}

/// The line of the advice, run in a shell with an `aws` that answers as version 2 does, and as version 1.
#[cfg(unix)]
#[test]
fn the_line_of_the_advice_works_as_it_stands() {
    let home = folder("advice");
    fs::create_dir(home.join(".aws")).unwrap();
    let keys = format!("aws_access_key_id = AKIDDEFAULT\naws_secret_access_key = {SECRET}\n");
    let config = format!(
        "[default]\n{keys}region = eu-west-1\n[profile it's mine]\nsso_session = s\nregion = us-east-2\n"
    );
    fs::write(home.join(".aws/config"), config).unwrap();
    fs::write(home.join("document.json"), DOCUMENT).unwrap();
    let name = "it's mine";
    let run = presign(&["get", "s3://photos/k", "-e", "60", "--profile", name]);
    let (_, text) = run.env("HOME", home.to_str().unwrap()).refusal();
    let line = text.split('`').nth(1).unwrap();
    assert!(line.contains(" | presign … --profile "), "{line}");
    let line = line.replace("presign …", "\"$PRESIGN\" get s3://photos/k -e 60");
    let version_2 = r#"aws() { [ "$*" = "configure export-credentials --profile it's mine" ] && cat document.json; }"#;
    let version_1 = "aws() { echo 'Invalid choice' >&2; return 252; }";
    for (aws, is_signed) in [(version_2, true), (version_1, false)] {
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", &format!("{aws}; {line}")]).current_dir(&home);
        shell.env_clear().env("PATH", std::env::var_os("PATH").unwrap());
        shell.env("HOME", &home).env("PRESIGN", executable());
        let ran = shell.output().unwrap();
        let out = String::from_utf8(ran.stdout).unwrap();
        assert_eq!((ran.status.success(), out.is_empty()), (is_signed, !is_signed), "{aws}: {out}");
        assert!(!is_signed || signed(&out, "ASIADOCUMENT", "us-east-2"), "{out}");
    }
}
