//! The command line, by the place that the program says it signs for.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_console"))
}

/// The first line that the program says, of either stream.
fn said(home: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> String {
    let mut command = program();
    command.args(["--port", "0"]).args(arguments).env_clear().env("HOME", home);
    command.envs(variables.iter().copied());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (mut line, mut error) = (String::new(), String::new());
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    if line.is_empty() {
        BufReader::new(child.stderr.take().unwrap()).read_line(&mut error).unwrap();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    format!("{line}{error}").trim_end().to_owned()
}

#[test]
fn an_argument_takes_the_place_of_one_setting_and_leaves_the_others() {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("console_options");
    fs::create_dir_all(home.join(".aws")).unwrap();
    let keys = "aws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = secret\n";
    let profiles = format!(
        "[minio]\n{keys}endpoint_url = http://minio:9000\n[fips]\n{keys}use_fips_endpoint = true\n"
    );
    fs::write(home.join(".aws/credentials"), profiles).unwrap();
    let region = ["--region", "eu-west-1"];
    for (more, place) in [
        (&["--profile", "minio"][..], "http://minio:9000"),
        (&["--profile", "minio", "--endpoint", "http://other:9000"], "http://other:9000"),
        (&["--profile", "minio", "--aws"], "https://s3.eu-west-1.amazonaws.com"),
        (&["--profile", "fips", "--aws"], "https://s3-fips.eu-west-1.amazonaws.com"),
    ] {
        let text = said(&home, &[&region, more].concat(), &[]);
        assert_eq!(text, format!("Links are signed for {place} in eu-west-1"), "{more:?}");
    }

    let keys = [("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"), ("AWS_SECRET_ACCESS_KEY", "secret")];
    let variables = [&keys[..], &[("AWS_ENDPOINT_URL", "http://minio:9000")]].concat();
    for (more, place) in [
        (&["--aws"][..], "https://s3.eu-west-1.amazonaws.com"),
        (&["--endpoint", "http://other:9000"], "http://other:9000"),
    ] {
        let text = said(&home, &[&region, more].concat(), &variables);
        assert_eq!(text, format!("Links are signed for {place} in eu-west-1"));
    }
    let text = said(&home, &["--endpoint", ""], &variables);
    assert!(text.ends_with("it is empty: give it a value, or leave it out"), "{text}");
}

#[test]
fn an_endpoint_that_names_a_bucket_is_refused_in_words_of_the_command_line() {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let mut command = program();
    let endpoint = "https://photos.s3.eu-west-1.amazonaws.com";
    command.args(["--port", "0", "--region", "eu-west-1", "--endpoint", endpoint]);
    command.env_clear().env("HOME", home).env("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
    let output = command.env("AWS_SECRET_ACCESS_KEY", "secret").output().unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(text.contains("start the console with an endpoint that has no bucket in it"), "{text}");
    assert!(!text.contains("::"), "{text}");
}

#[test]
fn the_style_and_the_public_address_come_from_arguments_or_variables() {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let keys = [("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"), ("AWS_SECRET_ACCESS_KEY", "secret")];
    let bucket = "https://photos.s3.eu-west-1.amazonaws.com";
    let place = |url: &str| format!("Links are signed for {url} in eu-west-1");
    let run = |arguments: &[&str], more: &[(&str, &str)]| {
        let region = ["--region", "eu-west-1", "--endpoint"];
        said(home, &[&region, arguments].concat(), &[&keys[..], more].concat())
    };
    let style = "--addressing-style";
    // An endpoint that names its bucket is taken in this style alone.
    assert_eq!(run(&[bucket, style, "host-is-bucket"], &[]), place(bucket));
    let variable = [("AWS_S3_ADDRESSING_STYLE", "host_is_bucket")];
    assert_eq!(run(&[bucket], &variable), place(bucket));
    assert_ne!(run(&[bucket, style, "path"], &variable), place(bucket));
    assert_ne!(run(&[bucket, "--path-style"], &variable), place(bucket));

    // A public address needs a server behind it, and is read as one is.
    let (minio, public) = ("http://minio:9000", "files.example.com");
    let refused = run(&[minio, "--public-url", public], &[]);
    assert!(refused.contains("\"files.example.com\" is not valid"), "{refused}");
    assert_eq!(run(&[minio], &[("AWS_S3_PUBLIC_URL", public)]), refused);
    let good = run(&[minio, "--public-url", "https://files.example.com"], &[]);
    assert!(good.starts_with("Links are signed for http"), "{good}");
}

/// Arguments that the command has too lead to the same code.
#[test]
fn a_document_has_the_keys_and_the_profile_region_and_endpoint() {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("console_document");
    fs::create_dir_all(home.join(".aws")).unwrap();
    let process = r#"credential_process = /bin/echo '{"Version": 1, "AccessKeyId": "AKIDPROCESS", "SecretAccessKey": "s"}'"#;
    let config =
        format!("[default]\nregion = eu-west-1\n[profile work]\nregion = us-east-2\n{process}\n");
    fs::write(home.join(".aws/config"), config).unwrap();
    let document = r#"{"Version": 1, "AccessKeyId": "AKIDDOCUMENT", "SecretAccessKey": "s"}"#;
    let file = home.join("document.json");
    fs::write(&file, document).unwrap();
    let file = file.to_str().unwrap();
    for (arguments, region) in [
        (&["--profile", "work", "--credentials", file][..], "us-east-2"),
        (&["--profile", "work", "--run-process"], "us-east-2"),
        (&["--credentials", file], "eu-west-1"),
    ] {
        let place = format!("Links are signed for https://s3.{region}.amazonaws.com in {region}");
        assert_eq!(said(&home, arguments, &[]), place, "{arguments:?}");
    }
    let text = said(&home, &["--profile", "work"], &[]);
    assert!(text.ends_with(
        "`aws configure export-credentials --profile work | console --profile work --credentials -`"
    ));
}
