//! What is signed: a short, a typical and a long request.

use std::hint::black_box;
use std::time::{Duration, SystemTime};

use s3_presigner::{
    CredentialKind, Credentials, PresignedUrl, Presigner, Region, S3Request, Verifier,
};
use sha2::block_api::compress256;

/// The id of a user, and one of a session, which has a token.
const IDS: [&str; 2] = ["AKIAIOSFODNN7EXAMPLE", "ASIAIOSFODNN7EXAMPLE"];
pub const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
pub const LIFETIME: Duration = Duration::from_secs(3_600);
pub const DISPOSITION: &str = "attachment; filename=\"report 2026.pdf\"";

/// One kind of request.
pub struct Case {
    pub name: &'static str,
    pub bucket: &'static str,
    pub key: String,
    pub token: Option<String>,
    pub disposition: Option<&'static str>,
}

impl Case {
    pub fn all() -> [Self; 3] {
        [
            Self {
                name: "A short",
                bucket: "examplebucket",
                key: "test.txt".to_owned(),
                token: None,
                disposition: None,
            },
            Self {
                name: "B typical",
                bucket: "examplebucket",
                key: "users/4821/uploads/2026/11/21/photo with spaces é.jpg".to_owned(),
                token: Some(
                    "IQoJb3JpZ2luX2VjEHQa/CXVzLWVhc3QtMSJGMEQC+IFm"
                        .chars()
                        .cycle()
                        .take(700)
                        .collect(),
                ),
                disposition: Some(DISPOSITION),
            },
            Self {
                name: "C long",
                bucket: "examplebucket",
                // 900 bytes, two fifths of them escapes.
                key: "отпуск/фото/summer-2026-11-21/image-001-".chars().cycle().take(720).collect(),
                token: None,
                disposition: None,
            },
        ]
    }

    pub fn presigner(&self) -> Presigner {
        Presigner::new(self.credentials(), Region::new("us-east-1").unwrap())
    }

    pub fn verifier(&self) -> Verifier {
        Verifier::new([self.credentials()]).with_region("us-east-1")
    }

    pub fn id(&self) -> &'static str {
        let [user, session] = IDS;
        if self.token.is_some() { session } else { user }
    }

    fn credentials(&self) -> Credentials {
        match &self.token {
            Some(token) => Credentials::temporary(self.id(), SECRET, token.as_str())
                .unwrap()
                .with_kind(CredentialKind::AssumedRole)
                .with_expires_at(SystemTime::now() + Duration::from_secs(40_000)),
            None => Credentials::new(self.id(), SECRET).unwrap(),
        }
    }

    pub fn request(&self) -> S3Request<'_> {
        let request = || S3Request::get_object(self.bucket, self.key.as_str());
        match self.disposition {
            Some(value) => request().response_content_disposition(value),
            None => request(),
        }
    }

    /// The key, and behind it as much as makes the request to GET it as long as another.
    pub fn key_as_long_as(&self, other: &PresignedUrl) -> String {
        let request = S3Request::get_object(self.bucket, self.key.as_str());
        let alone = self.presigner().presign(&request, LIFETIME).unwrap();
        let more = other.canonical_request().len() - alone.canonical_request().len();
        self.key.clone() + &"x".repeat(more)
    }

    /// The compressions that no signer can do without, counted from what this one hashes.
    pub fn floor(&self) -> Floor {
        let url = self.presigner().presign(&self.request(), LIFETIME).unwrap();
        let blocks = |length: usize| (length + 1 + 8).div_ceil(64);
        let (request, string) = (url.canonical_request().len(), url.string_to_sign().len());
        Floor { request: blocks(request), string_to_sign: blocks(string) }
    }
}

/// What a client makes of a URL.
pub fn host_and_target(url: &str) -> (&str, &str) {
    let (_, rest) = url.split_once("://").unwrap();
    rest.split_at(rest.find('/').unwrap())
}

/// The hashing of one presign, without anything around it.
pub struct Floor {
    pub request: usize,
    pub string_to_sign: usize,
}

impl Floor {
    pub fn compressions(&self) -> usize {
        self.request + self.string_to_sign + 1
    }

    /// Each hash waits for the one before, as in a signature.
    pub fn compress(&self) -> [u32; 8] {
        let mut state = [0; 8];
        for blocks in [self.request, self.string_to_sign, 1] {
            compress256(&mut state, black_box(DATA.get(..blocks).unwrap()));
        }
        state
    }
}

static DATA: [[u8; 64]; 64] = [[0x5a; 64]; 64];
