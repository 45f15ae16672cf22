//! [`ToolError`]: what a link asks for and a tool cannot do.

use crate::tool::Tool;

/// Why there is no text for a tool that would make a link work.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ToolError {
    /// The tool does not send the method of the link.
    #[error(
        "{tool} sends no {method}, which the link is for: take {}",
        others(.method, |_| true)
    )]
    Method {
        /// The tool.
        tool: Tool,
        /// The method of the link.
        method: String,
    },

    /// The tool cannot send a header that the link needs.
    #[error(
        "{tool} cannot send the header {header:?}, which the link needs: take {}, or sign without it",
        senders(.method, .header)
    )]
    Header {
        /// The tool.
        tool: Tool,
        /// The method of the link.
        method: String,
        /// The header, in lower case.
        header: String,
    },

    /// The key has a segment `.` or `..`, which the tool folds, so that it asks for another object.
    #[error(
        "{tool} folds the segments `.` and `..` of the key, so that the link fails or names another object: take {}",
        others(.method, Tool::keeps_dot_segments)
    )]
    DotSegment {
        /// The tool.
        tool: Tool,
        /// The method of the link.
        method: String,
    },

    /// The tool reads tables, and the name of the file does not tell of which format.
    #[error(
        "{tool} reads tables, and the ending of {name:?} names no format that it takes from a link: give the name of a \
         file that ends with {}, which tells the format whatever the key is",
        .tool.endings()
    )]
    Format {
        /// The tool.
        tool: Tool,
        /// The name of the file.
        name: String,
    },

    /// The tool takes the name of the file for a pattern.
    #[error(
        "{tool} takes {name:?} for a pattern of names: give a name of the file without `[`, `]`, `*`, `?` and `` ` ``"
    )]
    Pattern {
        /// The tool.
        tool: Tool,
        /// The name of the file.
        name: String,
    },
}

/// The tools that send the method and the header, in words.
fn senders(method: &str, header: &str) -> String {
    others(method, |tool| tool.sends_header(method, header))
}

/// The tools that send the method and are fit for the rest, in words.
fn others(method: &str, is_fit: impl Fn(Tool) -> bool) -> String {
    let are_fit = |tool: &Tool| tool.sends(method) && is_fit(*tool);
    let names: Vec<_> = Tool::ALL.into_iter().filter(are_fit).map(Tool::name).collect();
    match names.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        _ => names.concat(),
    }
}
