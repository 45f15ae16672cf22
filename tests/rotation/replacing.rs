//! Which credentials replace which.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use s3_presigner::{Certainty, CredentialKind, Credentials, Error, ExpiryPolicy, Limit, Presigner};

use super::{HOUR, NOW, at, counted, id_in, instance, presigner, secs};

#[test]
fn credentials_that_end_sooner_do_not_replace_those_in_use() {
    let (presigner, _) = counted(|| Ok(instance("ASIASHORT", NOW + 300)));
    assert!(presigner.presign_get_at("photos", "k", secs(HOUR), at(NOW)).is_err());
    let url = presigner.presign_get_at("photos", "k", secs(600), at(NOW)).unwrap();
    assert_eq!(id_in(url.as_str()), "ASIAOLD");
}

/// A set of an instance whose end nobody told.
fn endless(id: &str) -> Credentials {
    Credentials::temporary(id, "secret", "token")
        .unwrap()
        .with_kind(CredentialKind::InstanceProfile)
}

/// The id that a short link of `presigner` is signed with.
fn id_of(presigner: &Presigner, now: u64) -> String {
    let url = presigner.presign_get_at("photos", "k", secs(60), at(now)).unwrap();
    id_in(url.as_str()).to_owned()
}

#[test]
fn another_set_that_ends_no_sooner_replaces_the_one_in_use() {
    for end in [NOW + 600, NOW + HOUR] {
        let (presigner, _) = counted(move || Ok(instance("ASIANEW", end)));
        let _ = presigner.presign_get_at("photos", "k", secs(2 * HOUR), at(NOW));
        assert_eq!(id_of(&presigner, NOW), "ASIANEW");
        let longest = presigner.max_lifetime_at(at(NOW)).unwrap().lifetime;
        assert_eq!(longest, secs(end - NOW));
    }
}

#[test]
fn the_end_of_a_session_does_not_move() {
    // A later end told for the same session is a stretch: AWS knows only the first.
    let (presigner, calls) = counted(|| Ok(instance("ASIAOLD", NOW + HOUR)));
    let refused = presigner.presign_get_at("photos", "k", secs(HOUR), at(NOW)).unwrap_err();
    assert!(matches!(refused, Error::LifetimeTooLong { limited_by: Limit::CredentialExpiry, .. }));
    assert_eq!(presigner.max_lifetime_at(at(NOW)).unwrap().lifetime, secs(600));
    let dead = presigner.presign_get_at("photos", "k", secs(60), at(NOW + 601)).unwrap_err();
    assert!(
        matches!(dead, Error::CredentialsExpired { expired_at, .. } if expired_at == at(NOW + 600))
    );
    assert_eq!(calls.load(Ordering::SeqCst), 2);
    // Of two ends, the sooner is the one that can be relied on.
    let (presigner, _) = counted(|| Ok(instance("ASIAOLD", NOW + 300)));
    assert!(presigner.presign_get_at("photos", "k", secs(HOUR), at(NOW)).is_err());
    assert_eq!(presigner.max_lifetime_at(at(NOW)).unwrap().lifetime, secs(300));
}

#[test]
fn a_session_that_has_ended_does_not_live_again_when_its_end_is_forgotten() {
    let (presigner, _) = counted(|| Ok(endless("ASIAOLD")));
    let dead = presigner.presign_get_at("photos", "k", secs(60), at(NOW + 600)).unwrap_err();
    assert!(matches!(dead, Error::CredentialsExpired { .. }));
}

#[test]
fn another_token_is_another_session_and_a_key_without_one_may_be_lent_anew() {
    let other = || Credentials::temporary("ASIAOLD", "secret", "token2").unwrap();
    let (presigner, _) = counted(move || Ok(other().with_expires_at(at(NOW + 2 * HOUR))));
    assert!(presigner.presign_get_at("photos", "k", secs(HOUR), at(NOW)).is_ok());

    let lent = |end| Credentials::new("AKIDEXAMPLE", "secret").unwrap().with_expires_at(at(end));
    let presigner = presigner.with_credentials(lent(NOW + 600));
    let presigner = presigner.with_credentials_source(move || Ok(lent(NOW + 2 * HOUR)));
    assert!(presigner.presign_get_at("photos", "k", secs(HOUR), at(NOW)).is_ok());
}

#[test]
fn a_known_end_gives_way_to_an_unknown_one_only_when_it_has_come() {
    let (presigner, _) = counted(|| Ok(endless("ASIANEW")));
    assert!(presigner.presign_get_at("photos", "k", secs(HOUR), at(NOW)).is_err());
    assert_eq!(id_of(&presigner, NOW), "ASIAOLD");
    let url = presigner.presign_get_at("photos", "k", secs(60), at(NOW + 600)).unwrap();
    assert_eq!((id_in(url.as_str()), url.certainty()), ("ASIANEW", Certainty::AtMost));
    // The other way round it is better known at once.
    let presigner = presigner.with_credentials(endless("ASIAOLD"));
    let policy = ExpiryPolicy::new().with_known_expiry_only(true);
    let presigner = presigner.with_expiry_policy(policy);
    let presigner = presigner.with_credentials_source(|| Ok(instance("ASIAOLD", NOW + HOUR)));
    let url = presigner.presign_get_at("photos", "k", secs(60), at(NOW)).unwrap();
    assert_eq!(url.certainty(), Certainty::Exact, "the same session, whose end is known now");
}

