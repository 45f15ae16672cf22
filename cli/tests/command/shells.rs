//! Help, version and completion.

use super::run::presign;

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
fn there_is_a_script_of_the_tasks_for_every_shell() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = presign(&["completions", shell]).ok();
        assert!(TASKS.iter().all(|task| script.contains(task)), "{shell}");
    }
}
