//! Everything that the crate says of a text that somebody pasted.

use std::fmt::Write;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use s3_presigner::{Credentials, FailedRequest, Inspection, PastedLink, SignedRequest, Verifier};

pub(crate) fn at() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_795_262_400)
}

/// Everything that the crate says of a text.
pub(crate) fn said(text: &str, credentials: &Credentials) -> String {
    let mut said = String::new();
    let inspection = Inspection::of_at(text, at());
    write!(said, "{inspection}\n{inspection:?}\n{}\n", inspection.redacted_link()).unwrap();
    for problem in inspection.problems() {
        writeln!(said, "{problem} {problem:?}").unwrap();
    }
    let fields = [
        inspection.access_key_id(),
        inspection.host(),
        inspection.bucket(),
        inspection.key(),
        inspection.region(),
        inspection.service(),
        inspection.host_region(),
    ];
    writeln!(said, "{fields:?} {:?}", inspection.signed_headers().collect::<Vec<_>>()).unwrap();
    let pasted = PastedLink::read(text);
    writeln!(said, "{pasted:?}").unwrap();
    let mut answers = vec![
        String::new(),
        "<Error><Code>SignatureDoesNotMatch</Code></Error>".to_owned(),
        "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>".to_owned(),
    ];
    for uri in [text, pasted.link()] {
        let request =
            SignedRequest::new("GET", uri).header("host", "photos.s3.eu-west-1.amazonaws.com");
        writeln!(said, "{request:?}").unwrap();
        for verifier in [
            Verifier::new([credentials.clone()]),
            Verifier::new([credentials.clone()]).with_region("us-east-1"),
            Verifier::with_lookup(|_| None),
        ] {
            match verifier.verify_at(&request, at()) {
                Ok(verified) => writeln!(said, "{verified:?}").unwrap(),
                Err(error) => {
                    writeln!(said, "{error} {error:?}").unwrap();
                    answers.push(error.to_xml());
                }
            }
        }
    }
    for answer in &answers {
        for failed in [
            FailedRequest::of_link(text, answer),
            FailedRequest::new(SignedRequest::new("PUT", text), answer)
                .with_credentials(credentials),
        ] {
            let diagnosis = failed.diagnose_at(at());
            writeln!(said, "{diagnosis}\n{diagnosis:?}\n{failed:?}").unwrap();
            for problem in diagnosis.problems() {
                writeln!(said, "{problem} {problem:?}").unwrap();
            }
        }
    }
    said
}
