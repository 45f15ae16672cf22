//! Credentials from everywhere.

use s3_presigner::{Credentials, Error, Presigner, Profile};
use zeroize::Zeroizing;

use crate::patterns::ID;
use crate::secrets::{secret, token};

const TEMPORARY: &str = "ASIAIOSFODNN7EXAMPLE";

pub fn made() {
    let user = Credentials::new(ID, secret().as_str()).unwrap();
    let owned = Credentials::new(ID, secret().to_string()).unwrap();
    let role = Credentials::temporary(TEMPORARY, secret().as_str(), token().to_string()).unwrap();
    for credentials in [user, owned, role] {
        drop(format!("{:?}", credentials.clone()));
    }
}

pub fn refused() {
    let stray = Zeroizing::new([secret().as_str(), "\n"].concat());
    let stray_token = Zeroizing::new([token().as_str(), "\n"].concat());
    let swapped = Credentials::new(secret().to_string(), ID);
    let outcomes: [Result<Credentials, Error>; 6] = [
        Credentials::new(ID, stray.as_str()),
        Credentials::new(TEMPORARY, secret().to_string()),
        Credentials::new("AROAIOSFODNN7EXAMPLE", secret().to_string()),
        Credentials::temporary(TEMPORARY, secret().to_string(), stray_token.to_string()),
        Credentials::temporary(TEMPORARY, "", token().to_string()),
        swapped.and_then(|_| Credentials::new(stray.to_string(), secret().to_string())),
    ];
    assert!(outcomes.iter().all(Result::is_err));
}

fn lookup(name: &str) -> Option<String> {
    match name {
        "AWS_ACCESS_KEY_ID" => Some(TEMPORARY.to_owned()),
        "AWS_SECRET_ACCESS_KEY" => Some(secret().to_string()),
        "AWS_SESSION_TOKEN" => Some(token().to_string()),
        "AWS_REGION" => Some("eu-west-1".to_owned()),
        "AWS_CREDENTIAL_EXPIRATION" => Some("2099-01-01T00:00:00Z".to_owned()),
        _ => None,
    }
}

pub fn environment() {
    Credentials::from_lookup(lookup).unwrap();
    Presigner::from_lookup(lookup).unwrap();
}

pub fn bad_environment() {
    for missing in ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION"] {
        let without = |name: &str| if name == missing { None } else { lookup(name) };
        assert!(Presigner::from_lookup(without).is_err());
    }
    for bad in ["AWS_ACCESS_KEY_ID", "AWS_CREDENTIAL_EXPIRATION", "AWS_REGION"] {
        let with =
            |name: &str| if name == bad { Some("not \n good".to_owned()) } else { lookup(name) };
        assert!(Presigner::from_lookup(with).is_err());
    }
    let stray = |name: &str| {
        if name == "AWS_SECRET_ACCESS_KEY" { Some(ID.to_owned()) } else { lookup(name) }
    };
    assert!(Credentials::from_lookup(stray).is_err());
}

/// A file as AWS's tools write it; `between` stands behind the secret.
fn file(between: &str) -> Zeroizing<String> {
    let (secret, token) = (secret(), token());
    let pieces = [
        "[work]\naws_access_key_id = ASIAIOSFODNN7EXAMPLE\naws_secret_access_key = ",
        &secret,
        between,
        "\naws_session_token = ",
        &token,
        "\nregion = eu-west-1\ns3 =\n  addressing_style = path\n",
    ];
    Zeroizing::new(pieces.concat())
}

pub fn profiles() {
    for between in ["", " # a comment", "\nother =\n  nested = 1"] {
        let file = file(between);
        let profile = Profile::parse("work", &file, "").unwrap();
        profile.clone().credentials().unwrap();
        Presigner::from_profile(&profile).unwrap();
        drop(format!("{profile:?}"));
        let config = Zeroizing::new(file.replacen("[work]", "[profile work]", 1));
        Profile::parse("work", "", &config).unwrap().credentials().unwrap();
        Profile::parse("work", &file, &config).unwrap().credentials().unwrap();
        // Another profile of the same file.
        let both = Zeroizing::new(["[other]\nregion = x\n", file.as_str()].concat());
        Profile::parse("other", &both, "").unwrap();
    }
    // More lines of a value, and a secret inside a block.
    let (secret, token) = (secret(), token());
    let pieces =
        ["[x]\na = ", &secret, "\n  ", &token, "\nb =\n  c = ", &secret, "\n  d = ", &token, "\n"];
    Profile::parse("x", &Zeroizing::new(pieces.concat()), "").unwrap();
}

