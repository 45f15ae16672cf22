//! What the front door is told is what it does.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/by_hand.rs"]
mod by_hand;

use std::time::{Duration, UNIX_EPOCH};

use s3_presigner::{
    AddressingStyle, CredentialKind, Credentials, Endpoint, Error, ExpiryPolicy, MultipartPlan,
    MultipartUpload, OnExcess, PresignedPart, PresignedUrl, Presigner, Region, S3Request,
};
use url::Url;

const HOUR: Duration = Duration::from_secs(3_600);

fn presigner() -> Presigner {
    let credentials = Credentials::new("AKIDEXAMPLE", "secret").unwrap();
    Presigner::new(credentials, Region::new("eu-west-1").unwrap())
}

fn get(presigner: &Presigner) -> PresignedUrl {
    presigner.presign_get_at("photos", "k", HOUR, UNIX_EPOCH).unwrap()
}

#[test]
fn each_shortcut_signs_its_own_method() {
    let presigner = presigner();
    for (url, method) in [
        (presigner.presign_get_at("photos", "k", HOUR, UNIX_EPOCH), "GET"),
        (presigner.presign_put_at("photos", "k", HOUR, UNIX_EPOCH), "PUT"),
        (presigner.presign_head_at("photos", "k", HOUR, UNIX_EPOCH), "HEAD"),
        (presigner.presign_delete_at("photos", "k", HOUR, UNIX_EPOCH), "DELETE"),
        (presigner.presign_get("photos", "k", HOUR), "GET"),
        (presigner.presign_put("photos", "k", HOUR), "PUT"),
        (presigner.presign_head("photos", "k", HOUR), "HEAD"),
        (presigner.presign_delete("photos", "k", HOUR), "DELETE"),
    ] {
        let url = url.unwrap();
        assert_eq!(url.method(), method);
        assert!(url.canonical_request().starts_with(&format!("{method}\n/k\n")));
    }
}

#[test]
fn new_credentials_sign_with_their_own_secret_and_the_old_ones_go_on() {
    let old = presigner();
    let fresh = Credentials::new("AKIDFRESH", "another secret").unwrap();
    // Both have signed before and after, so that nothing remembered of one serves the other.
    let first = get(&old);
    let rotated = old.clone().with_credentials(fresh.clone());
    let second = get(&rotated);
    assert!(second.as_str().contains("X-Amz-Credential=AKIDFRESH%2F"));
    let made_new = Presigner::new(fresh, Region::new("eu-west-1").unwrap());
    assert_eq!(second.as_str(), get(&made_new).as_str());
    assert_eq!(get(&old).as_str(), first.as_str());
    // The same id with another secret.
    let same_id = Credentials::new("AKIDEXAMPLE", "another secret").unwrap();
    assert_ne!(get(&old.with_credentials(same_id)).as_str(), first.as_str());
}

#[test]
fn each_scope_has_its_own_key_whatever_was_signed_before() {
    let shared = presigner();
    // A region, a service, or both differ from those of the bucket.
    for bucket in [
        "photos",
        "arn:aws:s3:us-east-1:123456789012:accesspoint/ap",
        "arn:aws:s3-object-lambda:eu-west-1:123456789012:accesspoint/ap",
        "arn:aws:s3-object-lambda:us-east-1:123456789012:accesspoint/ap",
        "photos",
    ] {
        let [shared, fresh] = [&shared, &presigner()]
            .map(|presigner| presigner.presign_get_at(bucket, "k", HOUR, UNIX_EPOCH).unwrap());
        assert_eq!(shared.as_str(), fresh.as_str());
    }
}

