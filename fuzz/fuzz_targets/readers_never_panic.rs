//! Profile files, credential documents and variables: whatever they hold, reading them gives credentials or
//! an error, and the error does not repeat a secret.
#![no_main]

use libfuzzer_sys::fuzz_target;
use s3_presigner::{Credentials, Endpoint, Profile, Region};

fuzz_target!(|input: (&str, &str, &str)| {
    let (name, first, second) = input;
    let _ = Credentials::from_document(first);
    if let Ok(profile) = Profile::parse(name, first, second) {
        let credentials = profile.credentials();
        let secret = profile.setting("aws_secret_access_key").filter(|secret| secret.len() > 8);
        if let (Err(error), Some(secret)) = (credentials, secret) {
            let elsewhere = profile.setting("aws_access_key_id").is_some_and(|id| id.contains(secret));
            assert!(elsewhere || !error.to_string().contains(secret), "{error}");
        }
        let _ = profile.endpoint_url();
    }
    let _ = Credentials::from_lookup(|variable| match variable {
        "AWS_ACCESS_KEY_ID" => Some(name.to_owned()),
        "AWS_SECRET_ACCESS_KEY" => Some(first.to_owned()),
        "AWS_CREDENTIAL_EXPIRATION" => Some(second.to_owned()),
        _ => None,
    });
    let _ = Endpoint::custom(first);
    let _ = Region::new(second);
});
