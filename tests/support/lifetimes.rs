//! Presigners for the tests of lifetimes, and the instant at which they sign.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "every test includes this file and uses a part of it"
)]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use s3_presigner::{
    CredentialKind, Credentials, Error, ExpiryPolicy, OnExcess, PresignedUrl, Presigner, Region,
};

/// 2026-11-21T12:00:00Z
pub const NOW: u64 = 1_795_262_400;
pub const WEEK: u64 = 604_800;
/// A directory bucket, which every kind of credentials can sign for.
pub const BUCKET: &str = "photos--euw1-az1--x-s3";

/// All kinds but the one with a cap of its own.
pub const KINDS: [CredentialKind; 11] = [
    CredentialKind::IamUser,
    CredentialKind::InstanceProfile,
    CredentialKind::Container,
    CredentialKind::Sts,
    CredentialKind::AssumedRole,
    CredentialKind::ChainedRole,
    CredentialKind::LambdaRole,
    CredentialKind::CognitoIdentity,
    CredentialKind::RootSession,
    CredentialKind::LoginSession,
    CredentialKind::S3ExpressSession,
];

pub fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

pub fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

pub fn presigner(credentials: Credentials) -> Presigner {
    Presigner::new(credentials, Region::new("eu-west-1").unwrap())
}

pub fn temporary(kind: CredentialKind) -> Credentials {
    Credentials::temporary("ASIAIOSFODNN7EXAMPLE", "secret", "token").unwrap().with_kind(kind)
}

pub fn user() -> Credentials {
    Credentials::new("AKIAIOSFODNN7EXAMPLE", "secret").unwrap()
}

pub fn get(presigner: &Presigner, lifetime: Duration) -> Result<PresignedUrl, Error> {
    presigner.presign_get_at(BUCKET, "cat.jpg", lifetime, at(NOW))
}

pub fn mode(presigner: &Presigner, on_excess: OnExcess) -> Presigner {
    presigner.clone().with_expiry_policy(ExpiryPolicy::new().with_on_excess(on_excess))
}

/// What the URL says and what is true of it.
pub fn expires_param(url: &PresignedUrl) -> u64 {
    let (_, rest) = url.as_str().split_once("&X-Amz-Expires=").unwrap();
    rest.split('&').next().unwrap().parse().unwrap()
}
