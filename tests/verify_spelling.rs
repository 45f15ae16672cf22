//! S3's own spelling: each row of `docs/spelling.md`, links of real signers and clients, and the law behind them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "support/by_hand.rs"]
mod by_hand;

use std::collections::BTreeSet;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use percent_encoding::percent_decode_str;
use proptest::prelude::*;
use s3_presigner::{
    Credentials, Presigner, Region, S3Request, SignedRequest, Verified, Verifier, VerifyError,
};

const SECRET: &str = "wJalrXUtnFEMI";
const FRONT: &str = "https://photos.s3.eu-west-1.amazonaws.com";
const PARAMS: [&str; 5] = [
    "X-Amz-Algorithm=AWS4-HMAC-SHA256",
    "X-Amz-Credential=AKIDEXAMPLE%2F20261121%2Feu-west-1%2Fs3%2Faws4_request",
    "X-Amz-Date=20261121T120000Z",
    "X-Amz-Expires=900",
    "X-Amz-SignedHeaders=content-type%3Bhost",
];

/// 2026-11-21T12:00:00Z
fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_795_262_400)
}

fn verifiers() -> [Verifier; 2] {
    [false, true].map(|is_exact| {
        let credentials = Credentials::new("AKIDEXAMPLE", SECRET).unwrap();
        Verifier::new([credentials]).with_exact_spelling(is_exact)
    })
}

/// One row of the table.
struct Row<'t> {
    place: &'t str,
    sent: &'t str,
    signed: &'t str,
    computed: &'t str,
    is_taken: bool,
}

impl<'t> Row<'t> {
    fn read(line: &'t str) -> Option<Self> {
        let cells: Vec<_> = line.split('|').map(|cell| cell.trim().trim_matches('`')).collect();
        let [
            "",
            place @ ("path" | "query" | "header"),
            sent,
            signed,
            computed,
            s3,
            sure,
            by,
            source,
            "",
        ] = cells[..]
        else {
            return None;
        };
        let is_unsure = matches!(sure, "by the rule" | "unknown");
        assert!(is_unsure || matches!(sure, "measured" | "reported" | "implied"), "{line}");
        assert!(is_unsure || matches!(by, "link" | "header" | "both" | "SigV2"), "{line}");
        assert_eq!(source.is_empty(), is_unsure, "{line}");
        assert_eq!(computed.is_empty(), sure == "unknown", "{line}");
        assert!(matches!(s3, "takes" | "refuses"), "{line}");
        Some(Self { place, sent, signed, computed, is_taken: s3 == "takes" })
    }

    /// The whole link with the row's piece in its place, and the header that is signed.
    fn link<'p>(&self, piece: &'p str) -> (String, &'p str) {
        let path = if self.place == "path" { piece } else { "/k" };
        let header = if self.place == "header" { piece } else { "text/plain" };
        let mut params: Vec<_> = PARAMS.iter().map(|param| (*param).to_owned()).collect();
        if self.place == "query" {
            let name = |param: &str| {
                let name = param.split('=').next().unwrap_or_default();
                percent_decode_str(name).decode_utf8().unwrap().into_owned()
            };
            params.retain(|param| name(param) != name(piece));
            params.push(piece.to_owned());
        }
        (format!("{FRONT}{path}?{}", params.join("&")), header)
    }

    /// The link as it is sent.
    fn sent(&self) -> String {
        let (signed, value) = self.link(self.signed);
        let signature = by_hand::signature_of(SECRET, "GET", &signed, &[("content-type", value)]);
        format!("{}&X-Amz-Signature={signature}", self.link(self.sent).0)
    }

    fn verify(&self, verifier: &Verifier) -> Result<Verified, VerifyError> {
        let (sent, (_, value)) = (self.sent(), self.link(self.sent));
        verifier.verify_at(&SignedRequest::new("GET", &sent).header("content-type", value), now())
    }
}

