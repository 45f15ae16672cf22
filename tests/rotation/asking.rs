//! When the source is asked, and how long it is left in peace.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use s3_presigner::{Error, ExpiryPolicy, Limit, OnExcess, Region, SourceError};

use super::{HOUR, NOW, at, counted, id_in, instance, secs};

#[test]
fn the_source_is_asked_when_and_only_when_the_lifetime_needs_it() {
    let (presigner, calls) = counted(|| Ok(instance("ASIANEW", NOW + 6 * HOUR)));
    let sign = |lifetime, now| presigner.presign_get_at("photos", "k", secs(lifetime), at(now));
    let asked = || calls.load(Ordering::SeqCst);
    assert_eq!(id_in(sign(600, NOW).unwrap().as_str()), "ASIAOLD");
    assert_eq!(asked(), 0, "the credentials at hand carry it");
    // The cap of the kind is no reason: fresh ones would have it too.
    assert!(sign(6 * HOUR + 1, NOW).is_err());
    assert!(sign(8 * 86_400, NOW).is_err());
    assert_eq!(asked(), 0);
    assert_eq!(id_in(sign(601, NOW).unwrap().as_str()), "ASIANEW");
    assert_eq!(asked(), 1);
    assert_eq!(id_in(sign(600, NOW).unwrap().as_str()), "ASIANEW");
    assert_eq!(id_in(sign(5 * HOUR, NOW + HOUR).unwrap().as_str()), "ASIANEW");
    assert_eq!(asked(), 1);
    // When they have ended, whatever is asked for.
    let _ = sign(1, NOW + 6 * HOUR);
    assert_eq!(asked(), 2);
}

#[test]
fn all_that_the_kind_allows_is_not_too_much_to_fetch_for() {
    let (presigner, _) = counted(|| Ok(instance("ASIANEW", NOW + 6 * HOUR)));
    let url = presigner.presign_get_at("photos", "k", secs(6 * HOUR), at(NOW)).unwrap();
    assert_eq!(id_in(url.as_str()), "ASIANEW");
}

#[test]
fn what_fresh_credentials_cannot_carry_either_is_no_reason_to_ask() {
    let asked = |policy: ExpiryPolicy, window: Option<u64>, lifetime: Duration, now| {
        let (presigner, calls) = counted(|| Ok(instance("ASIANEW", NOW + 6 * HOUR)));
        let presigner = presigner.with_expiry_policy(policy);
        let presigner = match window {
            Some(window) => presigner.with_stable_window(secs(window)).unwrap(),
            None => presigner,
        };
        (
            presigner.presign_get_at("photos", "k", lifetime, now).is_ok(),
            calls.load(Ordering::SeqCst),
        )
    };
    let policy = |on_excess| ExpiryPolicy::new().with_on_excess(on_excess);
    let half = Duration::from_millis(500);
    // Less than a second, whatever the policy; also when the old ones have ended.
    for on_excess in [OnExcess::Reject, OnExcess::Clamp, OnExcess::Allow] {
        assert_eq!(asked(policy(on_excess), None, half, at(NOW + 700)), (false, 0));
        assert_eq!(asked(policy(on_excess), Some(HOUR), half, at(NOW)), (false, 0));
    }
    // More than the server takes, where an excess is signed as it is.
    let week = secs(7 * 86_400);
    assert_eq!(asked(policy(OnExcess::Allow), None, week + secs(1), at(NOW)), (false, 0));
    assert_eq!(asked(policy(OnExcess::Allow), None, week, at(NOW)), (true, 1));
    // Less than the minimum, which the cap of the kind leaves to fresh ones too; not by a fraction of a second.
    let clamp = |min| policy(OnExcess::Clamp).with_min_lifetime(secs(min));
    for (min, now, outcome) in [
        (7 * HOUR, at(NOW), (false, 0)),
        (6 * HOUR, at(NOW), (true, 1)),
        (6 * HOUR, at(NOW) + half, (false, 0)),
    ] {
        assert_eq!(asked(clamp(min), None, secs(8 * HOUR), now), outcome, "{min} {now:?}");
    }
    // A lifetime that they can carry whole is never too short for them.
    assert_eq!(asked(clamp(7 * HOUR), None, secs(6 * HOUR), at(NOW) + half).1, 1);
    // Of a window that began 12 hours ago, they could have nothing left.
    assert_eq!(asked(policy(OnExcess::Allow), Some(24 * HOUR), secs(60), at(NOW)), (false, 0));
}

