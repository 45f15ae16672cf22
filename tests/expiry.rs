//! The expiry table: every cap on both sides of its boundary, in every mode.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "support/lifetimes.rs"]
mod lifetimes;

use std::time::{Duration, UNIX_EPOCH};

use s3_presigner::{
    Certainty, CredentialKind, Credentials, Endpoint, Error, ExpiryPolicy, Limit, OnExcess,
    Presigner,
};

use self::lifetimes::{
    BUCKET, NOW, WEEK, at, expires_param, get, mode, presigner, secs, temporary, user,
};

/// Asks for the cap and for a second more, in all three modes. Fresh credentials would carry no more.
fn check_boundary(presigner: &Presigner, cap: u64, limited_by: Limit, certainty: Certainty) {
    check_boundary_of_stale(presigner, cap, limited_by, certainty, cap);
}

/// The same for credentials of which fresh ones would carry more.
fn check_boundary_of_stale(
    presigner: &Presigner,
    cap: u64,
    limited_by: Limit,
    certainty: Certainty,
    cap_of_fresh: u64,
) {
    for on_excess in [OnExcess::Reject, OnExcess::Clamp, OnExcess::Allow] {
        let presigner = mode(presigner, on_excess);
        let url = get(&presigner, secs(cap)).unwrap();
        assert_eq!(expires_param(&url), cap);
        assert_eq!(url.expires_in(), secs(cap));
        assert_eq!(url.expires_at(), at(NOW + cap));
        assert_eq!(url.signed_at(), at(NOW));
        assert_eq!(url.limited_by(), Limit::Requested);
        assert_eq!(url.certainty(), certainty);
        let max = presigner.max_lifetime_at(at(NOW)).unwrap();
        assert_eq!(
            (max.lifetime, max.limited_by, max.certainty),
            (secs(cap), limited_by, certainty)
        );
    }
    let refused = get(presigner, secs(cap + 1)).unwrap_err();
    let required_until = at(NOW + cap_of_fresh.min(cap + 1));
    let too_long = Error::LifetimeTooLong {
        requested: secs(cap + 1),
        window: Duration::ZERO,
        max: secs(cap),
        limited_by,
        max_refreshed: secs(cap_of_fresh),
        required_until,
    };
    assert_eq!(refused, too_long);

    let clamped = get(&mode(presigner, OnExcess::Clamp), secs(cap + 1)).unwrap();
    assert_eq!(expires_param(&clamped), cap);
    assert_eq!(clamped.expires_at(), at(NOW + cap));
    assert_eq!(clamped.limited_by(), limited_by);

    let allowed = get(&mode(presigner, OnExcess::Allow), secs(cap + 1));
    if limited_by == Limit::Protocol {
        assert_eq!(allowed.unwrap_err(), too_long, "S3 refuses it outright");
    } else {
        let allowed = allowed.unwrap();
        assert_eq!(expires_param(&allowed), cap + 1, "signed as asked");
        assert_eq!(allowed.expires_at(), at(NOW + cap), "but the truth is told");
        assert_eq!(allowed.limited_by(), limited_by);
    }
}

#[test]
fn each_kind_of_credentials_has_its_cap_at_aws() {
    check_boundary(&presigner(user()), WEEK, Limit::Protocol, Certainty::Exact);
    for (kind, cap, name) in [
        (CredentialKind::InstanceProfile, 21_600, "instance profile"),
        (CredentialKind::Container, 21_600, "container"),
        (CredentialKind::Sts, 129_600, "STS"),
        (CredentialKind::AssumedRole, 43_200, "assumed role"),
        (CredentialKind::ChainedRole, 3_600, "chained role"),
        (CredentialKind::LambdaRole, 43_200, "Lambda role"),
        (CredentialKind::CognitoIdentity, 3_600, "Cognito identity"),
        (CredentialKind::RootSession, 900, "root session"),
        (CredentialKind::LoginSession, 900, "login session"),
        (CredentialKind::S3ExpressSession, 300, "S3 Express session"),
        (CredentialKind::Custom { max: secs(77) }, 77, "custom"),
    ] {
        assert_eq!(kind.cap(), secs(cap));
        let limit = Limit::CredentialKind { name };
        check_boundary(&presigner(temporary(kind)), cap, limit, Certainty::AtMost);
        // An end beyond the cap changes nothing but the certainty.
        let known = temporary(kind).with_expires_at(at(NOW + cap + 1));
        check_boundary(&presigner(known), cap, limit, Certainty::Exact);
    }
}

