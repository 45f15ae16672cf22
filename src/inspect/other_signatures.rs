//! Problems of links that are signed otherwise than with SigV4: with SigV2, or by another service.

use std::borrow::Cow;
use std::time::SystemTime;

use super::end_problem::EndProblem;
use super::key_and_token::in_key_and_token;
use super::problem::Problem;
use super::survey::Survey;
use crate::received::{ForeignLink, LinkEnd, SignatureVersion, epoch};

impl Survey<'_> {
    /// A parameter of SigV2, of which some tools write the case otherwise.
    pub(super) fn sigv2_param(&self, name: &str) -> Option<String> {
        let mut params = self.url.params();
        let param = params.find(|param| param.name.eq_ignore_ascii_case(name))?;
        Some(param.decoded_value().unwrap_or(Cow::Borrowed(param.value)).into_owned())
    }

    /// The same, of a link that is signed with SigV2.
    fn of_sigv2(&self, name: &str) -> Option<String> {
        self.sigv2_param(name).filter(|_| self.version() == Some(SignatureVersion::V2))
    }

    /// What SigV4 says, or else SigV2 by this name.
    pub(super) fn or_of_sigv2(&self, of_sigv4: Option<&str>, name: &str) -> Option<String> {
        of_sigv4.map(str::to_owned).or_else(|| self.of_sigv2(name))
    }

    /// The end that a SigV2 link names.
    pub(super) fn sigv2_end(&self) -> Option<LinkEnd> {
        self.of_sigv2("Expires").map(|text| epoch(&text, "Expires"))
    }

    pub(super) fn in_sigv2(&self, now: SystemTime, problems: &mut Vec<Problem>) {
        let region = self.place.region.filter(|region| !TAKES_SIGV2.contains(region));
        problems.push(match region {
            Some(region) => Problem::SigV2Refused { region: region.to_owned() },
            None => Problem::SigV2,
        });
        for name in ["AWSAccessKeyId", "Expires", "Signature"] {
            if self.sigv2_param(name).is_none() {
                problems.push(Problem::MissingParameter { name });
            }
        }
        let id = self.sigv2_param("AWSAccessKeyId").unwrap_or_default();
        let written =
            self.url.params().find(|param| param.name.eq_ignore_ascii_case("AWSAccessKeyId"));
        if let Some(param) = written.filter(|param| param.name != "AWSAccessKeyId") {
            let name = param.decoded_name().into_owned();
            problems.push(Problem::MisspelledParameter { name, meant: "AWSAccessKeyId" });
        }
        in_key_and_token(&id, self.sigv2_param("x-amz-security-token").is_some(), problems);
        self.sigv2_end().into_iter().for_each(|end| in_end(end, now, problems));
    }

    pub(super) fn in_foreign(
        &self,
        foreign: &ForeignLink,
        now: SystemTime,
        problems: &mut Vec<Problem>,
    ) {
        let signer = foreign.signer();
        problems.push(Problem::Foreign { signer, is_at_s3: self.place.service().is_some() });
        let missing = foreign.missing().iter().copied();
        problems.extend(missing.map(|name| Problem::MissingParameter { name }));
        if let Some(at) = foreign.starts_at().filter(|start| *start > now) {
            problems.push(EndProblem::NotYetStarted { at }.into());
        }
        in_end(foreign.end(), now, problems);
    }
}

fn in_end(end: LinkEnd, now: SystemTime, problems: &mut Vec<Problem>) {
    match end {
        LinkEnd::At(at) if at <= now => problems.push(Problem::Expired { at }),
        LinkEnd::Unreadable { parameter, expected } => {
            problems.push(EndProblem::Unreadable { parameter, expected }.into());
        }
        LinkEnd::Beyond { parameter } => problems.push(EndProblem::TooFar { parameter }.into()),
        LinkEnd::At(_) | LinkEnd::Never | LinkEnd::NotTold(_) => {}
    }
}

/// The regions that were open on 30 January 2014; those that came later take SigV4 alone.
///
/// S3's guide, "Authenticating Requests (AWS Signature Version 4)".
const TAKES_SIGV2: [&str; 9] = [
    "ap-northeast-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "eu-west-1",
    "sa-east-1",
    "us-east-1",
    "us-gov-west-1",
    "us-west-1",
    "us-west-2",
];
