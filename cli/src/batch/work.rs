//! [`Work`]: turns pieces of the input into answers, on several threads, in order and in constant memory.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Known;
use std::io::{self, Read};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, SystemTime};

use s3_presigner::{Presigner, UrlBuffer};

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
    fn take(&mut self, answers: &Answers) -> io::Result<()>;
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
                let (send_piece, take_piece) = sync_channel::<Chunk>(WAITING);
                let (send_answers, take_answers) = sync_channel(WAITING);
                let (send_room, take_room) = sync_channel(WAITING);
                scope.spawn(move || self.answer_all(&take_piece, &send_answers, &take_room));
                pieces.push(send_piece);
                answers.push((take_answers, send_room));
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

    fn answer_all(
        &self,
        pieces: &Receiver<Chunk>,
        answers: &SyncSender<Answers>,
        room: &Receiver<String>,
    ) {
        let (mut others, mut urls) = (HashMap::new(), UrlBuffer::new());
        for piece in pieces {
            let mut answered = Answers::new(self.answer, room.try_recv().unwrap_or_default());
            self.answer(&piece, &mut answered, &mut others, &mut urls);
            if answers.send(answered).is_err() {
                return;
            }
        }
    }

    /// The answers to one piece.
    fn answer(
        &self,
        piece: &Chunk,
        answers: &mut Answers,
        others: &mut Others,
        urls: &mut UrlBuffer,
    ) {
        answers.input = u64::try_from(piece.text.len()).unwrap_or(u64::MAX);
        let mut run = Run { work: self, others, answers, urls, lines: Vec::new() };
        if piece.is_cut {
            let text = "the line is longer than 1 MiB: a key has 1024 bytes at the most";
            run.refuse(piece.line, None, text);
        } else if let Some(table) = &self.table {
            for row in table.rows(&piece.text, piece.line) {
                match row {
                    Ok(row) => run.take(row.line, table.entry(row)),
                    Err(text) => run.refuse(piece.line, None, &text),
                }
            }
        } else {
            for (line, text) in
                (piece.line..).zip(piece.text.split_inclusive(|byte| *byte == b'\n'))
            {
                self.read_line(&mut run, line, text);
            }
        }
        run.sign();
    }

    fn read_line<'l>(&'l self, run: &mut Run<'_, 'l>, line: u64, text: &'l [u8]) {
        if text.trim_ascii().is_empty() {
            return;
        }
        let Ok(text) = std::str::from_utf8(text) else {
            return run.refuse(line, None, "the line is not UTF-8: write the file anew in it");
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
        match entry {
            Ok(entry) => run.take(line, Ok(entry)),
            Err(error) => {
                let id = json_line::id(text).filter(|_| self.form == Form::Jsonl);
                run.refuse(line, Some(&Entry { id, ..Entry::default() }), &error);
            }
        }
    }

    /// The batch of a lifetime that lines ask for. A few are kept.
    fn lifetime_of<'o>(
        &'o self,
        asked: Option<Duration>,
        others: &'o mut Others,
    ) -> Result<&'o Lifetime, String> {
        let Some(asked) = asked else { return Ok(&self.lifetime) };
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

/// Lines that follow each other and ask for the same lifetime, which are signed together.
struct Run<'a, 'l> {
    work: &'l Work,
    others: &'a mut Others,
    answers: &'a mut Answers,
    urls: &'a mut UrlBuffer,
    lines: Vec<(u64, Entry<'l>)>,
}

impl<'l> Run<'_, 'l> {
    /// Takes a line that asks for a link, or says why it does not.
    fn take(&mut self, line: u64, entry: Result<Entry<'l>, String>) {
        let mut entry = match entry {
            Ok(entry) => entry,
            Err(error) => return self.refuse(line, None, &error),
        };
        if let Err(error) = entry.complete(&self.work.defaults) {
            return self.refuse(line, Some(&entry), &error);
        }
        if self.lines.first().is_some_and(|(_, first)| first.expires_in != entry.expires_in) {
            self.sign();
        }
        self.lines.push((line, entry));
    }

    /// Answers a line that gets no link, behind those before it.
    fn refuse(&mut self, line: u64, entry: Option<&Entry<'_>>, error: &str) {
        self.sign();
        self.answers.refusal(line, entry, error);
    }

    /// Answers the lines so far.
    fn sign(&mut self) {
        let Some((_, first)) = self.lines.first() else { return };
        match self.work.lifetime_of(first.expires_in, self.others) {
            Ok(lifetime) => self.answers.links(&self.lines, lifetime, self.urls),
            Err(error) => {
                for (line, entry) in &self.lines {
                    self.answers.refusal(*line, Some(entry), &error);
                }
            }
        }
        self.lines.clear();
    }
}

/// How many pieces, and how many answers, may wait for each thread, so that none has to wait for the others.
const WAITING: usize = 2;

/// Batches of other lifetimes than that of most lines.
type Others = HashMap<Duration, Lifetime>;

const MOST_OTHERS: usize = 64;

/// Hands the answers on, and what they lay in back to where they were made.
fn fetch(
    answers: &[(Receiver<Answers>, SyncSender<String>)],
    sink: &mut impl Sink,
) -> io::Result<()> {
    for (answers, room) in answers.iter().cycle() {
        // In turns, so the first that has nothing more is the last.
        let Ok(answers) = answers.recv() else { return Ok(()) };
        sink.take(&answers)?;
        // Who has no use for it leaves it.
        _ = room.try_send(answers.text);
    }
    Ok(())
}