#[test]
fn each_second_has_its_own_signature_whatever_was_signed_before() {
    const DAY: u64 = 86_400;
    const NOON: u64 = 1_795_262_400;
    // What stands before the hash in the string to sign fills no block, just one, one and a little, almost two.
    for region in ["x", "auto", "eu-west-1", &"x".repeat(63)] {
        let region = Region::new(region).unwrap();
        let shared = presigner()
            .with_region(region.clone())
            .with_endpoint(Endpoint::custom("https://s3.example.com").unwrap());
        for second in [0, 1, 8, 0, 16, 1, DAY - 1, DAY, 0, DAY + 8, DAY, 9 * DAY, 8 * DAY, 1] {
            let at = UNIX_EPOCH + Duration::from_secs(NOON + second);
            for key in ["k", "another"] {
                let url = shared.presign_get_at("photos", key, HOUR, at).unwrap();
                let text = url.string_to_sign();
                let date = text.lines().nth(1).unwrap();
                assert!(url.as_str().contains(&format!("&X-Amz-Date={date}&")));
                assert!(text.contains(&format!(
                    "\n{}/{}/s3/aws4_request\n",
                    &date[..8],
                    region.as_str()
                )));
                let signature = format!("&X-Amz-Signature={}", by_hand::signature("secret", &text));
                assert!(url.as_str().ends_with(&signature), "{text}");
            }
        }
    }
}

#[test]
fn settings_add_up() {
    let endpoint = Endpoint::custom("http://localhost:9000").unwrap();
    let presigner = presigner()
        .with_endpoint(endpoint)
        .with_addressing_style(AddressingStyle::Path)
        .with_region(Region::new("us-east-1").unwrap())
        .with_expiry_policy(ExpiryPolicy::new().with_on_excess(OnExcess::Clamp));
    let url = get(&presigner);
    assert!(url.as_str().starts_with("http://localhost:9000/photos/k?"), "{}", url.as_str());
    assert!(url.as_str().contains("%2Fus-east-1%2F"));
    assert_eq!(presigner.region().as_str(), "us-east-1");
    assert_eq!(*presigner.expiry_policy(), ExpiryPolicy::new().with_on_excess(OnExcess::Clamp));
    assert_eq!(
        *presigner.endpoint(),
        Endpoint::custom("http://localhost:9000").unwrap().with_style(AddressingStyle::Path)
    );
}

#[test]
fn a_body_hash_is_the_payload_hash() {
    let request = S3Request::put_object("photos", "k").body_sha256([0xab; 32]);
    let url = presigner().presign_at(&request, HOUR, UNIX_EPOCH).unwrap();
    let hash = "ab".repeat(32);
    assert!(url.canonical_request().ends_with(&format!("host;x-amz-content-sha256\n{hash}")));
    assert!(get(&presigner()).canonical_request().ends_with("\nhost\nUNSIGNED-PAYLOAD"));
    assert_eq!(url.headers().collect::<Vec<_>>(), [("x-amz-content-sha256", hash.as_str())]);
}

#[test]
fn a_proxys_address_is_in_the_url_and_the_servers_is_signed() {
    let endpoint = Endpoint::custom("http://minio.internal:9000/base")
        .unwrap()
        .with_public_url("https://files.example.com")
        .unwrap();
    let sign = |style, request: &S3Request<'_>| {
        let presigner = presigner().with_endpoint(endpoint.clone().with_style(style));
        let url = presigner.presign_at(request, HOUR, UNIX_EPOCH).unwrap();
        let canonical = url.canonical_request();
        let mut lines = canonical.split('\n');
        let (path, host) = (lines.nth(1).unwrap().to_owned(), lines.nth(1).unwrap().to_owned());
        (url.as_str().split('?').next().unwrap().to_owned(), path, host)
    };
    let is = |url: &str, path: &str, host: &str| (url.to_owned(), path.to_owned(), host.to_owned());
    let (object, bucket) =
        (S3Request::get_object("photos", "a b"), S3Request::new_on_bucket("GET", "photos"));
    let (path, label) = (AddressingStyle::Path, AddressingStyle::VirtualHosted);
    assert_eq!(
        sign(path, &object),
        is(
            "https://files.example.com/photos/a%20b",
            "/base/photos/a%20b",
            "host:minio.internal:9000"
        )
    );
    assert_eq!(
        sign(label, &object),
        is(
            "https://photos.files.example.com/a%20b",
            "/base/a%20b",
            "host:photos.minio.internal:9000"
        )
    );
    assert_eq!(
        sign(path, &bucket),
        is("https://files.example.com/photos", "/base/photos", "host:minio.internal:9000")
    );
    assert_eq!(
        sign(label, &bucket),
        is("https://photos.files.example.com/", "/base", "host:photos.minio.internal:9000")
    );
    // Caps are the server's, whatever its public name.
    let temporary = Credentials::temporary("ASIAEXAMPLE", "secret", "t").unwrap();
    let aws = Endpoint::aws().with_public_url("https://files.example.com").unwrap();
    let aws = Presigner::new(temporary, Region::new("eu-west-1").unwrap()).with_endpoint(aws);
    assert!(aws.presign_get("photos", "k", 100 * HOUR).is_err());
}

