//! How long forms live: as URLs, and said as truly.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use s3_presigner::{
    Certainty, CredentialKind, Credentials, ExpiryPolicy, Limit, OnExcess, PostForm,
    PostPolicyDocument, PresignedPost, Presigner,
};

use super::{QUARTER, field, post, presigner};

const HOUR: Duration = Duration::from_secs(3_600);

/// Ten minutes past an hour.
fn now() -> SystemTime {
    UNIX_EPOCH + HOUR * 10 + Duration::from_secs(600)
}

/// The end that S3 reads, which is that of the policy.
fn end_of_policy(post: &PresignedPost) -> SystemTime {
    PostPolicyDocument::from_base64(field(post, "policy")).unwrap().expiration()
}

fn session() -> Credentials {
    Credentials::temporary("ASIAEXAMPLE", "secret", "token").unwrap()
}

fn sign(presigner: &Presigner, lifetime: Duration) -> PresignedPost {
    let signed = presigner.presign_post_at(&post(), lifetime, now()).unwrap();
    let url = presigner.presign_put_at("photos", "k", lifetime, now()).unwrap();
    assert_eq!(signed.validity(), url.validity(), "a form lives as long as a URL");
    let form = PostForm::from(&signed).with_file("cat.jpg", 1);
    let end = end_of_policy(&signed);
    assert_eq!(end, signed.validity().signed_at() + signed.validity().expires_in());
    assert_eq!(form.check(end), Ok(()));
    assert!(form.check(end + Duration::from_secs(1)).is_err());
    assert!(signed.expires_at() <= end);
    signed
}

#[test]
fn inside_a_stable_window_forms_are_the_same_and_live_as_long_as_asked_for() {
    let presigner = presigner().with_stable_window(HOUR).unwrap();
    let signed = sign(&presigner, QUARTER);
    let on_the_hour = now() - Duration::from_secs(600);
    assert_eq!(field(&signed, "x-amz-date"), "19700101T100000Z");
    assert_eq!(signed.expires_at(), on_the_hour + HOUR + QUARTER);
    assert_eq!(end_of_policy(&signed), signed.expires_at());
    assert_eq!(signed.limited_by(), Limit::Requested);
    let later = presigner.presign_post_at(&post(), QUARTER, now() + HOUR / 2).unwrap();
    assert!(later.fields().eq(signed.fields()), "the identical form");
}

#[test]
fn a_shortened_form_says_so_in_its_policy_too() {
    let clamp = ExpiryPolicy::new().with_on_excess(OnExcess::Clamp);
    let credentials = session().with_expires_at(now() + QUARTER);
    let presigner = presigner().with_credentials(credentials).with_expiry_policy(clamp);
    let signed = sign(&presigner, HOUR);
    assert_eq!(signed.expires_at(), now() + QUARTER);
    assert_eq!(end_of_policy(&signed), now() + QUARTER);
    assert_eq!(signed.limited_by(), Limit::CredentialExpiry);
    assert_eq!(signed.certainty(), Certainty::Exact);
}

#[test]
fn an_allowed_excess_stands_in_the_policy_and_the_true_end_beside_it() {
    let allow = ExpiryPolicy::new().with_on_excess(OnExcess::Allow);
    let credentials = session().with_expires_at(now() + QUARTER);
    let presigner = presigner().with_credentials(credentials).with_expiry_policy(allow);
    let signed = sign(&presigner, HOUR);
    assert_eq!(signed.expires_at(), now() + QUARTER);
    assert_eq!(end_of_policy(&signed), now() + HOUR);
    assert_eq!(signed.limited_by(), Limit::CredentialExpiry);
}

#[test]
fn a_token_ends_a_form_whether_or_not_anybody_told_when() {
    let told = presigner().with_credentials(session().with_expires_at(now() + HOUR));
    let signed = sign(&told, QUARTER);
    assert_eq!((signed.limited_by(), signed.certainty()), (Limit::Requested, Certainty::Exact));
    let refused = told.presign_post_at(&post(), HOUR * 2, now()).unwrap_err();
    assert_eq!(refused, told.presign_put_at("photos", "k", HOUR * 2, now()).unwrap_err());

    let unknown = presigner().with_credentials(session());
    let signed = sign(&unknown, QUARTER);
    assert_eq!(signed.expires_at(), now() + QUARTER);
    assert_eq!((signed.limited_by(), signed.certainty()), (Limit::Requested, Certainty::AtMost));

    let clamp = ExpiryPolicy::new().with_on_excess(OnExcess::Clamp);
    let chained = session().with_kind(CredentialKind::ChainedRole);
    let presigner = presigner().with_credentials(chained).with_expiry_policy(clamp);
    let signed = sign(&presigner, HOUR * 2);
    assert_eq!(end_of_policy(&signed), now() + HOUR);
    assert!(matches!(signed.limited_by(), Limit::CredentialKind { .. }));
}
