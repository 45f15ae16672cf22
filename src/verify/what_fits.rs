//! Looks for the request that a signature was made for, among those that are near to one that was refused.

use std::borrow::Cow;
use std::time::SystemTime;

use super::fit::{Fit, TargetFit};
use super::likely_values::likely_values;
use super::verifier::Verifier;
use crate::decode::decoded;
use crate::received::{AuthParams, RawUrl, SignedRequest, VerifyError};
use crate::respelled;
use crate::text::pieces;

impl Verifier {
    /// Of a request that is refused for its signature: tries the other methods, the usual values of the signed
    /// headers, and the paths and hosts that signers are known to sign by mistake, and says which one fits.
    ///
    /// For people who look for a mistake, not for servers: it checks up to 4000 signatures. It needs the credentials,
    /// so that it tells nobody more than they could sign themselves.
    ///
    /// # Examples
    ///
    /// ```
    /// # use std::time::{Duration, SystemTime};
    /// # use s3_presigner::{Credentials, Presigner, Region, SignedRequest, Verifier};
    /// # let credentials = Credentials::new("AKIDEXAMPLE", "secret")?;
    /// # let presigner = Presigner::new(credentials.clone(), Region::new("eu-west-1")?);
    /// let url = presigner.presign_put("photos", "cat.jpg", Duration::from_secs(900))?;
    ///
    /// let used = SignedRequest::new("GET", url.as_str());
    /// let fit = Verifier::new([credentials]).what_fits(&used, SystemTime::now()).expect("the method");
    /// assert_eq!(fit.method(), Some("PUT"));
    /// assert_eq!(fit.to_string(), "the link is for PUT");
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    #[must_use]
    pub fn what_fits(&self, request: &SignedRequest<'_>, now: SystemTime) -> Option<Fit> {
        if !is_mismatch(&self.verify_at(request, now).err()?) {
            return None;
        }
        let targets = targets(request.uri);
        let headers = headers(request);
        let choices = headers.iter().map(|(_, values)| values.len());
        let count = choices.fold(1, usize::saturating_mul);
        // What is nearest comes first: another method, then other headers, then another path.
        let tries = targets.iter().flat_map(|target| {
            (0..count).flat_map(move |which| METHODS.map(|method| (target, which, method)))
        });
        tries.take(MOST).find_map(|(target, which, method)| {
            let method = if method.is_empty() { request.method } else { method };
            let chosen = chosen(&headers, which);
            self.fits(request, (method, &chosen, target), now)
        })
    }

    /// What differs, if it is good so.
    fn fits(
        &self,
        request: &SignedRequest<'_>,
        (method, headers, (target, fit)): Try<'_>,
        now: SystemTime,
    ) -> Option<Fit> {
        let is_kept = |(name, _): &(&str, &str)| {
            headers.iter().all(|(other, _)| !name.eq_ignore_ascii_case(other))
        };
        let kept = request.headers.iter().copied().filter(is_kept);
        let given = headers.iter().map(|(name, value)| (*name, value.as_ref()));
        let other = SignedRequest::new(method, target).headers(kept.chain(given));
        // A path that was signed by mistake is none that S3 would take, so that it has to fit byte for byte.
        let is_exact = self.is_exact() || fit.is_some();
        self.verify_spelled(&other, now, is_exact).ok()?;
        let is_changed = |(name, value): &(&str, Cow<'_, str>)| {
            request.values(name).next().unwrap_or_default() != value.as_ref()
        };
        let changed = headers.iter().filter(|header| is_changed(header));
        let method = METHODS.into_iter().find(|name| *name == method && method != request.method);
        Some(Fit {
            method,
            headers: changed.map(|(name, value)| ((*name).to_owned(), value.to_string())).collect(),
            target: *fit,
        })
    }
}

/// A method, values of headers, and a target with what it is.
type Try<'t> = (&'t str, &'t [(&'t str, Cow<'t, str>)], &'t (String, Option<TargetFit>));

fn is_mismatch(error: &VerifyError) -> bool {
    matches!(error, VerifyError::SignatureDoesNotMatch(_))
}

/// One value for each header, counted through like the digits of a number.
fn chosen<'h>(
    headers: &'h [(String, Vec<Cow<'h, str>>)],
    mut which: usize,
) -> Vec<(&'h str, Cow<'h, str>)> {
    let choose = |(name, values): &'h (String, Vec<Cow<'h, str>>)| {
        let at = which.checked_rem(values.len())?;
        which /= values.len();
        Some((name.as_str(), values.get(at)?.clone()))
    };
    headers.iter().filter_map(choose).collect()
}

