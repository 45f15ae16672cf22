//! What is said where a lifetime is refused: the limit, the way out, and nothing that does not help.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "support/lifetimes.rs"]
mod lifetimes;

use std::time::Duration;

use s3_presigner::{CredentialKind, Error, ExpiryPolicy, Limit, OnExcess, Presigner};

use self::lifetimes::{
    BUCKET, NOW, WEEK, at, expires_param, get, mode, presigner, secs, temporary, user,
};

#[test]
fn every_refusal_says_what_limits_and_what_to_do() {
    let refusal = |presigner: &Presigner| get(presigner, secs(WEEK + 1)).unwrap_err().to_string();
    assert_eq!(
        refusal(&presigner(user())),
        "a lifetime of 604801 seconds was asked for, but no more than 7 days is possible: the protocol of S3 allows no \
         longer lifetime; ask for less, and sign a fresh URL when this one ends"
    );
    assert_eq!(
        refusal(&presigner(temporary(CredentialKind::InstanceProfile))),
        "a lifetime of 604801 seconds was asked for, but no more than 6 hours is possible: the cap of instance \
         profile credentials; ask for less, or sign with credentials of another kind"
    );
    let ending = temporary(CredentialKind::Sts).with_expires_at(at(NOW + 2_400));
    assert_eq!(
        refusal(&presigner(ending.clone())),
        "a lifetime of 604801 seconds was asked for, but no more than 40 minutes is possible: the credentials end \
         then; ask for less, or refresh the credentials: fresh ones carry 36 hours at the most, if they live \
         until 2026-11-23T00:00:00Z"
    );
    assert_eq!(
        get(&presigner(ending), secs(129_600)).unwrap_err().to_string(),
        "a lifetime of 36 hours was asked for, but no more than 40 minutes is possible: the credentials end \
         then; ask for less, or refresh the credentials: they would have to live until \
         2026-11-23T00:00:00Z"
    );
    let policy = ExpiryPolicy::new().with_max_lifetime(secs(60));
    assert_eq!(
        refusal(&presigner(user()).with_expiry_policy(policy)),
        "a lifetime of 604801 seconds was asked for, but no more than 1 minute is possible: the maximum of the expiry \
         policy; ask for less, or raise the maximum of the policy"
    );
    let windowed = presigner(user()).with_stable_window(secs(3_600)).unwrap();
    assert_eq!(
        refusal(&windowed),
        "a lifetime of 604801 seconds and a stable window of 1 hour was asked for, but no more than 6 days 23 h is \
         possible: the protocol of S3 allows no longer lifetime; ask for less, shorten the stable window, and sign a \
         fresh URL when this one ends"
    );
}

#[test]
fn who_refreshes_as_told_gets_what_was_told() {
    let kind = CredentialKind::InstanceProfile;
    let stale = presigner(temporary(kind).with_expires_at(at(NOW + 40)));
    for (stale, asked) in [
        (stale.clone(), 900),
        (stale.clone(), WEEK),
        (stale.clone().with_stable_window(secs(3_600)).unwrap(), 900),
        (stale.with_stable_window(secs(3_600)).unwrap(), WEEK),
    ] {
        let refused = get(&stale, secs(asked)).unwrap_err();
        let Error::LifetimeTooLong { max_refreshed, required_until, .. } = refused else {
            panic!("{refused}");
        };
        let fresh = temporary(kind).with_expires_at(required_until);
        let carried = secs(asked).min(max_refreshed);
        assert!(get(&stale.clone().with_credentials(fresh), carried).is_ok(), "{refused}");
        let short = temporary(kind).with_expires_at(required_until - secs(1));
        assert!(get(&stale.with_credentials(short), carried).is_err(), "{refused}");
    }
}

#[test]
fn nobody_is_told_to_ask_for_less_than_nothing() {
    let session = presigner(temporary(CredentialKind::S3ExpressSession));
    let kind = session.clone().with_stable_window(secs(300)).unwrap();
    let stale = temporary(CredentialKind::S3ExpressSession).with_expires_at(at(NOW + 40));
    let stale = kind.clone().with_credentials(stale);
    let policy = ExpiryPolicy::new().with_max_lifetime(Duration::from_millis(999));
    let told = |presigner: &Presigner| get(presigner, secs(60)).unwrap_err().to_string();
    assert_eq!(
        told(&kind),
        "a lifetime of 1 minute and a stable window of 5 minutes was asked for, but no more than 0 seconds is possible: the \
         cap of S3 Express session credentials; shorten the stable window, or sign with credentials of \
         another kind"
    );
    assert_eq!(
        told(&stale),
        "a lifetime of 1 minute and a stable window of 5 minutes was asked for, but no more than 0 seconds is possible: the \
         credentials end then; shorten the stable window"
    );
    assert_eq!(
        told(&session.with_expiry_policy(policy)),
        "a lifetime of 1 minute was asked for, but no more than 0 seconds is possible: the maximum of the expiry policy; \
         raise the maximum of the policy"
    );
    // Late in a window, Allow has nothing left to sign, and does not speak of shortening.
    let late = mode(&kind, OnExcess::Allow);
    let refused = late.presign_get_at(BUCKET, "k", secs(60), at(NOW + 299));
    assert!(refused.is_ok());
    let window = secs(600);
    let late = mode(&kind.with_stable_window(window).unwrap(), OnExcess::Allow);
    let refused = late.presign_get_at(BUCKET, "k", secs(60), at(NOW + 300)).unwrap_err();
    assert!(matches!(refused, Error::LifetimeTooLong { max: Duration::ZERO, .. }), "{refused}");
}

#[test]
fn clamping_stops_at_the_minimum() {
    let policy = ExpiryPolicy::new().with_on_excess(OnExcess::Clamp).with_min_lifetime(secs(60));
    let ending = |left| {
        presigner(temporary(CredentialKind::Sts).with_expires_at(at(NOW + left)))
            .with_expiry_policy(policy.clone())
    };
    assert_eq!(expires_param(&get(&ending(60), secs(900)).unwrap()), 60);
    let refused = get(&ending(59), secs(900)).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "a lifetime of 15 minutes was asked for, 59 seconds is possible (the credentials end then) and the expiry policy \
         shortens to no less than 1 minute; ask for less, or refresh the credentials: they would have to live \
         until 2026-11-21T12:15:00Z"
    );
    assert!(matches!(
        refused,
        Error::BelowMinLifetime { required_until, limited_by: Limit::CredentialExpiry, .. }
            if required_until == at(NOW + 900)
    ));
    // What was asked for and fits is not clamped, however short.
    assert_eq!(expires_param(&get(&ending(59), secs(5)).unwrap()), 5);
}

#[test]
fn the_minimum_counts_from_the_instant_of_signing() {
    let policy = |min| ExpiryPolicy::new().with_on_excess(OnExcess::Clamp).with_min_lifetime(min);
    let sign = |min, fraction| {
        presigner(temporary(CredentialKind::Sts).with_expires_at(at(NOW + 60)))
            .with_expiry_policy(policy(min))
            .presign_get_at(BUCKET, "cat.jpg", secs(900), at(NOW) + Duration::from_millis(fraction))
    };
    assert!(sign(secs(60), 0).is_ok() && sign(secs(59), 999).is_ok());
    let refused = sign(secs(60), 1).unwrap_err();
    assert!(
        matches!(refused, Error::BelowMinLifetime { max, .. } if max == Duration::from_millis(59_999)),
        "{refused}"
    );
}
