//! [`Job`]: what a text for a tool has to do.

use std::borrow::Cow;

use super::file_name;
use crate::presigned_url::PresignedUrl;

/// A link, and what becomes of the file.
pub(super) struct Job<'a> {
    pub(super) url: &'a PresignedUrl,
    pub(super) task: Task<'a>,
}

/// What is done with a link.
pub(super) enum Task<'a> {
    /// What comes is written into the file.
    Download(File<'a>),
    /// The file is sent.
    Upload(File<'a>),
    /// A body of no bytes is sent, as was asked for.
    SendNothing,
    /// The headers of the answer are shown.
    ShowHeaders,
    /// The answer is shown.
    Ask,
}

/// The local file.
pub(super) enum File<'a> {
    /// As it was given.
    Given(&'a str),
    /// Named for the key.
    OfKey(String),
}

impl<'a> Job<'a> {
    pub(super) fn new(url: &'a PresignedUrl, file: Option<&'a str>) -> Self {
        let file_or_key = || file.map_or_else(|| File::OfKey(name_of_key(url)), File::Given);
        let task = match url.method() {
            "GET" => Task::Download(file_or_key()),
            "HEAD" => Task::ShowHeaders,
            "PUT" | "POST" if file.is_none() && has_no_body(url) => Task::SendNothing,
            "PUT" | "POST" => Task::Upload(file_or_key()),
            _ => Task::Ask,
        };
        Self { url, task }
    }

    pub(super) fn link(&self) -> &'a str {
        self.url.as_str()
    }

    pub(super) fn method(&self) -> &'a str {
        self.url.method()
    }

    /// The headers that the tool has to be told of. The length of a body it knows best: where another was signed, the
    /// signature refuses the file, and nothing is cut off.
    pub(super) fn headers(&self) -> impl Iterator<Item = (&'a str, &'a str)> + Clone {
        let has_body = matches!(self.task, Task::Upload(_) | Task::SendNothing);
        self.url.headers().filter(move |(name, _)| !(has_body && *name == "content-length"))
    }

    pub(super) fn has_type(&self) -> bool {
        self.url.headers().any(|(name, _)| name == "content-type")
    }

    /// The type for a tool that would else say that the body is a form, which S3 would keep.
    pub(super) fn own_type(&self) -> Option<(&'static str, &'static str)> {
        let has_body = matches!(self.task, Task::Upload(_) | Task::SendNothing);
        (has_body && !self.has_type()).then_some(("content-type", "application/octet-stream"))
    }

    /// The name of the file, of which readers look at the ending; empty where there is none.
    pub(super) fn file_name(&self) -> &str {
        match &self.task {
            Task::Download(file) | Task::Upload(file) => file.name(),
            _ => "",
        }
    }

    pub(super) fn ends_with_slash(&self) -> bool {
        path(self.url).ends_with('/')
    }
}

impl File<'_> {
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Given(name) => name,
            Self::OfKey(name) => name,
        }
    }

    /// For tools to which `-` and `.` are the standard streams, and what begins with `-` an option.
    pub(super) fn as_path(&self) -> Cow<'_, str> {
        let name = self.name();
        if name.starts_with('-') || name == "." { format!("./{name}").into() } else { name.into() }
    }
}

/// Headers as `name: value, …`, in the strings of a language.
pub(super) fn pairs<'a>(
    headers: impl Iterator<Item = (&'a str, &'a str)>,
    string: fn(&str) -> String,
) -> String {
    let pairs = headers.map(|(name, value)| format!("{}: {}", string(name), string(value)));
    pairs.collect::<Vec<_>>().join(", ")
}

/// Whether the operation has no body, or an empty one was signed.
fn has_no_body(url: &PresignedUrl) -> bool {
    let mut headers = url.headers();
    headers.any(|(name, value)| {
        name == "x-amz-copy-source" || (name, value) == ("content-length", "0")
    }) || ["uploads", "renameObject"].iter().any(|name| parameter(url, name).is_some())
}

/// A part is not the whole file, and must not be taken for it.
fn name_of_key(url: &PresignedUrl) -> String {
    let name = file_name::of(path(url));
    parameter(url, "partNumber")
        .map_or_else(|| name.clone(), |number| format!("{name}.part{number}"))
}

/// The value of a parameter of the query.
fn parameter<'u>(url: &'u PresignedUrl, name: &str) -> Option<&'u str> {
    let (_, query) = url.as_str().split_once('?')?;
    let mut parameters =
        query.split('&').map(|parameter| parameter.split_once('=').unwrap_or((parameter, "")));
    parameters.find(|(other, _)| *other == name).map(|(_, value)| value)
}

/// The path of the URL, escaped.
fn path(url: &PresignedUrl) -> &str {
    let front = url.as_str().split('?').next().unwrap_or_default();
    front.splitn(4, '/').nth(3).unwrap_or_default()
}
