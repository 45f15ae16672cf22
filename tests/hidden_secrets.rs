//! The law: whatever happened to a good link, no text of the reader holds eight characters in a row of its signature
//! or its session token.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

#[path = "reading/mangling.rs"]
mod mangling;
#[path = "reading/said.rs"]
mod said;

use std::env;
use std::time::Duration;

use proptest::prelude::*;
use s3_presigner::{
    Credentials, Inspection, PostForm, PostPolicy, Presigner, Region, S3Request, Verifier,
};

use mangling::{Step, leaked, mangled};
use said::{at, said};

/// A key of links of SigV4A, which the crate signs only for an access point of many regions.
const EVERY_REGION: &str = "every-region/";

const ACCESS_POINT: &str = if cfg!(feature = "sigv4a") {
    "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap"
} else {
    "photos"
};

const TOKENS: [&str; 4] = [
    "IQoJb3JpZ2luX2VjEHoaCXVzLWVhc3QtMSJGMEQCIDx8+u/3kQ5Zb1v0R9cT7yNwLrG4sX2mJfHeKq6Aa8PdAiBZ0hYtVwU5oMz3nI7p\
     lEjB1xQkDgSrCfW+9u2T6vO4iHbLKaXyNmR0ePqF8s5GdUwJ1tVcZoYh3B7n+xIkQlMv2WjErTfAgSpD6uCb9iHoNaLzK4yXmRe0PqFw==",
    "FwoGZXIvYXdzEJr4Q0x7Lm2B9cTnVk5W",
    "SECRETTOKEN0SECRETTOKEN1SECRETTOKEN2",
    "",
];

/// The link, and what must not be shown of it; signed for several regions if a key asks for it.
fn link(key: &str, token: &str, headers: bool) -> (String, Vec<String>, Credentials) {
    let credentials = match token {
        "" => Credentials::new("AKIAIOSFODNN7EXAMPLE", "secret").unwrap(),
        token => Credentials::temporary("ASIAIOSFODNN7EXAMPLE", "secret", token).unwrap(),
    };
    let presigner = Presigner::new(credentials.clone(), Region::new("eu-west-1").unwrap());
    let bucket = if key.starts_with(EVERY_REGION) { ACCESS_POINT } else { "photos" };
    let request = if headers {
        S3Request::put_object(bucket, key).content_type("image/jpeg").metadata("by", "a")
    } else {
        S3Request::get_object(bucket, key).response_content_type("image/jpeg")
    };
    let request = request.allow_dot_segments();
    let url = presigner.presign_at(&request, Duration::from_secs(900), at()).unwrap();
    let inspection = Inspection::of_at(url.as_str(), at());
    let mut secrets = vec![inspection.signature().unwrap().to_owned()];
    if !token.is_empty() {
        let encoded = url.as_str().split("X-Amz-Security-Token=").nth(1).unwrap();
        secrets.extend([token.to_owned(), encoded.split('&').next().unwrap().to_owned()]);
    }
    (url.as_str().to_owned(), secrets, credentials)
}

fn step() -> impl Strategy<Value = Step> {
    (any::<u8>(), any::<u16>(), 0..400_u16, any::<u8>()).prop_map(|(how, at, length, what)| Step {
        how,
        at,
        length,
        what,
    })
}

fn holds(key: &str, token: &str, headers: bool, steps: &[Step]) -> Result<(), String> {
    let (good, secrets, credentials) = link(key, token, headers);
    let (other, ..) = link("dog.jpg", TOKENS[1], !headers);
    let text = mangled(&good, &other, steps);
    let secrets: Vec<_> = secrets.iter().map(String::as_str).collect();
    let said = said(&text, &credentials);
    match leaked(&said, &secrets) {
        Some(secret) => {
            let line = said.lines().find(|line| line.contains(secret)).unwrap_or_default();
            Err(format!("{secret}\n in {line}\n of {text}\n by {steps:?}"))
        }
        None => Ok(()),
    }
}

/// Asked for in a build with optimisation, where it takes a minute or two.
fn is_thorough() -> bool {
    env::var_os("S3_PRESIGNER_EVERY_PLACE").is_some()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if is_thorough() { 40_000 } else { 60 }))]

    #[test]
    fn no_text_holds_a_secret(
        key in "cat\\.jpg|[a-z0-9 é+/.-]{1,30}|uploads/[0-9a-f]{32}\\.jpg|every-region/cat\\.jpg",
        token in 0..4_usize,
        headers in any::<bool>(),
        steps in proptest::collection::vec(step(), 0..4),
    ) {
        let outcome = holds(&key, TOKENS[token], headers, &steps);
        prop_assert!(outcome.is_ok(), "{}", outcome.unwrap_err());
    }
}

