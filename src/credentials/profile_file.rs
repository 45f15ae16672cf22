//! AWS's dialect of INI: sections, `key = value`, and settings that hold settings.
//!
//! <https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html>. No INI crate reads it: the
//! ones there are take an indented line for a setting of its own, or for a fault.

use std::collections::BTreeMap;
use std::fmt;

use zeroize::Zeroizing;

use super::profile_keys::{PROCESS, is_known, is_plain};
use crate::error::{Error, SourceError};

/// The sections of a file, each with its settings; keys in lower case.
pub(super) type Sections = BTreeMap<String, Section>;

/// One section.
#[derive(Clone, Default)]
pub(super) struct Section {
    settings: BTreeMap<String, Value>,
    /// A line that only matters where this section is used.
    fault: Option<SourceError>,
    /// Whether its process goes on in indented lines, which are not kept.
    process_goes_on: bool,
}

/// A value, or the settings indented below a key. Any of them may be a secret.
#[derive(Clone)]
pub(super) enum Value {
    Text(Zeroizing<String>),
    Nested(BTreeMap<String, Zeroizing<String>>),
}

impl fmt::Debug for Section {
    /// Shows the keys that are known: one that is not may be a secret on a line of its own.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = self.settings.keys().filter(|key| is_known(key));
        f.debug_map().entries(known.map(|key| (key, format_args!("redacted")))).finish()
    }
}

impl Section {
    /// Refuses a section that cannot be read as a whole.
    pub(super) fn check(&self) -> Result<(), SourceError> {
        self.fault.clone().map_or(Ok(()), Err)
    }

    /// The value of a key, unless it is blank.
    pub(super) fn get(&self, key: &str) -> Option<&str> {
        match self.settings.get(key) {
            Some(Value::Text(text)) if !text.is_empty() => Some(text),
            _ => None,
        }
    }

    /// The keys that have a value, each with it.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.settings.iter().filter_map(|(key, value)| match value {
            Value::Text(text) if !text.is_empty() => Some((key.as_str(), text.as_str())),
            _ => None,
        })
    }

    /// A setting indented below a key, such as `addressing_style` below `s3`.
    pub(super) fn nested(&self, key: &str, inner: &str) -> Option<&str> {
        match self.settings.get(key) {
            Some(Value::Nested(settings)) => {
                settings.get(inner).map(|value| value.as_str()).filter(|value| !value.is_empty())
            }
            _ => None,
        }
    }

    pub(super) fn set(&mut self, key: &str, value: &str) {
        self.settings.insert(key.to_owned(), Value::Text(value.to_owned().into()));
    }

    pub(super) fn remove_nested(&mut self, key: &str, inner: &str) {
        if let Some(Value::Nested(settings)) = self.settings.get_mut(key) {
            settings.remove(inner);
        }
    }

    /// The settings below a key, which a line indented below it adds to; nothing where it has a value.
    fn block(&mut self, key: &str) -> Option<&mut BTreeMap<String, Zeroizing<String>>> {
        let value = self.settings.get_mut(key).filter(|_| !is_plain(key))?;
        if matches!(value, Value::Text(text) if text.is_empty()) {
            *value = Value::Nested(BTreeMap::new());
        }
        match value {
            Value::Nested(settings) => Some(settings),
            Value::Text(_) => None,
        }
    }

    /// Whether a line indented below a key may be passed over: nothing that is used goes on with it. Of a
    /// process, it only counts that there is one.
    fn may_go_on(&self, key: &str) -> bool {
        !is_plain(key) || (key == PROCESS && self.get(key).is_some())
    }

    /// Whether only a part of the command of its process is kept.
    pub(super) fn process_goes_on(&self) -> bool {
        self.process_goes_on
    }

    /// Takes over the settings of another, which win.
    pub(super) fn overlay(&mut self, other: &Self) {
        if other.settings.contains_key(PROCESS) {
            self.process_goes_on = other.process_goes_on;
        }
        self.settings
            .extend(other.settings.iter().map(|(key, value)| (key.clone(), value.clone())));
    }
}

/// The file of credentials, whose sections are names of profiles.
pub(super) const CREDENTIALS: &str = "credentials";

/// The file whose sections are a word and a name, such as `[profile x]` and `[services x]`.
pub(super) const CONFIG: &str = "config";

/// Reads a whole file: [`CREDENTIALS`] or [`CONFIG`].
pub(super) fn parse(file: &'static str, text: &str) -> Result<Sections, Error> {
    let mut reader = Reader { file, sections: Sections::new(), section: None, key: None };
    // A byte order mark is no part of the first section's name.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (index, line) in text.lines().enumerate() {
        reader.line(index + 1, line)?;
    }
    Ok(reader.sections)
}

struct Reader {
    file: &'static str,
    sections: Sections,
    section: Option<String>,
    /// The key that a line indented deeper goes on with, and how deep it stands itself.
    key: Option<(String, usize)>,
}