fn check_end(presigner: &Presigner, left: u64, cap_of_fresh: u64) {
    let (limit, certainty) = (Limit::CredentialExpiry, Certainty::Exact);
    check_boundary_of_stale(presigner, left, limit, certainty, cap_of_fresh);
}

#[test]
fn the_end_of_the_credentials_is_a_cap() {
    for kind in [CredentialKind::InstanceProfile, CredentialKind::Sts, CredentialKind::AssumedRole]
    {
        for left in [2, 2_400, 20_000] {
            let credentials = temporary(kind).with_expires_at(at(NOW + left));
            let presigner = presigner(credentials);
            check_end(&presigner, left, kind.cap().as_secs());
        }
    }
    // Long-term credentials can end too, and an end outside AWS ends a URL all the same.
    let user = user().with_expires_at(at(NOW + 40));
    check_end(&presigner(user), 40, WEEK);
    let minio = Endpoint::custom("http://localhost:9000").unwrap();
    let sts = temporary(CredentialKind::Sts).with_expires_at(at(NOW + 40));
    let minio = presigner(sts).with_endpoint(minio);
    check_end(&minio, 40, WEEK);
}

#[test]
fn the_end_of_the_credentials_counts_in_whole_seconds() {
    let end = at(NOW + 10) + Duration::from_millis(999);
    let presigner = presigner(temporary(CredentialKind::Sts).with_expires_at(end));
    let url = get(&presigner, secs(10)).unwrap();
    assert!(url.expires_at() <= end);
    assert!(get(&presigner, secs(11)).is_err());
    // A signing time with a fraction is cut too, and so the life that is left is not rounded up.
    let now = at(NOW) + Duration::from_millis(500);
    let url = presigner.presign_get_at(BUCKET, "cat.jpg", secs(10), now).unwrap();
    assert_eq!((url.signed_at(), url.expires_at()), (at(NOW), at(NOW + 10)));
}

#[test]
fn expired_credentials_are_refused_in_every_mode() {
    for (end, now) in [
        (at(NOW), at(NOW)),
        (at(NOW - 1), at(NOW)),
        (at(NOW) + Duration::from_millis(900), at(NOW) + Duration::from_millis(100)),
        (UNIX_EPOCH - secs(1), at(NOW)),
    ] {
        for on_excess in [OnExcess::Reject, OnExcess::Clamp, OnExcess::Allow] {
            let presigner = presigner(temporary(CredentialKind::Sts).with_expires_at(end));
            let presigner = mode(&presigner, on_excess);
            let expired = Error::CredentialsExpired { expired_at: end, now };
            let refused = presigner.presign_get_at(BUCKET, "cat.jpg", secs(60), now).unwrap_err();
            assert_eq!(refused, expired);
            assert_eq!(presigner.max_lifetime_at(now).unwrap_err(), expired);
        }
    }
    let refused = get(&presigner(user().with_expires_at(at(NOW - 60))), secs(1)).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "the credentials expired at 2026-11-21T11:59:00Z, it is 2026-11-21T12:00:00Z: refresh them"
    );
}

#[test]
fn an_end_that_no_date_can_name_is_no_end() {
    let far = UNIX_EPOCH + secs(253_402_300_800);
    let presigner = presigner(temporary(CredentialKind::Sts).with_expires_at(far));
    check_boundary(&presigner, 129_600, Limit::CredentialKind { name: "STS" }, Certainty::Exact);
}

#[test]
fn less_than_a_second_is_refused_and_fractions_are_cut() {
    let presigner = presigner(user());
    for on_excess in [OnExcess::Reject, OnExcess::Clamp, OnExcess::Allow] {
        let presigner = mode(&presigner, on_excess);
        for lifetime in
            [Duration::ZERO, Duration::from_millis(900), Duration::from_nanos(999_999_999)]
        {
            let refused = get(&presigner, lifetime).unwrap_err();
            assert_eq!(refused, Error::LifetimeTooShort { requested: lifetime });
        }
        assert_eq!(expires_param(&get(&presigner, secs(1)).unwrap()), 1);
        assert_eq!(expires_param(&get(&presigner, Duration::from_millis(1_999)).unwrap()), 1);
    }
    assert_eq!(
        get(&presigner, Duration::from_millis(900)).unwrap_err().to_string(),
        "a lifetime of 900ms was asked for: S3 counts whole seconds, so ask for 1 second or more"
    );
}

