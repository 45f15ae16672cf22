//! [`Survey`]: goes through a link and collects its problems.

use std::time::SystemTime;

use super::key_and_token::in_key_and_token;
use super::problem::Problem;
use crate::amz_date::AmzDate;
use crate::endpoint::{HostSite, S3Host, is_local};
use crate::limits::EXPIRES_IN;
use crate::received::{
    AuthParams, CredentialParam, ForeignLink, RawUrl, SIGNATURE, SignatureVersion, VerifyError,
    parse_date, parse_expires,
};
use crate::respelled;
use crate::sigv4::Algorithm;
use crate::utc::LAST_SECOND;
use crate::verify::check_time;

/// A link with its parts.
pub(super) struct Survey<'s> {
    pub(super) url: &'s RawUrl<'s>,
    pub(super) params: &'s AuthParams<'s>,
    pub(super) place: &'s S3Host<'s>,
    pub(super) bucket: Option<&'s str>,
    pub(super) foreign: Option<&'s ForeignLink>,
}

impl Survey<'_> {
    pub(super) fn version(&self) -> Option<SignatureVersion> {
        match self.params.algorithm.as_deref() {
            Some(text) if text == Algorithm::EcdsaP256Sha256.as_str() => {
                Some(SignatureVersion::V4a)
            }
            _ if !self.params.is_unsigned() => Some(SignatureVersion::V4),
            _ if self.foreign.is_some() => None,
            _ => self.is_sigv2().then_some(SignatureVersion::V2),
        }
    }

    fn is_sigv2(&self) -> bool {
        self.params.has_sigv2 || self.sigv2_param("AWSAccessKeyId").is_some()
    }

    pub(super) fn signed_headers(&self) -> impl Iterator<Item = &str> {
        let names = self.params.signed_headers.as_deref().unwrap_or_default();
        names.split(';').filter(|name| !name.is_empty())
    }

    /// All problems, the fatal first.
    pub(super) fn problems(&self, now: SystemTime) -> Vec<Problem> {
        let mut problems = Vec::new();
        if let Some(foreign) = self.foreign {
            self.in_foreign(foreign, now, &mut problems);
        }
        match self.version() {
            None if self.foreign.is_some() => {}
            None => problems.push(Problem::NotSigned),
            Some(SignatureVersion::V2) => self.in_sigv2(now, &mut problems),
            Some(version) => {
                let is_mixed = self.params.has_sigv2 && self.foreign.is_none();
                problems.extend(is_mixed.then_some(Problem::MixedVersions));
                self.in_params(version, &mut problems);
                self.in_time(now, &mut problems);
                self.in_credential(version, &mut problems);
                self.in_headers(&mut problems);
            }
        }
        self.in_place(&mut problems);
        // Another service has rules of its own for its query.
        if self.version().is_some() || self.foreign.is_none() {
            self.in_query(&mut problems);
            self.in_path(&mut problems);
        }
        problems.sort_by_key(|problem| !problem.is_fatal());
        problems
    }

    fn in_params(&self, version: SignatureVersion, problems: &mut Vec<Problem>) {
        let AuthParams { algorithm, credential, date, expires, signed_headers, signature, .. } =
            self.params;
        for (value, name) in [
            (algorithm, "X-Amz-Algorithm"),
            (credential, "X-Amz-Credential"),
            (date, "X-Amz-Date"),
            (expires, "X-Amz-Expires"),
            (signed_headers, "X-Amz-SignedHeaders"),
            (signature, SIGNATURE),
        ] {
            if value.is_none() {
                problems.push(Problem::MissingParameter { name });
            }
        }
        let known = [Algorithm::HmacSha256, Algorithm::EcdsaP256Sha256].map(Algorithm::as_str);
        if let Some(found) = algorithm.as_deref().filter(|text| !known.contains(text)) {
            problems.push(Problem::UnknownAlgorithm { found: found.to_owned() });
        }
        self.in_signature(version, problems);
    }

    fn in_time(&self, now: SystemTime, problems: &mut Vec<Problem>) {
        let date = self.params.date.as_deref();
        let parsed = date.and_then(AmzDate::parse);
        if let (Some(found), None) = (date, parsed) {
            problems.push(Problem::MalformedDate { found: found.to_owned() });
        }
        let Some(text) = self.params.expires.as_deref() else { return };
        let seconds = match parse_expires(text, LAST_SECOND) {
            Ok(seconds) => seconds,
            Err(VerifyError::ExpiresTooLong) => u64::MAX,
            Err(_) => {
                problems.push(Problem::MalformedExpires { found: text.to_owned() });
                return;
            }
        };
        match seconds {
            1..=EXPIRES_IN => {}
            604_801..=LAST_SECOND if !self.place.is_aws => {
                problems.push(Problem::LongLifetime { seconds });
            }
            _ => problems.push(Problem::LifetimeOutOfRange { seconds }),
        }
        let Some(date) = parsed else { return };
        match check_time(date, seconds.min(LAST_SECOND), now) {
            Err(VerifyError::Expired { expired_at, .. }) => {
                problems.push(Problem::Expired { at: expired_at });
            }
            Err(VerifyError::NotYetValid { signed_at, .. }) => {
                problems.push(Problem::NotYetValid { signed_at });
            }
            _ => {}
        }
    }

    fn in_credential(&self, version: SignatureVersion, problems: &mut Vec<Problem>) {
        let Some(text) = self.params.credential.as_deref() else { return };
        let has_region = version == SignatureVersion::V4;
        let Ok(credential) = CredentialParam::parse(text, has_region) else {
            problems.push(Problem::MalformedCredential { found: text.to_owned() });
            return;
        };
        in_key_and_token(credential.access_key_id, self.params.token.is_some(), problems);
        let date = self.params.date.as_deref().unwrap_or_default();
        if let Err(VerifyError::CredentialDate { found, date }) = parse_date(date, credential.date)
        {
            problems.push(Problem::CredentialDate { found, date });
        }
        self.in_scope(&credential, problems);
    }

    fn in_scope(&self, credential: &CredentialParam<'_>, problems: &mut Vec<Problem>) {
        let Some(service) = self.place.service() else { return };
        if credential.service != service {
            let scope = credential.service.to_owned();
            problems.push(Problem::ServiceMismatch { host: service, scope });
        }
        let Some(scope) = credential.region else { return };
        match self.place.region {
            Some(host) if host != scope => {
                let (host, scope) = (host.to_owned(), scope.to_owned());
                problems.push(Problem::RegionMismatch { host, scope });
            }
            None if self.place.site == HostSite::Global && scope != "us-east-1" => {
                problems.push(Problem::GlobalHost { region: scope.to_owned() });
            }
            _ => {}
        }
    }

    fn in_headers(&self, problems: &mut Vec<Problem>) {
        let Some(text) = self.params.signed_headers.as_deref() else { return };
        let has_host = self.signed_headers().any(|name| name.eq_ignore_ascii_case("host"));
        if !has_host && self.behind_last().is_none() {
            problems.push(Problem::HostNotSigned);
        }
        let names: Vec<_> = text.split(';').collect();
        let is_sorted = names.is_sorted_by(|one, next| one < next);
        if !is_sorted || text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            problems.push(Problem::SignedHeadersOrder { found: text.to_owned() });
        }
    }

    fn in_place(&self, problems: &mut Vec<Problem>) {
        let Some(host) = self.url.host.filter(|host| !host.is_empty()) else {
            problems.push(Problem::NoHost);
            return;
        };
        let is_tls = self.url.scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("https"));
        let (default, port) = if is_tls { (":443", 443) } else { (":80", 80) };
        if host.ends_with(default) && self.foreign.is_none() {
            problems.push(Problem::DefaultPort { port });
        }
        if is_local(&host.to_ascii_lowercase()) {
            problems.push(Problem::LocalHost { host: host.to_owned() });
        }
        if self.place.site == HostSite::Website {
            problems.push(Problem::WebsiteHost);
        }
        if self.place.service().is_some() && !is_tls {
            problems.push(Problem::PlainHttp);
        }
        let in_front =
            matches!(self.place.site, HostSite::Regional | HostSite::Global | HostSite::Accelerate);
        let dotted = self.bucket.filter(|bucket| bucket.contains('.'));
        if let Some(bucket) = dotted.filter(|_| in_front && is_tls && self.place.bucket.is_some()) {
            problems.push(Problem::DottedBucket { bucket: bucket.to_owned() });
        }
        let is_user_told = self.url.has_user_info && self.foreign.is_none();
        problems.extend(is_user_told.then_some(Problem::UserInformation));
        problems.extend(self.url.has_fragment.then_some(Problem::Fragment));
    }

    fn in_path(&self, problems: &mut Vec<Problem>) {
        let path = self.url.path;
        if let Some(segment) = path.split('/').find(|segment| is_dot_segment(segment)) {
            problems.push(Problem::DotSegment { segment: segment.to_owned() });
        }
        if let Some(at) = path.match_indices("%25").map(|(at, _)| at).find(|at| {
            path.get(at + 3..at + 5).is_some_and(|two| two.bytes().all(|b| b.is_ascii_hexdigit()))
        }) {
            let found = path.get(at..at + 5).unwrap_or_default().to_owned();
            problems.push(Problem::DoubleEncodedPath { found });
        }
        if path.contains('+') {
            problems.push(Problem::PlusSign { place: "path" });
        }
        let found = not_canonical(path, respelled::respelled_path);
        problems.extend(found.map(|found| Problem::NotCanonical { place: "path", found }));
    }
}

/// What stands at the first place where a text is not spelled as AWS spells it; a plus sign is told apart.
pub(super) fn not_canonical(text: &str, respelled: fn(&str) -> String) -> Option<String> {
    let spelled = respelled(text);
    let text = text.replace('+', "%20");
    let at = text.bytes().zip(spelled.bytes()).position(|(found, right)| found != right)?;
    let start = text.get(..at)?.rfind('%').filter(|start| at - start < 3).unwrap_or(at);
    text.get(start..).map(|rest| rest.chars().take(3).collect())
}

/// Browsers take the escapes for the dots that they are.
fn is_dot_segment(segment: &str) -> bool {
    matches!(segment.replace("%2e", ".").replace("%2E", ".").as_str(), "." | "..")
}