#[test]
fn all_clones_share_what_the_source_gave() {
    let (presigner, calls) = counted(|| Ok(instance("ASIANEW", NOW + 6 * HOUR)));
    let clone = presigner.clone().with_region(Region::new("us-east-1").unwrap());
    assert!(presigner.presign_get_at("photos", "k", secs(HOUR), at(NOW)).is_ok());
    assert!(clone.presign_get_at("photos", "k", secs(HOUR), at(NOW)).is_ok());
    assert!(clone.batch_at(secs(HOUR), at(NOW)).is_ok());
    assert_eq!(calls.load(Ordering::SeqCst), 1);
}

#[test]
fn a_source_that_gives_nothing_better_is_left_in_peace_for_a_minute() {
    let (presigner, calls) = counted(|| Ok(instance("ASIAOLD", NOW + 600)));
    for second in 0..59 {
        let refused =
            presigner.presign_get_at("photos", "k", secs(HOUR), at(NOW + second)).unwrap_err();
        assert!(matches!(
            refused,
            Error::LifetimeTooLong { limited_by: Limit::CredentialExpiry, .. }
        ));
    }
    assert_eq!(calls.load(Ordering::SeqCst), 1);
    let _ = presigner.presign_get_at("photos", "k", secs(HOUR), at(NOW + 60));
    assert_eq!(calls.load(Ordering::SeqCst), 2);
    // A clock that is set back does not stop it for longer.
    let _ = presigner.presign_get_at("photos", "k", secs(2 * HOUR), at(NOW - HOUR));
    assert_eq!(calls.load(Ordering::SeqCst), 3);
}

#[test]
fn a_source_that_fails_says_so_only_to_those_who_need_it() {
    let (presigner, calls) = counted(|| Err(Error::fetch("the metadata service is down")));
    let refused = presigner.presign_get_at("photos", "k", secs(HOUR), at(NOW)).unwrap_err();
    assert_eq!(
        refused,
        Error::Source(SourceError::Fetch { message: "the metadata service is down".to_owned() })
    );
    assert_eq!(
        refused.to_string(),
        "new credentials could not be had: the metadata service is down"
    );
    // Within a second it is not asked again, and what it said is told again.
    let again = presigner.presign_get_at("photos", "k", secs(HOUR), at(NOW)).unwrap_err();
    assert_eq!(again, refused);
    assert_eq!(calls.load(Ordering::SeqCst), 1);
    assert!(presigner.presign_get_at("photos", "k", secs(600), at(NOW)).is_ok());
    // Where an excess is shortened, the old ones do.
    let clamping = ExpiryPolicy::new().with_on_excess(OnExcess::Clamp);
    let url = presigner
        .with_expiry_policy(clamping)
        .presign_get_at("photos", "k", secs(HOUR), at(NOW + 1))
        .unwrap();
    assert_eq!((url.expires_at(), calls.load(Ordering::SeqCst)), (at(NOW + 600), 2));
}

#[test]
fn clocks_that_differ_a_little_do_not_make_it_ask_again() {
    for fails in [false, true] {
        let (presigner, calls) = counted(move || {
            if fails { Err(Error::fetch("down")) } else { Ok(instance("ASIAOLD", NOW + 600)) }
        });
        for back in [0, 1, 1_000_000, 4_999_999_999] {
            let now = at(NOW) - Duration::from_nanos(back);
            assert!(presigner.presign_get_at("photos", "k", secs(HOUR), now).is_err());
        }
        assert_eq!(calls.load(Ordering::SeqCst), 1, "fails: {fails}");
        // A clock that has been set back further is another time.
        let _ = presigner.presign_get_at("photos", "k", secs(HOUR), at(NOW - 6));
        assert_eq!(calls.load(Ordering::SeqCst), 2, "fails: {fails}");
    }
}