#[test]
fn the_longest_duration_is_an_excess_like_another() {
    let refused = get(&presigner(user()), Duration::MAX).unwrap_err();
    assert!(
        matches!(refused, Error::LifetimeTooLong { limited_by: Limit::Protocol, .. }),
        "{refused}"
    );
    let clamped = get(&mode(&presigner(user()), OnExcess::Clamp), Duration::MAX).unwrap();
    assert_eq!(expires_param(&clamped), WEEK);
    assert!(get(&mode(&presigner(user()), OnExcess::Allow), Duration::MAX).is_err());
}

#[test]
fn a_server_that_is_not_awss_has_no_caps_by_kind() {
    let minio = || Endpoint::custom("https://minio.example.com").unwrap();
    for kind in [CredentialKind::Sts, CredentialKind::InstanceProfile, CredentialKind::ChainedRole]
    {
        let presigner = presigner(temporary(kind)).with_endpoint(minio());
        check_boundary(&presigner, WEEK, Limit::Protocol, Certainty::AtMost);
    }
    // A cap that the caller set holds there, and so does a kind with a cap of its own.
    let custom = temporary(CredentialKind::Custom { max: secs(50) });
    let limit = Limit::CredentialKind { name: "custom" };
    check_boundary(&presigner(custom).with_endpoint(minio()), 50, limit, Certainty::AtMost);

    let lowered = ExpiryPolicy::new().with_kind_cap(CredentialKind::Sts, secs(900));
    let presigner = presigner(temporary(CredentialKind::Sts)).with_endpoint(minio());
    let url = get(&presigner.clone().with_expiry_policy(lowered.clone()), secs(900)).unwrap();
    assert_eq!(expires_param(&url), 900);
    assert!(get(&presigner.with_expiry_policy(lowered), secs(901)).is_err());
}

#[test]
fn aws_behind_another_name_keeps_its_caps() {
    let limit = Limit::CredentialKind { name: "instance profile" };
    for endpoint in [
        Endpoint::custom("https://s3express-euw1-az1.eu-west-1.amazonaws.com").unwrap(),
        Endpoint::custom("https://files.example.com").unwrap().with_aws_behind(true),
    ] {
        let presigner =
            presigner(temporary(CredentialKind::InstanceProfile)).with_endpoint(endpoint);
        check_boundary(&presigner, 21_600, limit, Certainty::AtMost);
    }
}

#[test]
fn a_server_may_take_longer_lifetimes_than_aws() {
    let month = 30 * 86_400;
    let policy = || ExpiryPolicy::new().with_protocol_max(secs(month));
    let yandex = Endpoint::custom("https://storage.yandexcloud.net").unwrap();
    let presigner = presigner(user()).with_expiry_policy(policy());
    let elsewhere = presigner.clone().with_endpoint(yandex);
    assert_eq!(expires_param(&get(&elsewhere, secs(month)).unwrap()), month);
    assert!(get(&elsewhere, secs(month + 1)).is_err());
    // AWS is not moved by it.
    assert_eq!(expires_param(&get(&presigner, secs(WEEK)).unwrap()), WEEK);
    assert!(get(&presigner, secs(WEEK + 1)).is_err());
    // Nor is anything by a lifetime without end.
    let endless = elsewhere.with_expiry_policy(policy().with_protocol_max(Duration::MAX));
    assert!(get(&endless, Duration::MAX).is_err());
}

#[test]
fn caps_can_be_lowered_but_not_raised_at_aws() {
    let sts = presigner(temporary(CredentialKind::Sts));
    let with_cap = |cap| {
        let policy = ExpiryPolicy::new()
            .with_kind_cap(CredentialKind::Sts, secs(1))
            .with_kind_cap(CredentialKind::Sts, secs(cap));
        sts.clone().with_expiry_policy(policy).max_lifetime_at(at(NOW)).unwrap().lifetime
    };
    assert_eq!(with_cap(3_600), secs(3_600));
    assert_eq!(with_cap(999_999), secs(129_600));
}

