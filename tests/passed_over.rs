//! What S3 passes over in silence, or cannot answer with: parameters that it does not read, near misses of those
//! that it does, those that were added, and lifetimes that only other servers take.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use s3_presigner::{AddedPlace, Credentials, Inspection, Presigner, Problem, Region, S3Request};

/// 2026-01-01T00:00:00Z
const NOW: u64 = 1_767_225_600;

fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

fn good() -> String {
    let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", "secret").unwrap();
    let presigner = Presigner::new(credentials, Region::new("eu-west-1").unwrap());
    let request = S3Request::get_object("photos", "2026/cat.jpg");
    presigner.presign_at(&request, Duration::from_secs(900), at(NOW)).unwrap().into()
}

/// A good link with parameters signed along, at their place.
fn signed_with(params: &[&str]) -> String {
    let (place, query) =
        good().split_once('?').map(|(place, query)| (place.to_owned(), query.to_owned())).unwrap();
    let mut pieces: Vec<_> = query.split('&').chain(params.iter().copied()).collect();
    pieces.sort_by_key(|piece| (piece.starts_with("X-Amz-Signature="), *piece));
    format!("{place}?{}", pieces.join("&"))
}

fn problems(link: &str) -> Vec<Problem> {
    Inspection::of_at(link, at(NOW + 1)).problems().to_vec()
}

fn texts(link: &str) -> Vec<String> {
    problems(link).iter().map(ToString::to_string).collect()
}

#[test]
fn a_header_in_the_place_of_a_parameter_limits_nothing() {
    for (param, name) in [
        ("Content-Length=200", "content-length"),
        ("Content-Type=image%2Fpng", "content-type"),
        ("content-type=image%2Fpng", "content-type"),
        ("Content-MD5=1B2M2Y8AsgTpgAmY7PhCfg%3D%3D", "content-md5"),
        ("If-None-Match=%2A", "if-none-match"),
        ("if-match=%22etag%22", "if-match"),
        ("If-Modified-Since=x", "if-modified-since"),
        ("cache-control=no-store", "cache-control"),
        ("Range=bytes%3D0-9", "range"),
        ("Content-Disposition=attachment", "content-disposition"),
        ("Content-Encoding=gzip", "content-encoding"),
        ("contentLength=5", "content-length"),
        ("content_type=image%2Fpng", "content-type"),
        ("content-length-range=1%2C200", "content-length-range"),
        ("Expires=Thu%2C%2001%20Jan%202026%2000%3A00%3A00%20GMT", "expires"),
        ("x-amz-acl=public-read", "x-amz-acl"),
        ("x-amz-meta-owner=ann", "x-amz-meta-owner"),
        ("x-amz-storage-class=GLACIER", "x-amz-storage-class"),
        ("x-amz-server-side-encryption=AES256", "x-amz-server-side-encryption"),
        ("x-amz-expected-bucket-owner=000000000000", "x-amz-expected-bucket-owner"),
    ] {
        assert_eq!(
            texts(&signed_with(&[param])),
            [format!(
                "S3 does not read {name} from the query: it limits nothing; make it a signed header that the holder sends"
            )],
            "{param}"
        );
    }
    let both = signed_with(&["Content-Length=200", "Content-Type=image%2Fpng"]);
    assert_eq!(problems(&both).len(), 2);
    assert!(problems(&both).iter().all(|problem| !problem.is_fatal()));
}

#[test]
fn what_s3_reads_is_no_problem() {
    for param in [
        "versionId=v1",
        "partNumber=1&uploadId=u",
        "response-content-type=image%2Fpng",
        "response-expires=Thu%2C%2001%20Jan%202026%2000%3A00%3A00%20GMT",
        "x-id=GetObject",
        "x-amz-request-payer=requester",
        "X-Amz-Content-Sha256=UNSIGNED-PAYLOAD",
        "x-amz-user-agent=aws-sdk-js%2F3",
        "x-amz-checksum-mode=ENABLED",
        "list-type=2&max-keys=5&prefix=a",
        "annotation=&annotationName=n",
        "tagging=",
        "myown=1",
    ] {
        let params: Vec<_> = param.split('&').collect();
        assert_eq!(texts(&signed_with(&params)), [""; 0], "{param}");
    }
}

