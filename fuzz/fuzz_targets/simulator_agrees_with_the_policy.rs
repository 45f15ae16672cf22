//! A form that was signed is taken as it is, and not without one of its fields, with one of them changed, or
//! with a file out of range.
#![no_main]

use std::time::{Duration, UNIX_EPOCH};

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use s3_presigner::{Credentials, PostForm, PostPolicy, PostPolicyDocument, Presigner, Region, Verifier};

#[derive(Arbitrary, Debug)]
struct Input<'a> {
    key: &'a str,
    fields: Vec<(&'a str, &'a str)>,
    prefixes: Vec<(&'a str, &'a str)>,
    range: (u16, u16),
    size: u16,
    file: &'a str,
    pick: u8,
    change: &'a str,
    document: &'a str,
}

fuzz_target!(|input: Input<'_>| {
    let now = UNIX_EPOCH + Duration::from_secs(1_795_262_400);
    // Whatever stands in a policy, reading it does not panic.
    let _ = PostPolicyDocument::from_base64(input.document);
    let _ = PostPolicyDocument::from_json(input.document.as_bytes());

    let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", "secret").unwrap();
    let presigner = Presigner::new(credentials.clone(), Region::new("eu-west-1").unwrap());
    let (min, max) = (u64::from(input.range.0), u64::from(input.range.1));
    let mut policy = PostPolicy::new("photos", input.key).content_length_range(min..=max);
    for (name, value) in &input.fields {
        policy = policy.field(name, *value);
    }
    for (name, prefix) in &input.prefixes {
        policy = policy.starts_with(name, *prefix);
    }
    let Ok(post) = presigner.presign_post_at(&policy, Duration::from_secs(900), now) else { return };
    let size = u64::from(input.size);
    let form = PostForm::from(&post).with_file(input.file, size);
    let verifier = Verifier::new([credentials]);
    let key_length = input.key.replace("${filename}", input.file).len();
    let is_in_range = (min..=max).contains(&size) && (1..=1024).contains(&key_length);
    let is_form_complete = input.prefixes.iter().all(|(name, _)| form.field(name).is_some());
    if is_form_complete {
        let outcome = verifier.verify_post_at(&form, now);
        assert_eq!(outcome.is_ok(), is_in_range, "{outcome:?}");
    }
    let names: Vec<_> = form.names().map(str::to_owned).collect();
    let name = &names[usize::from(input.pick) % names.len()];
    let is_wide = input.prefixes.iter().any(|(other, _)| other.eq_ignore_ascii_case(name))
        || post.fields().any(|(other, value)| other == name && value.contains("${filename}"));
    let is_free = name.to_ascii_lowercase().starts_with("x-ignore-");
    if !is_free {
        let without = form.clone().without_field(name);
        assert!(verifier.verify_post_at(&without, now).is_err(), "without {name}");
    }
    if !is_wide && !is_free && form.field(name) != Some(input.change) {
        let changed = form.clone().with_field(name.as_str(), input.change);
        let replaced = |text: &str| text.replace("${filename}", input.file);
        // A change that comes to the same once the file's name is in it is none.
        if form.field(name).map(replaced) != Some(replaced(input.change)) {
            assert!(verifier.verify_post_at(&changed, now).is_err(), "{name} changed");
        }
    }
});
