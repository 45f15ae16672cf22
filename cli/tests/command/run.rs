//! [`Presign`]: one run of the command.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use super::world::World;

pub const ID: &str = "AKIAIOSFODNN7EXAMPLE";
pub const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

/// The command as it is about to be run.
pub struct Presign {
    command: Command,
    stdin: Vec<u8>,
}

/// What came of it.
#[derive(Debug)]
pub struct Ran {
    pub status: i32,
    pub stdout: String,
    /// Without the note that only this machine knows the server, as is the case of most tests, and without those of what
    /// may happen to the link, as many have keys for that.
    pub stderr: String,
    /// The former note.
    pub local_note: String,
    /// The latter.
    pub cautions: String,
}

/// How the notes begin that say what may happen to a link.
const CAUTIONS: [&str; 9] = [
    "the path has ",
    "the key begins with a slash",
    "the link has ",
    "the link is plain http",
    "tools that open ",
    "the header ",
    "the headers ",
    "the Content-Type is not signed",
    "the value of a header has ",
];

/// The command with these arguments and an empty environment.
pub fn presign(arguments: &[&str]) -> Presign {
    let mut command = Command::new(executable());
    command.args(arguments).env_clear().env("HOME", "/nonexistent");
    Presign { command, stdin: Vec::new() }
}

impl World {
    /// The command with the credentials of this server, and its address, in the environment.
    pub fn presign(&self, arguments: &[&str]) -> Presign {
        signing(arguments).env("AWS_ENDPOINT_URL_S3", &self.server.url())
    }
}

/// The command with credentials and a region in the environment, for AWS.
pub fn signing(arguments: &[&str]) -> Presign {
    presign(arguments)
        .env("AWS_ACCESS_KEY_ID", ID)
        .env("AWS_SECRET_ACCESS_KEY", SECRET)
        .env("AWS_REGION", "us-east-1")
}

impl Presign {
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    pub fn arguments(mut self, arguments: &[&str]) -> Self {
        self.command.args(arguments);
        self
    }

    pub fn stdin(mut self, text: impl AsRef<[u8]>) -> Self {
        self.stdin = text.as_ref().to_vec();
        self
    }

    pub fn folder(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// With pipes in place of the three streams.
    pub fn piped(mut self) -> Command {
        self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        self.command
    }

    pub fn run(self) -> Ran {
        let text = std::mem::take(&mut self.stdin.clone());
        let mut child = self.piped().spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        // It may end before it has read everything.
        let feeding = std::thread::spawn(move || drop(stdin.write_all(&text)));
        let output = child.wait_with_output().unwrap();
        feeding.join().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        let is_local =
            |line: &&str| line.starts_with("presign: note: only this machine or its network");
        let (local_note, said): (String, String) = said.split_inclusive('\n').partition(is_local);
        let is_caution = |line: &&str| {
            let text = line.strip_prefix("presign: note: ").unwrap_or_default();
            CAUTIONS.iter().any(|start| text.starts_with(start))
        };
        let (cautions, stderr) = said.split_inclusive('\n').partition(is_caution);
        let ran = Ran {
            status: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr,
            local_note,
            cautions,
        };
        for text in [&ran.stdout, &ran.stderr] {
            assert!(!text.contains(SECRET) && !text.contains("temporary-secret"), "{ran:?}");
            assert!(!text.contains("panicked"), "{ran:?}");
        }
        ran
    }

    /// The standard output of a run that has to succeed without a word on the other.
    pub fn ok(self) -> String {
        let ran = self.run();
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{ran:?}");
        assert!(!ran.stdout.contains('\u{1b}'), "no colours but on a terminal: {ran:?}");
        ran.stdout
    }

    /// The standard output of a run that succeeds with notes.
    pub fn ok_noted(self) -> String {
        let ran = self.run();
        assert!(ran.status == 0 && ran.stderr.starts_with("presign: note: "), "{ran:?}");
        ran.stdout
    }

    pub fn json(self) -> Value {
        serde_json::from_str(&self.ok()).unwrap()
    }

    /// Status and standard error, which is one line, of a run that has to fail.
    pub fn refusal(self) -> (i32, String) {
        let ran = self.run();
        assert_eq!(ran.stdout, "", "{ran:?}");
        assert_eq!(ran.stderr.lines().count(), 1, "{ran:?}");
        let text = ran.stderr.trim_end().strip_prefix("presign: error: ").unwrap();
        (ran.status, text.to_owned())
    }
}

/// An empty folder of this name.
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("command").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The command.
pub fn executable() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_presign"))
}
