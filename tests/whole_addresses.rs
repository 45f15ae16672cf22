//! An endpoint that is the address of the bucket already is refused, unless it is said to be.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::Duration;

use s3_presigner::{
    AddressingStyle, Credentials, Endpoint, EndpointError, Error, Presigner, Region,
};

const QUARTER: Duration = Duration::from_secs(900);

fn presigner(url: &str, style: AddressingStyle) -> Presigner {
    let credentials = Credentials::new("AKIDEXAMPLE", "secret").unwrap();
    Presigner::new(credentials, Region::new("eu-west-1").unwrap())
        .with_endpoint(Endpoint::custom(url).unwrap().with_style(style))
}

/// Endpoint, bucket, and where the bucket's whole address leads.
const NAMED: [(&str, &str); 14] = [
    ("https://photos.s3.eu-west-1.amazonaws.com", "photos"),
    ("https://photos.s3.amazonaws.com/", "photos"),
    ("https://photos.s3-accelerate.amazonaws.com", "photos"),
    ("https://photos.s3.dualstack.eu-west-1.amazonaws.com:443", "photos"),
    ("https://s3.eu-west-1.amazonaws.com/photos", "photos"),
    ("https://other.s3.eu-west-1.amazonaws.com", "photos"),
    ("https://photos.bucket.vpce-1a2b.s3.eu-west-1.vpce.amazonaws.com", "photos"),
    ("https://a--euw1-az1--x-s3.s3express-euw1-az1.eu-west-1.amazonaws.com", "a--euw1-az1--x-s3"),
    ("https://ACC.r2.cloudflarestorage.com/photos", "photos"),
    ("https://photos.ACC.r2.cloudflarestorage.com", "photos"),
    ("https://s3.example.com/media", "media"),
    ("https://gw.example.com/s3/media/", "media"),
    ("http://my.photos.localhost:9000", "my.photos"),
    ("https://photos.nyc3.digitaloceanspaces.com", "photos"),
];

#[test]
fn an_endpoint_that_names_the_bucket_is_refused_in_both_styles() {
    for (url, bucket) in NAMED {
        for style in [AddressingStyle::VirtualHosted, AddressingStyle::Path] {
            let refused = presigner(url, style).presign_get(bucket, "x.svg", QUARTER).unwrap_err();
            let in_endpoint =
                matches!(&refused, Error::Endpoint(EndpointError::BucketInEndpoint { .. }));
            assert!(in_endpoint, "{url} {style:?}: {refused}");
        }
    }
    let refused = presigner("https://s3.example.com/media/", AddressingStyle::Path);
    assert_eq!(
        refused.presign_get("media", "x.svg", QUARTER).unwrap_err().to_string(),
        "the endpoint \"s3.example.com/media\" names a bucket already, and \"media\" would stand in the link beside \
         it: leave the bucket out of the endpoint; or, if the endpoint is the whole address of the bucket, say so with \
         AddressingStyle::HostIsBucket"
    );
}

#[test]
fn the_whole_address_of_a_bucket_is_taken_where_it_is_said_to_be() {
    for (url, bucket) in NAMED {
        let signed = presigner(url, AddressingStyle::HostIsBucket);
        let link = signed.presign_get(bucket, "x.svg", QUARTER).unwrap();
        let address = Endpoint::custom(url).unwrap().with_style(AddressingStyle::HostIsBucket);
        let address = address.resolve(signed.region(), Some(bucket)).unwrap().url;
        assert!(link.as_str().starts_with(&format!("{address}/x.svg?")), "{}", link.as_str());
        assert_eq!(address, url.to_lowercase().trim_end_matches('/').trim_end_matches(":443"));
    }
}

#[test]
fn an_endpoint_that_is_only_like_the_bucket_is_taken() {
    for (url, bucket) in [
        ("https://photos-eu.example.com", "photos"),
        ("https://myphotos.example.com", "photos"),
        ("http://minio:9000", "minio"),
        ("https://s3.example.com/photos/v1", "photos"),
        ("https://s3.example.com/myphotos", "photos"),
        ("https://s3.eu-west-1.amazonaws.com", "photos"),
        ("https://s3-eu-west-1.amazonaws.com", "photos"),
        ("https://s3.dualstack.eu-west-1.amazonaws.com", "photos"),
        ("https://bucket.vpce-1a2b.s3.eu-west-1.vpce.amazonaws.com", "photos"),
        ("https://bucket.vpce-1a2b.s3.eu-west-1.vpce.amazonaws.com", "bucket"),
        ("https://vpce-1a2b.s3.eu-west-1.vpce.amazonaws.com", "photos"),
        ("https://execute-api.eu-west-1.amazonaws.com/prod", "photos"),
    ] {
        for style in [AddressingStyle::VirtualHosted, AddressingStyle::Path] {
            presigner(url, style).presign_get(bucket, "k", QUARTER).unwrap();
        }
    }
    // The service itself has no bucket that could stand there twice.
    let service = s3_presigner::S3Request::new_on_service("GET");
    presigner("https://s3.example.com/media", AddressingStyle::Path)
        .presign(&service, QUARTER)
        .unwrap();
}

#[test]
fn the_public_address_and_access_points_are_looked_at_too() {
    let region = Region::new("eu-west-1").unwrap();
    for endpoint in [Endpoint::aws(), Endpoint::custom("http://minio:9000").unwrap()] {
        let endpoint = endpoint.with_public_url("https://photos.example.com").unwrap();
        for style in [AddressingStyle::VirtualHosted, AddressingStyle::Path] {
            let endpoint = endpoint.clone().with_style(style);
            let refused = endpoint.resolve(&region, Some("photos")).unwrap_err();
            assert!(matches!(refused, Error::Endpoint(EndpointError::BucketInEndpoint { .. })));
            endpoint.resolve(&region, Some("videos")).unwrap();
        }
    }
    let arn = "arn:aws:s3:eu-west-1:123456789012:accesspoint/mine";
    let host = "https://mine-123456789012.s3-accesspoint.eu-west-1.amazonaws.com";
    let endpoint = Endpoint::custom(host).unwrap();
    let refused = endpoint.resolve(&region, Some(arn)).unwrap_err();
    assert!(
        matches!(refused, Error::Endpoint(EndpointError::BucketInEndpoint { .. })),
        "{refused}"
    );
    let whole = endpoint.with_style(AddressingStyle::HostIsBucket);
    assert_eq!(whole.resolve(&region, Some(arn)).unwrap().url, host);
}
