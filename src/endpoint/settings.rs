//! [`Endpoint`]: what the caller says about the server.

use super::custom::CustomEndpoint;
use super::s3_host::S3Host;
use crate::error::Error;
use crate::object::Region;

/// Which server a URL leads to.
///
/// [`Endpoint::aws`], the default, is AWS's own address for the bucket and the region. Everything
/// else is a [`custom`](Self::custom) endpoint.
///
/// Variants that AWS does not combine are an error when something is signed, by the same rules as
/// in the SDKs. What those rules send to an address that nothing reaches is an error too: an ARN in front
/// of an IP address, an ARN with more behind its name or with a region of another partition, and regions
/// and names with capitals at AWS. `aws-global` is signed for as `us-east-1` everywhere.
///
/// # Examples
///
/// ```
/// use s3_presigner::{Endpoint, Region};
///
/// let region = Region::new("eu-west-1")?;
/// let aws = Endpoint::aws().with_dual_stack(true);
/// assert_eq!(
///     aws.resolve(&region, Some("photos"))?.url,
///     "https://photos.s3.dualstack.eu-west-1.amazonaws.com"
/// );
///
/// let minio = Endpoint::custom("http://localhost:9000")?;
/// assert_eq!(minio.resolve(&region, Some("photos"))?.url, "http://localhost:9000/photos");
/// # Ok::<(), s3_presigner::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "they are the switches of AWS's own configuration"
)]
pub struct Endpoint {
    pub(crate) custom: Option<CustomEndpoint>,
    pub(crate) public: Option<CustomEndpoint>,
    pub(crate) style: AddressingStyle,
    pub(crate) dual_stack: bool,
    pub(crate) fips: bool,
    pub(crate) accelerate: bool,
    pub(crate) arn_region: bool,
    pub(crate) multi_region: bool,
    pub(crate) aws_behind: bool,
    pub(crate) region_set: String,
}

/// How the bucket is written into the URL.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html>
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AddressingStyle {
    /// [`VirtualHosted`](Self::VirtualHosted) at AWS, and [`Path`](Self::Path) at a custom endpoint, which every server
    /// that is set up by hand takes; but for services that are known to refuse the path style (Alibaba Cloud OSS,
    /// Huawei Cloud OBS, Tencent COS, Tigris, Volcano Engine TOS) and AWS's own hosts given as custom ones. The
    /// default, as in the AWS CLI and boto3. Which service takes what is in the [table of servers](crate::_servers).
    #[default]
    Auto,
    /// `https://bucket.host/key`, but by path where the bucket cannot stand in the host: its name
    /// has a dot and the scheme is `https` (no certificate would fit), it has other characters that
    /// no host name has, or the host is an IP address.
    VirtualHosted,
    /// `https://host/bucket/key`, which most self-hosted servers expect.
    Path,
    /// `https://host/key`: the host of a custom endpoint, with its base path, stands for the bucket, or for the
    /// access point whose ARN is given, as with a domain of one's own. The bucket's name is not added to the URL.
    ///
    /// Also the way to give the whole address of a bucket, `https://photos.s3.eu-west-1.amazonaws.com` or
    /// `https://s3.example.com/photos`, as the endpoint; with the other styles that is refused, as the bucket would
    /// stand there twice.
    HostIsBucket,
}

impl Endpoint {
    /// AWS's address for the bucket in its region.
    #[must_use]
    pub fn aws() -> Self {
        Self {
            custom: None,
            public: None,
            style: AddressingStyle::default(),
            dual_stack: false,
            fips: false,
            accelerate: false,
            arn_region: true,
            multi_region: true,
            aws_behind: false,
            region_set: "*".to_owned(),
        }
    }