#[test]
fn a_source_that_once_forgets_the_end_locks_nobody_out() {
    let answers = AtomicUsize::new(0);
    let (presigner, calls) = counted(move || {
        let is_first = answers.fetch_add(1, Ordering::SeqCst) < 2;
        Ok(if is_first { endless("ASIABAD") } else { instance("ASIAGOOD", NOW + 6 * HOUR) })
    });
    let policy = ExpiryPolicy::new().with_known_expiry_only(true);
    let presigner = presigner.with_expiry_policy(policy);
    let sign = |lifetime, now| presigner.presign_get_at("photos", "k", secs(lifetime), at(now));
    assert!(sign(HOUR, NOW).is_err());
    assert_eq!(id_of(&presigner, NOW + 1), "ASIAOLD");
    assert!(matches!(sign(60, NOW + 600), Err(Error::UnknownExpiry { .. })));
    assert_eq!(calls.load(Ordering::SeqCst), 2);
    assert_eq!(id_of(&presigner, NOW + 601), "ASIAGOOD", "asked again, a second later");
}

#[test]
fn a_set_of_unknown_end_is_fetched_again_when_it_cannot_live_any_more() {
    let count = Arc::new(AtomicUsize::new(0));
    let next = move || Ok(endless(&format!("ASIASET{}", count.fetch_add(1, Ordering::SeqCst))));
    let presigner = presigner(endless("ASIAFIRST")).with_credentials_source(next);
    for (hours, id) in [
        (0, "ASIAFIRST"),
        (5, "ASIAFIRST"),
        (6, "ASIASET0"),
        (11, "ASIASET0"),
        (12, "ASIASET1"),
        (30 * 24, "ASIASET2"),
    ] {
        assert_eq!(id_of(&presigner, NOW + hours * HOUR), id, "after {hours} hours");
    }
}

#[test]
fn a_key_that_never_ends_replaces_a_set_that_lives() {
    let (presigner, calls) = counted(|| Credentials::new("AKIANEW", "secret"));
    let url = presigner.presign_get_at("photos", "k", secs(HOUR), at(NOW)).unwrap();
    assert_eq!((id_in(url.as_str()), url.certainty()), ("AKIANEW", Certainty::Exact));
    let week = presigner.presign_get_at("photos", "k", secs(7 * 24 * HOUR), at(NOW)).unwrap();
    assert_eq!(id_in(week.as_str()), "AKIANEW");
    assert_eq!(calls.load(Ordering::SeqCst), 1);
}

#[test]
fn a_key_without_a_token_whose_kind_is_lent_is_of_unknown_end_too() {
    let lent = |id: &str| {
        Credentials::new(id, "secret").map(|key| key.with_kind(CredentialKind::InstanceProfile))
    };
    let (lasting, _) = counted(move || lent("AKIALENT"));
    assert!(lasting.presign_get_at("photos", "k", secs(HOUR), at(NOW)).is_err());
    assert_eq!(id_of(&lasting, NOW), "ASIAOLD", "nobody knows that it ends later");

    let presigner = presigner(lent("AKIAOLD").unwrap());
    let presigner = presigner.with_credentials_source(move || lent("AKIANEW"));
    assert_eq!(id_of(&presigner, NOW), "AKIAOLD");
    assert_eq!(id_of(&presigner, NOW + 6 * HOUR - 1), "AKIAOLD");
    assert_eq!(id_of(&presigner, NOW + 6 * HOUR), "AKIANEW", "it cannot live any more");
}

#[test]
fn an_old_set_of_unknown_end_stays_in_use_where_there_is_no_other() {
    for fails in [false, true] {
        let count = Arc::new(AtomicUsize::new(0));
        let calls = Arc::clone(&count);
        let source = move || {
            count.fetch_add(1, Ordering::SeqCst);
            if fails { Err(Error::fetch("down")) } else { Ok(endless("ASIAFIRST")) }
        };
        let presigner = presigner(endless("ASIAFIRST")).with_credentials_source(source);
        for second in [0, 6 * HOUR, 6 * HOUR, 6 * HOUR + 59] {
            assert_eq!(id_of(&presigner, NOW + second), "ASIAFIRST");
        }
        assert_eq!(calls.load(Ordering::SeqCst), if fails { 2 } else { 1 });
    }
    // A key of one's own has no end to be looked for.
    let own = Credentials::new("AKIDEXAMPLE", "secret").unwrap();
    let presigner = presigner(own).with_credentials_source(|| panic!("it was asked"));
    assert_eq!(id_of(&presigner, NOW), id_of(&presigner, NOW + 400 * 24 * HOUR));
}

#[test]
fn a_set_that_has_ended_replaces_none_of_unknown_end() {
    let source = || Ok(instance("ASIADEAD", NOW - 30));
    let presigner = presigner(endless("ASIAFIRST")).with_credentials_source(source);
    assert_eq!(id_of(&presigner, NOW), "ASIAFIRST");
    assert_eq!(id_of(&presigner, NOW + 7 * HOUR), "ASIAFIRST");
}
