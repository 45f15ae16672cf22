//! What an [`Inspection`] looks like to a reader.

use std::fmt::{self, Write};

use super::inspection::Inspection;
use crate::received::{LinkEnd, SignatureVersion};
use crate::spoken::Spoken;
use crate::utc::Iso;

impl fmt::Display for Inspection {
    /// A line for each fact and each problem; neither signature nor token.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.report(false))
    }
}

impl Inspection {
    /// The report with the signature and the session token in it. Whoever reads it can use the link.
    #[must_use]
    pub fn report_with_secrets(&self) -> String {
        self.report(true)
    }

    fn report(&self, with_secrets: bool) -> String {
        let mut out = String::new();
        let secret = |text: Option<&str>| {
            text.map(|text| if with_secrets { text.to_owned() } else { "(redacted)".to_owned() })
        };
        let lines = [
            ("signed with", self.way_of_signing()),
            ("access key id", self.signer()),
            ("account", self.account_id_hint().map(|id| format!("{id} (a hint)"))),
            ("scope", self.scope()),
            ("signed at", self.signed_at().map(|instant| Iso(instant).to_string())),
            ("expires at", self.end()),
            ("host", self.host_and_server()),
            ("bucket", self.bucket().map(str::to_owned)),
            ("key", self.key().map(|key| format!("{key:?}"))),
            ("operation", self.operation_names()),
            ("headers to send", self.headers_to_send()),
            ("in a browser", self.version.map(|_| self.browser())),
            ("reuse", self.reuse()),
            ("session token", secret(self.session_token()).or_else(|| self.no_token())),
            ("signature", secret(self.signature())),
        ];
        for (name, text) in lines {
            if let Some(text) = text {
                // Writing into a `String` does not fail.
                let _ = writeln!(out, "{name:<16} {}", on_one_line(&text));
            }
        }
        for wrapping in self.taken_off() {
            let _ = writeln!(out, "{:<16} {wrapping}", "taken off");
        }
        for problem in self.problems() {
            let kind = if problem.is_fatal() { "error" } else { "warning" };
            let _ = writeln!(out, "{kind:<16} {}", on_one_line(&problem.to_string()));
        }
        if self.problems().is_empty() {
            let _ = writeln!(out, "{:<16} none found", "problems");
        }
        out
    }

    fn signer(&self) -> Option<String> {
        let kind = if self.is_temporary() { "temporary" } else { "long-term" };
        self.access_key_id().map(|id| format!("{id} ({kind})"))
    }

    fn scope(&self) -> Option<String> {
        Some(format!("{} in {}", self.service()?, self.region()?))
    }

    fn end(&self) -> Option<String> {
        let Some(end) = self.expires_at().map(Iso) else {
            return self.foreign().and_then(|foreign| match foreign.end() {
                LinkEnd::Never => Some("never".to_owned()),
                LinkEnd::NotTold(place) => {
                    Some(format!("the link does not tell: it stands {place}"))
                }
                _ => None,
            });
        };
        let or = if self.is_temporary() { ", or with the session that signed it" } else { "" };
        let Some(lifetime) = self.expires_in().filter(|_| self.foreign.is_none()) else {
            return Some(format!("{end}{or}"));
        };
        Some(format!("{end}, {} after it was signed{or}", Spoken(lifetime)))
    }

    fn way_of_signing(&self) -> Option<String> {
        let of_s3 = self.version.map(|version| version.to_string());
        let of_others = self.foreign().map(|foreign| foreign.signer().to_string());
        let both: Vec<_> = of_s3.into_iter().chain(of_others).collect();
        (!both.is_empty()).then(|| both.join(", and "))
    }

    fn host_and_server(&self) -> Option<String> {
        let host = self.host()?;
        Some(self.server().map_or_else(|| host.to_owned(), |server| format!("{host} ({server})")))
    }

    /// SigV2 has no temporary credentials without it.
    fn no_token(&self) -> Option<String> {
        let is_sigv2 = self.version == Some(SignatureVersion::V2);
        is_sigv2.then(|| "none: temporary credentials would need x-amz-security-token".to_owned())
    }

    fn operation_names(&self) -> Option<String> {
        self.version?;
        let names: Vec<_> =
            self.operations().iter().map(|op| format!("{} {}", op.method, op.name)).collect();
        Some(names.join(" or "))
    }

    fn headers_to_send(&self) -> Option<String> {
        self.version?;
        let names: Vec<_> = self.signed_headers().filter(|name| *name != "host").collect();
        Some(if names.is_empty() { "none".to_owned() } else { names.join(", ") })
    }

    fn browser(&self) -> String {
        let text = if self.is_browser_navigable() {
            "opens as a plain link, if it is a GET"
        } else {
            "needs a page with code: it has a method or headers that a plain link does not send"
        };
        text.to_owned()
    }

    fn reuse(&self) -> Option<String> {
        let end = Iso(self.expires_at()?);
        Some(format!("anyone who has the link can use it, any number of times, until {end}"))
    }
}

/// A link is anybody's text: nothing in it makes a line of the report, or speaks to the terminal.
fn on_one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        if char.is_control() {
            out.extend(char.escape_default());
        } else {
            out.push(char);
        }
    }
    out
}