impl Reader {
    fn line(&mut self, number: usize, line: &str) -> Result<(), Error> {
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with(['#', ';']) {
            return Ok(());
        }
        let indent = line.len() - line.trim_start().len();
        if self.key.as_ref().is_some_and(|(_, above)| indent > *above) {
            return self.indented(number, trimmed);
        }
        match trimmed.strip_prefix('[') {
            Some(rest) => self.header(number, rest),
            None => self.setting(number, indent, trimmed),
        }
    }

    fn header(&mut self, number: usize, rest: &str) -> Result<(), Error> {
        let Some((name, behind)) = rest.split_once(']') else {
            return Err(self.fault(number, "a section is a name in square brackets"));
        };
        if !behind.trim().is_empty() && !behind.trim_start().starts_with(['#', ';']) {
            return Err(self.fault(number, "nothing but a comment stands behind a section"));
        }
        let name =
            if self.file == CONFIG { with_plain_name(name.trim()) } else { name.trim().to_owned() };
        self.sections.entry(name.clone()).or_default();
        (self.section, self.key) = (Some(name), None);
        Ok(())
    }

    fn setting(&mut self, number: usize, indent: usize, line: &str) -> Result<(), Error> {
        let (key, value) = self.split(number, line)?;
        let Some(section) = self.section() else {
            return Err(self.fault(number, "a setting stands below a section in square brackets"));
        };
        section.settings.insert(key.clone(), Value::Text(value));
        self.key = Some((key, indent));
        Ok(())
    }

    /// Below a key without a value, a setting of its own. Below one with a value, other tools take it for
    /// more of the value. Here that is a fault where the value is used, as a secret that was indented by
    /// mistake would become a part of what is shown, and where the line is a setting that would be lost.
    fn indented(&mut self, number: usize, line: &str) -> Result<(), Error> {
        let setting = self.split(number, line);
        let fault = self.syntax(number, NO_BLOCK);
        let is_setting = setting.as_ref().is_ok_and(|(key, _)| is_known(key));
        let key = self.key.take();
        if let (Some(section), Some((key, _))) = (self.section(), &key) {
            let is_passed_over = section.may_go_on(key) && !is_setting;
            match section.block(key) {
                Some(settings) => settings.extend([setting?]),
                None if is_passed_over => section.process_goes_on |= key == PROCESS,
                None => section.fault = section.fault.take().or(Some(fault)),
            }
        }
        self.key = key;
        Ok(())
    }

    fn section(&mut self) -> Option<&mut Section> {
        self.sections.get_mut(self.section.as_ref()?)
    }

    fn split(&self, number: usize, line: &str) -> Result<(String, Zeroizing<String>), Error> {
        match line.split_once('=') {
            Some((key, value)) if !key.trim().is_empty() => {
                let value = without_comment(value).trim().to_owned();
                Ok((key.trim().to_ascii_lowercase(), Zeroizing::new(value)))
            }
            _ => Err(self.fault(number, "a setting is a key, `=` and a value")),
        }
    }

    fn fault(&self, line: usize, rule: &'static str) -> Error {
        self.syntax(line, rule).into()
    }

    fn syntax(&self, line: usize, rule: &'static str) -> SourceError {
        SourceError::Syntax { file: self.file, line, rule }
    }
}

/// A section of the config file by its word, one space and its name, which may be quoted where it stands.
fn with_plain_name(section: &str) -> String {
    let Some((word, name)) = section.split_once([' ', '\t']) else { return section.to_owned() };
    let name = name.trim();
    let quoted = |mark| name.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
    format!("{word} {}", quoted('"').or_else(|| quoted('\'')).unwrap_or(name))
}

const NO_BLOCK: &str = "it is indented below a line that begins no block such as `s3 =`; take its indent away, or \
                        join the two";

