//! The law of expiry written a second time, plainly, and compared with the presigner on random input.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "support/lifetimes.rs"]
mod lifetimes;

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use proptest::option::of;
use proptest::prelude::*;
use s3_presigner::{
    Certainty, CredentialKind, Credentials, Endpoint, Error, ExpiryPolicy, Limit, OnExcess,
    PresignedUrl, Presigner, Region,
};

use self::lifetimes::{BUCKET, KINDS, WEEK};

/// 2026-11-21T12:00:00Z, in milliseconds as all that a scene is made of.
const NOON: u64 = 1_795_262_400_000;
const NEVER: u64 = u64::MAX;

/// All that the life of a URL depends on.
#[derive(Clone, Debug)]
struct Scene {
    now: u64,
    kind: CredentialKind,
    has_token: bool,
    end: Option<u64>,
    place: Place,
    /// In seconds; 0 is none.
    window: u64,
    mode: OnExcess,
    min: Option<u64>,
    own_max: Option<u64>,
    protocol_max: Option<u64>,
    /// The last one holds for a kind.
    lowered: Vec<(CredentialKind, u64)>,
    known_expiry_only: bool,
    asked: u64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Place {
    Aws,
    AwsBehind,
    Own,
}

/// What becomes of a request, in seconds.
#[derive(Debug, PartialEq)]
enum Verdict {
    UnknownEnd,
    Expired,
    TooShort,
    TooLong { max: u64 },
    BelowMin,
    Granted { signed_at: u64, expires_in: u64, expires_at: u64 },
}

/// The limits, in whole seconds from the signing time.
struct Limits {
    signed_at: u64,
    protocol: u64,
    policy: u64,
    kind: u64,
    token: u64,
}

impl Limits {
    fn of(scene: &Scene) -> Self {
        let now = scene.now / 1_000;
        let signed_at = now - now.checked_rem(scene.window).unwrap_or(0);
        let is_aws = scene.place != Place::Own;
        let is_custom = matches!(scene.kind, CredentialKind::Custom { .. });
        let of_kind = if is_aws || is_custom { cap(scene.kind) } else { NEVER };
        let lowered = scene.lowered.iter().rev().find(|(kind, _)| *kind == scene.kind);
        Self {
            signed_at,
            protocol: if is_aws { WEEK } else { scene.protocol_max.map_or(WEEK, whole) },
            policy: scene.own_max.map_or(NEVER, whole),
            kind: lowered.map_or(NEVER, |(_, cap)| whole(*cap)).min(of_kind),
            token: scene.end.map_or(NEVER, |end| whole(end).saturating_sub(signed_at)),
        }
    }

    /// What nothing goes beyond.
    fn hard(&self) -> u64 {
        self.protocol.min(self.policy)
    }

    fn cap(&self) -> u64 {
        self.hard().min(self.kind).min(self.token)
    }

    /// The limit that is named is the one that holds; of equal ones, any.
    fn is_set_by(&self, cap: u64, limit: Limit) -> bool {
        cap == match limit {
            Limit::Protocol => self.protocol,
            Limit::Policy => self.policy,
            Limit::CredentialKind { .. } => self.kind,
            Limit::CredentialExpiry => self.token,
            _ => return false,
        }
    }
}

/// The table, on AWS.
fn cap(kind: CredentialKind) -> u64 {
    match kind {
        CredentialKind::IamUser => WEEK,
        CredentialKind::InstanceProfile | CredentialKind::Container => 21_600,
        CredentialKind::Sts => 129_600,
        CredentialKind::AssumedRole | CredentialKind::LambdaRole => 43_200,
        CredentialKind::ChainedRole | CredentialKind::CognitoIdentity => 3_600,
        CredentialKind::RootSession | CredentialKind::LoginSession => 900,
        CredentialKind::S3ExpressSession => 300,
        CredentialKind::Custom { max } => max.as_secs(),
        other => panic!("{other} has no row in this table"),
    }
}

fn whole(millis: u64) -> u64 {
    millis / 1_000
}

impl Scene {
    /// The law.
    fn verdict(&self) -> Verdict {
        if self.known_expiry_only && self.has_unknown_end() {
            return Verdict::UnknownEnd;
        }
        if self.end.is_some_and(|end| whole(end) <= whole(self.now)) {
            return Verdict::Expired;
        }
        if self.asked < 1_000 {
            return Verdict::TooShort;
        }
        let (limits, wanted) = (Limits::of(self), self.wanted());
        let (cap, hard) = (limits.cap(), limits.hard());
        let too_long = |cap: u64| Verdict::TooLong { max: cap.saturating_sub(self.window) };
        // From the real now, not from a whole second or the start of a window.
        let left = (1_000 * (limits.signed_at + cap)).saturating_sub(self.now);
        // Whoever asks for less than the minimum is content with that.
        let least = self.min.unwrap_or(0).min(1_000 * whole(self.asked)).max(1_000);
        let expires_in = match self.mode {
            _ if wanted <= cap => wanted,
            OnExcess::Clamp if left < least => return Verdict::BelowMin,
            OnExcess::Clamp => cap,
            OnExcess::Allow if wanted > hard => return too_long(hard),
            // But no URL that is dead already.
            OnExcess::Allow if left > 0 => wanted,
            _ => return too_long(cap),
        };
        let expires_at = limits.signed_at + expires_in.min(cap);
        Verdict::Granted { signed_at: limits.signed_at, expires_in, expires_at }
    }

