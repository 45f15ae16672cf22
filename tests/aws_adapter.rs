//! The AWS SDK's providers: conversion, and the async front door over a hand-written provider.

#![cfg(feature = "aws-credential-types")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aws_credential_types::Credentials as AwsCredentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, future};
use s3_presigner::{
    AsyncPresigner, CredentialKind, Credentials, Error, ExpiryPolicy, Limit, OnExcess, Presigner,
    Region, S3Request,
};

const NOW: u64 = 1_795_262_400;
const HOUR: u64 = 3_600;

fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// Gives one set of credentials after another, the last again and again; none where there is a gap.
#[derive(Clone, Debug)]
struct Provider {
    ends: Vec<Option<u64>>,
    calls: Arc<AtomicUsize>,
}

impl ProvideCredentials for Provider {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        let call = self.calls.fetch_add(1, Ordering::SeqCst);
        let end = self.ends.get(call).or(self.ends.last()).copied().flatten();
        future::ProvideCredentials::new(async move {
            tokio::task::yield_now().await;
            let end =
                end.ok_or_else(|| CredentialsError::not_loaded("the metadata service is down"))?;
            let token = Some("token".to_owned());
            Ok(AwsCredentials::new(
                format!("ASIASET{call}"),
                "m4rk-secret",
                token,
                Some(at(end)),
                "test",
            ))
        })
    }
}

fn presigner(ends: &[Option<u64>]) -> (AsyncPresigner, Arc<AtomicUsize>) {
    let calls = Arc::new(AtomicUsize::new(0));
    let provider = Provider { ends: ends.to_vec(), calls: Arc::clone(&calls) };
    let make = |credentials: Credentials| {
        let credentials = credentials.with_kind(CredentialKind::AssumedRole);
        Presigner::new(credentials, Region::new("eu-west-1").unwrap())
    };
    (AsyncPresigner::new(provider, make), calls)
}

fn get() -> S3Request<'static> {
    S3Request::get_object("photos", "k")
}

#[test]
fn credentials_are_converted_with_their_end() {
    let converted = |token: Option<&str>, end| {
        let token = token.map(str::to_owned);
        Credentials::try_from(&AwsCredentials::new("AKIDEXAMPLE", "m4rk", token, end, "test"))
            .unwrap()
    };
    let user = converted(None, None);
    assert_eq!((user.kind(), user.expires_at()), (CredentialKind::IamUser, None));
    let sts = converted(Some("t"), Some(at(NOW)));
    assert_eq!((sts.kind(), sts.expires_at()), (CredentialKind::Sts, Some(at(NOW))));
    let bad = AwsCredentials::new("ASIAEXAMPLE", "m4rk", None, None, "test");
    let refused = Credentials::try_from(&bad).unwrap_err();
    assert!(matches!(refused, Error::MissingSessionToken { .. }));
    assert!(!format!("{refused:?} {refused}").contains("m4rk"));
}

#[tokio::test]
async fn the_provider_is_asked_once_and_again_only_for_what_is_too_short() {
    let (presigner, calls) = presigner(&[Some(NOW + 600), Some(NOW + 6 * HOUR)]);
    let request = get();
    let sign = |lifetime| presigner.presign_at(&request, secs(lifetime), at(NOW));
    let short = sign(600).await.unwrap();
    assert!(short.as_str().contains("ASIASET0"));
    assert!(sign(300).await.is_ok());
    assert!(sign(13 * HOUR).await.is_err(), "the cap of the kind, which no fetch would move");
    assert_eq!(calls.load(Ordering::SeqCst), 1);
    let long = sign(HOUR).await.unwrap();
    assert!(long.as_str().contains("ASIASET1"));
    assert_eq!(long.limited_by(), Limit::Requested);
    assert!(sign(5 * HOUR).await.is_ok());
    assert_eq!(calls.load(Ordering::SeqCst), 2);
    assert!(!format!("{presigner:?}").contains("m4rk"));
}

#[tokio::test]
async fn a_provider_with_nothing_better_is_asked_once_a_minute() {
    let (presigner, calls) = presigner(&[Some(NOW + 600)]);
    for second in [0, 1, 59] {
        let refused = presigner.presign_at(&get(), secs(HOUR), at(NOW + second)).await.unwrap_err();
        assert!(matches!(
            refused,
            Error::LifetimeTooLong { limited_by: Limit::CredentialExpiry, .. }
        ));
    }
    assert_eq!(calls.load(Ordering::SeqCst), 1);
    let _ = presigner.presign_at(&get(), secs(HOUR), at(NOW + 60)).await;
    assert_eq!(calls.load(Ordering::SeqCst), 2);
}

#[test]
fn debug_names_it_and_no_secret() {
    let shown = format!("{:?}", presigner(&[None]).0);
    assert!(shown.starts_with("AsyncPresigner") && !shown.contains("m4rk"), "{shown}");
}

#[tokio::test]
async fn many_tasks_in_need_ask_once() {
    let (presigner, calls) = presigner(&[Some(NOW + 6 * HOUR)]);
    let presigner = Arc::new(presigner);
    let tasks: Vec<_> = (0..50)
        .map(|_| {
            let presigner = Arc::clone(&presigner);
            tokio::spawn(
                async move { presigner.presign_at(&get(), secs(HOUR), at(NOW)).await.is_ok() },
            )
        })
        .collect();
    for task in tasks {
        assert!(task.await.unwrap());
    }
    assert_eq!(calls.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_task_that_is_cancelled_while_it_asks_holds_nobody_up() {
    let (presigner, _) = presigner(&[Some(NOW + 6 * HOUR)]);
    let presigner = Arc::new(presigner);
    let clone = Arc::clone(&presigner);
    let asking =
        tokio::spawn(async move { clone.presign_at(&get(), secs(HOUR), at(NOW)).await.is_ok() });
    tokio::task::yield_now().await;
    asking.abort();
    let _ = asking.await;
    assert!(presigner.presign_at(&get(), secs(HOUR), at(NOW)).await.is_ok());
}

#[tokio::test]
async fn a_failing_provider_leaves_the_old_credentials_in_use() {
    let (presigner, _) = presigner(&[None, Some(NOW + 600), None, Some(NOW + 6 * HOUR)]);
    let refused = presigner.presign_at(&get(), secs(60), at(NOW)).await.unwrap_err();
    assert!(refused.to_string().starts_with("new credentials could not be had: "), "{refused}");
    assert!(presigner.presign_at(&get(), secs(60), at(NOW + 1)).await.is_ok());
    // Too short, and no new ones: an error for this lifetime, none for a shorter one.
    assert!(matches!(
        presigner.presign_at(&get(), secs(HOUR), at(NOW + 1)).await,
        Err(Error::Source(_))
    ));
    assert!(presigner.presign_at(&get(), secs(60), at(NOW + 1)).await.is_ok());
    assert!(presigner.presign_at(&get(), secs(HOUR), at(NOW + 3)).await.is_ok());
}

#[tokio::test]
async fn the_presigner_behind_it_does_the_rest() {
    let (presigner, _) = presigner(&[Some(NOW + 600)]);
    let clamping = ExpiryPolicy::new().with_on_excess(OnExcess::Clamp);
    let inner = presigner.presigner_for(secs(300)).await;
    // The real clock is past the invented end, or before it: either way it is the provider's credentials.
    let inner = inner.unwrap().with_expiry_policy(clamping);
    assert!(inner.presign_at(&get(), secs(HOUR), at(NOW)).unwrap().as_str().contains("ASIASET"));
}
