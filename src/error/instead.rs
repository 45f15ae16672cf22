//! [`Instead`]: what was meant by a query parameter that S3 does not read.

use std::fmt;

/// What to write in place of a query parameter that S3 does not read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Instead {
    /// A header, which is signed, so that the holder has to send it.
    Header {
        /// Its name in lower case.
        name: String,
    },
    /// A parameter that S3 reads.
    Parameter {
        /// Its name.
        name: &'static str,
    },
    /// A range of lengths, which only a browser form can set.
    FormCondition,
}

impl fmt::Display for Instead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header { name } => {
                write!(f, "give it as a header, with .header({name:?}, …), which the holder then has to send")
            }
            Self::Parameter { name } => write!(f, "the parameter of S3 is called {name:?}; one of another server's is added with .custom_query(…)"),
            Self::FormCondition => f.write_str(
                "only a form limits an upload to a range, with PostPolicy; a link is limited to one length, with \
                 .content_length(…)",
            ),
        }
    }
}