#[test]
fn a_near_miss_names_what_was_meant() {
    for (param, meant) in [
        ("Response-Content-Type=x", "response-content-type"),
        ("response_content_type=x", "response-content-type"),
        ("responseContentDisposition=x", "response-content-disposition"),
        ("response-content-dispositon=x", "response-content-disposition"),
        ("response-cache-controll=x", "response-cache-control"),
        ("versionID=v", "versionId"),
        ("version-id=v", "versionId"),
        ("versionid=v", "versionId"),
        ("uploadID=u", "uploadId"),
        ("partnumber=1", "partNumber"),
        ("part-number=1", "partNumber"),
        ("list_type=2", "list-type"),
        ("maxKeys=5", "max-keys"),
        ("delimeter=%2F", "delimiter"),
        ("X-Amz-Security_Token=t", "X-Amz-Security-Token"),
    ] {
        let name = param.split('=').next().unwrap();
        assert_eq!(
            texts(&signed_with(&[param])),
            [format!(
                "S3 passes over the parameter {name}, which it does not know: {meant} was probably meant"
            )]
        );
    }
    for (from, to, meant) in [
        ("X-Amz-Expires", "x-amz-expires", "X-Amz-Expires"),
        ("X-Amz-Expires", "X-Amz-Expire", "X-Amz-Expires"),
        ("X-Amz-SignedHeaders", "X-Amz-Signed-Headers", "X-Amz-SignedHeaders"),
        ("X-Amz-Date", "X-Amz-date", "X-Amz-Date"),
        ("X-Amz-Credential", "X-Amz-Credentials", "X-Amz-Credential"),
    ] {
        let found = problems(&good().replace(from, to));
        let misspelled = Problem::MisspelledParameter { name: to.into(), meant };
        assert!(found.contains(&misspelled) && !misspelled.is_fatal(), "{to}: {found:?}");
        assert!(found.contains(&Problem::MissingParameter { name: meant }), "{to}: {found:?}");
    }
}

#[test]
fn what_stands_behind_the_signature_and_is_none_of_s3s_was_added() {
    for (behind, name) in [
        ("&v=4.6.9", "v"),
        ("&utm_source=mail", "utm_source"),
        ("&fbclid=IwAR0", "fbclid"),
        ("&_=1767225600000", "_"),
        ("&nocache=1", "nocache"),
        ("&t=5", "t"),
        ("&version=3", "version"),
        ("&download", "download"),
        ("&w=40", "w"),
    ] {
        assert_eq!(
            texts(&format!("{}{behind}", good())),
            [format!(
                "{name} stands behind the signature and is none of S3's: it was probably added after signing; take it off"
            )]
        );
    }
    let many = texts(&format!("{}&utm_source=a&utm_medium=b&gclid=c", good()));
    assert_eq!(many.len(), 3, "{many:?}");
    assert!(
        problems(&format!("{}&x-id=GetObject", good()))
            .iter()
            .all(|problem| !matches!(problem, Problem::AddedParameter { .. }))
    );
}

#[test]
fn a_trackers_parameter_is_known_wherever_it_was_put() {
    let front = good().replacen('?', "?utm_campaign=spring&", 1);
    assert_eq!(
        texts(&front),
        [
            "utm_campaign stands out of order and is none of S3's: it was probably added after signing; take it off"
        ]
    );
    for name in ["fbclid", "gclid", "msclkid", "mc_eid", "igshid", "_hsenc", "utm_term"] {
        let middle = good().replacen("&X-Amz-Date", &format!("&{name}=1&X-Amz-Date"), 1);
        let place = AddedPlace::OutOfOrder;
        assert_eq!(problems(&middle), [Problem::AddedParameter { name: name.into(), place }]);
        assert_eq!(problems(&signed_with(&[&format!("{name}=1")])), [], "signed along");
    }
}

