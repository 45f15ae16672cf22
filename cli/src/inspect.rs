//! `inspect`: what a link says, and what is wrong with it.

use std::io::Write;
use std::process::ExitCode;
use std::time::SystemTime;

use anstyle::Style;
use clap::Args;
use s3_presigner::{Inspection, Problem};

use super::failure::{ERROR, Failure, WARNING};
use super::pasted::{link, printable};
use super::values;

#[derive(Args)]
#[command(
    after_help = "It needs no credentials. It exits with 1 if the link cannot work.\n\nExample:\n  presign inspect < link.txt"
)]
pub(crate) struct Arguments {
    /// The link; standard input unless it is given, which keeps it out of the shell's history
    #[arg(value_name = "URL")]
    url: Option<String>,

    /// As of this time instead of now: 2026-11-21T12:00:00Z
    #[arg(long, value_name = "TIME", value_parser = values::instant)]
    at: Option<SystemTime>,

    /// Show the signature and the session token too
    #[arg(long)]
    show_secrets: bool,
}

impl Arguments {
    pub(crate) fn run(&self, now: SystemTime) -> Result<ExitCode, Failure> {
        let link = link(self.url.as_deref())?;
        let inspection = Inspection::of_at(&link, self.at.unwrap_or(now));
        let report = if self.show_secrets {
            inspection.report_with_secrets()
        } else {
            inspection.to_string()
        };
        let mut out = anstream::stdout().lock();
        for line in report.lines().map(printable) {
            let (name, rest) = line.split_at_checked(NAME_WIDTH).unwrap_or((&line, ""));
            let style = match name.trim_end() {
                "error" => ERROR,
                "warning" => WARNING,
                _ => Style::new().bold(),
            };
            writeln!(out, "{style}{name}{style:#}{rest}")?;
        }
        out.flush()?;
        let is_bad = inspection.problems().iter().any(Problem::is_fatal);
        Ok(ExitCode::from(u8::from(is_bad)))
    }
}

/// The column of names in the report.
const NAME_WIDTH: usize = 16;
