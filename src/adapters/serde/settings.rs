//! Settings of several parts. Lengths of time are whole seconds, which is what the policy counts in.

use std::time::Duration;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::credentials::CredentialKind;
use crate::endpoint::{AddressingStyle, CustomEndpoint, Endpoint};
use crate::error::Error;
use crate::object::Region;
use crate::policy::{ExpiryPolicy, OnExcess};

/// The object that it is read from, with everything said.
impl Serialize for Endpoint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        EndpointShape::from(self).serialize(serializer)
    }
}

/// `url`, `public_url`, `addressing_style`, the switches `dual_stack`, `fips`, `accelerate`, `arn_region`,
/// `multi_region_access_points` and `aws_behind`, and `region_set`, a list.
///
/// What is left out is as in [`Endpoint::aws`]. The URLs are checked as by [`Endpoint::custom`].
///
/// # Examples
///
/// ```
/// use s3_presigner::{AddressingStyle, Endpoint};
///
/// let text = r#"{"url": "http://localhost:9000", "addressing_style": "path"}"#;
/// let endpoint: Endpoint = serde_json::from_str(text)?;
/// assert_eq!(
///     endpoint,
///     Endpoint::custom("http://localhost:9000")?.with_style(AddressingStyle::Path)
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
impl<'de> Deserialize<'de> for Endpoint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        EndpointShape::deserialize(deserializer)?.into_endpoint().map_err(D::Error::custom)
    }
}

/// The object that it is read from, with everything said.
impl Serialize for ExpiryPolicy {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        PolicyShape::from(self).serialize(serializer)
    }
}

/// `on_excess`; `min_lifetime`, `max_lifetime` and `protocol_max` in seconds; `kind_caps`, a list of `kind`
/// and `cap` in seconds; `known_expiry_only`.
///
/// What is left out is as in [`ExpiryPolicy::new`].
///
/// # Examples
///
/// ```
/// use std::time::Duration;
/// use s3_presigner::{ExpiryPolicy, OnExcess};
///
/// let text = r#"{"on_excess": "clamp", "max_lifetime": 3600}"#;
/// let policy: ExpiryPolicy = serde_json::from_str(text)?;
/// assert_eq!(
///     policy,
///     ExpiryPolicy::new()
///         .with_on_excess(OnExcess::Clamp)
///         .with_max_lifetime(Duration::from_secs(3_600))
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
impl<'de> Deserialize<'de> for ExpiryPolicy {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(PolicyShape::deserialize(deserializer)?.into_policy())
    }
}

/// One of `iam_user`, `instance_profile`, `container`, `sts`, `assumed_role`, `chained_role`, `lambda_role`,
/// `s3_express_session`; or `custom` with its `max` in seconds.
impl Serialize for CredentialKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        KindShape::serialize(self, serializer)
    }
}

/// One of `iam_user`, `instance_profile`, `container`, `sts`, `assumed_role`, `chained_role`, `lambda_role`,
/// `s3_express_session`; or `custom` with its `max` in seconds.
///
/// # Examples
///
/// ```
/// use std::time::Duration;
/// use s3_presigner::CredentialKind;
///
/// let kind: CredentialKind = serde_json::from_str("\"assumed_role\"")?;
/// assert_eq!(kind, CredentialKind::AssumedRole);
/// let kind: CredentialKind = serde_json::from_str(r#"{"custom": {"max": 60}}"#)?;
/// assert_eq!(kind, CredentialKind::Custom { max: Duration::from_secs(60) });
/// # Ok::<(), serde_json::Error>(())
/// ```
impl<'de> Deserialize<'de> for CredentialKind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        KindShape::deserialize(deserializer)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Endpoint", expecting = "an object", default, deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "they are those of the endpoint")]
struct EndpointShape {
    url: Option<String>,
    public_url: Option<String>,
    addressing_style: AddressingStyle,
    dual_stack: bool,
    fips: bool,
    accelerate: bool,
    arn_region: bool,
    multi_region_access_points: bool,
    aws_behind: bool,
    region_set: Vec<Region>,
}