#[test]
fn what_stands_out_of_order_among_sorted_parameters_was_added() {
    let place = AddedPlace::OutOfOrder;
    for name in ["v", "cachebust", "download", "_"] {
        let front = good().replacen('?', &format!("?{name}=1&"), 1);
        assert_eq!(problems(&front), [Problem::AddedParameter { name: name.into(), place }]);
        assert_eq!(problems(&signed_with(&[&format!("{name}=1")])), [], "signed along");
    }
    // Nothing can be told of a signer that sorts nothing, as aws4fetch.
    let mut pieces: Vec<_> =
        good().split_once('?').unwrap().1.split('&').map(str::to_owned).collect();
    pieces[..5].reverse();
    let unsorted = format!("https://photos.s3.eu-west-1.amazonaws.com/k?v=1&{}", pieces.join("&"));
    let found = problems(&unsorted);
    assert!(matches!(found[..], [Problem::ParameterOrder { .. }]), "{found:?}");
    let tracked = problems(&unsorted.replace("?v=1", "?utm_source=mail"));
    assert!(
        tracked.contains(&Problem::AddedParameter { name: "utm_source".into(), place }),
        "{tracked:?}"
    );
}

#[test]
fn what_s3_reads_and_stands_behind_the_signature_was_added_too() {
    for param in [
        "response-content-disposition=attachment",
        "versionId=v1",
        "response-content-type=x",
        "prefix=a",
    ] {
        let name = param.split('=').next().unwrap();
        assert_eq!(
            texts(&format!("{}&{param}", good())),
            [format!(
                "{name} stands behind the signature, though S3 wants it signed along: it was probably added after \
                 signing; take it off"
            )]
        );
    }
    assert_eq!(problems(&format!("{}&", good())), [], "nothing behind the last separator");
}

#[test]
fn a_warning_of_the_order_hides_no_parameter_that_was_added() {
    // A parameter of S3's in front, as some signers write it.
    let link = good().replacen('?', "?versionId=v1&", 1) + "&v=2";
    let found = problems(&link);
    let added = Problem::AddedParameter { name: "v".into(), place: AddedPlace::Behind };
    assert!(found.contains(&added), "{found:?}");
    assert!(
        found.contains(&Problem::ParameterOrder { name: "X-Amz-Algorithm".into() }),
        "{found:?}"
    );
    // The signature among the others.
    let sorted = good();
    let (front, signature) = sorted.rsplit_once('&').unwrap();
    let sorted =
        front.replace("&X-Amz-SignedHeaders", &format!("&{signature}&X-Amz-SignedHeaders"));
    assert_eq!(problems(&sorted), [Problem::ParameterOrder { name: "X-Amz-SignedHeaders".into() }]);
    assert!(problems(&format!("{sorted}&v=2")).contains(&added));
}

#[test]
fn an_override_beyond_latin_1_cannot_be_answered() {
    let value = |text: &str| percent_encoding(text);
    for (name, text, found) in [
        ("response-content-disposition", "attachment; filename=\"отчёт.pdf\"", 'о'),
        ("response-content-disposition", "attachment; filename=\"D’Arcy.jpg\"", '’'),
        ("response-content-disposition", "inline; filename=\"猫.jpg\"", '猫'),
        ("response-content-type", "text/plain; name=Ł", 'Ł'),
        ("response-content-language", "ру", 'р'),
        ("response-cache-control", "no-store\u{200b}", '\u{200b}'),
        ("response-expires", "завтра", 'з'),
        ("response-content-encoding", "gzip…", '…'),
    ] {
        let param = format!("{name}={}", value(text));
        let link = signed_with(&[&param]);
        let fatal = Problem::UnsendableOverride { name, found, is_at_aws: true };
        assert_eq!(problems(&link), std::slice::from_ref(&fatal), "{text}");
        assert!(fatal.is_fatal());
        assert!(fatal.to_string().contains("Header value cannot be represented using ISO-8859-1"));
        let elsewhere = problems(&link.replace(".s3.eu-west-1.amazonaws.com", ".example.com"));
        assert!(elsewhere.iter().all(|problem| !problem.is_fatal()) && elsewhere.len() == 1);
    }
    for text in
        ["attachment; filename=\"café ÿ.pdf\"", "attachment; filename*=UTF-8''%D0%BE.pdf", ""]
    {
        let param = format!("response-content-disposition={}", value(text));
        assert_eq!(problems(&signed_with(&[&param])), [], "{text}");
    }
}

