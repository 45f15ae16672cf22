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