#[test]
fn a_failure_is_told_for_a_second_and_no_longer() {
    let (presigner, calls) = counted(|| Err(Error::fetch("the metadata service is down")));
    let sign = |lifetime, millis| {
        let now = at(NOW) + Duration::from_millis(millis);
        presigner.presign_get_at("photos", "k", secs(lifetime), now).unwrap_err()
    };
    for (millis, asked) in [(0, 1), (999, 1), (1_000, 2), (1_999, 2), (2_000, 3)] {
        assert!(matches!(sign(HOUR, millis), Error::Source(SourceError::Fetch { .. })));
        assert_eq!(calls.load(Ordering::SeqCst), asked, "after {millis} ms");
    }
    // What no fetch would help is refused for what it is.
    assert!(matches!(sign(7 * HOUR, 2_500), Error::LifetimeTooLong { .. }));
}

#[test]
fn it_is_asked_again_as_soon_as_the_credentials_end() {
    // It rotates at the very end of the old ones, and a long wish made it be left in peace before.
    let clock = Arc::new(AtomicU64::new(NOW));
    let time = Arc::clone(&clock);
    let (presigner, calls) = counted(move || {
        let now = time.load(Ordering::SeqCst);
        Ok(if now < NOW + 600 {
            instance("ASIAOLD", NOW + 600)
        } else {
            instance("ASIANEW", NOW + HOUR)
        })
    });
    let sign = |lifetime, now| {
        clock.store(now, Ordering::SeqCst);
        presigner.presign_get_at("photos", "k", secs(lifetime), at(now))
    };
    assert!(sign(HOUR, NOW + 580).is_err());
    assert!(sign(30, NOW + 599).is_err());
    assert_eq!(calls.load(Ordering::SeqCst), 1, "while they live, once a minute");
    assert_eq!(id_in(sign(60, NOW + 600).unwrap().as_str()), "ASIANEW");
    assert_eq!(calls.load(Ordering::SeqCst), 2);
}

#[test]
fn an_answer_that_is_enough_for_one_keeps_nobody_from_asking_for_more() {
    for back in [0, 1] {
        let answers = AtomicU64::new(0);
        let (presigner, calls) = counted(move || {
            let call = answers.fetch_add(1, Ordering::SeqCst);
            Ok(instance(&format!("ASIASET{call}"), NOW + 1_200 + call * HOUR))
        });
        assert!(presigner.presign_get_at("photos", "k", secs(601), at(NOW)).is_ok());
        assert!(presigner.presign_get_at("photos", "k", secs(HOUR), at(NOW - back)).is_ok());
        assert_eq!(calls.load(Ordering::SeqCst), 2);
    }
}

#[test]
fn with_credentials_that_have_ended_it_is_asked_once_a_second() {
    let (presigner, calls) = counted(|| Ok(instance("ASIAOLD", NOW + 600)));
    for second in 0..5 {
        for millis in [0, 400, 900] {
            let now = at(NOW + 600 + second) + Duration::from_millis(millis);
            let refused = presigner.presign_get_at("photos", "k", secs(60), now).unwrap_err();
            assert!(matches!(refused, Error::CredentialsExpired { .. }));
        }
    }
    assert_eq!(calls.load(Ordering::SeqCst), 5);
}

#[test]
fn no_instant_is_too_far_off() {
    let (presigner, _) = counted(|| Ok(instance("ASIANEW", NOW + 6 * HOUR)));
    for far in [secs(u64::MAX >> 2), secs(253_402_300_799), Duration::ZERO] {
        let now = std::time::UNIX_EPOCH + far;
        let _ = presigner.presign_get_at("photos", "k", secs(HOUR), now);
        let _ = presigner.presign_get_at("photos", "k", secs(HOUR), at(NOW));
    }
    assert!(presigner.presign_get_at("photos", "k", secs(HOUR), at(NOW)).is_ok());
}