#[test]
fn a_bucket_stands_in_the_host_only_where_it_fits_both_hosts() {
    for (server, public, bucket, url) in [
        (
            "http://minio.internal",
            "http://10.0.0.1:8080",
            "photos",
            "http://10.0.0.1:8080/photos/k",
        ),
        (
            "http://minio.internal",
            "https://h.example",
            "my.photos",
            "https://h.example/my.photos/k",
        ),
        ("http://10.0.0.1", "http://h.example", "photos", "http://h.example/photos/k"),
        ("http://minio.internal", "http://h.example", "my.photos", "http://my.photos.h.example/k"),
    ] {
        let endpoint = Endpoint::custom(server)
            .and_then(|endpoint| endpoint.with_public_url(public))
            .unwrap()
            .with_style(AddressingStyle::VirtualHosted);
        let presigner = presigner().with_endpoint(endpoint);
        let signed = presigner.presign_get_at(bucket, "k", HOUR, UNIX_EPOCH).unwrap();
        assert_eq!(signed.as_str().split('?').next().unwrap(), url);
        assert_eq!(Url::parse(signed.as_str()).unwrap().as_str(), signed.as_str());
    }
}

#[test]
fn a_host_that_is_the_bucket_names_it_nowhere_else() {
    let own = || {
        Endpoint::custom("https://media.example.com")
            .unwrap()
            .with_style(AddressingStyle::HostIsBucket)
    };
    let arn = "arn:aws:s3-object-lambda:us-west-2:123456789012:accesspoint/banner";
    for (bucket, scope) in [
        ("photos", "%2Feu-west-1%2Fs3%2F"),
        ("logs--euw1-az1--x-s3", "%2Feu-west-1%2Fs3express%2F"),
        (arn, "%2Fus-west-2%2Fs3-object-lambda%2F"),
    ] {
        let presigner = presigner().with_endpoint(own());
        let url = presigner.presign_get_at(bucket, "k", HOUR, UNIX_EPOCH).unwrap();
        assert!(url.as_str().starts_with("https://media.example.com/k?"), "{}", url.as_str());
        assert!(url.as_str().contains(scope), "{}", url.as_str());
    }
    let at_aws = presigner().with_addressing_style(AddressingStyle::HostIsBucket);
    assert_eq!(
        at_aws.presign_get("photos", "k", HOUR).unwrap_err().to_string(),
        "AWS's own host stands for no bucket: HostIsBucket goes with a custom endpoint"
    );
    let proxied =
        presigner().with_endpoint(Endpoint::aws().with_public_url("https://h.example").unwrap());
    assert_eq!(
        proxied.presign_get(arn, "k", HOUR).unwrap_err().to_string(),
        format!(
            "{arn:?} has a host of its own, which the public URL cannot stand for: use the endpoint without it"
        )
    );
}

