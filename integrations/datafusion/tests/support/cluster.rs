//! A cluster on loopback, each part a process with a log of its own.

use std::fs::{self, File};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use s3_presigner_datafusion::cluster::is_ready;
use tempfile::TempDir;

use super::{ACCESS_KEY, SECRET, TOKEN};

/// A scheduler without credentials and two executors with those of a session.
pub struct Cluster {
    pub port: u16,
    pub executors: Vec<Part>,
    scheduler: Part,
    folder: TempDir,
}

/// A process of the cluster, which ends with it.
pub struct Part {
    process: Child,
    log: PathBuf,
    /// Where an executor keeps what it made.
    pub folder: PathBuf,
}

impl Cluster {
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let port =
            TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port();
        let scheduler =
            Part::start(folder.path(), "scheduler", &[], &["scheduler", &port.to_string()]);
        let credentials = [
            ("AWS_ACCESS_KEY_ID", ACCESS_KEY),
            ("AWS_SECRET_ACCESS_KEY", SECRET),
            ("AWS_SESSION_TOKEN", TOKEN),
            ("AWS_REGION", "eu-west-1"),
        ];
        let executors = ["one", "two"].map(|name| {
            let work = folder.path().join(name);
            fs::create_dir(&work).unwrap();
            let args = ["executor", &port.to_string(), work.to_str().unwrap()];
            Part::start(folder.path(), name, &credentials, &args)
        });
        let cluster = Self { port, executors: executors.into(), scheduler, folder };
        let started = Instant::now();
        while !is_ready(port).unwrap_or(false) {
            assert!(started.elapsed() < Duration::from_secs(60), "{}", cluster.logs());
            sleep(Duration::from_millis(50));
        }
        cluster
    }

    pub fn address(&self) -> String {
        format!("df://{}:{}", Ipv4Addr::LOCALHOST, self.port)
    }

    /// A folder for tables and answers.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// What all parts wrote.
    pub fn logs(&self) -> String {
        let parts = self.executors.iter().chain([&self.scheduler]);
        parts.map(|part| fs::read_to_string(&part.log).unwrap()).collect()
    }
}

impl Part {
    fn start(folder: &Path, name: &str, environment: &[(&str, &str)], args: &[&str]) -> Self {
        let log = folder.join(format!("{name}.log"));
        let file = File::create(&log).unwrap();
        let process = Command::new(env!("CARGO_BIN_EXE_cluster"))
            .env_clear()
            .env("RUST_LOG", "debug")
            .envs(environment.iter().copied())
            .args(args)
            .stdin(Stdio::null())
            .stdout(file.try_clone().unwrap())
            .stderr(file)
            .spawn()
            .unwrap();
        Self { process, log, folder: folder.join(name) }
    }

    /// Ends it at once, and takes away what it made, as the loss of its machine would.
    pub fn lose(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
        fs::remove_dir_all(&self.folder).unwrap();
    }

    /// Whether an executor has written anything.
    pub fn has_made_something(&self) -> bool {
        fn holds_a_file(folder: &Path) -> bool {
            fs::read_dir(folder).is_ok_and(|entries| {
                entries.flatten().any(|entry| {
                    let path = entry.path();
                    if path.is_dir() { holds_a_file(&path) } else { true }
                })
            })
        }
        holds_a_file(&self.folder)
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
