//! [`Chunks`]: the input in pieces of whole lines, each small, as soon as they are there.

use std::io::{self, Read};

use super::form::Form;

/// Whole lines, or whole rows of a table.
pub(super) struct Chunk {
    pub(super) text: Vec<u8>,
    /// The number of its first line.
    pub(super) line: u64,
    /// Whether it is the beginning of a line that is too long to be one.
    pub(super) is_cut: bool,
}

/// Reads in blocks, and cuts behind line ends.
pub(super) struct Chunks<R> {
    input: R,
    form: Form,
    /// What was read and not given out.
    rest: Vec<u8>,
    line: u64,
    is_at_end: bool,
}

impl<R: Read> Chunks<R> {
    pub(super) fn new(input: R) -> Self {
        Self { input, form: Form::Keys, rest: Vec::new(), line: 1, is_at_end: false }
    }

    /// Sets what the lines are: rows may go over line ends.
    pub(super) fn set_form(&mut self, form: Form) {
        self.form = form;
    }

    /// The first line that is not blank, with what stands before it taken off; it stays in the input.
    pub(super) fn first_line(&mut self) -> io::Result<Option<String>> {
        loop {
            if self.line == 1 && self.rest.starts_with(BOM) {
                self.rest.drain(..BOM.len());
            }
            let Some(end) = end_of_line(&self.rest) else {
                if self.is_at_end || self.rest.len() > LONGEST {
                    return Ok(Some(String::from_utf8_lossy(&self.rest).into_owned())
                        .filter(|line| !line.trim().is_empty()));
                }
                self.read()?;
                continue;
            };
            let line = self.rest.get(..end).unwrap_or_default();
            if !line.trim_ascii().is_empty() {
                return Ok(Some(String::from_utf8_lossy(line).into_owned()));
            }
            self.rest.drain(..end);
            self.line += 1;
        }
    }

    /// Takes the first line out of the input: the names of columns.
    pub(super) fn skip_line(&mut self) {
        let end = end_of_line(&self.rest).unwrap_or(self.rest.len());
        self.rest.drain(..end);
        self.line += 1;
    }

    /// The next lines, at once where there are some already; `None` at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Chunk>> {
        loop {
            let cut = self.cut();
            if cut > 0 {
                return Ok(Some(self.take(cut)));
            }
            if self.is_at_end {
                let all = self.rest.len();
                return Ok((all > 0).then(|| self.take(all)));
            }
            if self.rest.len() > LONGEST {
                return self.take_cut().map(Some);
            }
            self.read()?;
        }
    }

    /// How many bytes of whole lines there are, up to so many lines and bytes; at least one line.
    fn cut(&self) -> usize {
        let has_quotes = self.form.separator() == Some(b',');
        let (mut cut, mut lines, mut is_quoted) = (0, 0, false);
        for (at, byte) in self.rest.iter().enumerate() {
            match byte {
                b'"' if has_quotes => is_quoted = !is_quoted,
                b'\n' if !is_quoted => {
                    (cut, lines) = (at + 1, lines + 1);
                    if lines >= MOST_LINES || cut >= MOST_BYTES {
                        break;
                    }
                }
                _ => {}
            }
        }
        cut
    }

    fn take(&mut self, length: usize) -> Chunk {
        let rest = self.rest.split_off(length);
        let text = std::mem::replace(&mut self.rest, rest);
        let line = self.line;
        self.line += lines(&text);
        Chunk { text, line, is_cut: false }
    }

    /// The beginning of a line that is too long, whose rest is passed over.
    fn take_cut(&mut self) -> io::Result<Chunk> {
        let mut chunk = self.take(self.rest.len());
        chunk.is_cut = true;
        loop {
            if let Some(end) = end_of_line(&self.rest) {
                self.rest.drain(..end);
                self.line += 1;
                return Ok(chunk);
            }
            self.rest.clear();
            if self.is_at_end {
                return Ok(chunk);
            }
            self.read()?;
        }
    }

    /// Reads what there is, up to a block.
    fn read(&mut self) -> io::Result<()> {
        let length = self.rest.len();
        self.rest.resize(length + BLOCK, 0);
        let read = loop {
            match self.input.read(self.rest.get_mut(length..).unwrap_or_default()) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                outcome => break outcome,
            }
        };
        self.rest.truncate(length + read.as_ref().copied().unwrap_or_default());
        self.is_at_end = matches!(read, Ok(0));
        read.map(|_| ())
    }
}