#[test]
fn the_verifier_answers_as_the_table_says() {
    let mut count = 0;
    let [as_s3, exact] = verifiers();
    for row in include_str!("../docs/spelling.md").lines().filter_map(Row::read) {
        let shown = format!("{} {} signed {}", row.place, row.sent, row.signed);
        let is_in_s3_spelling = SignedRequest::new("GET", &row.sent()).is_in_s3_spelling();
        // Order, a missing equals sign and blanks are no spelling: every server reads them.
        let is_same = row.sent == row.signed
            || row.place == "header" && row.is_taken
            || matches!(row.sent, "uploads" | "prefix=b&marker=a");
        let strictly = row.verify(&exact);
        assert_eq!(strictly.is_ok(), is_same, "{shown}: {strictly:?}");
        match row.verify(&as_s3) {
            Ok(verified) => {
                assert_eq!(verified.is_respelled(), !is_same, "{shown}");
                let is_taken = verified.is_respelled() || is_in_s3_spelling;
                assert_eq!(is_taken, row.is_taken, "{shown}");
                assert_eq!(is_taken, row.computed == row.signed, "{shown}");
            }
            Err(VerifyError::SignatureDoesNotMatch(mismatch)) => {
                let text = mismatch.canonical_request;
                let is_shown = text.split(['\n', '&', ':']).any(|piece| piece == row.computed);
                assert!(is_shown && !row.is_taken, "{shown}: {text}");
            }
            Err(error) => {
                assert!(row.computed.is_empty() && !row.is_taken, "{shown}: {error}");
                assert_eq!(error.status(), 400, "{shown}");
            }
        }
        count += 1;
    }
    assert!(count >= 70, "{count}");
}

/// A link of this crate, in its own spelling.
fn link(key: &str) -> String {
    let credentials = Credentials::new("AKIDEXAMPLE", SECRET).unwrap();
    let presigner = Presigner::new(credentials, Region::new("eu-west-1").unwrap());
    let request = S3Request::get_object("photos", key)
        .allow_dot_segments()
        .response_content_disposition("attachment; filename=\"a/b (1).txt\"");
    String::from(presigner.presign_at(&request, Duration::from_secs(900), now()).unwrap())
}

/// Whether a link is taken as S3 does, taken byte by byte, and called respelled.
fn answers(sent: &str) -> (bool, bool, bool) {
    let request = SignedRequest::new("GET", sent);
    let [as_s3, exact] = verifiers().map(|verifier| verifier.verify_at(&request, now()));
    let is_respelled = as_s3.as_ref().is_ok_and(Verified::is_respelled);
    (as_s3.is_ok(), exact.is_ok(), is_respelled)
}

fn with_literals(text: &str, escapes: &[&str]) -> String {
    escapes.iter().fold(text.to_owned(), |text, escape| {
        text.replace(escape, &percent_decode_str(escape).decode_utf8().unwrap())
    })
}

#[test]
fn links_of_signers_that_leave_marks_raw_are_good_and_respelled() {
    let url = link("a b+c/~d'e(1).txt");
    assert_eq!(answers(&url), (true, true, false));
    // opendal, aws4, aws4fetch.
    let (path, query) = url.split_once('?').unwrap();
    let path = with_literals(path, &["%27", "%28", "%29"]);
    assert!(path.ends_with("a%20b%2Bc/~d'e(1).txt"), "{path}");
    assert_eq!(answers(&format!("{path}?{query}")), (true, false, true));
}

#[test]
fn links_through_aiohttp_and_fsspec_are_good_and_respelled() {
    let url = link("a b+~'()@:=,&;*!$%/ü[]?#");
    let (path, query) = url.split_once('?').unwrap();
    let marks =
        ["%27", "%28", "%29", "%40", "%3A", "%3D", "%2C", "%26", "%3B", "%2A", "%21", "%24"];
    let path = with_literals(path, &marks);
    let query = with_literals(query, &["%2F", "%27", "%28", "%29", "%2A", "%21"]);
    assert_eq!(answers(&format!("{path}?{query}")), (true, false, true));
}

