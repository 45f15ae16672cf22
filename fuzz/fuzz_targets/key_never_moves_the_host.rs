//! Whatever the key, a URL parser finds the same origin and bucket, and changes no byte.
#![no_main]

use std::sync::LazyLock;
use std::time::{Duration, UNIX_EPOCH};

use libfuzzer_sys::fuzz_target;
use s3_presigner::{AddressingStyle, Credentials, Endpoint, Presigner, Region};
use url::Url;

static PRESIGNERS: LazyLock<[Presigner; 3]> = LazyLock::new(|| {
    let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", "secret").unwrap();
    let aws = Presigner::new(credentials, Region::new("eu-west-1").unwrap());
    let custom = Endpoint::custom("http://127.0.0.1:9000/base").unwrap();
    [
        aws.clone(),
        aws.clone().with_addressing_style(AddressingStyle::Path),
        aws.with_endpoint(custom),
    ]
});

fuzz_target!(|key: &str| {
    let now = UNIX_EPOCH + Duration::from_secs(1_795_262_400);
    for presigner in PRESIGNERS.iter() {
        let sign = |key| presigner.presign_get_at("photos", key, Duration::from_secs(900), now);
        let Ok(url) = sign(key) else { continue };
        let parsed = Url::parse(url.as_str()).unwrap();
        assert_eq!(parsed.as_str(), url.as_str());
        let plain = Url::parse(sign("k").unwrap().as_str()).unwrap();
        assert_eq!(parsed.origin(), plain.origin());
        let prefix = plain.path().strip_suffix('k').unwrap();
        assert!(parsed.path().starts_with(prefix));
        assert!(parsed.fragment().is_none() && parsed.username().is_empty());
    }
});