pub fn profile_files() {
    let path = std::env::temp_dir().join(format!("s3-presigner-memory-{}", std::process::id()));
    std::fs::write(&path, file("").as_bytes()).unwrap();
    let lookup =
        |name: &str| (name == "AWS_SHARED_CREDENTIALS_FILE").then(|| path.display().to_string());
    Profile::load_with(Some("work"), lookup).unwrap().credentials().unwrap();
    // A file that is not text.
    std::fs::write(&path, Zeroizing::new([file("").as_bytes(), &[0xff]].concat())).unwrap();
    assert!(Profile::load_with(Some("work"), lookup).is_err());
    std::fs::remove_file(&path).unwrap();
}

pub fn bad_profiles() {
    for between in ["\nno setting", "\n[unended", "\n[x] y"] {
        assert!(Profile::parse("work", &file(between), "").is_err());
    }
    assert!(Profile::parse("none", &file(""), "").is_err());
    for between in ["\nrole_arn = x", "\naws_expiration = tomorrow", "\naws_access_key_id = a b"] {
        let profile = Profile::parse("work", &file(between), "").unwrap();
        assert!(profile.credentials().is_err());
    }
    let nameless = Zeroizing::new(file("").replacen("access_key_id", "x", 1));
    assert!(Profile::parse("work", &nameless, "").unwrap().credentials().is_err());
}

/// The documents of every source; `{s}` and `{t}` stand for secret and token.
const DOCUMENTS: [&str; 7] = [
    r#"{"Code":"Success","Type":"AWS-HMAC","AccessKeyId":"ASIAEXAMPLE","SecretAccessKey":"{s}","Token":"{t}","Expiration":"2099-01-01T00:00:00Z"}"#,
    r#"{"AccessKeyId":"ASIAEXAMPLE","SecretAccessKey":"{s}","Token":"{t}","RoleArn":"arn:aws:iam::1:role/x"}"#,
    r#"{"Version":1,"AccessKeyId":"ASIAEXAMPLE","SecretAccessKey":"{s}","SessionToken":"{t}"}"#,
    r#"{"Credentials":{"AccessKeyId":"ASIAEXAMPLE","SecretAccessKey":"{s}","SessionToken":"{t}"},"AssumedRoleUser":{}}"#,
    r#"{"roleCredentials":{"accessKeyId":"ASIAEXAMPLE","secretAccessKey":"{s}","sessionToken":"{t}","expiration":4000000000000}}"#,
    r#"{"IdentityId":"x","Credentials":{"AccessKeyId":"ASIAEXAMPLE","SecretKey":"{s}","SessionToken":"{t}","Expiration":4.0E9}}"#,
    "<R><Credentials><SessionToken>{t}</SessionToken><SecretAccessKey>{s}</SecretAccessKey><AccessKeyId>ASIAEXAMPLE</AccessKeyId><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></R>",
];

/// A document with the secrets in it, each behind `before`.
fn document(template: &str, before: &str) -> Zeroizing<String> {
    let (secret, token) = (secret(), token());
    let mut text = Zeroizing::new(String::with_capacity(1_024));
    for piece in template.split_inclusive('}') {
        let (plain, value) = match piece.get(piece.len().saturating_sub(3)..) {
            Some("{s}") => (&piece[..piece.len() - 3], secret.as_str()),
            Some("{t}") => (&piece[..piece.len() - 3], token.as_str()),
            _ => (piece, ""),
        };
        text.push_str(plain);
        if !value.is_empty() {
            text.push_str(before);
        }
        text.push_str(value);
    }
    text
}

pub fn documents() {
    for template in DOCUMENTS {
        Credentials::from_document(&document(template, "")).unwrap();
    }
}

pub fn escaped_documents() {
    for template in DOCUMENTS {
        let escape = if template.starts_with('<') { "&#47;" } else { r"\/\u002b\ud83d\ude00" };
        Credentials::from_document(&document(template, escape)).unwrap();
    }
}

pub fn cut_documents() {
    for template in DOCUMENTS {
        for escape in ["", r"\/"] {
            let document = document(template, escape);
            for end in (0..document.len()).step_by(3) {
                drop(Credentials::from_document(&document[..end]));
            }
        }
    }
    for (from, to) in [
        ("AccessKeyId", "X"),
        ("accessKeyId", "X"),
        ("ASIA", "\u{e9}"),
        ("Expiration\":\"", "Expiration\":\"x"),
    ] {
        for template in DOCUMENTS {
            drop(Credentials::from_document(&document(&template.replace(from, to), "")));
        }
    }
    drop(Credentials::from_document(&document(
        r#"{"Code":"Failed","Message":"no","SecretAccessKey":"{s}"}"#,
        "",
    )));
    drop(Credentials::from_document(&document(
        "<R><SecretAccessKey>{s}</SecretAccessKey></R>",
        "",
    )));
    drop(Credentials::from_document(&document(r#"[1, "{s}", {"a": "{t}"}]"#, "")));
}
