//! What is told of a source that fails.

use s3_presigner::Error;

#[derive(Debug)]
struct Failure(&'static str, Option<Box<Failure>>);

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for Failure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        let cause: &(dyn std::error::Error + 'static) = self.1.as_deref()?;
        Some(cause)
    }
}

#[test]
fn a_failure_is_told_with_all_its_causes_once_each() {
    let of = |texts: [&'static str; 3]| {
        let chain = texts
            .into_iter()
            .rev()
            .fold(None, |cause, text| (!text.is_empty()).then(|| Box::new(Failure(text, cause))));
        Error::fetch(*chain.unwrap()).to_string()
    };
    let full = "new credentials could not be had: cannot ask: no route to host";
    assert_eq!(of(["cannot ask", "no route to host", ""]), full);
    assert_eq!(of(["cannot ask: no route to host", "no route to host", ""]), full);
    assert_eq!(
        of(["cannot ask", "request failed", "no route to host"]),
        "new credentials could not be had: cannot ask: request failed: no route to host"
    );
    let io = std::io::Error::other("disk on fire");
    assert_eq!(Error::fetch(io).to_string(), "new credentials could not be had: disk on fire");
    assert_eq!(Error::fetch("as text").to_string(), "new credentials could not be had: as text");
}

#[test]
fn every_form_that_errors_come_in_will_do() {
    let chain = || Failure("cannot ask", Some(Box::new(Failure("no route to host", None))));
    let boxed: Box<dyn std::error::Error + Send + Sync> = Box::new(chain());
    for told in [
        Error::fetch(chain()),
        Error::fetch(boxed),
        Error::fetch(std::io::Error::other(chain())),
        Error::fetch("cannot ask: no route to host"),
        Error::fetch("cannot ask: no route to host".to_owned()),
    ] {
        assert_eq!(
            told.to_string(),
            "new credentials could not be had: cannot ask: no route to host"
        );
    }
}

#[test]
fn what_others_wrote_is_one_line_of_bounded_length() {
    let forged = Error::fetch("down\n2026-11-21 root logged in\x1b[2J").to_string();
    assert_eq!(
        forged,
        "new credentials could not be had: down\\n2026-11-21 root logged in\\u{1b}[2J"
    );
    let cause = Failure(Box::leak("é".repeat(600).into_boxed_str()), None);
    let long = Failure(Box::leak("a".repeat(600).into_boxed_str()), Some(Box::new(cause)));
    let expected =
        format!("new credentials could not be had: {}: {}", "a".repeat(600), "é".repeat(398));
    assert_eq!(Error::fetch(long).to_string(), expected);
}
