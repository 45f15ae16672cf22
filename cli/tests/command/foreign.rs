//! `inspect` of links that are none of S3's, or of SigV2: its exit status tells whether they can work.

use super::run::presign;

const DAY: &str = "2026-01-01T00:00:00Z";

fn inspected(link: &str) -> (i32, String) {
    let ran = presign(&["inspect", "--at", DAY]).stdin(link).run();
    (ran.status, ran.stdout)
}

#[test]
fn a_link_of_another_service_passes_until_it_ends() {
    for (link, name) in [
        (
            "https://media.example.com/a?Expires=END&Signature=x~y&Key-Pair-Id=K2",
            "CloudFront link (canned policy)",
        ),
        (
            "https://storage.googleapis.com/b/k?GoogleAccessId=a&Expires=END&Signature=x",
            "Google Cloud Storage link (V2 signature)",
        ),
        (
            "https://b.oss-cn-hangzhou.aliyuncs.com/k?OSSAccessKeyId=L&Expires=END&Signature=x",
            "Alibaba Cloud OSS link (V1 signature)",
        ),
        ("https://b.s3.amazonaws.com/k?AWSAccessKeyId=AKIAX&Expires=END&Signature=x", "SigV2"),
    ] {
        let (status, report) = inspected(&link.replace("END", "1767290400"));
        assert_eq!(status, 0, "{report}");
        assert!(report.starts_with(&format!("signed with      {name}\n")), "{report}");
        assert!(report.contains("\nexpires at       2026-01-01T18:00:00Z\n"), "{report}");
        let (status, report) = inspected(&link.replace("END", "1700000000"));
        assert_eq!(status, 1, "{report}");
        assert!(report.contains("the link expired at 2023-11-14T22:13:20Z"), "{report}");
        assert_eq!(inspected(&link.replace("END", "tomorrow")).0, 1);
    }
}

#[test]
fn a_lifetime_that_only_other_servers_take_passes_there() {
    let link = |host: &str| {
        format!(
            "https://{host}/photos/k?X-Amz-Algorithm=AWS4-HMAC-SHA256\
             &X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20260101%2Feu-west-1%2Fs3%2Faws4_request\
             &X-Amz-Date=20260101T000000Z&X-Amz-Expires=2592000&X-Amz-SignedHeaders=host\
             &X-Amz-Signature=762f4fcbacec730d460b0e337f554e569e4fe98643baefad7af1276fe3084e7f"
        )
    };
    assert_eq!(inspected(&link("minio.example.com")).0, 0);
    assert_eq!(inspected(&link("s3.eu-west-1.amazonaws.com")).0, 1);
}