/// Cuts a comment off, which begins with `#` or `;` behind a space.
fn without_comment(value: &str) -> &str {
    let cut = [" #", " ;", "\t#", "\t;"].iter().filter_map(|mark| value.find(mark)).min();
    cut.and_then(|at| value.get(..at)).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(text: &str, name: &str) -> Section {
        parse("config", text).unwrap().remove(name).unwrap()
    }

    #[test]
    fn sections_settings_comments_and_nested_blocks_are_read() {
        let text = "\u{feff}# a comment\n; another\n[default]\nregion=eu-west-1 # home\n\n[profile x]\r\n\
                    Region = us-east-1\r\ns3 =\r\n  addressing_style = path\r\n  # not a setting\r\n\r\n\
                    \tuse_accelerate_endpoint=true ; no\r\noutput = json\r\n";
        let x = section(text, "profile x");
        assert_eq!(x.get("region"), Some("us-east-1"));
        assert_eq!(x.nested("s3", "addressing_style"), Some("path"));
        assert_eq!(x.nested("s3", "use_accelerate_endpoint"), Some("true"));
        assert_eq!(x.get("output"), Some("json"));
        assert_eq!(x.get("s3"), None);
        assert_eq!(section(text, "default").get("region"), Some("eu-west-1"));
    }

    #[test]
    fn values_hold_what_they_hold() {
        let text = "[default]\nsecret = a=b#c;d/+\nempty =\n";
        let default = section(text, "default");
        assert_eq!(default.get("secret"), Some("a=b#c;d/+"));
        assert_eq!(default.get("empty"), None);
        // A section that is indented as a whole.
        let default =
            section("[default]\n  a = 1\n  b = 2\n  s3 =\n    c = 3\n  d = 4\n", "default");
        assert_eq!(
            (default.get("a"), default.get("b"), default.get("d")),
            (Some("1"), Some("2"), Some("4"))
        );
        assert_eq!(default.nested("s3", "c"), Some("3"));
    }

    #[test]
    fn a_line_indented_below_a_value_that_is_used_spoils_its_section_only() {
        for (text, line) in [
            ("[a]\nregion = x\n  m4rk = y\n", 3),
            ("[a]\nregion =\n  m4rk = y\n", 3),
            ("[a]\n\naddressing_style = x\n  m4rk\n  m4rk\n", 4),
            ("[a]\naws_session_token =\n  m4rk==\n", 3),
            ("[a]\nother = x\n  m4rk\n  AWS_Session_Token=m4rk\n", 4),
            ("[a]\nother = x\n  s3 =\n    m4rk = y\n", 3),
            ("[a]\ncredential_process =\n  m4rk\n", 3),
            ("[a]\ncredential_process = x\n  region = m4rk\n", 3),
            ("[a]\nrole_arn = x\n  m4rk\n", 3),
        ] {
            let text = format!("{text}[b]\nregion = z\n");
            let fault = section(&text, "a").check().unwrap_err();
            assert_eq!(
                fault.to_string(),
                format!(
                    "line {line} of the config file cannot be read: it is indented below a line that begins no \
                     block such as `s3 =`; take its indent away, or join the two"
                )
            );
            assert_eq!(section(&text, "a").get("m4rk"), None);
            assert_eq!(section(&text, "b").check(), Ok(()));
            assert_eq!(section(&text, "b").get("region"), Some("z"));
        }
    }

    #[test]
    fn a_line_indented_below_a_value_that_nobody_uses_is_passed_over() {
        for key in ["cli_pager", "credential_process", "aws_session_tokens"] {
            for line in ["-R", "m4rk = y", "[m4rk", "[b]", "= m4rk", "m4rk\n  m4rk"] {
                let text = format!("[a]\n{key} = less\n  {line}\nregion = x\n");
                let a = section(&text, "a");
                assert_eq!(a.check(), Ok(()), "{text}");
                assert_eq!((a.get(key), a.get("region")), (Some("less"), Some("x")), "{text}");
                assert_eq!(a.settings.len(), 2, "{text}");
            }
        }
    }

    #[test]
    fn a_section_of_the_config_file_is_one_however_its_name_is_written() {
        let text =
            "[services a]\nx = 1\ny = 1\n[services  \"a\"]\nz = 1\n[ services\t'a' ]\ny = 2\n";
        let a = section(text, "services a");
        assert_eq!((a.get("x"), a.get("y"), a.get("z")), (Some("1"), Some("2"), Some("1")));
        // In the credentials file, all of it is a name.
        let sections = parse(CREDENTIALS, "[a  \"b\"]\n[profile a]\n").unwrap();
        assert_eq!(sections.into_keys().collect::<Vec<_>>(), ["a  \"b\"", "profile a"]);
    }

    #[test]
    fn debug_shows_the_keys_that_are_known() {
        let text = "[a]\naws_session_token =\nM4RK==\nregion = m4rk\ns3 =\n  m4rk = m4rk\n";
        assert_eq!(
            format!("{:?}", section(text, "a")),
            r#"{"aws_session_token": redacted, "region": redacted, "s3": redacted}"#
        );
    }

    #[test]
    fn a_section_given_twice_is_one() {
        let text = "[a]\nx = 1\ny = 1\n[b]\n[a]\ny = 2\n";
        let a = section(text, "a");
        assert_eq!((a.get("x"), a.get("y")), (Some("1"), Some("2")));
    }

    #[test]
    fn lines_that_cannot_be_read_are_named_and_not_repeated() {
        for (text, line, rule) in [
            ("x = 1", 1, "a setting stands below a section in square brackets"),
            ("\n[a\nx = 1", 2, "a section is a name in square brackets"),
            ("[a] b", 1, "nothing but a comment stands behind a section"),
            ("[a]\nm4rk", 2, "a setting is a key, `=` and a value"),
            ("[a]\n= m4rk", 2, "a setting is a key, `=` and a value"),
            ("[a]\ns3 =\n  m4rk", 3, "a setting is a key, `=` and a value"),
        ] {
            assert_eq!(
                parse("config", text).unwrap_err().to_string(),
                format!("line {line} of the config file cannot be read: {rule}")
            );
        }
    }
}
