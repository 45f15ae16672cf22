//! `batch`: JSON lines in, JSON lines out, in order, in constant memory.

use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::SystemTime;

use clap::{Args, ValueHint};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use s3_presigner::Batch;

use super::batch_line::{Defaults, answer};
use super::failure::{Failure, note};
use super::signer::Signer;

#[derive(Args)]
#[command(
    after_help = "A line is an object with a key, and perhaps bucket, method, headers, query, and an id that comes \
                        back: {\"key\":\"cat.jpg\"}\nIts answer is a line too: a link, or an object with the \"line\" and \
                        the \"error\". It exits with 3 if any line was refused."
)]
pub(crate) struct Arguments {
    /// File with the lines; standard input unless it is given
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    file: Option<PathBuf>,

    #[command(flatten)]
    signer: Signer,

    /// Bucket of lines that name none
    #[arg(long, value_name = "NAME")]
    bucket: Option<String>,

    /// Method of lines that name none
    #[arg(long, short = 'X', default_value = "GET", value_name = "METHOD")]
    method: String,
}

impl Arguments {
    pub(crate) fn run(&self, now: SystemTime) -> Result<ExitCode, Failure> {
        let path = self.file.as_deref().filter(|path| *path != "-");
        if path.is_none() && self.signer.reads_stdin() {
            let text = "standard input cannot hold both the lines and the credentials: name a file with the lines";
            return Err(Failure::Usage(text.to_owned()));
        }
        let (presigner, _) = self.signer.presigner()?;
        let batch = presigner.batch_at(self.signer.expires_in, self.signer.time(now))?;
        let (input, size): (Box<dyn Read>, _) = match path {
            None => (Box::new(io::stdin().lock()), None),
            Some(path) => {
                let file = File::open(path).map_err(|error| Failure::file(path, &error))?;
                let size = file.metadata().ok().filter(std::fs::Metadata::is_file);
                (Box::new(file), size.map(|metadata| metadata.len()))
            }
        };
        let bar = progress(size);
        let defaults = Defaults { method: &self.method, bucket: self.bucket.as_deref() };
        let counts = signed(BufReader::with_capacity(BUFFER, input), &batch, &defaults, &bar);
        bar.finish_and_clear();
        let Counts { lines, refused } = counts.map_err(|stopped| match (stopped, path) {
            (Stopped::Reading(error), Some(path)) => Failure::file(path, &error),
            (Stopped::Reading(error) | Stopped::Writing(error), _) => error.into(),
        })?;
        if refused == 0 {
            return Ok(ExitCode::SUCCESS);
        }
        note(format_args!("{refused} of {lines} lines were refused: see \"error\" in the output"));
        Ok(ExitCode::from(3))
    }
}

struct Counts {
    lines: u64,
    refused: u64,
}

/// On which side a batch came to an end before its time.
enum Stopped {
    Reading(io::Error),
    Writing(io::Error),
}

/// Answers every line. Memory is that of the longest line, which is limited.
fn signed(
    mut input: impl Buffered,
    batch: &Batch,
    defaults: &Defaults<'_>,
    bar: &ProgressBar,
) -> Result<Counts, Stopped> {
    let mut out = io::stdout().lock();
    let (mut line, mut answers) = (Vec::new(), Vec::with_capacity(BUFFER));
    let mut counts = Counts { lines: 0, refused: 0 };
    let mut number = 0;
    loop {
        // Whoever feeds line by line wants each answer before the next line.
        if answers.len() >= BUFFER / 2 || !input.has_line() {
            flush(&mut out, &mut answers)?;
        }
        let read = next_line(&mut input, &mut line).map_err(Stopped::Reading)?;
        let Some(read) = read else { break };
        number += 1;
        bar.inc(read);
        if line.trim_ascii().is_empty() {
            continue;
        }
        counts.lines += 1;
        let text = checked(&line);
        counts.refused += u64::from(!answer(text, number, batch, defaults, &mut answers));
    }
    flush(&mut out, &mut answers)?;
    Ok(counts)
}

fn flush(out: &mut impl Write, answers: &mut Vec<u8>) -> Result<(), Stopped> {
    out.write_all(answers).and_then(|()| out.flush()).map_err(Stopped::Writing)?;
    answers.clear();
    Ok(())
}

/// A reader that knows whether it would have to wait.
trait Buffered: BufRead {
    fn has_line(&self) -> bool;
}

impl<R: Read> Buffered for BufReader<R> {
    fn has_line(&self) -> bool {
        self.buffer().contains(&b'\n')
    }
}

/// Reads a line, its end included, and gives how many bytes it has. Of one that is too long, only as much is
/// kept as shows that.
fn next_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<Option<u64>> {
    line.clear();
    let mut read = input.by_ref().take(LONGEST + 1).read_until(b'\n', line)?;
    let is_cut = line.last() != Some(&b'\n') && line.len() > LONGEST_KEPT;
    if is_cut {
        read += input.skip_until(b'\n')?;
    }
    Ok((read > 0).then(|| u64::try_from(read).unwrap_or(u64::MAX)))
}

fn checked(line: &[u8]) -> Result<&str, &'static str> {
    if line.len() > LONGEST_KEPT {
        return Err("the line is longer than 1 MiB: a key has 1024 bytes at the most");
    }
    std::str::from_utf8(line).map_err(|_| "the line is not UTF-8: JSON is")
}

/// A bar over the bytes of the input, on a terminal that does not show the answers.
fn progress(size: Option<u64>) -> ProgressBar {
    let is_shown = io::stderr().is_terminal() && !io::stdout().is_terminal();
    let target = if is_shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(size, target);
    let template = match size {
        Some(_) => "{wide_bar} {bytes}/{total_bytes} {eta}",
        None => "{spinner} {bytes} {bytes_per_sec}",
    };
    ProgressStyle::with_template(template).map(|style| bar.clone().with_style(style)).unwrap_or(bar)
}

/// What is read and written at once.
const BUFFER: usize = 64 * 1024;
const LONGEST_KEPT: usize = 1 << 20;
const LONGEST: u64 = 1 << 20;