#[test]
fn aliases_of_access_points_on_outposts_have_their_own_host() {
    let presigner = presigner().with_region(Region::new("us-west-1").unwrap());
    let resolve = |alias: &str| presigner.endpoint().resolve(presigner.region(), Some(alias));
    // The two of AWS's own tests of its rules.
    let outpost = "test-accessp-o0b1d075431d83bebde8xz5w8ijx1qzlbp3i3kuse10--op-s3";
    let ec2 = "test-accessp-e0b1d075431d83bebde8xz5w8ijx1qzlbp3i3kuse10--op-s3";
    let host = "s3-outposts.us-west-1.amazonaws.com";
    assert_eq!(
        resolve(outpost).unwrap().url,
        format!("https://{outpost}.op-0b1d075431d83bebd.{host}")
    );
    assert_eq!(resolve(ec2).unwrap().url, format!("https://{ec2}.ec2.{host}"));
    assert_eq!(resolve(outpost).unwrap().signing_service, "s3-outposts");
    for alias in [
        "short--op-s3",
        &outpost.replace("-o0b", "-x0b"),
        &outpost.replace("-accessp", ".accessp"),
        &outpost.replace("0b1d", "0b.d"),
    ] {
        assert_eq!(
            resolve(alias).unwrap_err().to_string(),
            format!(
                "{alias:?} is no alias of an access point on Outposts: copy it from the console or the CLI"
            )
        );
    }
}

#[test]
fn what_names_no_bucket_is_not_resolved() {
    for name in ["", ".", ".."] {
        let refused =
            Endpoint::aws().resolve(&Region::new("eu-west-1").unwrap(), Some(name)).unwrap_err();
        assert_eq!(
            refused.to_string(),
            format!("bucket name {name:?} is not valid: it names no bucket")
        );
    }
}

#[test]
fn kinds_that_end_are_never_sure_without_their_end() {
    for kind in [CredentialKind::InstanceProfile, CredentialKind::Sts] {
        let credentials = Credentials::new("AKIDEXAMPLE", "secret").unwrap().with_kind(kind);
        let presigner = presigner().with_credentials(credentials);
        assert_eq!(get(&presigner).certainty(), s3_presigner::Certainty::AtMost);
        let strict = presigner.with_expiry_policy(ExpiryPolicy::new().with_known_expiry_only(true));
        assert!(matches!(
            strict.presign_get("photos", "k", HOUR),
            Err(Error::UnknownExpiry { .. })
        ));
    }
}

#[test]
fn a_batch_signs_as_the_presigner_does_from_many_threads() {
    let presigner = presigner();
    let batch = presigner.batch_at(HOUR, UNIX_EPOCH).unwrap();
    let keys: Vec<_> = (0..200).map(|n| format!("folder/{n}")).collect();
    let requests: Vec<_> = keys.iter().map(|key| S3Request::get_object("photos", key)).collect();
    let expected: Vec<_> = requests
        .iter()
        .map(|request| presigner.presign_at(request, HOUR, UNIX_EPOCH).unwrap().as_str().to_owned())
        .collect();
    let (one, two) = requests.split_at(100);
    let sign = |requests: &[S3Request<'_>]| -> Vec<String> {
        batch.urls(requests).map(|url| url.unwrap().into()).collect()
    };
    let urls = std::thread::scope(|scope| {
        let half = scope.spawn(|| sign(one));
        let other = sign(two);
        [half.join().unwrap(), other].concat()
    });
    assert_eq!(urls, expected);
    assert_eq!(batch.validity().expires_at(), UNIX_EPOCH + HOUR);
    // One bad request says so in its place, and stops none.
    let mixed = [S3Request::get_object("photos", "a"), S3Request::get_object("photos", "")];
    let outcomes: Vec<_> = batch.urls(&mixed).map(|url| url.is_ok()).collect();
    assert_eq!(outcomes, [true, false]);
    assert!(presigner.batch(200 * HOUR).is_err(), "the lifetime is checked");
}

