//! [`Answers`]: what comes out for a piece of the input, as text that is ready to be written.

use clap::ValueEnum;
use s3_presigner::{Batch, Error, PresignedUrl, UrlBuffer};

use super::entry::Entry;
use crate::failure::in_arguments;
use crate::values::shown;

/// The form of the answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Answer {
    /// Objects with line, bucket, key, method, url, headers and validity
    Jsonl,
    /// The URLs alone, a line for each; an empty line where there is none
    Url,
    /// Fields with commas between them: line, bucket, key, method, url, expires_at, error
    Csv,
    /// The same with tabs between them
    Tsv,
}

impl Answer {
    /// The names of the columns, where there are some.
    pub(super) fn head(self) -> String {
        const NAMES: [&str; 7] = ["line", "bucket", "key", "method", "url", "expires_at", "error"];
        match self {
            Self::Jsonl | Self::Url => String::new(),
            Self::Csv => NAMES.join(",") + "\n",
            Self::Tsv => NAMES.join("\t") + "\n",
        }
    }
}

/// A batch with what is the same in every answer to it.
pub(super) struct Lifetime {
    batch: Batch,
    /// The JSON of the validity, a comma at its front and the closing brace at its end.
    json: String,
    expires_at: String,
}

impl Lifetime {
    pub(super) fn new(batch: Batch) -> Self {
        let validity = batch.validity();
        // An object of strings and a number is JSON.
        let json = serde_json::to_string(&validity).unwrap_or_default();
        let json = format!(",{}", json.get(1..).unwrap_or("}"));
        Self { json, expires_at: shown(validity.expires_at()), batch }
    }

    pub(super) fn expires_at(&self) -> &str {
        &self.expires_at
    }
}

/// The answers to a piece of the input.
pub(super) struct Answers {
    form: Answer,
    pub(super) text: String,
    /// What stands in no column of the answers, for standard error.
    pub(super) told: Vec<String>,
    pub(super) links: u64,
    pub(super) refused: u64,
    pub(super) input: u64,
}

impl Answers {
    /// With room from answers that were written.
    pub(super) fn new(form: Answer, mut room: String) -> Self {
        room.clear();
        Self { form, text: room, told: Vec::new(), links: 0, refused: 0, input: 0 }
    }

