//! The AWS SDK's providers: conversion, and the async front door over a hand-written provider, which can be made
//! to fail, to hang and to forget. Over the SDK's own: `aws_config.rs`.

#![cfg(feature = "aws-credential-types")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "aws_adapter/waiting.rs"]
mod waiting;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
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

/// An id and an end, or why there are none.
type Answer = Result<(&'static str, Option<u64>), &'static str>;

/// Gives one answer after another, the last again and again; none while it is held back.
#[derive(Clone, Debug)]
struct Provider {
    answers: Vec<Answer>,
    calls: Arc<AtomicUsize>,
    is_held_back: Arc<AtomicBool>,
}

impl ProvideCredentials for Provider {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        let call = self.calls.fetch_add(1, Ordering::SeqCst);
        let answer = *self.answers.get(call).or(self.answers.last()).unwrap();
        future::ProvideCredentials::new(async move {
            tokio::task::yield_now().await;
            while self.is_held_back.load(Ordering::SeqCst) {
                tokio::task::yield_now().await;
            }
            let (id, end) = answer.map_err(CredentialsError::provider_error)?;
            let token = id.starts_with("ASIA").then(|| "token".to_owned());
            Ok(AwsCredentials::new(id, "m4rk-secret", token, end.map(at), "test"))
        })
    }
}

impl Provider {
    fn new(answers: &[Answer]) -> Self {
        let answers = answers.to_vec();
        Self { answers, calls: Arc::default(), is_held_back: Arc::default() }
    }

    fn calls(&self) -> usize {
        self.calls.load(Ordering::SeqCst)
    }

    fn hold_back(&self, on: bool) {
        self.is_held_back.store(on, Ordering::SeqCst);
    }
}

/// A presigner with this policy over a provider with these answers, for tasks to share.
fn presigner_with(policy: ExpiryPolicy, answers: &[Answer]) -> (Arc<AsyncPresigner>, Provider) {
    let provider = Provider::new(answers);
    let make = move |mut credentials: Credentials| {
        if credentials.is_temporary() {
            credentials = credentials.with_kind(CredentialKind::AssumedRole);
        }
        Presigner::new(credentials, Region::new("eu-west-1").unwrap())
            .with_expiry_policy(policy.clone())
    };
    (Arc::new(AsyncPresigner::new(provider.clone(), make)), provider)
}

fn presigner(answers: &[Answer]) -> (Arc<AsyncPresigner>, Provider) {
    presigner_with(ExpiryPolicy::new(), answers)
}

/// What a URL that lives so long is signed with.
async fn id_for(presigner: &AsyncPresigner, lifetime: u64, now: u64) -> Result<String, Error> {
    let url = presigner.presign_at(&get(), secs(lifetime), at(now)).await?;
    let (_, rest) = url.as_str().split_once("X-Amz-Credential=").unwrap();
    Ok(rest.split("%2F").next().unwrap().to_owned())
}

/// An answer of that name with that end.
#[expect(clippy::unnecessary_wraps, reason = "it stands in lists of answers, beside failures")]
fn ends(id: &'static str, end: u64) -> Answer {
    Ok((id, Some(end)))
}

const DOWN: Answer = Err("401 from the metadata service");

/// What the SDK makes of it, with the cause that its own text leaves out.
const DOWN_IN_FULL: &str =
    "an error occurred while loading credentials: 401 from the metadata service";

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
    let (presigner, provider) =
        presigner(&[ends("ASIAONE", NOW + 600), ends("ASIATWO", NOW + 6 * HOUR)]);
    assert_eq!(id_for(&presigner, 600, NOW).await.unwrap(), "ASIAONE");
    assert_eq!(id_for(&presigner, 300, NOW).await.unwrap(), "ASIAONE");
    let beyond_the_cap = id_for(&presigner, 13 * HOUR, NOW).await;
    assert!(beyond_the_cap.is_err(), "the cap of the kind, which no fetch would move");
    assert_eq!(provider.calls(), 1);
    let long = presigner.presign_at(&get(), secs(HOUR), at(NOW)).await.unwrap();
    assert_eq!(long.limited_by(), Limit::Requested);
    assert_eq!(id_for(&presigner, 5 * HOUR, NOW).await.unwrap(), "ASIATWO");
    assert_eq!(provider.calls(), 2);
    assert!(!format!("{presigner:?}").contains("m4rk"));
}

#[tokio::test]
async fn a_provider_with_nothing_better_is_asked_once_a_minute() {
    let (presigner, provider) = presigner(&[ends("ASIAONE", NOW + 600)]);
    for second in [0, 1, 59] {
        let refused = id_for(&presigner, HOUR, NOW + second).await.unwrap_err();
        assert!(matches!(
            refused,
            Error::LifetimeTooLong { limited_by: Limit::CredentialExpiry, .. }
        ));
    }
    assert_eq!(provider.calls(), 1);
    assert!(id_for(&presigner, HOUR, NOW + 60).await.is_err());
    assert_eq!(provider.calls(), 2);
}

