//! The command line, by the place that the program says it signs for.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

/// The first line that the program says, of either stream.
fn said(home: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> String {
    let test = std::env::current_exe().unwrap();
    let name = format!("examples/console{}", std::env::consts::EXE_SUFFIX);
    let mut command = Command::new(test.ancestors().nth(2).unwrap().join(name));
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
