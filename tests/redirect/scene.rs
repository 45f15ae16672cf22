//! The S3 server, the observer in front of it, and the service of the example, with the objects that tools read.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;

use axum::Router;
use axum::extract::{Path as Key, Request, State};
use axum::http::{Method, StatusCode, header::LOCATION};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use reqwest::Url;
use s3_presigner::{AddressingStyle, Endpoint, Presigner};

use super::observer::{Line, Log, Manner, Observer};
use super::service::embedded::{self, BUCKET, Embedded};
use super::service::{Service, serve};

/// The folder of all keys: with what clients spell anew, where no shell and no glob reads it.
const FOLDER: &str = "public/März (1) +&=";
const MINUTE: Duration = Duration::from_secs(60);
/// A link of the service dies after this, at the latest.
pub(crate) const BRIEF: Duration = Duration::from_secs(2);

/// Where a tool is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// The link for GET itself.
    Link,
    /// The service, with links of a minute.
    Lasting,
    /// The service, with links that die while the tool reads.
    Brief,
    /// A service that does not answer HEAD but redirects it, to a link for HEAD.
    Leading,
}

pub(crate) struct Scene {
    s3: Embedded,
    presigner: Presigner,
    observer: Observer,
    log: Log,
    lasting: Url,
    brief: Url,
    leading: Url,
    files: PathBuf,
    python: PathBuf,
}

/// What came of one run of a tool.
pub(crate) struct Run {
    pub(crate) output: Output,
    pub(crate) lines: Vec<Line>,
}

impl fmt::Display for Run {
    /// The requests, those to the service marked; and what the tool said if it failed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = self.lines.first().map(|line| line.at);
        for line in &self.lines {
            let mark = if line.of_service { "*" } else { "" };
            let after = first.map(|first| line.at - first).unwrap_or_default().as_secs_f32();
            write!(f, " {mark}{} {} {after:.1}s", line.method, line.status.as_u16())?;
        }
        if self.output.status.success() {
            return Ok(());
        }
        write!(f, "\n{}", String::from_utf8_lossy(&self.output.stderr))
    }
}

impl Scene {
    pub(crate) async fn start() -> Self {
        let log = Log::default();
        let s3 = embedded::start().await.unwrap();
        let (observer, address) = Observer::start(log.clone()).await;
        observer.lead(s3.server.addr(), Manner::Prompt);
        let endpoint = Endpoint::custom(&format!("http://{address}")).unwrap();
        let endpoint = endpoint.with_style(AddressingStyle::Path);
        let presigner = s3.presigner().unwrap().with_endpoint(endpoint);
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let service = |lifetime| {
            let (presigner, client) = (presigner.clone(), client.clone());
            Service { presigner, lifetime, client }.router()
        };
        let noting = from_fn_with_state(log.clone(), note);
        let start = async |router: Router| serve(router.layer(noting.clone())).await.unwrap();
        let lasting = start(service(MINUTE)).await;
        let brief = start(service(BRIEF)).await;
        let leads = from_fn_with_state(presigner.clone(), lead_head);
        let leading = start(service(MINUTE).layer(leads)).await;
        let folder = |name| PathBuf::from(std::env::var_os(name).unwrap_or_default());
        let (files, python) =
            (folder("S3_PRESIGNER_REDIRECT_FILES"), folder("S3_PRESIGNER_REDIRECT_PYTHON"));
        assert!(files.is_dir(), "run tests/redirect/run, which brings tools and files");
        Self { s3, presigner, observer, log, lasting, brief, leading, files, python }
    }

    /// Uploads every file.
    pub(crate) async fn fill(&self) {
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        for entry in std::fs::read_dir(&self.files).unwrap() {
            let path = entry.unwrap().path();
            let key = key_of(path.file_name().unwrap().to_str().unwrap());
            let link = self.presigner.presign_put(BUCKET, &key, MINUTE).unwrap();
            let body = std::fs::read(&path).unwrap();
            assert!(
                client.put(link.as_str()).body(body).send().await.unwrap().status().is_success()
            );
        }
        self.log.take();
    }

    pub(crate) fn address(&self, way: Way, file: &str) -> String {
        let mut address = match way {
            Way::Link => {
                return self.presigner.presign_get(BUCKET, &key_of(file), MINUTE).unwrap().into();
            }
            Way::Lasting => self.lasting.clone(),
            Way::Brief => self.brief.clone(),
            Way::Leading => self.leading.clone(),
        };
        address.path_segments_mut().unwrap().pop_if_empty().extend(key_of(file).split('/'));
        address.into()
    }

    /// Major and minor number of a program, by what it prints; the whole version of a package of Python.
    pub(crate) async fn version(&self, line: &str) -> String {
        let run = self.run(line, "", "", Manner::Prompt).await;
        let said = String::from_utf8_lossy(&run.output.stdout).into_owned();
        let is_number = |word: &&str| word.starts_with(|first: char| first.is_ascii_digit());
        let number = said.split_whitespace().find(is_number).unwrap_or("?");
        let is_package = line.starts_with("py ");
        number.split('.').take(if is_package { 9 } else { 2 }).collect::<Vec<_>>().join(".")
    }

    fn file(&self, name: &str) -> PathBuf {
        self.files.join(name)
    }

    /// Runs a line of a shell with the address as `$1` and the file as `$2`, in a new folder; `py` runs `client.py`.
    pub(crate) async fn run(&self, line: &str, address: &str, file: &str, manner: Manner) -> Run {
        self.observer.lead(self.s3.server.addr(), manner);
        let folder = self.files.with_file_name(format!("work-{}", self.s3.server.addr().port()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir(&folder).unwrap();
        let line =
            format!("py() {{ \"$python\" \"$client\" \"$@\" \"$file\" \"$address\"; }}\n{line}");
        let mut command = Command::new("timeout");
        command
            .args(["120", "bash", "-eo", "pipefail", "-c", &line, "tool", address])
            .arg(self.file(file));
        command.current_dir(&folder).env("NO_PROXY", "*").env("HOME", &folder);
        command
            .env("client", Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/redirect/client.py"));
        command.env("python", &self.python).env("address", address).env("file", self.file(file));
        let output = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
        Run { output, lines: self.log.take() }
    }
}

fn key_of(file: &str) -> String {
    format!("{FOLDER}/{file}")
}

async fn note(State(log): State<Log>, request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let answer = next.run(request).await;
    log.note(true, method, answer.status());
    answer
}

async fn lead_head(
    State(presigner): State<Presigner>,
    Key(key): Key<String>,
    request: Request,
    next: Next,
) -> Response {
    if request.method() != Method::HEAD {
        return next.run(request).await;
    }
    let links = presigner.presign_get_and_head(BUCKET, &key, MINUTE).unwrap();
    (StatusCode::TEMPORARY_REDIRECT, [(LOCATION, links.head().as_str())]).into_response()
}