#[tokio::test]
async fn a_provider_with_short_sessions_is_asked_four_times_in_each() {
    let clamping = ExpiryPolicy::new().with_on_excess(OnExcess::Clamp);
    let answers = [ends("ASIAONE", NOW + 600), ends("ASIATWO", NOW + 60 + HOUR)];
    let (presigner, provider) = presigner_with(clamping, &answers);
    for (second, calls) in [(0, 1), (59, 1), (60, 2), (959, 2), (960, 3), (1_019, 3), (1_020, 4)] {
        assert!(id_for(&presigner, 2 * HOUR, NOW + second).await.is_ok());
        assert_eq!(provider.calls(), calls, "after {second} s");
    }
}

#[test]
fn debug_names_it_and_no_secret() {
    let shown = format!("{:?}", presigner(&[DOWN]).0);
    assert!(shown.starts_with("AsyncPresigner") && !shown.contains("m4rk"), "{shown}");
}

#[tokio::test]
async fn worse_credentials_do_not_replace_better_ones() {
    for worse in [ends("ASIATWO", NOW + 30), ends("ASIATWO", NOW - 30), Ok(("ASIATWO", None))] {
        let (presigner, provider) = presigner(&[ends("ASIAONE", NOW + 600), worse]);
        assert_eq!(id_for(&presigner, 500, NOW).await.unwrap(), "ASIAONE");
        assert!(id_for(&presigner, HOUR, NOW).await.is_err());
        assert_eq!(provider.calls(), 2);
        assert_eq!(id_for(&presigner, 500, NOW).await.unwrap(), "ASIAONE", "{worse:?}");
    }
}

#[tokio::test]
async fn a_key_that_never_ends_replaces_a_set_that_lives() {
    let (presigner, provider) = presigner(&[ends("ASIAONE", NOW + 600), Ok(("AKIATWO", None))]);
    assert_eq!(id_for(&presigner, 600, NOW).await.unwrap(), "ASIAONE");
    assert_eq!(id_for(&presigner, HOUR, NOW).await.unwrap(), "AKIATWO");
    assert_eq!(id_for(&presigner, 7 * 24 * HOUR, NOW).await.unwrap(), "AKIATWO");
    assert_eq!(provider.calls(), 2);
}

#[tokio::test]
async fn an_end_that_the_sdk_moves_is_not_believed() {
    // What `aws-config` does when the metadata service gives credentials that have ended.
    let stretched = ends("ASIAONE", NOW + HOUR);
    let (presigner, _) = presigner(&[ends("ASIAONE", NOW + 600), stretched]);
    assert!(id_for(&presigner, 600, NOW).await.is_ok());
    let refused = id_for(&presigner, 60, NOW + 600).await.unwrap_err();
    assert!(
        matches!(refused, Error::CredentialsExpired { expired_at, .. } if expired_at == at(NOW + 600))
    );
}

#[tokio::test]
async fn a_set_of_unknown_end_is_fetched_again_when_it_cannot_live_any_more() {
    let (presigner, provider) = presigner(&[Ok(("ASIAONE", None)), Ok(("ASIATWO", None))]);
    for (hours, id) in [(0, "ASIAONE"), (11, "ASIAONE"), (12, "ASIATWO"), (23, "ASIATWO")] {
        assert_eq!(id_for(&presigner, HOUR, NOW + hours * HOUR).await.unwrap(), id);
    }
    assert_eq!(provider.calls(), 2);
}

/// What fifty tasks get that come together, each with a clock that is 2 s ahead of the one before.
async fn together(presigner: &Arc<AsyncPresigner>, from: u64) -> Vec<Result<String, Error>> {
    let ask = |task| {
        let presigner = Arc::clone(presigner);
        tokio::spawn(async move { id_for(&presigner, HOUR, from + 2 * task).await })
    };
    let tasks: Vec<_> = (0..50_u64).map(ask).collect();
    let mut outcomes = Vec::new();
    for task in tasks {
        outcomes.push(task.await.unwrap());
    }
    outcomes
}

#[tokio::test]
async fn many_tasks_in_need_ask_once_and_share_the_answer() {
    let (presigner, provider) = presigner(&[DOWN, ends("ASIAONE", NOW + 6 * HOUR)]);
    let down = Err(Error::fetch(DOWN_IN_FULL));
    for (calls, from, expected) in [(1, NOW, down), (2, NOW + HOUR, Ok("ASIAONE".to_owned()))] {
        let outcomes = together(&presigner, from).await;
        assert!(outcomes.iter().all(|outcome| *outcome == expected), "{outcomes:?}");
        assert_eq!(provider.calls(), calls);
    }
}

