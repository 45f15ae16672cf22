//! [`Settings`]: where a server is and who may use it.

use std::env;

use s3_presigner::{Credentials, Error};

use crate::outcome::Failure;

/// Where a server is and who may use it.
#[derive(Clone)]
pub struct Settings {
    /// The name in the table and in `exceptions.toml`.
    pub name: String,
    /// `http://HOST:PORT`, for path style.
    pub endpoint: String,
    pub access_key: AccessKey,
    pub region: String,
    /// A bucket to make and to litter; another is made beside it, with `-other` behind the name.
    pub bucket: String,
    /// The domain whose subdomains are buckets, without a port.
    pub domain: Option<String>,
    pub session: Session,
}

/// An access key, with the token if it is a temporary one.
#[derive(Clone)]
pub struct AccessKey {
    pub id: String,
    pub secret: String,
    pub token: Option<String>,
}

/// Where temporary credentials come from.
#[derive(Clone)]
pub enum Session {
    Nowhere,
    /// The server knows these.
    Fixed(AccessKey),
    /// `AssumeRole` at this endpoint, of this role if the server wants one.
    Sts {
        endpoint: String,
        role_arn: Option<String>,
    },
}

impl Settings {
    /// From `S3_PRESIGNER_<NAME>_…`, which `main.rs` lists.
    pub fn from_environment(name: &str) -> Result<Self, Failure> {
        let variable =
            |what: &str| format!("S3_PRESIGNER_{}_{what}", name.to_uppercase().replace('-', "_"));
        let optional = |what| env::var(variable(what)).ok().filter(|value| !value.is_empty());
        let required = |what| {
            optional(what).ok_or_else(|| Failure::new(format!("{} is not set", variable(what))))
        };
        let session = match optional("STS_ENDPOINT") {
            Some(endpoint) => Session::Sts { endpoint, role_arn: optional("ROLE_ARN") },
            None => Session::Nowhere,
        };
        Ok(Self {
            name: name.to_owned(),
            endpoint: required("ENDPOINT")?.trim_end_matches('/').to_owned(),
            access_key: AccessKey {
                id: required("ACCESS_KEY_ID")?,
                secret: required("SECRET_ACCESS_KEY")?,
                token: None,
            },
            region: optional("REGION").unwrap_or_else(|| "us-east-1".to_owned()),
            bucket: optional("BUCKET").unwrap_or_else(|| "s3-presigner-servers".to_owned()),
            domain: optional("DOMAIN"),
            session,
        })
    }
}

impl AccessKey {
    pub fn credentials(&self) -> Result<Credentials, Error> {
        let Self { id, secret, token } = self;
        match token {
            Some(token) => Credentials::temporary(id, secret, token),
            None => Credentials::new(id, secret),
        }
    }
}