    /// With a window, so much more that who comes last in it gets all that was asked for.
    fn wanted(&self) -> u64 {
        whole(self.asked) + self.window
    }

    fn has_unknown_end(&self) -> bool {
        let can_last = matches!(self.kind, CredentialKind::IamUser | CredentialKind::Custom { .. });
        self.end.is_none() && (self.has_token || !can_last)
    }

    fn certainty(&self) -> Certainty {
        if self.has_unknown_end() { Certainty::AtMost } else { Certainty::Exact }
    }

    fn presigner(&self) -> Presigner {
        let credentials = if self.has_token {
            Credentials::temporary("ASIAIOSFODNN7EXAMPLE", "secret", "token")
        } else {
            Credentials::new("AKIAIOSFODNN7EXAMPLE", "secret")
        };
        let mut credentials = credentials.unwrap().with_kind(self.kind);
        if let Some(end) = self.end {
            credentials = credentials.with_expires_at(at(end));
        }
        let own = || Endpoint::custom("https://s3.example.com").unwrap();
        let presigner = Presigner::new(credentials, Region::new("eu-west-1").unwrap())
            .with_expiry_policy(self.policy())
            .with_endpoint(match self.place {
                Place::Aws => Endpoint::aws(),
                Place::AwsBehind => own().with_aws_behind(true),
                Place::Own => own(),
            });
        match self.window {
            0 => presigner,
            window => presigner.with_stable_window(Duration::from_secs(window)).unwrap(),
        }
    }