/// Where the first line ends, its end included.
fn end_of_line(text: &[u8]) -> Option<usize> {
    text.iter().position(|byte| *byte == b'\n').map(|at| at + 1)
}

fn lines(text: &[u8]) -> u64 {
    text.iter().map(|byte| u64::from(*byte == b'\n')).sum()
}

/// What some editors put in front of a text in UTF-8.
const BOM: &[u8] = b"\xef\xbb\xbf";
const BLOCK: usize = 64 * 1024;
const MOST_BYTES: usize = 64 * 1024;
const MOST_LINES: usize = 1024;
pub(super) const LONGEST: usize = 1 << 20;

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives out so many bytes at a time.
    struct Slow<'t>(&'t [u8], usize);

    impl Read for Slow<'_> {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            let length = self.0.len().min(self.1).min(out.len());
            let (now, later) = self.0.split_at(length);
            out[..length].copy_from_slice(now);
            self.0 = later;
            Ok(length)
        }
    }

    fn chunks(text: &[u8], step: usize, form: Form) -> Vec<(u64, Vec<u8>, bool)> {
        let mut chunks = Chunks::new(Slow(text, step));
        chunks.set_form(form);
        let next = || chunks.next().unwrap().map(|chunk| (chunk.line, chunk.text, chunk.is_cut));
        std::iter::from_fn(next).collect()
    }

    #[test]
    fn nothing_is_lost_and_every_line_has_its_number() {
        let text: Vec<u8> = (1..=3_000).flat_map(|line| format!("{line}\n").into_bytes()).collect();
        for step in [1, 7, 1_000, 1 << 20] {
            let chunks = chunks(&text, step, Form::Keys);
            assert_eq!(
                chunks.iter().flat_map(|(_, text, _)| text.clone()).collect::<Vec<_>>(),
                text
            );
            for (line, text, _) in chunks {
                assert!(text.starts_with(format!("{line}\n").as_bytes()));
            }
        }
        assert_eq!(
            chunks(b"a\nb", 1, Form::Keys),
            [(1, b"a\n".to_vec(), false), (2, b"b".to_vec(), false)]
        );
    }

    #[test]
    fn a_row_in_quotes_is_not_cut() {
        let text = b"\"a\nb\",1\nc,2\n";
        assert_eq!(
            chunks(text, 1, Form::Csv),
            [(1, b"\"a\nb\",1\n".to_vec(), false), (3, b"c,2\n".to_vec(), false)]
        );
    }

    #[test]
    fn a_line_that_is_too_long_is_cut_and_passed_over() {
        let text = [&b"a\n"[..], &vec![b'x'; 3 << 20], b"\nb\n"].concat();
        let chunks = chunks(&text, 1 << 16, Form::Keys);
        let shape: Vec<_> =
            chunks.iter().map(|(line, text, is_cut)| (*line, text.len().min(9), *is_cut)).collect();
        assert_eq!(shape, [(1, 2, false), (2, 9, true), (3, 2, false)]);
    }

    #[test]
    fn the_first_line_is_seen_and_stays() {
        let mut chunks = Chunks::new(Slow(b"\xef\xbb\xbf\n  \nkey,size\na,1\n", 2));
        assert_eq!(chunks.first_line().unwrap().as_deref(), Some("key,size\n"));
        chunks.skip_line();
        let chunk = chunks.next().unwrap().unwrap();
        assert_eq!((chunk.line, &*chunk.text), (4, &b"a,1\n"[..]));
        assert_eq!(Chunks::new(Slow(b"\n\n", 2)).first_line().unwrap(), None);
    }
}
