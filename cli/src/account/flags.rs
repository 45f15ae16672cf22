//! [`in_flags`]: what the library says, with the flags of a command line where it names its functions.

use std::borrow::Cow;

/// What the library calls something, and what a command line calls it.
const NAMES: [(&str, &str); 27] = [
    ("; give any other source with CopySource::new(bucket, key) and with_version_id", ""),
    (
        "make the credentials with Credentials::temporary",
        "give its session token in AWS_SESSION_TOKEN too",
    ),
    ("set Credentials::with_expires_at", "say it in AWS_CREDENTIAL_EXPIRATION"),
    (
        "read its output with Credentials::from_document, and sign with Presigner::from_profile_with, which keeps the \
         profile's region",
        "and give its output to --credentials -, which keeps the profile's region",
    ),
    ("read it with Credentials::from_document_at, and say when that was", "give its end as a date"),
    ("by response_attachment(), which", "with presign get --attachment, which"),
    (
        "name one of the statements with DenyStatement::with_sid",
        "give one of the statements another",
    ),
    (
        "put the paths into one statement with NetworkPath::or, where each of them is a way in",
        "give the paths to one `presign iam deny`, which makes one statement of them",
    ),
    (
        "make a presigner for that region, or leave with_arn_region on",
        "give that region with --region",
    ),
    ("with PostPolicy; a link", "of presign post; a link"),
    ("with .content_length(…)", "with --content-length"),
    ("which the holder then has to send", "which then has to be sent with the link"),
    (
        "turn the feature `sigv4a` on in Cargo.toml",
        "this program makes none, but the library s3-presigner does, with its feature `sigv4a`",
    ),
    ("allow_dot_segments()", "--allow-dot-segments"),
    ("say so with AddressingStyle::HostIsBucket", "say so with --addressing-style host-is-bucket"),
    ("HostIsBucket goes with", "--addressing-style host-is-bucket goes with"),
    ("turn path style off", "leave --addressing-style path out"),
    (
        "with Endpoint::custom, or with Endpoint::with_public_url",
        "with --endpoint, or with --public-url",
    ),
    ("Endpoint::with_public_url", "--public-url"),
    ("Endpoint::custom", "--endpoint"),
    ("NetworkPath::source_vpce", "--vpce"),
    ("NetworkPath::source_vpc", "--vpc"),
    ("…source_vpce", "--vpce"),
    ("; one of another server's is added with .custom_query(…)", ""),
    ("with S3Request::put_object", "with `presign put`"),
    ("with Profile::run_credential_process", "with --run-process"),
    ("Presigner::presign_get_and_head", "presign get --with-head"),
];

/// The text in the words of a command line.
pub fn in_flags(text: &str) -> String {
    let mut text = Cow::Borrowed(text);
    for (name, flag) in NAMES {
        if text.contains(name) {
            text = text.replace(name, flag).into();
        }
    }
    // `.header("name", …)`, with whatever name.
    if let Some((before, rest)) = text.split_once(".header(\"")
        && let Some((name, rest)) = rest.split_once('"')
        && let Some((_, after)) = rest.split_once(')')
    {
        text = format!("{before}--header '{name}: …'{after}").into();
    }
    text.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_told_as_flags() {
        for (text, told) in [
            ("nothing of it", "nothing of it"),
            (
                "sign it as it is with allow_dot_segments() for a client",
                "sign it as it is with --allow-dot-segments for a client",
            ),
            (
                "give it as a header, with .header(\"content-type\", …), which the holder then has to send",
                "give it as a header, with --header 'content-type: …', which then has to be sent with the link",
            ),
            ("one of NetworkPath::source_vpc or …source_vpce", "one of --vpc or --vpce"),
        ] {
            assert_eq!(in_flags(text), told);
        }
    }
}
