//! `man`: the manual pages of this command.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, CommandFactory, ValueHint};
use clap_mangen::Man;

use super::failure::Failure;
use super::output::print;

#[derive(Args)]
#[command(
    after_help = "Examples:\n  presign man | man -l -\n  presign man /usr/local/share/man/man1"
)]
pub(crate) struct Arguments {
    /// Folder into which the pages of this command and of its tasks are written; else the first one is printed
    #[arg(value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    folder: Option<PathBuf>,
}

impl Arguments {
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        let command = super::Command::command();
        if let Some(folder) = &self.folder {
            let written = clap_mangen::generate_to(command, folder);
            written.map_err(|error| Failure::file(folder, &error))?;
            return Ok(ExitCode::SUCCESS);
        }
        let mut page = Vec::new();
        Man::new(command).render(&mut page)?;
        print(String::from_utf8_lossy(&page).trim_end())?;
        Ok(ExitCode::SUCCESS)
    }
}
