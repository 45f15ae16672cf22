//! What comes out of a link: its URL, a command, code, JSON, or a picture.

use std::io::Write;
use std::sync::LazyLock;

use anstyle::AnsiColor;
use clap::ValueEnum;
use clap::builder::PossibleValue;
use qrcode::render::unicode::Dense1x2;
use qrcode::{EcLevel, QrCode};
use s3_presigner::{Certainty, GetAndHead, Limit, PresignedUrl, Tool, Validity};
use serde::Serialize;

use super::account::Place;
use super::failure::{Failure, note};
use super::values::shown;

/// The form of a link.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Output {
    Url,
    /// An object with method, url, headers and validity.
    Json,
    Qr,
    /// Text for a tool, by the name of the tool.
    Tool(Tool),
}

/// The forms, in the order of the help.
static OUTPUTS: LazyLock<Vec<Output>> = LazyLock::new(|| {
    let plain = [Output::Url, Output::Json, Output::Qr];
    plain.into_iter().chain(Tool::ALL.map(Output::Tool)).collect()
});

impl ValueEnum for Output {
    fn value_variants<'a>() -> &'a [Self] {
        &OUTPUTS
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (name, help) = match self {
            Self::Url => ("url", "The URL alone"),
            Self::Json => ("json", "An object with method, url, headers and validity"),
            Self::Qr => ("qr", "A QR code of the URL"),
            Self::Tool(tool) => (tool.name(), words(*tool)),
        };
        Some(PossibleValue::new(name).help(help))
    }
}

impl Output {
    /// Whether it names a local file.
    pub(crate) fn names_file(self) -> bool {
        matches!(self, Self::Tool(tool) if tool != Tool::Fetch)
    }

    pub(crate) fn print(
        self,
        url: &PresignedUrl,
        file: Option<&str>,
        place: &Place,
    ) -> Result<(), Failure> {
        let text = match self {
            Self::Url => url.as_str().to_owned(),
            Self::Tool(tool) => url.for_tool(tool, file)?,
            Self::Json => return print_json(url),
            Self::Qr => picture(url.as_str())?,
        };
        if self == Self::Qr { print_picture(&text) } else { print(text.trim_end()) }?;
        if matches!(self, Self::Url | Self::Qr) {
            say_headers(url);
        }
        say_end(url.validity(), place);
        Ok(())
    }

    /// A line for each method; a bare URL has its method before it, as it does not tell it itself.
    pub(crate) fn print_both(self, links: &GetAndHead, place: &Place) -> Result<(), Failure> {
        let line = |url: &PresignedUrl| match self {
            Self::Tool(tool) => url.for_tool(tool, None),
            _ => Ok(format!("{} {}", url.method(), url.as_str())),
        };
        match self {
            Self::Json => return print_json(links),
            Self::Qr => {
                let text =
                    "a QR code holds one link: choose another --output, or leave out --with-head";
                return Err(Failure::Usage(text.to_owned()));
            }
            _ => print(&format!("{}\n{}", line(links.get())?, line(links.head())?))?,
        }
        if self == Self::Url {
            say_headers(links.get());
        }
        say_end(links.validity(), place);
        Ok(())
    }
}

/// What the text for a tool is.
fn words(tool: Tool) -> &'static str {
    match tool {
        Tool::Curl => "A curl command for a POSIX shell",
        Tool::Wget => "A wget command for a POSIX shell",
        Tool::Aria2c => "An aria2c command for a POSIX shell",
        Tool::PowerShell => "A command for PowerShell",
        Tool::Fetch => "A JavaScript expression for a page",
        Tool::Node => "A program for Node",
        Tool::Reqwest => "A program for Rust's reqwest",
        Tool::DuckDb => "SQL for DuckDB",
        Tool::Gdal => "A gdalinfo or ogrinfo command for a POSIX shell",
        Tool::Html => "A link for a page",
        _ => "A program for the Python library",
    }
}

pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{text}")?;
    Ok(out.flush()?)
}

pub(crate) fn print_json(value: &impl Serialize) -> Result<(), Failure> {
    let json = serde_json::to_string_pretty(value).map_err(std::io::Error::from)?;
    print(&json)
}

fn picture(url: &str) -> Result<String, Failure> {
    let code = QrCode::with_error_correction_level(url, EcLevel::L).map_err(|_| {
        Failure::Refused(format!(
            "a QR code holds 2953 bytes and the URL has {}: session tokens make URLs long, so sign with the keys \
             of a user, or choose another --output",
            url.len()
        ))
    })?;
    let mut renderer = code.render::<Dense1x2>();
    Ok(renderer.dark_color(Dense1x2::Light).light_color(Dense1x2::Dark).build())
}

/// White blocks on black, whatever the terminal's colours are: the blocks are what is light in the code.
fn print_picture(picture: &str) -> Result<(), Failure> {
    let style = AnsiColor::BrightWhite.on(AnsiColor::Black);
    let mut out = anstream::stdout().lock();
    for line in picture.lines() {
        writeln!(out, "{style}{line}{style:#}")?;
    }
    Ok(out.flush()?)
}

/// A bare URL does not say what has to be sent with it.
fn say_headers(url: &PresignedUrl) {
    for (name, value) in url.headers() {
        note(format_args!("it works only with the header {name}: {value}"));
    }
}

/// What ends a link is worth a word where it is not what was asked for.
pub(crate) fn say_end(validity: Validity, credentials: &Place) {
    let end = shown(validity.expires_at());
    match (validity.limited_by(), validity.certainty()) {
        (Limit::Requested, Certainty::Exact) => {}
        (Limit::Requested, _) => {
            note(format_args!(
                "it works until {end} at the most: the credentials may end before; {}",
                credentials.tells_end()
            ));
        }
        (limit, _) => note(format_args!("it works until {end}: {limit}")),
    }
}
