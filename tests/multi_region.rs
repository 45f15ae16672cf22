//! Multi-Region Access Points: SigV4A with the feature, a clear refusal without; and S3 Express.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::{Duration, UNIX_EPOCH};

use s3_presigner::{
    CredentialKind, Credentials, EndpointError, Error, PostPolicy, PostPolicyError, Presigner,
    Region,
};

const ARN: &str = "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap";
const HOUR: Duration = Duration::from_secs(3_600);

/// The credentials of AWS's SigV4A test suite, whose public key is published.
fn presigner() -> Presigner {
    let credentials =
        Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY").unwrap();
    Presigner::new(credentials, Region::new("us-west-2").unwrap())
}

#[cfg(not(feature = "sigv4a"))]
#[test]
fn without_the_feature_it_is_an_error_that_says_so() {
    let refused = presigner().presign_get(ARN, "k", HOUR).unwrap_err();
    assert_eq!(refused, Error::Endpoint(EndpointError::SigV4aNeeded));
    assert_eq!(
        refused.to_string(),
        "a Multi-Region Access Point takes only SigV4A signatures: turn the feature `sigv4a` on in Cargo.toml"
    );
}

#[cfg(feature = "sigv4a")]
mod sigv4a {
    use p256::ecdsa::signature::Verifier;
    use p256::ecdsa::{DerSignature, VerifyingKey};
    use s3_presigner::Endpoint;
    use sha2::{Digest, Sha256};

    use super::*;

    /// From `public-key.json` of every case of the suite.
    const PUBLIC_KEY: &str = "04\
        b6618f6a65740a99e650b33b6b4b5bd0d43b176d721a3edfea7e7d2d56d936b1\
        865ed22a7eadc9c5cb9d2cbaca1b3699139fedc5043dc6661864218330c8e518";

    /// Verifies a URL with `p256` and text operations alone.
    fn verify(url: &str, scope: &str) {
        let (_, rest) = url.split_once("://").unwrap();
        let (host, rest) = rest.split_at(rest.find('/').unwrap());
        let (path, query) = rest.split_once('?').unwrap();
        let (signed, signature) = query.split_once("&X-Amz-Signature=").unwrap();
        let canonical = format!("GET\n{path}\n{signed}\nhost:{host}\n\nhost\nUNSIGNED-PAYLOAD");
        let hash = hex::encode(Sha256::digest(canonical));
        let text = format!("AWS4-ECDSA-P256-SHA256\n20130524T000000Z\n{scope}\n{hash}");
        let key = VerifyingKey::from_sec1_bytes(&hex::decode(PUBLIC_KEY).unwrap()).unwrap();
        let signature = DerSignature::from_bytes(&hex::decode(signature).unwrap()).unwrap();
        key.verify(text.as_bytes(), &signature).unwrap();
    }

    fn sign(presigner: &Presigner, key: &str) -> s3_presigner::PresignedUrl {
        let time = UNIX_EPOCH + Duration::from_secs(1_369_353_600);
        presigner.presign_get_at(ARN, key, HOUR, time).unwrap()
    }

    #[test]
    fn a_url_verifies_by_an_independent_implementation() {
        for key in ["k", "photos/a b é+%.jpg", "//x"] {
            let url = sign(&presigner(), key);
            assert!(
                url.as_str()
                    .starts_with("https://mfzwi23gnjvgw.mrap.accesspoint.s3-global.amazonaws.com/")
            );
            let params = "?X-Amz-Algorithm=AWS4-ECDSA-P256-SHA256\
                          &X-Amz-Credential=AKIDEXAMPLE%2F20130524%2Fs3%2Faws4_request\
                          &X-Amz-Date=20130524T000000Z&X-Amz-Expires=3600&X-Amz-Region-Set=%2A\
                          &X-Amz-SignedHeaders=host&X-Amz-Signature=";
            assert!(url.as_str().contains(params), "{}", url.as_str());
            verify(url.as_str(), "20130524/s3/aws4_request");
            assert!(url.string_to_sign().starts_with(
                "AWS4-ECDSA-P256-SHA256\n20130524T000000Z\n20130524/s3/aws4_request\n"
            ));
        }
    }

    #[test]
    fn a_region_set_can_be_given_and_the_signature_depends_on_nothing_else() {
        let regions = [Region::new("us-west-2").unwrap(), Region::new("eu-west-1").unwrap()];
        let narrow = presigner().with_endpoint(Endpoint::aws().with_region_set(&regions));
        let url = sign(&narrow, "k");
        assert!(
            url.as_str().contains("&X-Amz-Region-Set=us-west-2%2Ceu-west-1&"),
            "{}",
            url.as_str()
        );
        verify(url.as_str(), "20130524/s3/aws4_request");
        assert_eq!(sign(&narrow, "k").as_str(), url.as_str(), "deterministic");
        assert_ne!(sign(&presigner(), "k").as_str(), url.as_str());
    }