#[test]
fn a_maximum_of_ones_own_holds_in_every_mode() {
    let policy = ExpiryPolicy::new().with_max_lifetime(secs(900));
    for (on_excess, outcome) in
        [(OnExcess::Reject, None), (OnExcess::Clamp, Some(900)), (OnExcess::Allow, None)]
    {
        let presigner =
            presigner(user()).with_expiry_policy(policy.clone().with_on_excess(on_excess));
        assert_eq!(expires_param(&get(&presigner, secs(900)).unwrap()), 900);
        match (get(&presigner, secs(901)), outcome) {
            (Ok(url), Some(expires)) => {
                assert_eq!((expires_param(&url), url.limited_by()), (expires, Limit::Policy));
            }
            (Err(Error::LifetimeTooLong { max, limited_by, .. }), None) => {
                assert_eq!((max, limited_by), (secs(900), Limit::Policy));
            }
            other => panic!("{on_excess:?}: {other:?}"),
        }
    }
}

#[test]
fn credentials_of_unknown_end_can_be_refused() {
    let policy = ExpiryPolicy::new().with_known_expiry_only(true);
    let refused = get(
        &presigner(temporary(CredentialKind::LambdaRole)).with_expiry_policy(policy.clone()),
        secs(60),
    );
    assert_eq!(
        refused.unwrap_err().to_string(),
        "nobody said when these Lambda role credentials expire, and the expiry policy refuses to \
         guess: set Credentials::with_expires_at"
    );
    let known = temporary(CredentialKind::LambdaRole).with_expires_at(at(NOW + 60));
    assert!(get(&presigner(known).with_expiry_policy(policy.clone()), secs(60)).is_ok());
    // Long-term credentials have no end to be known.
    assert!(get(&presigner(user()).with_expiry_policy(policy), secs(60)).is_ok());
}

#[test]
fn clocks_outside_four_digit_years_are_refused() {
    let presigner = presigner(user());
    let sign = |now| presigner.presign_get_at(BUCKET, "cat.jpg", secs(60), now);
    for (now, name) in [
        (UNIX_EPOCH - Duration::from_nanos(1), "an instant outside the years 1970 to 9999"),
        (UNIX_EPOCH + secs(253_402_300_800), "an instant outside the years 1970 to 9999"),
    ] {
        assert_eq!(sign(now).unwrap_err(), Error::ClockOutOfRange { time: now });
        assert_eq!(
            sign(now).unwrap_err().to_string(),
            format!(
                "the signing time is {name}: X-Amz-Date needs a year from 1970 to 9999, so set the clock"
            )
        );
    }
    assert!(sign(UNIX_EPOCH).is_ok());
    assert!(sign(UNIX_EPOCH + secs(253_402_300_799)).is_ok());
}

#[test]
fn the_longest_lifetime_is_of_the_credentials_at_hand_unless_they_have_ended() {
    let kind = CredentialKind::InstanceProfile;
    let ending = |left| temporary(kind).with_expires_at(at(NOW + left));
    let fresh = Credentials::temporary("ASIAFRESH", "secret", "another token").unwrap();
    let fresh = fresh.with_kind(kind).with_expires_at(at(NOW + 20_000));
    let longest = |left, source: Result<Credentials, Error>| {
        let fetch = move || source.clone();
        presigner(ending(left)).with_credentials_source(fetch).max_lifetime_at(at(NOW))
    };
    assert_eq!(longest(40, Ok(fresh.clone())).unwrap().lifetime, secs(40), "nobody is asked");
    assert_eq!(longest(0, Ok(fresh)).unwrap().lifetime, secs(20_000));
    let failed = Error::fetch("no route");
    assert_eq!(longest(0, Err(failed.clone())).unwrap_err(), failed);
    // A window that those at hand cannot carry is a reason to ask, but none to fail.
    let windowed = presigner(ending(40)).with_stable_window(secs(300)).unwrap();
    let windowed = windowed.with_credentials_source(move || Err(failed.clone()));
    assert_eq!(windowed.max_lifetime_at(at(NOW)).unwrap().lifetime, Duration::ZERO);
}
