//! The command line, by the place that the program says it signs for.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
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

/// What the page of a console for this server may reach, which is where its links lead.
fn reached(arguments: &[&str], variables: &[(&str, &str)]) -> String {
    let mut command = program();
    command.args(["--port", "0", "--region", "eu-west-1", "--endpoint", "http://minio.lan:9000"]);
    command.args(arguments).env_clear().env("HOME", env!("CARGO_TARGET_TMPDIR"));
    command.env("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE").env("AWS_SECRET_ACCESS_KEY", "secret");
    let mut child = command.envs(variables.iter().copied()).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let address = lines.nth(1).unwrap();
    let address = address.split("http://").nth(1).unwrap().trim_end_matches('/');
    let mut stream = TcpStream::connect(address).unwrap();
    let request = format!("GET / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let policy = lines.find(|line| line.starts_with("content-security-policy:")).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    policy
}

#[test]
fn the_style_and_the_public_address_come_from_arguments_or_variables() {
    let style = "--addressing-style";
    let variable = [("AWS_S3_ADDRESSING_STYLE", "virtual")];
    for (arguments, variables, is_in_front) in [
        (&[][..], &[][..], false),
        (&[style, "virtual"], &[], true),
        (&[], &variable, true),
        // An argument wins.
        (&[style, "path"], &variable, false),
        (&["--path-style"], &variable, false),
    ] {
        let policy = reached(arguments, variables);
        assert!(policy.contains("minio.lan:9000"), "{policy}");
        assert_eq!(
            policy.contains("http://*.minio.lan:9000"),
            is_in_front,
            "{arguments:?} {policy}"
        );
    }
    let public = "https://files.example.com";
    for policy in [
        reached(&["--public-url", public], &[]),
        reached(&[], &[("AWS_S3_PUBLIC_URL", public)]),
        reached(&["--public-url", public], &[("AWS_S3_PUBLIC_URL", "https://other.example.com")]),
    ] {
        assert!(policy.contains(public) && !policy.contains("minio"), "{policy}");
    }
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
