//! The links of one upload in parts: one lifetime for all, and to each step its own headers.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::{Duration, UNIX_EPOCH};

use s3_presigner::{
    Checksum, Credentials, MultipartPlan, MultipartUpload, PresignedMultipart, PresignedPart,
    PresignedUrl, Presigner, Region, SseCustomerKey,
};

const HOUR: Duration = Duration::from_secs(3_600);
const MIB: u64 = 1024 * 1024;

/// An upload of three parts.
fn upload<'a>() -> MultipartUpload<'a> {
    let plan = MultipartPlan::with_part_size(12 * MIB, 5 * MIB).unwrap();
    MultipartUpload::new("films", "cat.mp4", "ID", plan)
}

fn presigner() -> Presigner {
    let credentials = Credentials::new("AKIDEXAMPLE", "secret").unwrap();
    Presigner::new(credentials, Region::new("eu-west-1").unwrap())
}

fn signed(upload: &MultipartUpload<'_>) -> PresignedMultipart {
    presigner().presign_multipart_at(upload, HOUR, UNIX_EPOCH).unwrap()
}

fn headers(url: &PresignedUrl) -> String {
    let lines: Vec<_> = url.headers().map(|(name, value)| format!("{name}: {value}")).collect();
    lines.join("; ")
}

/// The headers of the parts, joined, of the completion, of the abort and of the list.
fn of_steps(upload: &MultipartUpload<'_>) -> [String; 4] {
    let urls = signed(upload);
    let parts: Vec<_> = urls.parts().iter().map(|part| headers(part.url())).collect();
    [parts.join(" | "), headers(urls.complete()), headers(urls.abort()), headers(urls.list_parts())]
}

#[test]
fn all_links_have_one_lifetime() {
    let urls = signed(&upload());
    let steps = [urls.complete(), urls.abort(), urls.list_parts()];
    let all: Vec<_> = urls.parts().iter().map(PresignedPart::url).chain(steps).collect();
    assert_eq!(all.len(), 6);
    for url in all {
        let lifetime = "&X-Amz-Date=19700101T000000Z&X-Amz-Expires=3600&";
        assert!(url.as_str().contains(lifetime), "{}", url.as_str());
        assert_eq!(url.validity(), urls.validity());
        assert_eq!(url.expires_at(), UNIX_EPOCH + HOUR);
    }
}

#[test]
fn each_step_has_its_method_and_its_parameters() {
    let urls = signed(&upload());
    let is = |url: &PresignedUrl, method: &str, query: &str| {
        assert_eq!(url.method(), method);
        let text = url.as_str();
        assert!(
            text.starts_with("https://films.s3.eu-west-1.amazonaws.com/cat.mp4?X-Amz-Algorithm="),
            "{text}"
        );
        assert!(
            text.contains(&format!("X-Amz-SignedHeaders=host&{query}&X-Amz-Signature=")),
            "{text}"
        );
    };
    for part in urls.parts() {
        is(part.url(), "PUT", &format!("partNumber={}&uploadId=ID", part.number()));
    }
    is(urls.complete(), "POST", "uploadId=ID");
    is(urls.abort(), "DELETE", "uploadId=ID");
    is(urls.list_parts(), "GET", "uploadId=ID");
}

#[test]
fn lengths_are_those_of_the_parts() {
    let lengths = "content-length: 5242880 | content-length: 5242880 | content-length: 2097152";
    assert_eq!(of_steps(&upload().with_signed_lengths(true)), [lengths, "", "", ""]);
    assert_eq!(of_steps(&upload().with_signed_lengths(false)), [" |  | ", "", "", ""]);
}

/// The model lists the key for parts, completion and list, and not for giving up.
#[test]
fn the_customers_key_goes_with_all_steps_that_take_it() {
    let steps = of_steps(&upload().with_sse_customer_key(SseCustomerKey::new([0; 32])));
    let front = "x-amz-server-side-encryption-customer";
    let key = format!(
        "{front}-algorithm: AES256; {front}-key: {}=; {front}-key-md5: cLyPS3KoaSFGi/joRB3OUQ==",
        "A".repeat(43)
    );
    let three = [&*key; 3].join(" | ");
    assert_eq!(steps, [&*three, &*key, "", &*key]);
}