/// Lets a task run until it waits for the provider.
async fn begun<T>(task: &tokio::task::JoinHandle<T>, provider: &Provider, calls: usize) {
    while provider.calls() < calls {
        assert!(!task.is_finished(), "it did not ask");
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn who_can_do_with_what_there_is_does_not_wait_for_the_new() {
    let clamping = ExpiryPolicy::new().with_on_excess(OnExcess::Clamp);
    let answers = [ends("ASIAONE", NOW + 600), ends("ASIATWO", NOW + 6 * HOUR)];
    let (presigner, provider) = presigner_with(clamping, &answers);
    assert!(id_for(&presigner, 600, NOW).await.is_ok());
    provider.hold_back(true);
    let clone = Arc::clone(&presigner);
    let asking = tokio::spawn(async move { id_for(&clone, HOUR, NOW).await });
    begun(&asking, &provider, 2).await;
    for lifetime in [60, 600, HOUR] {
        // Of one that waited for the provider, nobody would hear again.
        let served = tokio::time::timeout(secs(20), id_for(&presigner, lifetime, NOW)).await;
        assert_eq!(served.unwrap().unwrap(), "ASIAONE", "{lifetime} s");
    }
    provider.hold_back(false);
    assert_eq!(asking.await.unwrap().unwrap(), "ASIATWO");
}

#[tokio::test]
async fn a_task_that_is_cancelled_while_it_asks_holds_nobody_up() {
    let (presigner, provider) = presigner(&[ends("ASIAONE", NOW + 6 * HOUR)]);
    provider.hold_back(true);
    let clone = Arc::clone(&presigner);
    let asking = tokio::spawn(async move { id_for(&clone, HOUR, NOW).await });
    begun(&asking, &provider, 1).await;
    let clone = Arc::clone(&presigner);
    let waiting = tokio::spawn(async move { id_for(&clone, HOUR, NOW).await });
    tokio::task::yield_now().await;
    asking.abort();
    assert!(asking.await.is_err());
    provider.hold_back(false);
    assert_eq!(waiting.await.unwrap().unwrap(), "ASIAONE");
    assert_eq!(provider.calls(), 1, "the other went on where it had stopped");
}

#[tokio::test]
async fn a_failing_provider_leaves_the_old_credentials_in_use() {
    let answers = [DOWN, ends("ASIAONE", NOW + 600), DOWN, ends("ASIATWO", NOW + 6 * HOUR)];
    let (presigner, provider) = presigner(&answers);
    for _ in 0..3 {
        let refused = id_for(&presigner, 60, NOW).await.unwrap_err();
        assert_eq!(
            refused.to_string(),
            format!("new credentials could not be had: {DOWN_IN_FULL}")
        );
    }
    assert_eq!(provider.calls(), 1, "a second passes before it is asked again");
    assert!(id_for(&presigner, 60, NOW + 1).await.is_ok());
    // Too short, and no new ones: an error for this lifetime, none for a shorter one.
    assert!(matches!(id_for(&presigner, HOUR, NOW + 1).await, Err(Error::Source(_))));
    assert_eq!(id_for(&presigner, 60, NOW + 1).await.unwrap(), "ASIAONE");
    assert_eq!(id_for(&presigner, HOUR, NOW + 3).await.unwrap(), "ASIATWO");
}

#[tokio::test]
async fn where_an_excess_is_shortened_the_old_credentials_do_when_the_provider_fails() {
    let clamping = ExpiryPolicy::new().with_on_excess(OnExcess::Clamp);
    let (presigner, provider) = presigner_with(clamping, &[ends("ASIAONE", NOW + 600), DOWN]);
    assert!(id_for(&presigner, 60, NOW).await.is_ok());
    for _ in 0..2 {
        let url = presigner.presign_at(&get(), secs(HOUR), at(NOW)).await.unwrap();
        assert_eq!(url.expires_at(), at(NOW + 600));
    }
    assert_eq!(provider.calls(), 2);
    assert!(matches!(id_for(&presigner, HOUR, NOW + 700).await, Err(Error::Source(_))));
}

#[tokio::test]
async fn the_presigner_behind_it_does_the_rest() {
    let (presigner, _) = presigner(&[ends("ASIAONE", NOW + 600)]);
    let clamping = ExpiryPolicy::new().with_on_excess(OnExcess::Clamp);
    let inner = presigner.presigner_for_at(secs(300), at(NOW)).await.unwrap();
    let url = inner.with_expiry_policy(clamping).presign_at(&get(), secs(HOUR), at(NOW)).unwrap();
    assert!(url.as_str().contains("ASIAONE"));
    assert_eq!(url.expires_at(), at(NOW + 600));
}