    /// Answers each of some lines of one lifetime with a link, or with the reason why there is none.
    pub(super) fn links(
        &mut self,
        lines: &[(u64, Entry<'_>)],
        lifetime: &Lifetime,
        urls: &mut UrlBuffer,
    ) {
        for lines in lines.chunks(AT_ONCE) {
            let requests = lines.iter().map(|(_, entry)| entry.request());
            if self.form == Answer::Jsonl {
                self.objects(lines, lifetime.batch.presign_all(requests), lifetime);
            } else {
                lifetime.batch.presign_all_into(requests, urls);
                self.rows(lines, urls, lifetime);
            }
        }
    }

    fn rows(&mut self, lines: &[(u64, Entry<'_>)], urls: &UrlBuffer, lifetime: &Lifetime) {
        for ((line, entry), url) in lines.iter().zip(urls.iter()) {
            match url {
                Ok(url) => self.row(*line, entry, url, lifetime),
                Err(error) => self.refusal(*line, Some(entry), &in_arguments(error)),
            }
        }
    }

    fn objects(
        &mut self,
        lines: &[(u64, Entry<'_>)],
        urls: Vec<Result<PresignedUrl, Error>>,
        lifetime: &Lifetime,
    ) {
        for ((line, entry), url) in lines.iter().zip(urls) {
            match url {
                Ok(url) => self.object(*line, entry, &url, lifetime),
                Err(error) => self.refusal(*line, Some(entry), &in_arguments(&error)),
            }
        }
    }

    /// A URL alone, or in a row.
    fn row(&mut self, line: u64, entry: &Entry<'_>, url: &str, lifetime: &Lifetime) {
        self.links += 1;
        if self.form == Answer::Url {
            self.text.push_str(url);
        } else {
            self.front(line, Some(entry));
            self.text.push_str(url);
            self.separate();
            self.text.push_str(&lifetime.expires_at);
            self.separate();
        }
        self.text.push('\n');
    }

    /// A URL has no character that JSON would escape, so it is written as it is.
    fn object(&mut self, line: u64, entry: &Entry<'_>, url: &PresignedUrl, lifetime: &Lifetime) {
        self.links += 1;
        self.json_front(line, Some(entry));
        self.text.push_str(",\"url\":\"");
        self.text.push_str(url.as_str());
        self.text.push_str("\",\"headers\":");
        self.headers(url);
        let cautions = url.cautions();
        if !cautions.is_empty() {
            self.text.push_str(",\"cautions\":");
            // A list of texts is JSON.
            self.text.push_str(&serde_json::to_string(&cautions).unwrap_or_default());
        }
        self.text.push_str(&lifetime.json);
        self.text.push('\n');
    }

    fn headers(&mut self, url: &PresignedUrl) {
        let mut before = "{";
        for (name, value) in url.headers() {
            self.text.push_str(before);
            string(&mut self.text, name);
            self.text.push(':');
            string(&mut self.text, value);
            before = ",";
        }
        // Of no header, the brace is still to be opened.
        self.text.push_str(if before == "{" { "{}" } else { "}" });
    }

    /// Answers with the reason why there is no link.
    pub(super) fn refusal(&mut self, line: u64, entry: Option<&Entry<'_>>, error: &str) {
        self.refused += 1;
        match self.form {
            Answer::Url => {
                self.text.push('\n');
                self.told.push(format!("line {line}: {error}"));
            }
            Answer::Jsonl => {
                self.json_front(line, entry);
                self.text.push_str(",\"error\":");
                string(&mut self.text, error);
                self.text.push_str("}\n");
            }
            Answer::Csv | Answer::Tsv => {
                self.front(line, entry);
                self.separate();
                self.separate();
                self.field(error);
                self.text.push('\n');
            }
        }
    }

    /// The id that came with the line, its number, and what it is about.
    fn json_front(&mut self, line: u64, entry: Option<&Entry<'_>>) {
        self.text.push('{');
        if let Some(id) = entry.and_then(|entry| entry.id.as_deref()) {
            self.text.push_str("\"id\":");
            self.text.push_str(id);
            self.text.push(',');
        }
        self.text.push_str("\"line\":");
        number(&mut self.text, line);
        for (name, value) in entry.map(about).into_iter().flatten() {
            if !value.is_empty() {
                self.text.push_str(name);
                string(&mut self.text, value);
            }
        }
    }

    /// The fields in front of the URL.
    fn front(&mut self, line: u64, entry: Option<&Entry<'_>>) {
        number(&mut self.text, line);
        self.separate();
        let values = entry.map_or([""; 3], |entry| about(entry).map(|(_, value)| value));
        for value in values {
            self.field(value);
            self.separate();
        }
    }

    fn separate(&mut self) {
        self.text.push(if self.form == Answer::Tsv { '\t' } else { ',' });
    }

    /// A field, in quotes where CSV needs them, and with escapes where TSV has no other way.
    fn field(&mut self, value: &str) {
        if self.form == Answer::Tsv {
            for char in value.chars() {
                match char {
                    '\t' => self.text.push_str("\\t"),
                    '\n' => self.text.push_str("\\n"),
                    '\r' => self.text.push_str("\\r"),
                    '\\' => self.text.push_str("\\\\"),
                    other => self.text.push(other),
                }
            }
        } else if value.contains(['"', ',', '\n', '\r']) {
            self.text.push('"');
            self.text.push_str(&value.replace('"', "\"\""));
            self.text.push('"');
        } else {
            self.text.push_str(value);
        }
    }
}

/// How many links are signed at once.
const AT_ONCE: usize = 64;

/// What a line is about, with the name of each as JSON has it.
fn about<'e>(entry: &'e Entry<'_>) -> [(&'static str, &'e str); 3] {
    [(",\"bucket\":", entry.bucket()), (",\"key\":", &entry.key), (",\"method\":", entry.method())]
}

/// A string of JSON, written by runs of what needs no escape.
fn string(out: &mut String, text: &str) {
    use std::fmt::Write;

    out.push('"');
    let needs_escape = |byte: u8| byte < 0x20 || byte == b'"' || byte == b'\\';
    let mut rest = text;
    while let Some(at) = rest.bytes().position(needs_escape) {
        let (run, behind) = rest.split_at(at);
        out.push_str(run);
        let mut chars = behind.chars();
        match chars.next().unwrap_or_default() {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            // Writing to a string does not fail.
            other => _ = write!(out, "\\u{:04x}", u32::from(other)),
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
    out.push('"');
}

fn number(out: &mut String, number: u64) {
    out.push_str(itoa::Buffer::new().format(number));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_is_one_that_json_reads_back() {
        for text in ["", "cat.jpg", "a \"b\" \\c", "é\n\t\u{1}\u{7f}😀", "\"", "\\"] {
            let mut json = String::new();
            string(&mut json, text);
            assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }
}