fn percent_encoding(text: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let spelled = |byte: u8| {
        if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    text.bytes().map(spelled).collect()
}

#[test]
fn more_than_seven_days_are_fatal_at_aws_and_a_warning_elsewhere() {
    let link = |host: &str, seconds: &str| {
        let link = good().replace("photos.s3.eu-west-1.amazonaws.com", host);
        link.replace("Expires=900", &format!("Expires={seconds}"))
    };
    for host in [
        "photos.s3.eu-west-1.amazonaws.com",
        "photos.s3.dualstack.eu-west-1.amazonaws.com",
        "s3.cn-north-1.amazonaws.com.cn",
        "vpce-1a2b.s3.eu-west-1.vpce.amazonaws.com",
        "d111.cloudfront.net",
    ] {
        let found = problems(&link(host, "2592000"));
        let out = Problem::LifetimeOutOfRange { seconds: 2_592_000 };
        assert!(found.contains(&out) && out.is_fatal(), "{host}: {found:?}");
    }
    for host in [
        "s3.example.com",
        "203.0.113.5:9000",
        "minio.example.com",
        "acc.r2.cloudflarestorage.com",
        "s3.wasabisys.com",
    ] {
        assert_eq!(
            texts(&link(host, "2592000")),
            [
                "the lifetime of 2592000 s (30 days) is more than the 604800 (7 days) that AWS takes: the server behind \
              this host, which is none of AWS's, may take it or not"
            ],
            "{host}"
        );
        assert!(!problems(&link(host, "2592000"))[0].is_fatal());
        assert_eq!(problems(&link(host, "604800")), []);
        let inspection = Inspection::of_at(&link(host, "2592000"), at(NOW));
        assert_eq!(inspection.expires_at(), Some(at(NOW + 2_592_000)));
        let over = Inspection::of_at(&link(host, "2592000"), at(NOW + 2_592_001));
        assert!(over.problems().contains(&Problem::Expired { at: at(NOW + 2_592_000) }));
        for none in ["0", "99999999999999999999"] {
            assert!(problems(&link(host, none))[0].is_fatal(), "{host} {none}");
        }
    }
}

#[test]
fn what_a_tool_put_behind_the_signature_is_told_from_a_signature_that_is_cut_off() {
    for behind in
        [".aux.xml", ".aux", ".bai", ".bam.bai", ".ovr", ".msk", ".tbi", ".idx", ".sha256"]
    {
        let link = format!("{}{behind}", good());
        assert_eq!(
            texts(&link),
            [format!(
                "{behind:?} was put behind the 64 digits of the signature: tools that look for a file beside this one do \
                 that (GDAL, samtools and the like); take it off"
            )]
        );
        assert!(problems(&link)[0].is_fatal());
    }
    let malformed = [Problem::MalformedSignature { expected: "64 lower-case hexadecimal digits" }];
    for behind in ["0", "ab", ".a%2Bb", ".this-is-longer-than-any-ending-of-a-file", "x.bai"] {
        assert_eq!(problems(&format!("{}{behind}", good())), malformed, "{behind}");
    }
    let cut = good();
    assert_eq!(problems(&format!("{}.bai", &cut[..cut.len() - 1])), malformed);
}

#[test]
fn what_a_tool_put_behind_a_link_that_ends_otherwise_is_told_too() {
    let (front, signature) =
        good().rsplit_once('&').map(|(front, last)| (front.to_owned(), last.to_owned())).unwrap();
    let bun = front.replace("&X-Amz-SignedHeaders", &format!("&{signature}&X-Amz-SignedHeaders"));
    for (link, found, whole) in [
        (format!("{}&x-id=GetObject.aux.xml", good()), ".aux.xml", "the last parameter, x-id"),
        (format!("{}&x-id=GetObject.bai", good()), ".bai", "the last parameter, x-id"),
        (format!("{bun}.ovr"), ".ovr", "the last parameter, X-Amz-SignedHeaders"),
    ] {
        let behind = Problem::BehindLink { found: found.to_owned(), whole };
        let all = problems(&link);
        assert!(all.first() == Some(&behind) && behind.is_fatal(), "{link}: {all:?}");
        assert!(!all.contains(&Problem::HostNotSigned), "{link}: {all:?}");
    }
    let good_one = problems(&format!("{}&x-id=GetObject", good()));
    assert!(good_one.iter().all(|problem| !problem.is_fatal()), "{good_one:?}");
}
