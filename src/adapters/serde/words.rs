//! Settings that are one word: the name that AWS has for them, or else ours in lower case.

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, Serializer};

use crate::endpoint::AddressingStyle;
use crate::object::Region;
use crate::policy::OnExcess;
use crate::request::{CannedAcl, ChecksumAlgorithm, ChecksumType, ObjectLockMode, StorageClass};

/// The name, as [`Region::new`] checks it.
impl Serialize for Region {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// The name, as [`Region::new`] checks it.
///
/// # Examples
///
/// ```
/// use s3_presigner::Region;
///
/// let region: Region = serde_json::from_str("\"eu-west-1\"")?;
/// assert_eq!(region.as_str(), "eu-west-1");
/// assert!(serde_json::from_str::<Region>("\"eu west 1\"").is_err());
/// # Ok::<(), serde_json::Error>(())
/// ```
impl<'de> Deserialize<'de> for Region {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

/// Both directions for an enum, from one table of its words. The compiler sees to it that no variant is forgotten.
macro_rules! words {
    ($type:ident: $($variant:ident = $word:literal),+ $(,)?) => {
        #[doc = concat!("One of: ", $("`", $word, "` ",)+)]
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(match self {
                    $(Self::$variant => $word,)+
                })
            }
        }

        #[doc = concat!("One of: ", $("`", $word, "` ",)+)]
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                match String::deserialize(deserializer)?.as_str() {
                    $($word => Ok(Self::$variant),)+
                    other => Err(D::Error::unknown_variant(other, &[$($word),+])),
                }
            }
        }
    };
}

words!(AddressingStyle:
    Auto = "auto",
    VirtualHosted = "virtual",
    Path = "path",
    HostIsBucket = "host_is_bucket",
);

words!(OnExcess: Reject = "reject", Clamp = "clamp", Allow = "allow");

words!(StorageClass:
    Standard = "STANDARD",
    ReducedRedundancy = "REDUCED_REDUNDANCY",
    StandardIa = "STANDARD_IA",
    OneZoneIa = "ONEZONE_IA",
    IntelligentTiering = "INTELLIGENT_TIERING",
    Glacier = "GLACIER",
    GlacierIr = "GLACIER_IR",
    DeepArchive = "DEEP_ARCHIVE",
    Outposts = "OUTPOSTS",
    Snow = "SNOW",
    ExpressOneZone = "EXPRESS_ONEZONE",
    FsxOpenZfs = "FSX_OPENZFS",
    FsxOntap = "FSX_ONTAP",
    AwsBackupWarm = "AWS_BACKUP_WARM",
    AwsBackupLowCostWarm = "AWS_BACKUP_LOW_COST_WARM",
);

words!(CannedAcl:
    Private = "private",
    PublicRead = "public-read",
    PublicReadWrite = "public-read-write",
    AuthenticatedRead = "authenticated-read",
    AwsExecRead = "aws-exec-read",
    BucketOwnerRead = "bucket-owner-read",
    BucketOwnerFullControl = "bucket-owner-full-control",
);

words!(ObjectLockMode: Governance = "GOVERNANCE", Compliance = "COMPLIANCE");

words!(ChecksumAlgorithm:
    Crc32 = "CRC32",
    Crc32c = "CRC32C",
    Crc64Nvme = "CRC64NVME",
    Sha1 = "SHA1",
    Sha256 = "SHA256",
    Sha512 = "SHA512",
    Md5 = "MD5",
    XxHash64 = "XXHASH64",
    XxHash3 = "XXHASH3",
    XxHash128 = "XXHASH128",
);

words!(ChecksumType: Composite = "COMPOSITE", FullObject = "FULL_OBJECT");