    fn policy(&self) -> ExpiryPolicy {
        let mut policy = ExpiryPolicy::new()
            .with_on_excess(self.mode)
            .with_known_expiry_only(self.known_expiry_only);
        if let Some(min) = self.min {
            policy = policy.with_min_lifetime(millis(min));
        }
        if let Some(max) = self.own_max {
            policy = policy.with_max_lifetime(millis(max));
        }
        if let Some(max) = self.protocol_max {
            policy = policy.with_protocol_max(millis(max));
        }
        let lower = |policy: ExpiryPolicy, (kind, cap): &(_, u64)| {
            policy.with_kind_cap(*kind, millis(*cap))
        };
        self.lowered.iter().fold(policy, lower)
    }
}

fn millis(count: u64) -> Duration {
    Duration::from_millis(count)
}

fn at(count: u64) -> SystemTime {
    UNIX_EPOCH + millis(count)
}

/// What the presigner did, in the words of the law, and the limit that it names.
fn done(outcome: Result<PresignedUrl, Error>) -> (Verdict, Option<Limit>) {
    let seconds = |at: SystemTime| at.duration_since(UNIX_EPOCH).unwrap().as_secs();
    match outcome {
        Ok(url) => {
            let verdict = Verdict::Granted {
                signed_at: seconds(url.signed_at()),
                expires_in: url.expires_in().as_secs(),
                expires_at: seconds(url.expires_at()),
            };
            (verdict, Some(url.limited_by()))
        }
        Err(Error::UnknownExpiry { .. }) => (Verdict::UnknownEnd, None),
        Err(Error::CredentialsExpired { .. }) => (Verdict::Expired, None),
        Err(Error::LifetimeTooShort { .. }) => (Verdict::TooShort, None),
        Err(Error::LifetimeTooLong { max, limited_by, .. }) => {
            (Verdict::TooLong { max: max.as_secs() }, Some(limited_by))
        }
        Err(Error::BelowMinLifetime { limited_by, .. }) => (Verdict::BelowMin, Some(limited_by)),
        Err(other) => panic!("{other}"),
    }
}

fn kinds() -> impl Strategy<Value = CredentialKind> {
    prop_oneof![
        7 => prop::sample::select(KINDS.to_vec()),
        3 => lengths().prop_map(|max| CredentialKind::Custom { max: millis(max) }),
    ]
}

/// Mostly short, so that windows and limits meet, or about a cap of the table.
fn lengths() -> impl Strategy<Value = u64> {
    let caps = prop::sample::select(vec![300, 3_600, 21_600, 43_200, 129_600, WEEK]);
    let about = (caps, 0..2_u64, 0..1_000_u64).prop_map(|(cap, second, ms)| (cap - 1 + second, ms));
    prop_oneof![
        0..3_000_u64,
        0..4_000_000_u64,
        about.prop_map(|(seconds, ms)| 1_000 * seconds + ms),
        0..1_000_000_000_u64,
    ]
}

/// Milliseconds to either side of a boundary, most often a whole second or none.
fn asides() -> impl Strategy<Value = i64> {
    prop_oneof![prop::sample::select(vec![-1_000, -1, 0, 1, 1_000]), -2_000..2_000_i64]
}

/// A length of its own, or one beside a boundary that the rest of the scene sets.
fn lengths_or_asides() -> impl Strategy<Value = Result<u64, i64>> {
    prop_oneof![lengths().prop_map(Ok), asides().prop_map(Err)]
}

fn scenes() -> impl Strategy<Value = Scene> {
    let time = (0..2_000_000_u64, prop_oneof![Just(0), 0..1_000_u64]);
    let windows = prop_oneof![Just(0), 1..100_u64, 1..4_000_u64, 1..=WEEK];
    let limits = (of(lengths()), of(lengths()), of(lengths()), of((kinds(), lengths())));
    let place = prop::sample::select(vec![Place::Aws, Place::AwsBehind, Place::Own, Place::Own]);
    let mode = prop::sample::select(vec![OnExcess::Reject, OnExcess::Clamp, OnExcess::Allow]);
    let presigner = (kinds(), any::<bool>(), place, mode, prop::bool::weighted(0.2));
    let near = (of(lengths_or_asides()), of(lengths_or_asides()), lengths_or_asides());
    (time, windows, limits, presigner, near).prop_map(
        |((second, ms), window, limits, presigner, (end, min, asked))| {
            let now = NOON + 1_000 * second + ms;
            let (own_max, protocol_max, lowered, of_other) = limits;
            let (kind, has_token, place, mode, known_expiry_only) = presigner;
            let mut scene = Scene {
                now,
                kind,
                has_token,
                end: end.map(|end| {
                    end.map_or_else(|by| now.saturating_add_signed(by), |in_| now + in_)
                }),
                place,
                window,
                mode,
                min: None,
                own_max,
                protocol_max,
                lowered: of_other.into_iter().chain(lowered.map(|cap| (kind, cap))).collect(),
                known_expiry_only,
                asked: 0,
            };
            let limits = Limits::of(&scene);
            let left = (1_000 * (limits.signed_at + limits.cap())).saturating_sub(now);
            let most = 1_000 * limits.cap().saturating_sub(window);
            scene.min = min.map(|min| min.unwrap_or_else(|by| left.saturating_add_signed(by)));
            scene.asked = asked.unwrap_or_else(|by| most.saturating_add_signed(by));
            scene
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_presigner_does_what_the_law_says(scene in scenes()) {
        let (presigner, expected) = (scene.presigner(), scene.verdict());
        let outcome = presigner.presign_get_at(BUCKET, "k", millis(scene.asked), at(scene.now));
        let certainty = outcome.as_ref().ok().map(PresignedUrl::certainty);
        prop_assert!(certainty.is_none_or(|certainty| certainty == scene.certainty()));

        let (found, limited_by) = done(outcome);
        prop_assert_eq!(&found, &expected);
        let limits = Limits::of(&scene);
        if let Some(limit) = limited_by {
            let is_beyond_all = scene.mode == OnExcess::Allow && scene.wanted() > limits.hard();
            let cap = if is_beyond_all { limits.hard() } else { limits.cap() };
            match limit {
                Limit::Requested => prop_assert!(scene.wanted() <= cap),
                limit => prop_assert!(scene.wanted() > cap && limits.is_set_by(cap, limit), "{limit:?}"),
            }
        }
    }

    #[test]
    fn the_longest_lifetime_is_the_cap_without_the_window(scene in scenes()) {
        let found = scene.presigner().max_lifetime_at(at(scene.now));
        let expected = scene.verdict();
        if matches!(expected, Verdict::UnknownEnd | Verdict::Expired) {
            let refused = found.map(|max| max.lifetime).unwrap_err();
            prop_assert_eq!(done(Err(refused)).0, expected);
            return Ok(());
        }
        let (max, limits) = (found.unwrap(), Limits::of(&scene));
        prop_assert_eq!(max.lifetime.as_secs(), limits.cap().saturating_sub(scene.window));
        prop_assert!(limits.is_set_by(limits.cap(), max.limited_by), "{max:?}");
        prop_assert_eq!(max.certainty, scene.certainty());
    }
}
