//! A line for a POSIX shell: `sh`, `bash`, `zsh`.

use super::job::Job;

/// A line, to which words are added. Its parts that come from here are plain words; all others are quoted.
pub(super) struct Line(String);

impl Line {
    pub(super) fn new(command: &str) -> Self {
        Self(command.to_owned())
    }

    /// Adds words that mean nothing to a shell.
    pub(super) fn plain(&mut self, words: &str) {
        self.0.push(' ');
        self.0.push_str(words);
    }

    /// Adds one word, whatever it holds.
    pub(super) fn word(&mut self, text: &str) {
        self.0.push(' ');
        self.0.push_str(&quoted(text));
    }

    /// Adds an option and its argument, each a word.
    pub(super) fn option(&mut self, option: &str, argument: &str) {
        self.plain(option);
        self.word(argument);
    }

    /// Ends the line with the link.
    pub(super) fn end(mut self, job: &Job<'_>) -> String {
        self.word(job.link());
        self.text()
    }

    /// The same, and gives the tool a file as its standard input; without the file, the tool is not run.
    pub(super) fn end_reading(mut self, job: &Job<'_>, file: &str) -> String {
        self.word(job.link());
        self.plain("<");
        self.word(file);
        self.text()
    }

    pub(super) fn text(self) -> String {
        self.0
    }
}

/// One word, in which nothing means anything but the quote itself.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_quote_means_anything_in_quotes() {
        assert_eq!(quoted("$HOME `id` \\ \" !! \n ~"), "'$HOME `id` \\ \" !! \n ~'");
        assert_eq!(quoted("it's '"), r"'it'\''s '\'''");
        assert_eq!(quoted(""), "''");
    }
}
