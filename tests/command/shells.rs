//! Help, version and completion.

use super::run::{executable, folder, presign};

const TASKS: [&str; 12] = [
    "get",
    "put",
    "head",
    "delete",
    "post",
    "multipart",
    "inspect",
    "verify",
    "diagnose",
    "batch",
    "iam",
    "completions",
];

#[test]
fn help_is_there_for_everything() {
    let help = presign(&["--help"]).ok();
    for task in TASKS {
        assert!(help.lines().any(|line| line.trim_start().starts_with(task)), "{help}");
        assert!(presign(&[task, "--help"]).ok().contains("Usage: presign"), "{task}");
    }
    assert!(presign(&["--version"]).ok().starts_with("presign "));
}

#[test]
fn a_shell_completes_the_tasks() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = presign(&["completions", shell]).ok();
        assert!(TASKS.iter().all(|task| script.contains(task)), "{shell}");
    }
    let folder = folder("completions");
    std::fs::write(folder.join("script"), presign(&["completions", "bash"]).ok()).unwrap();
    let mut bash = std::process::Command::new("bash");
    let asks = ". ./script; COMP_WORDS=(presign mul); COMP_CWORD=1; _presign presign mul presign; echo \"${COMPREPLY[@]}\"";
    let output = bash.args(["--norc", "-c", asks]).current_dir(folder).output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "multipart\n");
}

#[test]
fn nobody_to_read_the_output_is_no_reason_to_panic() {
    let line = format!("'{}' --help >/dev/full; echo $?", executable().display());
    let output = std::process::Command::new("sh").arg("-c").arg(line).output().unwrap();
    assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"));
    let line = format!("'{}' completions bash >/dev/full", executable().display());
    let output = std::process::Command::new("sh").arg("-c").arg(line).output().unwrap();
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
        let mut script = std::process::Command::new("script");
        script.args(["-qec", &format!("'{}' {command}", executable().display()), "/dev/null"]);
        script.current_dir(&folder).env_clear().env("TERM", "xterm").env("NO_COLOR", no_color);
        script
            .env("AWS_ACCESS_KEY_ID", super::run::ID)
            .env("AWS_SECRET_ACCESS_KEY", super::run::SECRET);
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
