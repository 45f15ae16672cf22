//! [`Work`]: turns pieces of the input into answers, on several threads, in order and in constant memory.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Known;
use std::io::{self, Read};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, SystemTime};

use s3_presigner::Presigner;

use super::answers::{Answer, Answers, Lifetime};
use super::chunk::{Chunk, Chunks};
use super::entry::{Defaults, Entry};
use super::form::Form;
use super::table::Table;
use super::{json_line, listing};
use crate::failure::in_arguments;

/// What is to be done with every line.
pub(super) struct Work {
    pub(super) presigner: Presigner,
    pub(super) time: SystemTime,
    pub(super) lifetime: Lifetime,
    pub(super) defaults: Defaults,
    pub(super) form: Form,
    pub(super) table: Option<Table>,
    pub(super) answer: Answer,
    pub(super) threads: usize,
}

/// On which side it came to an end before its time.
pub(super) enum Stopped {
    Reading(io::Error),
    Writing(io::Error),
}

/// Who takes the answers away.
pub(super) trait Sink: Send {
    fn take(&mut self, answers: Answers) -> io::Result<()>;
}

impl Work {
    /// Answers every line of the input.
    ///
    /// Piece after piece goes to the next thread in turn, and the answers are fetched in the same turns: so they
    /// stay in order, and no more pieces are under way than there is room for.
    pub(super) fn run(
        &self,
        mut input: Chunks<impl Read>,
        sink: &mut impl Sink,
    ) -> Result<(), Stopped> {
        thread::scope(|scope| {
            let mut pieces = Vec::new();
            let mut answers = Vec::new();
            for _ in 0..self.threads {
                let (send_piece, take_piece) = sync_channel::<Chunk>(1);
                let (send_answers, take_answers) = sync_channel(1);
                scope.spawn(move || self.answer_all(&take_piece, &send_answers));
                pieces.push(send_piece);
                answers.push(take_answers);
            }
            let writing = scope.spawn(move || fetch(&answers, sink));
            let mut turns = pieces.iter().cycle();
            let read = loop {
                match input.next() {
                    Ok(Some(piece)) => {
                        // Nobody takes it where writing failed.
                        if turns.next().is_none_or(|turn| turn.send(piece).is_err()) {
                            break Ok(());
                        }
                    }
                    Ok(None) => break Ok(()),
                    Err(error) => break Err(Stopped::Reading(error)),
                }
            };
            drop(turns);
            drop(pieces);
            match writing.join() {
                Ok(Err(error)) => Err(Stopped::Writing(error)),
                Ok(Ok(())) => read,
                Err(panic) => std::panic::resume_unwind(panic),
            }
        })
    }

    fn answer_all(&self, pieces: &Receiver<Chunk>, answers: &SyncSender<Answers>) {
        let mut others = HashMap::new();
        for piece in pieces {
            if answers.send(self.answer(&piece, &mut others)).is_err() {
                return;
            }
        }
    }

    /// The answers to one piece.
    fn answer(&self, piece: &Chunk, others: &mut Others) -> Answers {
        let mut answers = Answers::new(self.answer);
        answers.input = u64::try_from(piece.text.len()).unwrap_or(u64::MAX);
        if piece.is_cut {
            let text = "the line is longer than 1 MiB: a key has 1024 bytes at the most";
            answers.refusal(piece.line, None, text);
        } else if let Some(table) = &self.table {
            for row in table.rows(&piece.text, piece.line) {
                match row {
                    Ok(row) => {
                        let line = row.line;
                        self.answer_one(&mut answers, line, table.entry(row), others);
                    }
                    Err(text) => answers.refusal(piece.line, None, &text),
                }
            }
        } else {
            for (line, text) in
                (piece.line..).zip(piece.text.split_inclusive(|byte| *byte == b'\n'))
            {
                self.answer_line(&mut answers, line, text, others);
            }
        }
        answers
    }

    fn answer_line(&self, answers: &mut Answers, line: u64, text: &[u8], others: &mut Others) {
        if text.trim_ascii().is_empty() {
            return;
        }
        let Ok(text) = std::str::from_utf8(text) else {
            return answers.refusal(line, None, "the line is not UTF-8: write the file anew in it");
        };
        let text = text.strip_suffix('\n').unwrap_or(text);
        let text = text.strip_suffix('\r').unwrap_or(text);
        let entry =
            match self.form {
                Form::Jsonl => json_line::entry(text),
                Form::S3Ls if listing::is_passed_over(text) => return,
                Form::S3Ls => match listing::key(text) {
                    Some(key) => Ok(Entry { key: key.into(), ..Entry::default() }),
                    None => Err("the line is none that aws s3 ls prints: date, time, size and key"
                        .to_owned()),
                },
                _ => Entry::of_key(text.into()),
            };
        let entry = entry
            .map_err(|error| (error, json_line::id(text).filter(|_| self.form == Form::Jsonl)));
        match entry {
            Ok(entry) => self.answer_one(answers, line, Ok(entry), others),
            Err((error, id)) => {
                let entry = Entry { id, ..Entry::default() };
                answers.refusal(line, Some(&entry), &error);
            }
        }
    }

    fn answer_one<'l>(
        &'l self,
        answers: &mut Answers,
        line: u64,
        entry: Result<Entry<'l>, String>,
        others: &mut Others,
    ) {
        let mut entry = match entry {
            Ok(entry) => entry,
            Err(error) => return answers.refusal(line, None, &error),
        };
        let completed = entry.complete(&self.defaults);
        let lifetime = completed.and_then(|()| self.lifetime_of(&entry, others));
        match lifetime {
            Ok(lifetime) => answers.link(line, &entry, lifetime),
            Err(error) => answers.refusal(line, Some(&entry), &error),
        }
    }

    /// The batch of an entry's lifetime. Of those that lines ask for, a few are kept.
    fn lifetime_of<'o>(
        &'o self,
        entry: &Entry<'_>,
        others: &'o mut Others,
    ) -> Result<&'o Lifetime, String> {
        let Some(asked) = entry.expires_in else { return Ok(&self.lifetime) };
        if others.len() >= MOST_OTHERS && !others.contains_key(&asked) {
            others.clear();
        }
        match others.entry(asked) {
            Known::Occupied(known) => Ok(known.into_mut()),
            Known::Vacant(unknown) => {
                let batch = self.presigner.batch_at(asked, self.time);
                let batch = batch.map_err(|error| in_arguments(&error))?;
                Ok(unknown.insert(Lifetime::new(batch)))
            }
        }
    }
}

/// Batches of other lifetimes than that of most lines.
type Others = HashMap<Duration, Lifetime>;

const MOST_OTHERS: usize = 64;

fn fetch(answers: &[Receiver<Answers>], sink: &mut impl Sink) -> io::Result<()> {
    for turn in answers.iter().cycle() {
        match turn.recv() {
            Ok(answers) => sink.take(answers)?,
            // In turns, so the first that has nothing more is the last.
            Err(_) => return Ok(()),
        }
    }
    Ok(())
}