/// One character taken out, doubled or replaced, and one cut, at each place.
#[test]
fn no_text_holds_a_secret_wherever_one_thing_happens() {
    let mut failed = Vec::new();
    for (token, key) in [
        (TOKENS[1], "2026/cat.jpg"),
        ("", "2026/cat.jpg"),
        (TOKENS[1], "every-region/cat.jpg"),
        ("", "every-region/cat.jpg"),
    ] {
        let (good, ..) = link(key, token, false);
        let every = if is_thorough() { 1 } else { 61 };
        for (start, (how, what)) in (0..).zip([(0, 0), (1, 0), (2, 0), (4, 7), (4, 16), (3, 0)]) {
            for at in (start..u16::try_from(good.len()).unwrap()).step_by(every) {
                let step = Step { how, at, length: if how == 3 { 60 } else { 1 }, what };
                failed.extend(holds(key, token, false, &[step]).err());
            }
        }
    }
    assert!(
        failed.is_empty(),
        "{} failed:\n{}",
        failed.len(),
        failed[..failed.len().min(5)].join("\n\n")
    );
}

#[cfg(feature = "sigv4a")]
#[test]
fn the_links_of_the_law_are_of_both_signatures() {
    let (good, secrets, _) = link("every-region/cat.jpg", TOKENS[1], false);
    assert!(good.contains("AWS4-ECDSA-P256-SHA256"), "{good}");
    assert!(secrets[0].len() > 130, "{}", secrets[0].len());
}

/// A form's fields may be mixed up, as a link's parameters may.
#[test]
fn no_refusal_of_a_form_holds_a_secret() {
    let token = TOKENS[0];
    let credentials = Credentials::temporary("ASIAIOSFODNN7EXAMPLE", "secret", token).unwrap();
    let presigner = Presigner::new(credentials.clone(), Region::new("eu-west-1").unwrap());
    let policy = PostPolicy::new("photos", "cat.jpg");
    let post = presigner.presign_post_at(&policy, Duration::from_secs(900), at()).unwrap();
    let good = PostForm::from(&post).with_file("cat.jpg", 5);
    let signature = good.field("x-amz-signature").unwrap().to_owned();
    let credential = good.field("x-amz-credential").unwrap().to_owned();
    for secret in [token, &signature] {
        let runs = secret.split(|char: char| !char.is_ascii_alphanumeric());
        let plain = runs.max_by_key(|run| run.len()).unwrap().to_owned();
        let mut forms = vec![good.clone().with_field(&plain, "x")];
        for part in ["ASIAIOSFODNN7EXAMPLE", "20261121", "eu-west-1", "/s3/"] {
            let other = if part == "/s3/" { format!("/{plain}/") } else { plain.clone() };
            let mixed = credential.replacen(part, &other, 1);
            assert_ne!(mixed, credential, "{part}");
            forms.push(good.clone().with_field("x-amz-credential", mixed));
        }
        for field in ["x-amz-date", "x-amz-algorithm", "policy", "key"] {
            forms.push(good.clone().with_field(field, &plain));
            forms.push(good.clone().with_field(field, secret));
        }
        for form in forms {
            let verifier = Verifier::new([credentials.clone()]).with_region("eu-west-1");
            let Err(error) = verifier.verify_post_at(&form, at()) else { continue };
            let said = format!("{error} {error:?}");
            assert_eq!(leaked(&said, &[secret]), None, "{said}");
        }
    }
}

#[test]
fn what_is_no_secret_can_be_read() {
    let key = "uploads/8f14e45fceea167a5a36dedd4bea2543.jpg";
    for token in TOKENS {
        let (good, ..) = link(key, token, true);
        let inspection = Inspection::of_at(&good, at());
        assert_eq!(inspection.key(), Some(key));
        assert_eq!(inspection.host(), Some("photos.s3.eu-west-1.amazonaws.com"));
        assert_eq!(inspection.problems(), []);
        let shown = format!("{inspection} {inspection:?}");
        assert!(!shown.contains("(hidden)"), "{shown}");
        assert!(!inspection.redacted_link().contains("(hidden)"), "{}", inspection.redacted_link());
        // Cut off, the key still shows.
        let cut = &good[..good.len() - 30];
        assert_eq!(Inspection::of_at(cut, at()).key(), Some(key));
    }
}