/// The signed headers with the values to try, first the one that came.
fn headers<'r>(request: &SignedRequest<'r>) -> Vec<(String, Vec<Cow<'r, str>>)> {
    let url = RawUrl::split(request.uri);
    let signed = AuthParams::read(&url).signed_headers.unwrap_or_default();
    let names = pieces(&signed, b';').filter(|name| !matches!(*name, "host" | ""));
    names.map(|name| (name.to_owned(), likely_values(name, request.values(name).next()))).collect()
}

/// The target, and those that may have been signed in its place.
fn targets(uri: &str) -> Vec<(String, Option<TargetFit>)> {
    let url = RawUrl::split(uri);
    let front =
        |host: &str| url.scheme.map(|scheme| format!("{scheme}://{host}")).unwrap_or_default();
    let host = url.host.unwrap_or_default();
    let with_path = |path: &str| format!("{}{path}?{}", front(host), url.query);
    let spelled = respelled::respelled_path(url.path);
    let unescaped = decoded(url.path).unwrap_or_default();
    let mut targets = vec![
        (uri.to_owned(), None),
        (with_path(&spelled.replace('%', "%25")), Some(TargetFit::EscapedTwice)),
        (with_path(&without_empty_segments(&spelled)), Some(TargetFit::EmptySegments)),
        (with_path(&without_dot_segments(&spelled)), Some(TargetFit::DotSegments)),
    ];
    // These two end the path, so that the raw text cannot be tried.
    if !unescaped.contains(['?', '#']) {
        targets.push((
            with_path(&respelled::respelled_path(&unescaped)),
            Some(TargetFit::EscapedOnce),
        ));
        targets.push((with_path(&unescaped), Some(TargetFit::Unescaped)));
    }
    if let Some(other) = url.host.map(|host| other_port(host, url.scheme)) {
        targets
            .push((format!("{}{}?{}", front(&other), url.path, url.query), Some(TargetFit::Port)));
    }
    targets
}

/// A host without its port, or with the default one.
fn other_port(host: &str, scheme: Option<&str>) -> String {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name.to_owned(),
        _ if scheme == Some("http") => format!("{host}:80"),
        _ => format!("{host}:443"),
    }
}

fn without_empty_segments(path: &str) -> String {
    let mut segments: Vec<_> = pieces(path, b'/').filter(|segment| !segment.is_empty()).collect();
    if path.ends_with('/') {
        segments.push("");
    }
    format!("/{}", segments.join("/"))
}

fn without_dot_segments(path: &str) -> String {
    let mut segments = Vec::new();
    for segment in pieces(path, b'/').skip(1) {
        match segment {
            "." => {}
            ".." => _ = segments.pop(),
            segment => segments.push(segment),
        }
    }
    if path.ends_with("/.") || path.ends_with("/..") {
        segments.push("");
    }
    format!("/{}", segments.join("/"))
}

/// The one that came, which stands for itself, and all that links are made for.
const METHODS: [&str; 6] = ["", "GET", "PUT", "HEAD", "POST", "DELETE"];

/// How many requests are tried.
const MOST: usize = 4_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_folded_as_clients_fold_them() {
        for (path, without) in
            [("//a//b/", "/a/b/"), ("/", "/"), ("//", "/"), ("/a", "/a"), ("/a///", "/a/")]
        {
            assert_eq!(without_empty_segments(path), without, "{path}");
        }
        for (path, without) in [
            ("/a/./b", "/a/b"),
            ("/a/../b", "/b"),
            ("/../a", "/a"),
            ("/a/..", "/"),
            ("/a/.", "/a/"),
            ("/a//b", "/a//b"),
            ("/a.b/..c", "/a.b/..c"),
        ] {
            assert_eq!(without_dot_segments(path), without, "{path}");
        }
    }

    #[test]
    fn a_default_port_is_put_on_or_any_port_taken_off() {
        assert_eq!(other_port("h", Some("http")), "h:80");
        assert_eq!(other_port("h", Some("https")), "h:443");
        assert_eq!(other_port("h:9000", Some("http")), "h");
    }

    #[test]
    fn every_choice_of_values_is_made_once() {
        let of = |name: &str, values: &[&'static str]| {
            (name.to_owned(), values.iter().map(|value| Cow::Borrowed(*value)).collect::<Vec<_>>())
        };
        let headers = [of("a", &["1", "2"]), of("b", &["x", "y", "z"])];
        let all: std::collections::BTreeSet<_> =
            (0..6).map(|which| chosen(&headers, which)).collect();
        assert_eq!(all.len(), 6);
        assert_eq!(chosen(&headers, 0), [("a", "1".into()), ("b", "x".into())]);
    }
}
