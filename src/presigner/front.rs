//! What is needed first: to make a presigner, and to make links.

use std::sync::Arc;
use std::time::Duration;

use super::Presigner;
use crate::amz_date::AmzDate;
use crate::credentials::{Credentials, variable};
use crate::endpoint::Endpoint;
use crate::endpoint::Resolver;
use crate::error::Error;
use crate::object::Region;
use crate::policy::ExpiryPolicy;
use crate::presigned_url::PresignedUrl;
use crate::rotation::CurrentSigner;

impl Presigner {
    /// A presigner for AWS's own endpoint of this region, which refuses lifetimes that cannot be kept.
    ///
    /// There is no builder: the `with_*` methods set what else there is to set.
    ///
    /// # Examples
    ///
    /// ```
    /// use s3_presigner::{Credentials, Presigner, Region};
    ///
    /// let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG")?;
    /// let presigner = Presigner::new(credentials, Region::EU_WEST_1);
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    #[doc(alias = "builder")]
    #[must_use]
    pub fn new(credentials: Credentials, region: Region) -> Self {
        Self {
            signer: CurrentSigner::new(credentials),
            resolver: Arc::new(Resolver::new(Endpoint::aws(), region)),
            policy: Arc::new(ExpiryPolicy::new()),
            window: 0,
        }
    }

    /// A presigner from environment variables: credentials as [`Credentials::from_env`] reads them, region
    /// and endpoint from those that AWS's SDKs read.
    ///
    /// `AWS_REGION`, then `AWS_DEFAULT_REGION`; `AWS_ENDPOINT_URL_S3`, then `AWS_ENDPOINT_URL`, neither
    /// with `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS`; `AWS_USE_DUALSTACK_ENDPOINT`, `AWS_USE_FIPS_ENDPOINT`,
    /// `AWS_S3_USE_ARN_REGION` and `AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS`. Blank counts as unset.
    ///
    /// Two more are this crate's own: `AWS_S3_ADDRESSING_STYLE` (`auto`, `virtual`, `path` or `host_is_bucket`), as AWS
    /// has no variable for the [style](crate::AddressingStyle), and `AWS_S3_PUBLIC_URL`, the address that links show
    /// ([`Endpoint::with_public_url`]). Without a style, a custom endpoint has the bucket in the path:
    /// `http://localhost:9000/photos/cat.jpg`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use s3_presigner::Presigner;
    ///
    /// let presigner = Presigner::from_env()?;
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Source`] for what is missing or malformed; [`Error::UnexpectedSessionToken`] for a token left over
    /// beside a long-term key, where the endpoint is AWS's; and as for [`Credentials::new`], [`Region::new`] and
    /// [`Endpoint::custom`].
    pub fn from_env() -> Result<Self, Error> {
        Self::from_variables(variable)
    }

    /// A URL that downloads an object.
    ///
    /// # Errors
    ///
    /// As for [`presign`](Self::presign).
    ///
    /// # Examples
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use s3_presigner::{Credentials, Presigner, Region};
    /// # let presigner = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret")?, Region::new("eu-west-1")?);
    /// let url = presigner.presign_get("photos", "2026/cat.jpg", Duration::from_secs(900))?;
    /// assert!(url.is_browser_navigable());
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    pub fn presign_get(
        &self,
        bucket: &str,
        key: &str,
        lifetime: Duration,
    ) -> Result<PresignedUrl, Error> {
        self.presign_get_at(bucket, key, lifetime, AmzDate::now())
    }

    /// A URL that uploads an object, over one of the same name if there is one.
    ///
    /// To limit what is uploaded, make an [`S3Request::put_object`](crate::S3Request::put_object) with content type, length or
    /// checksum, and [`presign`](Self::presign) that.
    ///
    /// # Errors
    ///
    /// As for [`presign`](Self::presign).
    pub fn presign_put(
        &self,
        bucket: &str,
        key: &str,
        lifetime: Duration,
    ) -> Result<PresignedUrl, Error> {
        self.presign_put_at(bucket, key, lifetime, AmzDate::now())
    }
}
