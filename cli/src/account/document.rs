//! The credentials document of a file or of standard input.

use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::Path;

use s3_presigner::Credentials;
use zeroize::Zeroizing;

use super::refusal::Refusal;

pub(super) fn is_stdin(path: &Path) -> bool {
    path == "-"
}

/// Reads credentials from a file, or from standard input for `-`.
pub(super) fn read(path: &Path) -> Result<Credentials, Refusal> {
    if path.to_string_lossy().trim_start().starts_with(['{', '<']) {
        return Err(Refusal::Usage(ITSELF.to_owned()));
    }
    let place =
        if is_stdin(path) { "standard input".to_owned() } else { path.display().to_string() };
    let bytes = if is_stdin(path) { of_stdin() } else { File::open(path).and_then(bounded) };
    let bytes = bytes.map_err(|error| Refusal::Unread(format!("{place}: {error}")))?;
    if bytes.len() > LONGEST {
        return Err(refused(&place, "it is longer than 64 KiB, which no credentials document is"));
    }
    let text = std::str::from_utf8(&bytes);
    let text = text.map_err(|_| refused(&place, "it is not UTF-8: save it as that"))?;
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        return Err(refused(&place, EMPTY));
    }
    Credentials::from_document_at(text, std::time::SystemTime::now())
        .map_err(|error| refused(&place, &error.to_string()))
}

fn of_stdin() -> io::Result<Zeroizing<Vec<u8>>> {
    let stdin = io::stdin();
    if stdin.is_terminal() {
        eprintln!("paste the credentials document, then press Ctrl-D");
    }
    bounded(stdin.lock())
}

/// As much as shows that it is too long, into a buffer that does not grow and leave a copy behind.
fn bounded(input: impl Read) -> io::Result<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(2 * LONGEST));
    let most = u64::try_from(LONGEST).unwrap_or(u64::MAX).saturating_add(1);
    input.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn refused(place: &str, reason: &str) -> Refusal {
    Refusal::Told(format!("the credentials of {place}: {reason}"))
}

const LONGEST: usize = 64 * 1024;

const EMPTY: &str = "nothing is there; `aws configure export-credentials` is a command of AWS CLI 2, and version 1 \
                     prints nothing";
const ITSELF: &str = "--credentials takes a file, or - for standard input, and not the document itself: other users \
                      of this machine see arguments; make new credentials if these are in use";