impl EndpointShape {
    fn into_endpoint(self) -> Result<Endpoint, Error> {
        let mut endpoint = match &self.url {
            Some(url) => Endpoint::custom(url)?,
            None => Endpoint::aws(),
        };
        if let Some(url) = &self.public_url {
            endpoint = endpoint.with_public_url(url)?;
        }
        Ok(endpoint
            .with_style(self.addressing_style)
            .with_dual_stack(self.dual_stack)
            .with_fips(self.fips)
            .with_accelerate(self.accelerate)
            .with_arn_region(self.arn_region)
            .with_multi_region_access_points(self.multi_region_access_points)
            .with_aws_behind(self.aws_behind)
            .with_region_set(&self.region_set))
    }
}

impl From<&Endpoint> for EndpointShape {
    fn from(endpoint: &Endpoint) -> Self {
        Self {
            url: endpoint.custom.as_ref().map(CustomEndpoint::to_url),
            public_url: endpoint.public.as_ref().map(CustomEndpoint::to_url),
            addressing_style: endpoint.style,
            dual_stack: endpoint.dual_stack,
            fips: endpoint.fips,
            accelerate: endpoint.accelerate,
            arn_region: endpoint.arn_region,
            multi_region_access_points: endpoint.multi_region,
            aws_behind: endpoint.aws_behind,
            // All regions, `*`, is no name of one.
            region_set: endpoint.region_set.split(',').flat_map(Region::new).collect(),
        }
    }
}

impl Default for EndpointShape {
    fn default() -> Self {
        Self::from(&Endpoint::aws())
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "ExpiryPolicy", expecting = "an object", default, deny_unknown_fields)]
struct PolicyShape {
    on_excess: OnExcess,
    min_lifetime: u64,
    max_lifetime: Option<u64>,
    protocol_max: u64,
    kind_caps: Vec<KindCap>,
    known_expiry_only: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(expecting = "an object with kind and cap", deny_unknown_fields)]
struct KindCap {
    kind: CredentialKind,
    cap: u64,
}

impl PolicyShape {
    fn into_policy(self) -> ExpiryPolicy {
        let policy = ExpiryPolicy::new()
            .with_on_excess(self.on_excess)
            .with_min_lifetime(Duration::from_secs(self.min_lifetime))
            .with_protocol_max(Duration::from_secs(self.protocol_max))
            .with_known_expiry_only(self.known_expiry_only);
        let policy = match self.max_lifetime {
            Some(max) => policy.with_max_lifetime(Duration::from_secs(max)),
            None => policy,
        };
        self.kind_caps.into_iter().fold(policy, |policy, KindCap { kind, cap }| {
            policy.with_kind_cap(kind, Duration::from_secs(cap))
        })
    }
}

impl From<&ExpiryPolicy> for PolicyShape {
    fn from(policy: &ExpiryPolicy) -> Self {
        let cap_of =
            |(kind, cap): &(CredentialKind, Duration)| KindCap { kind: *kind, cap: cap.as_secs() };
        // Fractions change nothing where whole seconds are compared: down for a cap, up for a minimum.
        let min = policy.min_lifetime;
        Self {
            on_excess: policy.on_excess,
            min_lifetime: min.as_secs().saturating_add(u64::from(min.subsec_nanos() > 0)),
            max_lifetime: policy.max_lifetime.as_ref().map(Duration::as_secs),
            protocol_max: policy.protocol_max.as_secs(),
            kind_caps: policy.kind_caps.iter().map(cap_of).collect(),
            known_expiry_only: policy.known_expiry_only,
        }
    }
}

impl Default for PolicyShape {
    fn default() -> Self {
        Self::from(&ExpiryPolicy::new())
    }
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "CredentialKind", rename_all = "snake_case", deny_unknown_fields)]
enum KindShape {
    IamUser,
    InstanceProfile,
    Container,
    Sts,
    AssumedRole,
    ChainedRole,
    LambdaRole,
    CognitoIdentity,
    RootSession,
    LoginSession,
    S3ExpressSession,
    Custom {
        #[serde(with = "seconds")]
        max: Duration,
    },
}

mod seconds {
    use std::time::Duration;

    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(time: &Duration, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_u64(time.as_secs())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Duration, D::Error> {
        u64::deserialize(from).map(Duration::from_secs)
    }
}
