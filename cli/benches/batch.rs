//! `cargo bench --package s3-presign-cli`: how long `presign batch` takes for a million keys, beside the loop that one
//! would write over `rusty-s3` and `serde_json`; and its memory at the peak, where `/proc` tells that.
//!
//! Both write JSON lines to `/dev/null` on the same machine in turns; the medians of five runs are compared.

#![allow(
    missing_docs,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a benchmark, not an interface"
)]

use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rusty_s3::{Bucket, Credentials, S3Action, UrlStyle};
use serde_json::json;

const ID: &str = "AKIAIOSFODNN7EXAMPLE";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const LINES: u32 = 1_000_000;

fn main() {
    let keys = std::env::temp_dir().join(format!("presign-batch-{}", std::process::id()));
    let mut file = BufWriter::new(File::create(&keys).unwrap());
    (0..LINES).for_each(|n| writeln!(file, "2026/11/21/photo-{n}.jpg").unwrap());
    file.flush().unwrap();
    drop(file);
    let mut ways: [(&str, Vec<Duration>); 4] = [
        ("presign batch", Vec::new()),
        ("presign batch --threads 1", Vec::new()),
        ("presign batch -o url", Vec::new()),
        ("rusty-s3 and serde_json", Vec::new()),
    ];
    let mut peak = 0;
    for _ in 0..5 {
        for (way, times) in &mut ways {
            let begin = Instant::now();
            match *way {
                "rusty-s3 and serde_json" => by_loop(&keys),
                command => peak = peak.max(by_command(command, &keys)),
            }
            times.push(begin.elapsed());
        }
    }
    fs::remove_file(&keys).unwrap();
    let medians = ways.map(|(way, mut times)| {
        times.sort();
        (way, times[times.len() / 2].as_secs_f64())
    });
    let [(_, batch), .., (_, by_loop)] = medians;
    for (way, seconds) in medians {
        println!("{way}: {seconds:.2} s, {:.2} million links a second", 1.0 / seconds);
    }
    println!(
        "presign batch takes {:.2} of the loop's time: {:.1} times as many links",
        batch / by_loop,
        by_loop / batch
    );
    println!("its memory at the peak: {peak} KiB");
}

/// Runs the command, and says how much memory it had at the most, in KiB; 0 where nobody tells.
fn by_command(command: &str, keys: &std::path::Path) -> u64 {
    let mut words = command.split(' ');
    words.next();
    let mut child = Command::new(env!("CARGO_BIN_EXE_presign"))
        .args(words)
        .args(["--bucket", "photos", "-e", "15m"])
        .arg(keys)
        .env_clear()
        .envs([
            ("AWS_ACCESS_KEY_ID", ID),
            ("AWS_SECRET_ACCESS_KEY", SECRET),
            ("AWS_REGION", "us-east-1"),
        ])
        .stdout(Stdio::from(File::options().write(true).open("/dev/null").unwrap()))
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut peak = 0;
    while child.try_wait().unwrap().is_none() {
        peak = peak_of(child.id()).max(peak);
        std::thread::sleep(Duration::from_millis(5));
    }
    peak
}

fn peak_of(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or_default()
}

fn by_loop(keys: &std::path::Path) {
    let endpoint = "https://s3.us-east-1.amazonaws.com".parse().unwrap();
    let bucket = Bucket::new(endpoint, UrlStyle::VirtualHost, "photos", "us-east-1").unwrap();
    let credentials = Credentials::new(ID, SECRET);
    let mut out = BufWriter::new(File::options().write(true).open("/dev/null").unwrap());
    for (number, key) in BufReader::new(File::open(keys).unwrap()).lines().enumerate() {
        let key = key.unwrap();
        let url = bucket.get_object(Some(&credentials), &key).sign(Duration::from_secs(900));
        let line = json!({
            "line": number + 1, "bucket": "photos", "key": key, "method": "GET", "url": url.as_str(), "headers": {},
        });
        serde_json::to_writer(&mut out, &line).unwrap();
        out.write_all(b"\n").unwrap();
    }
    out.flush().unwrap();
}
