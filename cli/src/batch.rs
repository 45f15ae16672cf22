//! `batch`: lines in, links out, in order, in constant memory.

mod answers;
mod chunk;
mod entry;
mod form;
mod json_line;
mod listing;
mod table;
mod work;

use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread::available_parallelism;
use std::time::SystemTime;

use clap::{Args, ValueHint};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use self::answers::{Answer, Answers, Lifetime};
use self::chunk::Chunks;
use self::entry::Defaults;
use self::form::Form;
use self::table::Table;
use self::work::{Sink, Stopped, Work};
use super::failure::{Failure, note};
use super::signer::{RARE, Signer};
use super::values;

#[derive(Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// File with the lines; standard input unless it is given
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    file: Option<PathBuf>,

    #[command(flatten)]
    signer: Signer,

    /// Bucket of lines that name none
    #[arg(long, value_name = "NAME")]
    bucket: Option<String>,

    /// What stands before every key: the folder that `aws s3 ls` was asked for
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    prefix: String,

    /// Method of lines that name none
    #[arg(long, short = 'X', default_value = "GET", value_name = "METHOD")]
    method: String,

    /// What the lines are; else what the first of them looks like
    #[arg(long, value_name = "FORM", value_enum)]
    input: Option<Form>,

    /// What comes out for each line
    #[arg(long, short, value_enum, value_name = "FORM", default_value_t = Answer::Jsonl)]
    output: Answer,

    /// How many lines are worked on at once; else as many as there are processors
    #[arg(long, value_name = "NUMBER", value_parser = values::count, help_heading = RARE)]
    threads: Option<NonZero<usize>>,
}

const HELP: &str = "\
Lines are keys or s3:// URIs, JSON objects, rows of CSV or TSV with the names of the columns first, rows of S3 \
Inventory, or what `aws s3 ls` prints.
A JSON object has a key, and perhaps bucket, method, headers, query, expires_in, attachment, and an id that comes back. \
Columns are called key or uri, bucket, method, expires_in, attachment, version_id and id; others are passed over.

Examples:
  presign batch --bucket photos -e 1h -o url keys.txt > links.txt
  aws s3 ls --recursive s3://photos/2026/ |
    presign batch --bucket photos -e 7d -o csv > links.csv
  presign batch -e 12h inventory.csv > links.jsonl

It exits with 3 if any line was refused; the others have their links.";

impl Arguments {
    pub(crate) fn run(&self, now: SystemTime) -> Result<ExitCode, Failure> {
        let path = self.file.as_deref().filter(|path| *path != "-");
        if path.is_none() && self.signer.reads_stdin() {
            let text = "standard input cannot hold both the lines and the credentials: name a file with the lines";
            return Err(Failure::Usage(text.to_owned()));
        }
        let (presigner, _) = self.signer.presigner()?;
        let time = self.signer.time(now);
        let lifetime = Lifetime::new(presigner.batch_at(self.signer.lifetime(), time)?);
        let (input, size) = opened(path)?;
        let mut input = Chunks::new(input);
        let stopped = |stopped| match (stopped, path) {
            (Stopped::Reading(error), Some(path)) => Failure::file(path, &error),
            (Stopped::Reading(error) | Stopped::Writing(error), _) => error.into(),
        };
        let first = input.first_line().map_err(|error| stopped(Stopped::Reading(error)))?;
        let Some(first) = first else { return Ok(ExitCode::SUCCESS) };
        let form = self.input.unwrap_or_else(|| Form::of(&first));
        input.set_form(form);
        let table = table(form, &first, &mut input)?;
        let expires_at = lifetime.expires_at().to_owned();
        let defaults = Defaults {
            bucket: self.bucket.clone(),
            prefix: self.prefix.clone(),
            method: self.method.clone(),
        };
        let threads = self.threads.or_else(|| available_parallelism().ok()).map_or(1, NonZero::get);
        let answer = self.output;
        let work = Work { presigner, time, lifetime, defaults, form, table, answer, threads };
        let mut output = Output::new(answer, size);
        let ended = output.begin().map_err(Stopped::Writing);
        let ended = ended.and_then(|()| work.run(input, &mut output));
        output.bar.finish_and_clear();
        ended.map_err(stopped)?;
        Ok(output.summary(form, &expires_at))
    }
}

/// The input, and its size where it is known.
fn opened(path: Option<&Path>) -> Result<(Box<dyn Read>, Option<u64>), Failure> {
    match path {
        None => {
            if io::stdin().is_terminal() {
                note("type or paste the lines, and end them with Ctrl-D");
            }
            Ok((Box::new(io::stdin().lock()), None))
        }
        Some(path) => {
            let file = File::open(path).map_err(|error| Failure::file(path, &error))?;
            let size = file.metadata().ok().filter(std::fs::Metadata::is_file);
            Ok((Box::new(file), size.map(|metadata| metadata.len())))
        }
    }
}

/// What stands in which column, where the lines are rows.
fn table(form: Form, first: &str, input: &mut Chunks<impl Read>) -> Result<Option<Table>, Failure> {
    if form.separator().is_none() {
        return Ok(None);
    }
    if form != Form::Inventory {
        input.skip_line();
    }
    Table::new(form, Some(first)).map(Some).map_err(Failure::Refused)
}

/// Where the answers go, and what became of them so far.
struct Output {
    form: Answer,
    bar: ProgressBar,
    links: u64,
    refused: u64,
}

impl Output {
    fn new(form: Answer, size: Option<u64>) -> Self {
        Self { form, bar: progress(size), links: 0, refused: 0 }
    }

    fn begin(&self) -> io::Result<()> {
        io::stdout().write_all(self.form.head().as_bytes())
    }

    /// Says what came of the lines, and gives the status to leave with.
    fn summary(&self, form: Form, expires_at: &str) -> ExitCode {
        let Self { links, refused, .. } = self;
        if *refused == 0 {
            let (s, work) = if *links == 1 { ("", "works") } else { ("s", "work") };
            let from = form.words();
            note(format_args!("{links} link{s} from {from}, that {work} until {expires_at}"));
            return ExitCode::SUCCESS;
        }
        let place = match self.form {
            Answer::Url if *refused > MOST_TOLD => "; the first ones are told above",
            Answer::Url => "",
            _ => ": see \"error\" in the output",
        };
        let of = links + refused;
        note(format_args!("{refused} of {of} lines were refused{place}"));
        ExitCode::from(3)
    }
}

impl Sink for Output {
    fn take(&mut self, answers: &Answers) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(answers.text.as_bytes())?;
        out.flush()?;
        for text in &answers.told {
            self.refused += 1;
            if self.refused <= MOST_TOLD {
                note(text);
            }
        }
        let told = u64::try_from(answers.told.len()).unwrap_or_default();
        self.refused += answers.refused - told;
        self.links += answers.links;
        self.bar.inc(answers.input);
        self.bar.set_message(format!("{} links", self.links));
        Ok(())
    }
}

/// A bar over the bytes of the input, on a terminal that does not show the answers.
fn progress(size: Option<u64>) -> ProgressBar {
    let is_shown = io::stderr().is_terminal() && !io::stdout().is_terminal();
    let target = if is_shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(size, target);
    let template = match size {
        Some(_) => "{wide_bar} {bytes}/{total_bytes} {msg} {eta}",
        None => "{spinner} {bytes} {msg} {bytes_per_sec}",
    };
    ProgressStyle::with_template(template).map(|style| bar.clone().with_style(style)).unwrap_or(bar)
}

/// How many refusals are told on standard error.
const MOST_TOLD: u64 = 10;
