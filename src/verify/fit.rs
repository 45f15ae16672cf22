//! [`Fit`]: how a request would have to be sent for its signature to hold.

use std::fmt;

/// What differs between a request and one that its signature holds for.
///
/// Found by [`Verifier::what_fits`](crate::Verifier::what_fits). Its text says what to do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fit {
    pub(super) method: Option<&'static str>,
    pub(super) headers: Vec<(String, String)>,
    pub(super) target: Option<TargetFit>,
}

/// Which other path or host was signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TargetFit {
    Unescaped,
    EscapedTwice,
    EscapedOnce,
    EmptySegments,
    DotSegments,
    Port,
}

impl Fit {
    /// The method that the link is for, if it is another one.
    #[must_use]
    pub fn method(&self) -> Option<&str> {
        self.method
    }

    /// The signed headers that have to be sent otherwise, each with the value that was signed.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl fmt::Display for Fit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut texts = Vec::new();
        texts.extend(self.method.map(|method| format!("the link is for {method}")));
        texts.extend(self.headers().map(|(name, value)| match value {
            "" => format!("the link is signed for {name} without a value: send none"),
            _ => format!("the link is signed for the header '{name}: {value}'"),
        }));
        texts.extend(self.target.map(|target| target.text().to_owned()));
        f.write_str(&texts.join("; "))
    }
}

impl TargetFit {
    fn text(self) -> &'static str {
        match self {
            Self::Unescaped => {
                "the link is signed over the path without its escapes: sign the escaped path"
            }
            Self::EscapedTwice => {
                "the link is signed over a path that is escaped twice: have the signer escape it once, as S3 asks for"
            }
            Self::EscapedOnce => {
                "the path was escaped once more after signing: send the link as it was made"
            }
            Self::EmptySegments => {
                "the link is signed over a path without its empty segments: have the signer leave the path as it is"
            }
            Self::DotSegments => {
                "the link is signed over a path whose dots are folded: have the signer leave the path as it is"
            }
            Self::Port => {
                "the link is signed for the same host with or without its port: clients leave the default port out"
            }
        }
    }
}
