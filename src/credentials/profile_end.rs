//! When the credentials of a profile end, as the tools that write profiles tell it.

use std::time::SystemTime;

use super::end_text::{self, EndText};
use super::expiration::{instant, read_end};
use super::profile_file::Section;
use super::profile_keys::{EXPIRATIONS, TOKENS, names_an_end};
use crate::error::Error;

/// What a section says of the end of its keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SectionEnd {
    /// No key speaks of an end.
    Untold,
    /// A key does, but not in a way that can be relied on.
    Unknown,
    At(SystemTime),
}

/// The earliest end that a section tells beyond doubt: where keys disagree, nobody can rely on more.
pub(super) fn end_of(section: &Section) -> Result<SectionEnd, Error> {
    let mut told = SectionEnd::Untold;
    for (key, text) in section.texts().filter(|(key, _)| names_an_end(key)) {
        let end = end_under(section, key, text)?;
        told = match (told, end) {
            (SectionEnd::At(one), SectionEnd::At(other)) => SectionEnd::At(one.min(other)),
            (at @ SectionEnd::At(_), _) | (_, at @ SectionEnd::At(_)) => at,
            (SectionEnd::Untold, other) => other,
            (unknown, _) => unknown,
        };
    }
    Ok(told)
}

/// What one key says. A key that tools are known for has to be a date; under another, which may hold something
/// else, what cannot be read is passed over.
fn end_under(section: &Section, key: &str, text: &str) -> Result<SectionEnd, Error> {
    Ok(match end_text::read(text) {
        EndText::At(seconds) => SectionEnd::At(instant(seconds)),
        EndText::WithoutZone(seconds) if key == EXPIRATION && is_in_utc(section, text) => {
            SectionEnd::At(instant(seconds))
        }
        EndText::Never => SectionEnd::Untold,
        EndText::Unreadable if EXPIRATIONS.contains(&key) => {
            read_end(key, text)?;
            SectionEnd::Unknown
        }
        EndText::WithoutZone(_) | EndText::Unreadable => SectionEnd::Unknown,
    })
}

/// Whether `expiration = 2026-11-29 01:00:37` is in UTC.
///
/// `aws-mfa`, its forks and `aws-xfa` write it so, in UTC, beside the token under both of its names. `awsume` writes
/// the very same key and form in the machine's own time, beside marks of its own. Where neither is to be seen, the
/// zone is unknown.
fn is_in_utc(section: &Section, text: &str) -> bool {
    let is_their_form = text.len() == "2026-11-29 01:00:37".len() && text.contains(' ');
    let [one, other] = TOKENS.map(|key| section.get(key));
    let is_awsumes = |(key, text): (&str, &str)| {
        key.contains(AWSUME) || key == "source_expiration" || (key == "manager" && text == AWSUME)
    };
    is_their_form && one.is_some() && one == other && !section.texts().any(is_awsumes)
}

const EXPIRATION: &str = "expiration";

const AWSUME: &str = "awsume";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credentials::profile_file::{CREDENTIALS, parse};

    fn end(lines: &str) -> Result<SectionEnd, Error> {
        let text = format!("[x]\n{lines}\n");
        end_of(&parse(CREDENTIALS, &text).unwrap().remove("x").unwrap())
    }

    const AT: SectionEnd = SectionEnd::At(SystemTime::UNIX_EPOCH);

    fn at(seconds: u64) -> SectionEnd {
        SectionEnd::At(instant(seconds))
    }

    #[test]
    fn a_key_that_says_that_it_holds_an_end_does_so_whoever_wrote_it() {
        for key in [
            "expiration",
            "aws_expiration",
            "awsmfa_expiration",
            "asa.aws_session_expiration",
            "X_Security_Token_Expires",
            "token_expiry",
            "expiry",
            "aws_session_expiry_utc",
            "expires_at",
            "credentials_expires",
            "Expiration-Date",
        ] {
            for text in ["2013-05-24T00:00:00+00:00", "2013-05-24 05:30:00+0530", "1369353600"] {
                assert_eq!(end(&format!("{key} = {text}")), Ok(at(1_369_353_600)), "{key} {text}");
            }
            let lines = format!("{key} = 2013-05-24 00:00:00");
            assert_eq!(end(&lines), Ok(SectionEnd::Unknown), "{key}");
            assert_eq!(
                end(&format!("{key} = 0001-01-01T00:00:00Z")),
                Ok(SectionEnd::Untold),
                "{key}"
            );
        }
        for line in ["region = x", "duration_seconds = 1369353600", "until = 2013-05-24T00:00:00Z"]
        {
            assert_eq!(end(line), Ok(SectionEnd::Untold), "{line}");
        }
        assert_ne!(at(0), SectionEnd::Unknown);
        assert_eq!(at(0), AT);
    }

    #[test]
    fn what_cannot_be_read_is_refused_only_where_it_has_to_be_a_date() {
        for key in EXPIRATIONS {
            let refused = end(&format!("{key} = 3600")).unwrap_err();
            assert!(refused.to_string().starts_with(&format!("{key} is \"3600\", ")), "{refused}");
        }
        for line in ["sso_expires_in = 3600", "expiry_note = soon", "my_expiration = 05/24/2013"] {
            assert_eq!(end(line), Ok(SectionEnd::Unknown), "{line}");
        }
    }

    #[test]
    fn of_several_the_earliest_holds_and_a_doubtful_one_makes_none() {
        let lines =
            "my_expiry = 1369353700\nexpiration = 2013-05-24T00:00:00Z\nsource_expires = soon";
        assert_eq!(end(lines), Ok(at(1_369_353_600)));
        assert_eq!(
            end("my_expiry = 1369353500\nexpiration = 2013-05-24T00:00:00Z"),
            Ok(at(1_369_353_500))
        );
    }

    #[test]
    fn the_neighbours_tell_in_which_zone_a_date_without_one_is() {
        let tokens = "aws_session_token = t\naws_security_token = t\n";
        let date = "expiration = 2013-05-24 00:00:00\n";
        let utc = at(1_369_353_600);
        for neighbours in ["", "assumed_role = True\n", "region = x\nmanager = me\n"] {
            assert_eq!(end(&[tokens, neighbours, date].concat()), Ok(utc), "{neighbours}");
        }
        for other in [
            [date, "", ""],
            [date, "aws_session_token = t\n", ""],
            [date, "aws_session_token = t\naws_security_token = other\n", ""],
            [date, tokens, "manager = awsume\n"],
            [date, tokens, "autoawsume = true\n"],
            [date, tokens, "source_expiration = 2013-05-24 00:00:00\n"],
            ["expiration = 2013-05-24T00:00:00\n", tokens, ""],
            ["aws_expiration = 2013-05-24 00:00:00\n", tokens, ""],
        ] {
            assert_eq!(end(&other.concat()), Ok(SectionEnd::Unknown), "{other:?}");
        }
    }
}