    /// A server at an address of its own: an S3-compatible one, a gateway, a VPC endpoint.
    ///
    /// The URL has a scheme, a host, perhaps a port and a base path. Give the address at which the
    /// holder of the link reaches the server: the host is part of what is signed. The bucket is no part of it, but
    /// with [`HostIsBucket`](AddressingStyle::HostIsBucket); signing for one that is named there already is
    /// [`EndpointError::BucketInEndpoint`](crate::EndpointError::BucketInEndpoint).
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] for text that is no such URL, and without the feature `url` for an international host;
    /// [`Error::InvalidSecret`] for one with a user name or a password.
    pub fn custom(url: &str) -> Result<Self, Error> {
        Ok(Self { custom: Some(CustomEndpoint::parse(url)?), ..Self::aws() })
    }

    /// Puts another address into the URL than the one that is signed.
    ///
    /// Only for a proxy that replaces the `Host` header, and perhaps the base path, by the server's
    /// own on the way. Behind a proxy that passes `Host` on, the public address is simply the
    /// [`custom`](Self::custom) endpoint.
    ///
    /// # Errors
    ///
    /// As for [`custom`](Self::custom).
    ///
    /// # Examples
    ///
    /// ```
    /// use s3_presigner::{Endpoint, Region};
    ///
    /// let endpoint = Endpoint::custom("http://minio.internal:9000")?
    ///     .with_public_url("https://files.example.com/s3")?;
    /// let region = Region::new("us-east-1")?;
    /// assert_eq!(
    ///     endpoint.resolve(&region, Some("photos"))?.url,
    ///     "https://files.example.com/s3/photos"
    /// );
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    pub fn with_public_url(mut self, url: &str) -> Result<Self, Error> {
        self.public = Some(CustomEndpoint::parse(url)?);
        Ok(self)
    }

    /// Sets how the bucket is written into the URL.
    #[must_use]
    pub fn with_style(mut self, style: AddressingStyle) -> Self {
        self.style = style;
        self
    }

    /// AWS's dual-stack hosts, which IPv6 clients reach too.
    ///
    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/dual-stack-endpoints.html>
    #[must_use]
    pub fn with_dual_stack(mut self, on: bool) -> Self {
        self.dual_stack = on;
        self
    }

    /// AWS's FIPS hosts.
    ///
    /// <https://aws.amazon.com/compliance/fips/>
    #[must_use]
    pub fn with_fips(mut self, on: bool) -> Self {
        self.fips = on;
        self
    }

    /// S3 Transfer Acceleration, which has to be enabled on the bucket.
    ///
    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/transfer-acceleration.html>
    #[must_use]
    pub fn with_accelerate(mut self, on: bool) -> Self {
        self.accelerate = on;
        self
    }

    /// Whether an ARN given as bucket may name another region than the presigner's; on by default.
    #[must_use]
    pub fn with_arn_region(mut self, on: bool) -> Self {
        self.arn_region = on;
        self
    }

    /// Whether ARNs of Multi-Region Access Points are taken; on by default.
    #[must_use]
    pub fn with_multi_region_access_points(mut self, on: bool) -> Self {
        self.multi_region = on;
        self
    }

    /// The regions in which a URL for a Multi-Region Access Point holds, instead of all of them.
    ///
    /// Only SigV4A signatures have such a set, and only Multi-Region Access Points take them.
    #[must_use]
    pub fn with_region_set<'r>(mut self, regions: impl IntoIterator<Item = &'r Region>) -> Self {
        let names: Vec<_> = regions.into_iter().map(Region::as_str).collect();
        self.region_set = if names.is_empty() { "*".to_owned() } else { names.join(",") };
        self
    }

    /// Says that the server behind a custom address is S3 itself, as with a domain of one's own or
    /// a proxy: then AWS's caps on the life of URLs hold, by kind of credentials.
    ///
    /// Known without being said for AWS's own hosts, those of VPC endpoints and of CloudFront included. Other servers
    /// have no such caps, only the end of the credentials and the most that the protocol takes.
    #[must_use]
    pub fn with_aws_behind(mut self, on: bool) -> Self {
        self.aws_behind = on;
        self
    }

    /// Whether the server is AWS's, so that AWS's caps on lifetimes hold.
    pub(super) fn is_aws(&self) -> bool {
        let is_aws = |custom: &CustomEndpoint| S3Host::read(&custom.host).is_aws;
        self.aws_behind
            || self.custom.as_ref().is_none_or(is_aws)
            || self.public.as_ref().is_some_and(is_aws)
    }
}

impl Default for Endpoint {
    /// [`Endpoint::aws`].
    fn default() -> Self {
        Self::aws()
    }
}
