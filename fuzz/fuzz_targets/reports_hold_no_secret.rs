//! Whatever happened to a good link, no text of the reader holds eight characters in a row of its signature or its
//! session token.
#![no_main]

#[path = "../../tests/reading/mangling.rs"]
mod mangling;
#[path = "../../tests/reading/said.rs"]
mod said;

use std::time::Duration;

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use s3_presigner::{Credentials, Inspection, Presigner, Region, S3Request};

use mangling::{Step, leaked, mangled};
use said::{at, said};

#[derive(Arbitrary, Debug)]
struct Input<'a> {
    key: &'a str,
    token: u8,
    is_put: bool,
    steps: Vec<(u8, u16, u16, u8)>,
}

const TOKENS: [&str; 4] = [
    "IQoJb3JpZ2luX2VjEHoaCXVzLWVhc3QtMSJGMEQCIDx8+u/3kQ5Zb1v0R9cT7yNwLrG4sX2mJfHeKq6Aa8PdAiBZ0hYtVwU5oMz3nI7p\
     lEjB1xQkDgSrCfW+9u2T6vO4iHbLKaXyNmR0ePqF8s5GdUwJ1tVcZoYh3B7n+xIkQlMv2WjErTfAgSpD6uCb9iHoNaLzK4yXmRe0PqFw==",
    "FwoGZXIvYXdzEJr4Q0x7Lm2B9cTnVk5W",
    "SECRETTOKEN0SECRETTOKEN1SECRETTOKEN2",
    "",
];

fn law(input: &Input<'_>) -> Option<()> {
    let token = TOKENS[usize::from(input.token) % TOKENS.len()];
    let credentials = match token {
        "" => Credentials::new("AKIAIOSFODNN7EXAMPLE", "secret").ok()?,
        token => Credentials::temporary("ASIAIOSFODNN7EXAMPLE", "secret", token).ok()?,
    };
    let presigner = Presigner::new(credentials.clone(), Region::new("eu-west-1").ok()?);
    let made =
        |request: S3Request| presigner.presign_at(&request, Duration::from_secs(900), at()).ok();
    let url = made(match input.is_put {
        true => S3Request::put_object("photos", input.key).content_type("image/jpeg"),
        false => S3Request::get_object("photos", input.key),
    })?;
    let other = made(S3Request::delete_object("photos", "dog.jpg"))?;
    let good = Inspection::of_at(url.as_str(), at());
    let signature = good.signature().unwrap_or_default();
    let encoded =
        url.as_str().split("X-Amz-Security-Token=").nth(1).and_then(|rest| rest.split('&').next());
    let secrets = [signature, token, encoded.unwrap_or_default()];
    if leaked(input.key, &secrets).is_some() {
        return None;
    }
    let step = |&(how, at, length, what): &(u8, u16, u16, u8)| Step {
        how,
        at,
        length: length % 400,
        what,
    };
    let steps: Vec<_> = input.steps.iter().take(4).map(step).collect();
    let text = mangled(url.as_str(), other.as_str(), &steps);
    if text.len() > 20_000 {
        return None;
    }
    let said = said(&text, &credentials);
    let secret = leaked(&said, &secrets);
    assert!(
        secret.is_none(),
        "{secret:?} by {steps:?} in {}",
        said.lines().find(|line| line.contains(secret.unwrap_or_default())).unwrap_or_default()
    );
    Some(())
}

fuzz_target!(|input: Input<'_>| {
    law(&input);
});