    #[test]
    fn temporary_credentials_carry_their_token_behind_the_region_set() {
        let credentials = Credentials::temporary("ASIAEXAMPLE", "secret", "to/ken").unwrap();
        let url = sign(&presigner().with_credentials(credentials), "k");
        assert!(
            url.as_str().contains(
                "&X-Amz-Region-Set=%2A&X-Amz-Security-Token=to%2Fken&X-Amz-SignedHeaders="
            )
        );
    }
}

#[test]
fn what_takes_no_forms_gets_none() {
    const DIRECTORY_BUCKET: &str = "logs--usw2-az1--x-s3";
    const OBJECT_LAMBDA: &str =
        "arn:aws:s3-object-lambda:us-west-2:123456789012:accesspoint/thumbs";
    let minute = Duration::from_secs(60);
    let session = Credentials::temporary("ASIAEXAMPLE", "secret", "token").unwrap();
    let session = session.with_kind(CredentialKind::S3ExpressSession);
    for presigner in [presigner(), presigner().with_credentials(session)] {
        for (bucket, error, text) in [
            (
                ARN,
                PostPolicyError::MultiRegion,
                "a Multi-Region Access Point takes no forms: use the bucket, or a presigned PUT",
            ),
            (
                DIRECTORY_BUCKET,
                PostPolicyError::DirectoryBucket,
                "an S3 Express directory bucket takes no forms: use a presigned PUT",
            ),
            (
                OBJECT_LAMBDA,
                PostPolicyError::ObjectLambda,
                "an Object Lambda access point takes no forms: use the bucket, or a presigned PUT",
            ),
        ] {
            let policy = PostPolicy::new(bucket, "k");
            let refused = presigner.presign_post(&policy, minute).unwrap_err();
            assert_eq!(refused.to_string(), text);
            assert_eq!(refused, Error::PostPolicy(error));
        }
    }
    let point = "arn:aws:s3:us-west-2:123456789012:accesspoint/photos";
    assert!(presigner().presign_post(&PostPolicy::new(point, "k"), minute).is_ok());
}

#[test]
fn express_sessions_have_a_token_of_their_own_and_one_kind_of_bucket() {
    let five = Duration::from_secs(300);
    let session = Credentials::temporary("ASIAEXAMPLE", "secret", "to/ken")
        .unwrap()
        .with_kind(CredentialKind::S3ExpressSession);
    let presigner = presigner().with_credentials(session);
    let url = presigner.presign_get_at("logs--usw2-az1--x-s3", "k", five, UNIX_EPOCH).unwrap();
    assert!(
        url.as_str().starts_with(
            "https://logs--usw2-az1--x-s3.s3express-usw2-az1.us-west-2.amazonaws.com/k\
             ?X-Amz-Algorithm=AWS4-HMAC-SHA256\
             &X-Amz-Credential=ASIAEXAMPLE%2F19700101%2Fus-west-2%2Fs3express%2Faws4_request\
             &X-Amz-Date=19700101T000000Z&X-Amz-Expires=300&X-Amz-S3session-Token=to%2Fken\
             &X-Amz-SignedHeaders=host&X-Amz-Signature="
        ),
        "{}",
        url.as_str()
    );
    let refused = presigner.presign_get("photos", "k", five).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "S3 Express session credentials work only for their directory bucket, and \"photos\" is none: use \
         other credentials"
    );
    assert!(matches!(
        refused,
        Error::Endpoint(EndpointError::SessionOutsideDirectoryBucket { .. })
    ));
    let form = presigner.presign_post(&PostPolicy::new("photos", "k"), five).unwrap_err();
    assert_eq!(form, refused, "a form is no way round it");
    assert!(presigner.presign_get("logs--usw2-az1--x-s3", "k", Duration::from_secs(301)).is_err());
}

#[test]
fn plain_credentials_sign_for_directory_buckets_with_the_token_of_always() {
    let sts = Credentials::temporary("ASIAEXAMPLE", "secret", "to/ken").unwrap();
    let url = presigner()
        .with_credentials(sts)
        .presign_get_at("logs--usw2-az1--x-s3", "k", HOUR, UNIX_EPOCH)
        .unwrap();
    assert!(url.as_str().contains("%2Fus-west-2%2Fs3express%2Faws4_request"));
    assert!(url.as_str().contains("&X-Amz-Security-Token=to%2Fken&"));
}