/// Every byte of these keys is escaped, so the room that is set aside is known but for what is to spare.
#[test]
fn a_url_fits_the_room_that_is_set_aside_for_it_with_little_to_spare() {
    let session = Credentials::temporary("ASIAEXAMPLE", "secret", "+/=".repeat(300)).unwrap();
    let session = Presigner::new(session, Region::new("eu-west-1").unwrap());
    let path = Endpoint::custom("http://localhost:9000/base/path").unwrap();
    let path = presigner().with_endpoint(path.with_style(AddressingStyle::Path));
    let long = "é".repeat(300);
    let get = || S3Request::get_object("photos", long.as_str());
    let bucket = "photos-of-a-bucket-whose-name-is-as-long-as-any-name-may-be-here";
    for (name, presigner, request) in [
        ("plain", &presigner(), S3Request::get_object("photos", "é")),
        ("long key", &presigner(), get()),
        ("token", &session, get()),
        ("path style", &path, get()),
        ("long bucket", &presigner(), S3Request::head_bucket(&bucket[..63])),
        ("parameters", &presigner(), get().query(long.as_str(), long.as_str())),
        ("headers", &presigner(), get().header("x-amz-meta-a", "b")),
    ] {
        let mut buffer = String::new();
        presigner.batch(HOUR).unwrap().presign_into(&request, &mut buffer).unwrap();
        let to_spare = buffer.capacity() - buffer.len();
        assert!((16..100).contains(&to_spare), "{name}: {to_spare} of {}", buffer.len());
    }
}

#[test]
fn a_batch_appends_to_the_buffer_and_leaves_it_alone_where_it_refuses() {
    let batch = presigner().batch_at(HOUR, UNIX_EPOCH).unwrap();
    let mut buffer = "before ".to_owned();
    batch.presign_into(&S3Request::get_object("photos", "k"), &mut buffer).unwrap();
    assert_eq!(buffer, format!("before {}", get(&presigner()).as_str()));
    let appended = buffer.clone();
    assert!(batch.presign_into(&S3Request::get_object("photos", ""), &mut buffer).is_err());
    assert_eq!(buffer, appended);
}

#[test]
fn a_url_is_its_text_and_a_link_for_browsers_if_nothing_has_to_be_sent() {
    let url = get(&presigner());
    assert_eq!(<PresignedUrl as AsRef<str>>::as_ref(&url), url.as_str());
    assert!(url.is_browser_navigable());
    let of = |request: &S3Request<'_>| presigner().presign(request, HOUR).unwrap();
    assert!(!of(&S3Request::put_object("photos", "k")).is_browser_navigable());
    assert!(!of(&S3Request::get_object("photos", "k").metadata("a", "b")).is_browser_navigable());
}

#[test]
fn a_directory_bucket_of_an_own_server_is_a_label_or_refused() {
    let own = presigner().with_endpoint(Endpoint::custom("http://s3.example.com").unwrap());
    let resolve = |bucket: &str| own.endpoint().resolve(own.region(), Some(bucket));
    assert_eq!(
        resolve("photos--euw1-az1--x-s3").unwrap().url,
        "http://photos--euw1-az1--x-s3.s3.example.com"
    );
    let dotted = resolve("my.photos--euw1-az1--x-s3").unwrap_err().to_string();
    assert!(dotted.contains("my.photos--euw1-az1--x-s3"), "{dotted}");
}

#[test]
fn the_parts_of_an_upload_are_numbered_from_one() {
    let plan = MultipartPlan::with_part_size(12 << 20, 5 << 20).unwrap();
    let upload = MultipartUpload::new("photos", "k", "id", plan);
    let urls = presigner().presign_multipart(&upload, HOUR).unwrap();
    assert_eq!(urls.parts().iter().map(PresignedPart::number).collect::<Vec<_>>(), [1, 2, 3]);
    for part in urls.parts() {
        assert!(part.url().as_str().contains(&format!("&partNumber={}&", part.number())));
    }
}