#[test]
fn a_path_that_was_escaped_twice_when_it_was_signed_is_refused() {
    let row =
        Row { place: "path", sent: "/a%20b", signed: "/a%2520b", computed: "", is_taken: false };
    let [as_s3, _] = verifiers();
    assert_eq!(row.verify(&as_s3).unwrap_err().code(), "SignatureDoesNotMatch");
}

#[test]
fn a_plus_for_an_escaped_plus_is_refused_everywhere() {
    let url = link("a+b.txt");
    assert_eq!(answers(&url.replace("%2B", "+")), (false, false, false));
    let url = link("a b.txt");
    assert_eq!(answers(&url.replacen("%20", "+", 1)), (true, false, true));
}

/// One byte in one of the ways that the rule takes for it.
fn respelled(byte: u8, way: u8, is_path: bool) -> String {
    let char = char::from(byte);
    let kept = char.is_ascii_graphic() && !"%#+".contains(char);
    let kept = kept && if is_path { char != '?' } else { char != '&' };
    match way % 4 {
        0 => format!("%{byte:02X}"),
        1 => format!("%{byte:02x}"),
        2 if kept => char.to_string(),
        3 if byte == b' ' => "+".to_owned(),
        _ if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || is_path && char == '/' => {
            char.to_string()
        }
        _ => format!("%{byte:02X}"),
    }
}

fn respell(text: &str, ways: &[u8], is_path: bool) -> String {
    let bytes = percent_decode_str(text).zip(ways.iter().cycle());
    bytes.map(|(byte, way)| respelled(byte, *way, is_path)).collect()
}

type Meaning = (Vec<u8>, BTreeSet<[Vec<u8>; 2]>);

/// What the rule reads: the path, and the set of parameters without the spelling of the signature.
fn meaning(target: &str) -> Option<Meaning> {
    let target = target.split('#').next()?;
    let (path, query) = target.split_once('?')?;
    let decode = |text: &str| -> Vec<u8> { percent_decode_str(&text.replace('+', " ")).collect() };
    let pairs = query.split('&').map(|param| param.split_once('=').unwrap_or((param, "")));
    Some((decode(path), pairs.map(|(name, value)| [decode(name), decode(value)]).collect()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_spelling_that_the_rule_reads_alike_is_taken_and_only_the_signed_one_exactly(
        key in "[a-c '()!*@:=,&;$+~/.%?#é\\[\\]^]{1,12}", ways in proptest::collection::vec(any::<u8>(), 1..9),
    ) {
        let url = link(&key);
        let (path, query) = url.split_once('?').unwrap();
        let key = path.strip_prefix(FRONT).unwrap().strip_prefix('/').unwrap();
        let path = format!("{FRONT}/{}", respell(key, &ways, true));
        // The signature itself may be escaped on every server, so it is left.
        let (query, signature) = query.rsplit_once('&').unwrap();
        let params = query.split('&').map(|param| {
            let (name, value) = param.split_once('=').unwrap();
            format!("{name}={}", respell(value, &ways, false))
        });
        let query = params.collect::<Vec<_>>().join("&");
        let sent = format!("{path}?{query}&{signature}");
        let is_same = sent == url;
        prop_assert_eq!(answers(&sent), (true, is_same, !is_same), "{}", sent);
    }

    #[test]
    fn nothing_else_is_taken(
        at in any::<prop::sample::Index>(), count in 0..4_usize, text in "([%+/=&a-f0-9A-F' ]|%[0-9a-f]{2}|\\PC){0,4}",
    ) {
        let url = link("a b+c/d'e%2F(1)é.txt");
        let at = FRONT.len() + at.index(url.len() - FRONT.len());
        let end = (at + count).min(url.len());
        let sent = [url.get(..at).unwrap(), &text, url.get(end..).unwrap()].concat();
        let (as_s3, exact, _) = answers(&sent);
        if as_s3 || exact {
            prop_assert_eq!(meaning(&sent), meaning(&url), "{}", sent);
        }
    }
}
