//! Stable windows: one URL for all, which lives long enough for each, and never past its credentials.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "support/lifetimes.rs"]
mod lifetimes;

use std::time::Duration;

use s3_presigner::{CredentialKind, Error, ExpiryPolicy, Limit, OnExcess};

use self::lifetimes::{
    BUCKET, NOW, WEEK, at, expires_param, get, mode, presigner, secs, temporary, user,
};

#[test]
fn a_stable_window_gives_one_url_that_outlives_every_request() {
    let presigner = presigner(user()).with_stable_window(secs(300)).unwrap();
    let sign = |now| presigner.presign_get_at(BUCKET, "cat.jpg", secs(900), at(now)).unwrap();
    let first = sign(NOW);
    assert_eq!((first.signed_at(), expires_param(&first)), (at(NOW), 1_200));
    for now in [NOW + 1, NOW + 299] {
        let url = sign(now);
        assert_eq!(url.as_str(), first.as_str());
        assert!(url.expires_at() >= at(now + 900), "what was asked for");
    }
    assert_ne!(sign(NOW + 300).as_str(), first.as_str());
    assert_eq!(presigner.max_lifetime_at(at(NOW + 299)).unwrap().lifetime, secs(WEEK - 300));
}

#[test]
fn a_stable_window_that_looks_back_over_midnight_signs_for_yesterday() {
    let presigner = presigner(user()).with_stable_window(secs(7 * 3_600)).unwrap();
    let midnight = NOW - 43_200;
    let url = presigner.presign_get_at(BUCKET, "cat.jpg", secs(60), at(midnight + 1)).unwrap();
    assert!(url.signed_at() < at(midnight));
    assert!(url.as_str().contains("%2F20261120%2Feu-west-1%2F"), "{}", url.as_str());
}

#[test]
fn a_stable_window_never_hides_that_the_credentials_have_ended() {
    // NOW begins a window of 300 s.
    let end = at(NOW + 200);
    let credentials = temporary(CredentialKind::Sts).with_expires_at(end);
    for on_excess in [OnExcess::Reject, OnExcess::Clamp, OnExcess::Allow] {
        let presigner =
            mode(&presigner(credentials.clone()).with_stable_window(secs(300)).unwrap(), on_excess);
        let late = presigner.presign_get_at(BUCKET, "cat.jpg", secs(60), at(NOW + 200));
        assert!(matches!(late, Err(Error::CredentialsExpired { .. })), "{late:?}");
        let before = presigner.presign_get_at(BUCKET, "cat.jpg", secs(60), at(NOW + 199));
        match on_excess {
            OnExcess::Reject => assert!(before.is_err()),
            _ => assert_eq!(before.unwrap().expires_at(), end),
        }
    }
}

#[test]
fn a_stable_window_longer_than_the_cap_never_gives_a_dead_url() {
    // The window began 500 s ago; a session URL lives 300 s from its signing time.
    let now = at(NOW + 500);
    let presigner = presigner(temporary(CredentialKind::S3ExpressSession))
        .with_stable_window(secs(600))
        .unwrap();
    for on_excess in [OnExcess::Reject, OnExcess::Clamp, OnExcess::Allow] {
        let outcome = mode(&presigner, on_excess).presign_get_at(BUCKET, "cat.jpg", secs(60), now);
        assert!(
            matches!(outcome, Err(Error::LifetimeTooLong { .. } | Error::BelowMinLifetime { .. })),
            "{on_excess:?}: {outcome:?}"
        );
    }
    assert_eq!(presigner.max_lifetime_at(now).unwrap().lifetime, Duration::ZERO);
}

#[test]
fn a_window_is_a_whole_number_of_seconds_up_to_a_week() {
    for window in [Duration::ZERO, Duration::from_millis(1_500), secs(WEEK), Duration::MAX] {
        let refused = presigner(user()).with_stable_window(window).unwrap_err();
        assert_eq!(
            refused.to_string(),
            format!(
                "stable window \"{window:?}\" is not valid: whole seconds, from 1 s to 604799 s"
            )
        );
    }
    assert!(presigner(user()).with_stable_window(secs(WEEK - 1)).is_ok());
}

#[test]
fn an_excess_inside_a_window_is_told_with_the_window() {
    let presigner =
        presigner(temporary(CredentialKind::ChainedRole)).with_stable_window(secs(3_600)).unwrap();
    let refused = get(&presigner, secs(900)).unwrap_err();
    assert_eq!(
        refused,
        Error::LifetimeTooLong {
            requested: secs(900),
            window: secs(3_600),
            max: Duration::ZERO,
            limited_by: Limit::CredentialKind { name: "chained role" },
            max_refreshed: Duration::ZERO,
            required_until: at(NOW + 3_600),
        }
    );
    // NOW begins a window of an hour; late in it, what is left of the one URL of the window is little.
    let policy = ExpiryPolicy::new().with_on_excess(OnExcess::Clamp).with_min_lifetime(secs(60));
    let clamping = presigner.with_expiry_policy(policy);
    let sign = |now| clamping.presign_get_at(BUCKET, "cat.jpg", secs(900), at(now));
    assert_eq!(sign(NOW + 3_540).unwrap().expires_at(), at(NOW + 3_600));
    assert_eq!(
        sign(NOW + 3_541).unwrap_err(),
        Error::BelowMinLifetime {
            requested: secs(900),
            window: secs(3_600),
            max: secs(59),
            min: secs(60),
            limited_by: Limit::CredentialKind { name: "chained role" },
            max_refreshed: Duration::ZERO,
            required_until: at(NOW + 3_600),
        }
    );
}

#[test]
fn a_minimum_of_nothing_still_gives_no_dead_url() {
    let session = presigner(temporary(CredentialKind::S3ExpressSession))
        .with_stable_window(secs(600))
        .unwrap();
    let policy =
        ExpiryPolicy::new().with_on_excess(OnExcess::Clamp).with_min_lifetime(Duration::ZERO);
    let clamping = session.with_expiry_policy(policy);
    let sign = |now| clamping.presign_get_at(BUCKET, "cat.jpg", secs(60), at(now));
    assert!(sign(NOW + 299).is_ok());
    assert!(sign(NOW + 300).is_err());
}

#[test]
fn a_window_can_be_given_up() {
    let presigner =
        presigner(user()).with_stable_window(secs(600)).unwrap().without_stable_window();
    assert_eq!(
        presigner.presign_get_at(BUCKET, "k", secs(60), at(NOW + 7)).unwrap().signed_at(),
        at(NOW + 7)
    );
}
