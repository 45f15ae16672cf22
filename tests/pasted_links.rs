//! The link in whatever somebody pasted: a good one comes back as it is, one that was carried or mangled as it was
//! meant, and what cannot be told is said.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

#[path = "reading/carriers.rs"]
mod carriers;
#[path = "reading/mangled.rs"]
mod mangled;

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use proptest::prelude::*;
use s3_presigner::{
    AddressingStyle, Credentials, Doubt, Endpoint, PastedLink, Presigner, Region, S3Request,
    Wrapping,
};

use carriers::{Carried, all};
use mangled::mangled;

fn at() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_795_262_400)
}

/// As S3's sessions have them: long, with all of base64's marks.
const TOKEN: &str = "IQoJb3JpZ2luX2VjEHoaCXVzLWVhc3QtMSJGMEQCIDx8+u/3kQ5Zb1v0R9cT7yNwLrG4sX2mJfHeKq6Aa8PdAiBZ0hYtVwU5oMz3nI7p\
    lEjB1xQkDgSrCfW+9u2T6vO4iHbLKaXyNmR0ePqF8s5GdUwJ1tVcZoYh3B7n+xIkQlMv2WjErTfAgSpD6uCb9iHoNaLzK4yXmRe0PqFw==";

fn link(key: &str, token: bool) -> String {
    let credentials = if token {
        Credentials::temporary("ASIAIOSFODNN7EXAMPLE", "secret", TOKEN).unwrap()
    } else {
        Credentials::new("AKIAIOSFODNN7EXAMPLE", "secret").unwrap()
    };
    let presigner = Presigner::new(credentials, Region::new("eu-west-1").unwrap());
    let request = S3Request::get_object("photos", key);
    let url = presigner.presign_at(&request, Duration::from_secs(900), at()).unwrap();
    url.as_str().to_owned()
}

#[test]
fn what_carried_a_link_is_taken_off() {
    let mut failed = Vec::new();
    for key in [
        "cat.jpg",
        "2026/cat photo (1).jpg",
        "uploads/8f14e45fceea167a5a36dedd4bea2543.jpg",
        "it's/é+=@.txt",
    ] {
        for token in [false, true] {
            let link = link(key, token);
            for Carried { name, text, taken_off } in all(&link) {
                let pasted = PastedLink::read(&text);
                let found = pasted.taken_off();
                if pasted.link() != link || found != taken_off || pasted.doubt().is_some() {
                    failed.push(format!(
                        "{name} of {key:?}: {found:?}, not {taken_off:?}\n  {}\n  {text}",
                        pasted.link()
                    ));
                }
            }
        }
    }
    assert!(failed.is_empty(), "{} failed:\n{}", failed.len(), failed.join("\n"));
}

#[test]
fn what_happened_to_a_link_is_undone() {
    let mut failed = Vec::new();
    for key in [
        "cat.jpg",
        "2026/cat photo (1).jpg",
        "uploads/8f14e45fceea167a5a36dedd4bea2543.jpg",
        "it's/é+=@.txt",
    ] {
        for token in [false, true] {
            let link = link(key, token);
            for Carried { name, text, taken_off } in mangled(&link) {
                let pasted = PastedLink::read(&text);
                let found = pasted.taken_off();
                let is_told = found == taken_off && found.iter().any(Wrapping::breaks_the_link);
                if pasted.link() != link || !is_told || pasted.doubt().is_some() {
                    failed.push(format!(
                        "{name} of {key:?}: {found:?}, not {taken_off:?}\n  {}\n  {text}",
                        pasted.link()
                    ));
                }
            }
        }
    }
    assert!(failed.is_empty(), "{} failed:\n{}", failed.len(), failed.join("\n"));
}

