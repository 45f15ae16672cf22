//! What the runs of a tool come to: a row of the table in `docs/cookbook.md`.

use super::observer::Line;
use super::scene::{BRIEF, Run};

/// The runs of one tool.
pub(crate) struct Runs {
    /// With the link for GET itself.
    pub(crate) link: Run,
    /// Through a service that redirects HEAD too.
    pub(crate) leading: Run,
    /// Through the service of the example.
    pub(crate) lasting: Run,
    /// The same, with links that die while it reads; none of a tool that asks for all at once.
    pub(crate) brief: Option<Run>,
}

impl Runs {
    pub(crate) fn row(&self, name: &str) -> String {
        let asks_head = [&self.link, &self.lasting].into_iter().any(|run| count(run, is_head) > 0);
        let led = if asks_head { works(&self.leading) } else { NOTHING };
        let cells = [
            name,
            if asks_head { "yes" } else { "no" },
            works(&self.link),
            led,
            works(&self.lasting),
            self.asks_again(),
            self.outlives_the_link(),
        ];
        format!("| {} |", cells.join(" | "))
    }

    fn asks_again(&self) -> &'static str {
        let of_service = count(&self.lasting, |line| line.of_service && line.method == "GET");
        let of_server = count(&self.lasting, |line| is_of_server(line) && line.method == "GET");
        match (of_service, of_server) {
            (_, 0 | 1) => NOTHING,
            (1, _) => "no",
            _ => "yes",
        }
    }

    /// Whether it was given bytes when the first link had died for sure.
    fn outlives_the_link(&self) -> &'static str {
        let of_link = |line: &&Line| line.of_service && line.method == "GET";
        let Some(brief) = &self.brief else { return NOTHING };
        let Some(first) = brief.lines.iter().find(of_link).map(|line| line.at) else {
            return NOTHING;
        };
        let is_late = |line: &Line| {
            let after = line.at.saturating_duration_since(first);
            is_of_server(line) && after > BRIEF && line.status.is_success()
        };
        match (brief.output.status.success(), count(brief, is_late)) {
            (false, _) => "**no**",
            (true, 0) => NOTHING,
            (true, _) => "yes",
        }
    }
}

fn works(run: &Run) -> &'static str {
    let was_refused = count(run, |line| line.status == 403) > 0;
    let was_asked = count(run, |line| line.status == 403 && is_head(line)) > 0;
    match (run.output.status.success(), was_refused) {
        (false, _) => "**fails**",
        (true, false) => "works",
        (true, true) if was_asked => "works, HEAD in vain",
        (true, true) => "works, GET in vain",
    }
}

fn count(run: &Run, what: impl Fn(&Line) -> bool) -> usize {
    run.lines.iter().filter(|line| what(line)).count()
}

fn is_head(line: &Line) -> bool {
    line.method == "HEAD"
}

fn is_of_server(line: &Line) -> bool {
    !line.of_service
}

/// The tool does not come to it.
const NOTHING: &str = "–";
