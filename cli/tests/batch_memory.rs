//! `presign batch` takes no more memory for a million lines than for a hundred thousand. It is no part of
//! `cargo test`, as it takes a minute: `cargo test -p s3-presign-cli --test batch_memory`, on Linux.
//!
//! Measured (x86-64, glibc, two threads, debug build): 14 MiB at the peak, after 100 000 lines as after 1 000 000, whose
//! links are 500 MB.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::process::{Child, Command, Stdio};

fn start() -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_presign"));
    command.args(["batch", "--bucket", "photos", "-e", "15m", "--threads", "2"]).env_clear();
    command.env("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE").env("AWS_SECRET_ACCESS_KEY", "secret");
    command.env("AWS_REGION", "us-east-1").stdin(Stdio::piped()).stdout(Stdio::piped());
    command.spawn().unwrap()
}

/// The most memory that was resident so far, in KiB.
fn peak(child: &Child) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

/// The peak when so many lines have been answered; one in a hundred is bad.
fn peak_after(lines: u32) -> u64 {
    let mut child = start();
    let mut stdin = BufWriter::new(child.stdin.take().unwrap());
    let mut answers = BufReader::new(child.stdout.take().unwrap());
    // It stays open until the peak has been read.
    let feeding = std::thread::spawn(move || {
        for number in 0..lines {
            let key = if number % 100 == 99 { ".." } else { "2026/photo" };
            writeln!(stdin, "{{\"key\":\"{key}/{number}.jpg\",\"id\":{number}}}").unwrap();
        }
        stdin.flush().unwrap();
        stdin
    });
    let mut answer = String::new();
    for number in 0..lines {
        answer.clear();
        assert!(answers.read_line(&mut answer).unwrap() > 0);
        assert!(answer.starts_with(&format!("{{\"id\":{number},")), "{answer}");
        assert_eq!(answer.contains("\"error\""), number % 100 == 99, "{answer}");
    }
    let peak = peak(&child);
    drop(feeding.join().unwrap());
    assert_eq!(child.wait().unwrap().code(), Some(3));
    peak
}

#[test]
fn a_million_lines_take_the_memory_of_a_hundred_thousand() {
    let (few, many) = (peak_after(100_000), peak_after(1_000_000));
    println!("peak resident memory: {few} KiB after 100 000 lines, {many} KiB after 1 000 000");
    // How many pieces are under way at once is chance, up to a number; two bytes for each line would be 1.7 MiB.
    assert!(many <= few + 1_500, "{few} KiB after 100 000 lines, {many} KiB after 1 000 000");
}