#[test]
fn two_links_are_told_and_one_that_stands_there_twice_is_one() {
    let (one, other) = (link("cat.jpg", false), link("dog.jpg", true));
    for text in [
        format!("{one}\n{other}"),
        format!("{one} {other}"),
        format!("{one}{other}"),
        format!("<{one}>, <{other}>"),
        format!(r#"["{one}","{other}"]"#),
        format!("first: {one}\r\nsecond: {other}\r\n"),
    ] {
        let pasted = PastedLink::read(&text);
        assert_eq!(pasted.doubt(), Some(Doubt::SeveralLinks { count: 2 }), "{text}");
        assert_eq!(pasted.link(), one, "{text}");
    }
    for text in [
        format!("[{one}]({one})"),
        format!("{one} <{one}>"),
        format!(r#"<a href="{}">{one}</a>"#, one.replace('&', "&amp;")),
        format!("see https://docs.example.com/links and then {one}, please"),
    ] {
        let pasted = PastedLink::read(&text);
        assert_eq!((pasted.link(), pasted.doubt()), (one.as_str(), None), "{text}");
    }
}

#[test]
fn links_that_hide_where_they_lead_are_told() {
    for (text, by) in [
        ("https://protect-eu.mimecast.com/s/AbCdEf?domain=photos.s3.amazonaws.com", "Mimecast"),
        ("https://t.co/AbCdEf", "X (t.co)"),
        ("<https://bit.ly/3AbCdEf>", "bit.ly"),
        ("https://u1234.ct.sendgrid.net/ls/click?upn=abc", "SendGrid"),
        ("https://lnkd.in/eAbCd", "LinkedIn (lnkd.in)"),
    ] {
        assert_eq!(PastedLink::read(text).doubt(), Some(Doubt::Opaque { by }), "{text}");
    }
}

#[test]
fn text_without_a_link_comes_back() {
    for text in [
        "",
        " ",
        "hello",
        "X",
        "\\",
        "http",
        "https://",
        "&amp;",
        "=",
        "%",
        "http://a b",
        "\u{200b}",
    ] {
        let pasted = PastedLink::read(text);
        assert_eq!(pasted.doubt(), None, "{text}");
    }
    assert_eq!(PastedLink::read(" hello there ").link(), "hello there");
}

proptest! {
    #[test]
    fn a_good_link_comes_back_as_it_is(
        key in "(\\PC|['\"()<>\\[\\]{}|&=?#%+;:,.*_ /\\\\^`~!$-]|https?://|%[0-9A-F]{2}|X-Amz-Signature=){1,40}",
        query in proptest::option::of("\\PC{0,20}"),
        meta in proptest::option::of("[ -~]{0,20}"),
        token in any::<bool>(),
        path_style in any::<bool>(),
        method in 0..3_u8,
    ) {
        let credentials = if token {
            Credentials::temporary("ASIAIOSFODNN7EXAMPLE", "secret", TOKEN).unwrap()
        } else {
            Credentials::new("AKIAIOSFODNN7EXAMPLE", "secret").unwrap()
        };
        let mut presigner = Presigner::new(credentials, Region::new("eu-west-1").unwrap());
        if path_style {
            let endpoint = Endpoint::custom("http://127.0.0.1:9000").unwrap().with_style(AddressingStyle::Path);
            presigner = presigner.with_endpoint(endpoint);
        }
        let mut request = match method {
            0 => S3Request::get_object("photos", &key),
            1 => S3Request::put_object("photos", &key),
            _ => S3Request::delete_object("photos", &key),
        }.allow_dot_segments();
        if let Some(query) = &query {
            request = request.query("response-content-disposition", query).query("a-b_c", query);
        }
        if let Some(meta) = &meta {
            request = request.metadata("name", meta.trim());
        }
        if let Ok(url) = presigner.presign_at(&request, Duration::from_secs(900), at()) {
            let pasted = PastedLink::read(url.as_str());
            prop_assert_eq!(pasted.link(), url.as_str());
            prop_assert_eq!(pasted.taken_off(), []);
            prop_assert_eq!(pasted.doubt(), None);
        }
    }

    #[test]
    fn any_text_is_read(text in "(\\PC|https?://|[\\\\&;=%'\"<> \n]|X-Amz-(Signature|Date)=|%3F|\\\\u0026|&amp;){0,60}") {
        let pasted = PastedLink::read(&text);
        let again = PastedLink::read(pasted.link());
        prop_assert!(again.link().len() <= pasted.link().len());
    }
}
