//! What S3 cannot answer with, or reads otherwise than it was signed, is refused before it is signed.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::UNIX_EPOCH;

use s3_presigner::{Error, Field, S3Request};

fn get() -> S3Request<'static> {
    S3Request::get_object("photos", "k")
}

/// Each override by its method and by its name.
fn overrides(value: &str) -> Vec<S3Request<'_>> {
    let mut requests = vec![
        get().response_content_disposition(value),
        get().response_content_type(value),
        get().response_content_language(value),
        get().response_cache_control(value),
        get().response_content_encoding(value),
    ];
    let names = [
        "content-disposition",
        "content-type",
        "content-language",
        "cache-control",
        "content-encoding",
        "expires",
    ];
    requests.extend(names.map(|name| get().query(format!("response-{name}"), value)));
    requests
}

/// What no byte of ISO-8859-1 stands for.
const BEYOND: [&str; 8] = [
    "attachment; filename=\"отчёт.pdf\"",
    "D’Arcy.jpg",
    "文.png",
    "inline; filename=\"😀\"",
    "price in €",
    "\u{100}",
    "no\u{200b}space",
    "de–CH",
];

#[test]
fn an_override_holds_only_what_iso_8859_1_holds() {
    for value in BEYOND {
        for request in overrides(value) {
            assert_eq!(
                request.validate().unwrap_err().to_string(),
                format!(
                    "query parameter value {value:?} is not valid: no characters beyond U+00FF, to which S3 \
                     answers 400 \"Header value cannot be represented using ISO-8859-1.\"; give a file name by \
                     response_attachment(), which writes it in a form that S3 takes"
                )
            );
        }
    }
    for value in ["März.pdf", "\u{a0}ÿ", "a\tb", "", "text/plain; charset=utf-8"] {
        for request in overrides(value) {
            request.validate().unwrap();
        }
    }
}

#[test]
fn an_override_adds_no_line_to_the_answer() {
    for value in ["a\r\nx-evil: 1", "a\nb", "\0", "a\u{7f}", "\u{85}", "\u{9f}отчёт"] {
        for request in overrides(value) {
            let refused = request.validate().unwrap_err();
            assert!(matches!(refused, Error::Invalid { field: Field::QueryValue, .. }));
            assert!(refused.to_string().contains("no other control characters"), "{refused}");
        }
    }
}

#[test]
fn a_file_name_of_any_alphabet_has_its_own_way() {
    for name in BEYOND {
        get().response_attachment(name).response_expires(UNIX_EPOCH).validate().unwrap();
    }
}

#[test]
fn a_signed_header_is_ascii() {
    let put = || S3Request::put_object("photos", "k");
    for value in BEYOND.into_iter().chain(["März.pdf", "é", "\u{a0}", "naïve", "ÿ"]) {
        for request in [
            put().metadata("name", value),
            put().content_disposition(value),
            put().content_type(value),
            put().cache_control(value),
            put().header("x-amz-tagging", value),
        ] {
            assert_eq!(
                request.validate().unwrap_err().to_string(),
                format!(
                    "header value {value:?} is not valid: ASCII only, as S3 and clients read other bytes of a \
                     header otherwise than they are signed, and the answer is 403 SignatureDoesNotMatch; write them \
                     percent-encoded or by RFC 2047, and a file name as filename*=UTF-8''…"
                )
            );
        }
    }
    // Of a secret nothing is repeated.
    let name = "x-amz-server-side-encryption-customer-key";
    let refused = put().header(name, "m4rk-é").validate().unwrap_err();
    assert!(
        matches!(refused, Error::InvalidSecret { .. }) && !refused.to_string().contains("m4rk")
    );
    put()
        .metadata("name", "=?UTF-8?B?0L7RgtGH0ZHRgg==?=")
        .content_disposition("attachment; filename*=UTF-8''%D0%BE.pdf")
        .tagging([("név", "érték")])
        .validate()
        .unwrap();
}
