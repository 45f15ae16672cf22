//! Whatever a server answers to whatever link, there is a diagnosis, and it holds no token.
#![no_main]

use std::sync::LazyLock;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use libfuzzer_sys::fuzz_target;
use s3_presigner::{
    Credentials, FailedRequest, PresignedUrl, Presigner, Region, S3Request, SignedRequest,
};

const TOKEN: &str = "IQoJb3JpZ2luX2VjEPTtokenoftherealsession";

static CREDENTIALS: LazyLock<Credentials> = LazyLock::new(|| {
    Credentials::temporary("ASIAIOSFODNN7EXAMPLE", "temporary", TOKEN).unwrap()
});

static URL: LazyLock<PresignedUrl> = LazyLock::new(|| {
    let presigner = Presigner::new(CREDENTIALS.clone(), Region::new("eu-west-1").unwrap());
    let request = S3Request::put_object("photos", "a b").content_type("image/jpeg");
    presigner.presign_at(&request, Duration::from_secs(900), now()).unwrap()
});

fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_795_262_400)
}

fuzz_target!(|input: (&str, &str, &str, &str)| {
    let (answer, link, method, header) = input;
    let (name, value) = header.split_once(':').unwrap_or((header, ""));
    let sent = SignedRequest::new(method, URL.as_str()).header(name, value);
    for failed in [
        FailedRequest::of_link(link, answer).with_meant(&URL),
        FailedRequest::of_link(URL.as_str(), answer),
        FailedRequest::new(sent, answer).with_meant(&URL).with_credentials(&CREDENTIALS),
    ] {
        let diagnosis = failed.diagnose_at(now());
        let shown = format!("{diagnosis}{diagnosis:?}");
        // What the server or the sender put there themselves is theirs.
        assert!([answer, link, method, header].iter().any(|text| text.contains(TOKEN)) || !shown.contains(TOKEN));
    }
});
