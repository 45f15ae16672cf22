//! The command in a shell and on a terminal. It is no part of `cargo test`, which asks for no `curl` (7.76 or
//! newer), no `bash` and no `script` of util-linux: `cargo test -p s3-presign-cli --test shells`.

#![allow(dead_code, unreachable_pub, reason = "`run` is a part of the tests of the command too")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "command/run.rs"]
mod run;
#[path = "../../tests/support/world.rs"]
mod world;

use std::process::Command;

use self::run::{ID, SECRET, executable, folder, presign};
use self::world::world;

#[tokio::test(flavor = "multi_thread")]
async fn the_curl_command_uploads_and_downloads() {
    let world = world().await;
    let folder = folder("curl");
    std::fs::write(folder.join("my cat.jpg"), "miaow").unwrap();
    let put = ["put", "s3://photos/it's", "-e", "15m", "-o", "curl", "--file", "my cat.jpg"];
    let put =
        [&put[..], &["--content-type", "image/jpeg", "-H", "x-amz-meta-by: it's me"]].concat();
    let get = ["get", "s3://photos/it's", "-e", "15m", "-o", "curl"];
    for (arguments, expected) in [(&put[..], ""), (&get[..], "miaow")] {
        let line = world.presign(arguments).ok();
        let mut shell = Command::new("sh");
        let shell = shell.arg("-c").arg(&line).current_dir(&folder).env("NO_PROXY", "*");
        let output = shell.env("CURL_HOME", &folder).env("HOME", &folder).output().unwrap();
        assert!(output.status.success(), "{line}");
        assert_eq!(String::from_utf8(output.stdout).unwrap(), expected);
    }
}

#[test]
fn bash_completes_the_tasks() {
    let folder = folder("completions");
    std::fs::write(folder.join("script"), presign(&["completions", "bash"]).ok()).unwrap();
    let mut bash = Command::new("bash");
    let asks = ". ./script; COMP_WORDS=(presign mul); COMP_CWORD=1; _presign presign mul presign; echo \"${COMPREPLY[@]}\"";
    let output = bash.args(["--norc", "-c", asks]).current_dir(folder).output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "multipart\n");
}

#[test]
fn nobody_to_read_the_output_is_no_reason_to_panic() {
    let line = format!("'{}' --help >/dev/full; echo $?", executable().display());
    let output = Command::new("sh").arg("-c").arg(line).output().unwrap();
    assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"));
    let line = format!("'{}' completions bash >/dev/full", executable().display());
    let output = Command::new("sh").arg("-c").arg(line).output().unwrap();
    assert_eq!(output.status.code(), Some(4));
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(text.starts_with("presign: error: the standard streams: "), "{text}");
}

/// A terminal, by the tool that records what is shown on one; Debian has it everywhere.
#[cfg(target_os = "linux")]
#[test]
fn a_terminal_gets_colours_and_a_bar() {
    let folder = folder("terminal");
    std::fs::write(folder.join("lines"), "{\"key\":\"a\"}\n".repeat(20_000)).unwrap();
    let shown = |command: &str, no_color: &str| {
        let mut script = Command::new("script");
        script.args(["-qec", &format!("'{}' {command}", executable().display()), "/dev/null"]);
        script.current_dir(&folder).env_clear().env("TERM", "xterm").env("NO_COLOR", no_color);
        script.env("AWS_ACCESS_KEY_ID", ID).env("AWS_SECRET_ACCESS_KEY", SECRET);
        let output = script.env("AWS_REGION", "us-east-1").output().unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    assert!(shown("get s3://photos/k -e 8d", "").contains("\u{1b}[31merror"));
    assert!(!shown("get s3://photos/k -e 8d", "1").contains("\u{1b}[31m"));
    let batch = "batch --bucket photos -e 15m lines";
    assert!(shown(&format!("{batch} > links"), "").contains("/234.38 KiB "));
    // Where the links themselves are shown, a bar would stand between them.
    assert!(!shown(batch, "").contains("KiB"));
}