#[test]
fn the_completion_can_be_limited() {
    let limited = upload()
        .with_if_none_match_any(true)
        .with_mp_object_size(true)
        .with_checksum(Checksum::Crc32(0xcbf4_3926));
    assert_eq!(
        of_steps(&limited),
        [
            " |  | ",
            "if-none-match: *; x-amz-checksum-crc32: y/Q5Jg==; x-amz-checksum-type: FULL_OBJECT; \
             x-amz-mp-object-size: 12582912",
            "",
            "",
        ]
    );
    let unlimited = upload().with_if_none_match_any(false).with_mp_object_size(false);
    assert_eq!(of_steps(&unlimited), [" |  | ", "", "", ""]);
}

/// Signed, as S3 takes `x-amz-*` headers only so.
#[test]
fn each_part_has_its_checksum() {
    let upload = || upload().with_part_checksums([1, 2, 3].map(Checksum::Crc32));
    let sums = "x-amz-checksum-crc32: AAAAAQ== | x-amz-checksum-crc32: AAAAAg== | \
                x-amz-checksum-crc32: AAAAAw==";
    assert_eq!(of_steps(&upload()), [sums, "", "", ""]);
    // With the lengths, and with the checksum of the whole object.
    let [parts, complete, ..] =
        of_steps(&upload().with_signed_lengths(true).with_checksum(Checksum::Crc32(4)));
    assert!(parts.ends_with("content-length: 2097152; x-amz-checksum-crc32: AAAAAw=="), "{parts}");
    assert_eq!(complete, "x-amz-checksum-crc32: AAAABA==; x-amz-checksum-type: FULL_OBJECT");
}

#[test]
fn there_is_one_checksum_for_each_part_and_of_one_algorithm() {
    let refusal = |checksums: &[Checksum]| {
        let upload = upload().with_part_checksums(checksums.iter().copied());
        presigner().presign_multipart_at(&upload, HOUR, UNIX_EPOCH).unwrap_err().to_string()
    };
    let (crc, other) = (Checksum::Crc32(1), Checksum::Crc32c(1));
    for (given, checksums) in [(0, &[][..]), (2, &[crc; 2]), (4, &[crc; 4])] {
        assert_eq!(
            refusal(checksums),
            format!(
                "{given} checksums are given for 3 parts: give each part its own, in their order, or none"
            )
        );
    }
    assert_eq!(
        refusal(&[crc, crc, other]),
        "part 3 and part 1 differ in the algorithm of their checksums, or one has none: give each part \
         one of the algorithm that the upload was begun with"
    );
}

#[test]
fn the_checksum_of_the_whole_object_is_a_crc() {
    let upload = upload().with_checksum(Checksum::Sha256([0; 32]));
    assert_eq!(
        presigner().presign_multipart_at(&upload, HOUR, UNIX_EPOCH).unwrap_err().to_string(),
        "header value \"FULL_OBJECT\" is not valid: in x-amz-checksum-type it goes with CRC32, CRC32C \
         and CRC64NVME only; use one of these, or COMPOSITE"
    );
}

#[test]
fn who_pays_and_who_owns_the_bucket_is_said_at_every_step() {
    let payer = "x-amz-request-payer: requester";
    let steps = of_steps(&upload().with_requester_pays(true));
    assert_eq!(steps, [&*[payer; 3].join(" | "), payer, payer, payer]);
    assert_eq!(of_steps(&upload().with_requester_pays(false)), [" |  | ", "", "", ""]);
    let owner = "x-amz-expected-bucket-owner: 111122223333";
    let steps = of_steps(&upload().with_expected_bucket_owner("111122223333"));
    assert_eq!(steps, [&*[owner; 3].join(" | "), owner, owner, owner]);
}
