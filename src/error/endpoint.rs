//! [`EndpointError`]: combinations of bucket, region and endpoint that AWS does not offer.

/// Why no endpoint serves this bucket with these settings.
///
/// The rules are those of AWS's own endpoint rule set for S3, which every SDK follows.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EndpointError {
    /// Transfer Acceleration and FIPS were both asked for.
    #[error("S3 Transfer Acceleration has no FIPS endpoint: turn one of the two off")]
    AccelerateWithFips,

    /// Transfer Acceleration was asked for in a partition that has none.
    #[error("partition {partition} has no S3 Transfer Acceleration: turn it off")]
    AccelerateInPartition {
        /// The partition of the region.
        partition: &'static str,
    },

    /// Transfer Acceleration needs the bucket in the host name, and it cannot be there.
    #[error(
        "S3 Transfer Acceleration works only where the bucket is part of the host name: bucket \
         {bucket:?} is addressed by path, so turn acceleration off"
    )]
    AccelerateWithPathStyle {
        /// The bucket.
        bucket: String,
    },

    /// A custom endpoint was combined with one of AWS's endpoint variants.
    #[error(
        "a custom endpoint cannot be combined with {variant}: put the variant's host into the endpoint URL"
    )]
    VariantOfCustomEndpoint {
        /// `dual-stack`, `FIPS` or `S3 Transfer Acceleration`.
        variant: &'static str,
    },

    /// FIPS was asked for in a partition that has none.
    #[error("partition {partition} has no FIPS endpoints: turn FIPS off")]
    FipsInPartition {
        /// The partition of the region.
        partition: &'static str,
    },

    /// The region cannot be part of a host name.
    #[error(
        "region {region:?} cannot be part of AWS's host name: use its lower-case name, for example eu-west-1"
    )]
    RegionInHost {
        /// The region.
        region: String,
    },

    /// The kind of bucket does not go with a variant of endpoint.
    #[error("{bucket_kind} does not support {variant}: turn it off for this bucket")]
    Unsupported {
        /// What the bucket is, such as `an S3 Multi-Region Access Point`.
        bucket_kind: &'static str,
        /// `dual-stack`, `FIPS` or `S3 Transfer Acceleration`.
        variant: &'static str,
    },

    /// An ARN was given, and path-style addressing.
    #[error("an ARN cannot be addressed by path: turn path style off for {arn:?}")]
    ArnWithPathStyle {
        /// The ARN.
        arn: String,
    },

    /// The bucket has a host of its own, and a public URL was given, which has one for all.
    #[error(
        "{bucket:?} has a host of its own, which the public URL cannot stand for: use the endpoint without it"
    )]
    OwnHostWithPublicUrl {
        /// The bucket, ARN or alias.
        bucket: String,
    },

    /// The host is said to stand for the bucket, but it is AWS's.
    #[error("AWS's own host stands for no bucket: HostIsBucket goes with a custom endpoint")]
    HostIsBucketAtAws,

    /// The custom endpoint is the address of a bucket already, so that the bucket would stand in the link twice.
    #[error(
        "the endpoint {endpoint:?} names a bucket already, and {bucket:?} would stand in the link beside it: leave the \
         bucket out of the endpoint; or, if the endpoint is the whole address of the bucket, say so with \
         AddressingStyle::HostIsBucket"
    )]
    BucketInEndpoint {
        /// The bucket.
        bucket: String,
        /// Host and base path of the endpoint.
        endpoint: String,
    },

    /// The custom endpoint is a host of AWS's in another region than the one that is signed for.
    #[error(
        "the endpoint {host:?} is in the region {host_region}, and the link would be signed for {region:?}: sign for \
         {host_region}, or give the endpoint of {region:?}"
    )]
    EndpointInRegion {
        /// The host.
        host: String,
        /// The region in its name.
        host_region: String,
        /// The region that would be signed for: the presigner's, or that of the ARN.
        region: String,
    },

    /// The custom endpoint is a host of AWS's that another service answers than the one that is signed for.
    #[error(
        "the endpoint {host:?} belongs to the service {host_service}, and the link would be signed for {service}: give \
         an endpoint of {service}, or a bucket or an access point that is reached by {host_service}"
    )]
    EndpointOfService {
        /// The host.
        host: String,
        /// The service that answers there.
        host_service: &'static str,
        /// The service that the bucket or the ARN is signed for.
        service: &'static str,
    },

    /// The custom endpoint is a website of S3's.
    #[error(
        "the endpoint {host:?} is S3's for websites, which knows no signatures: give the endpoint of the region, such \
         as https://s3.eu-west-1.amazonaws.com"
    )]
    WebsiteEndpoint {
        /// The host.
        host: String,
    },

    /// The alias of an access point on Outposts cannot be read.
    #[error(
        "{alias:?} is no alias of an access point on Outposts: copy it from the console or the CLI"
    )]
    OutpostsAlias {
        /// The alias.
        alias: String,
    },

    /// The alias is of the beta of Outposts, which has no endpoint that a region tells.
    #[error(
        "{alias:?} is of the beta of S3 on Outposts: give the endpoint of the beta as a custom endpoint"
    )]
    OutpostsBetaAlias {
        /// The alias.
        alias: String,
    },

    /// The name of the bucket says that it is in another region.
    #[error(
        "bucket {bucket:?} is in the region {bucket_region} by its name, and the link would be signed for {region}: \
         sign for {bucket_region}"
    )]
    AccountRegionalBucket {
        /// The bucket.
        bucket: String,
        /// The region in its name.
        bucket_region: String,
        /// The region of the presigner.
        region: String,
    },

    /// The text begins like an ARN, but is none.
    #[error(
        "{arn:?} is no ARN: it has six parts, arn:partition:service:region:account-id:resource"
    )]
    MalformedArn {
        /// The text.
        arn: String,
    },

    /// The ARN is not one of something that holds objects.
    #[error(
        "{arn:?} names no access point: the resource is accesspoint/NAME, or \
         outpost/ID/accesspoint/NAME for service s3-outposts"
    )]
    UnknownArn {
        /// The ARN.
        arn: String,
    },

    /// The ARN is one of S3 Tables, S3 Vectors or S3 Files.
    #[error("{arn:?} is of the service {service}, which takes no presigned URLs: {instead}")]
    Neighbour {
        /// The ARN.
        arn: String,
        /// The service in it.
        service: &'static str,
        /// How the service is used, or what to sign for.
        instead: &'static str,
    },

    /// The ARN of a bucket stands where its name is expected.
    #[error("{arn:?} is the ARN of a bucket: give its name, {bucket:?}")]
    BucketArn {
        /// The ARN.
        arn: String,
        /// The name in it.
        bucket: String,
    },

    /// The ARN lacks the name of the access point.
    #[error("{arn:?} lacks the name of the access point: the resource is accesspoint/NAME")]
    ArnWithoutName {
        /// The ARN.
        arn: String,
    },

    /// The ARN goes on behind the name of the access point.
    #[error(
        "{arn:?} goes on behind the name of the access point: cut the rest off, the key is given apart"
    )]
    ArnWithSubresource {
        /// The ARN.
        arn: String,
    },

    /// A part of the ARN has characters that it cannot have.
    #[error("{part} {found:?} in the ARN is not valid: lower-case letters, digits and `-` only")]
    ArnPart {
        /// `account id`, `region`, `access point name` or `outpost id`.
        part: &'static str,
        /// What the ARN holds there.
        found: String,
    },

    /// The access point would stand in front of a host that takes no name before it.
    #[error(
        "{label:?} cannot stand in front of the host {host:?}: give the endpoint a host name, and none with \
         right-to-left letters"
    )]
    ArnInHost {
        /// The access point's name and account id, as they stand in host names.
        label: String,
        /// The host of the custom endpoint.
        host: String,
    },

    /// The access point's name is too long to stand in a host name.
    #[error(
        "{label:?}, the access point's name and account id, is longer than the 63 characters that a part of \
         a host name can have: look for a name or an id that is too long"
    )]
    ArnLabelTooLong {
        /// The access point's name and account id, as they stand in host names.
        label: String,
    },

    /// The ARN is of another partition than the presigner's region.
    #[error(
        "the presigner's region is in partition {region_partition}, the ARN in {arn_partition:?}: \
         make a presigner for a region of that partition"
    )]
    ArnPartition {
        /// The partition of the presigner's region.
        region_partition: &'static str,
        /// The partition that the ARN names.
        arn_partition: String,
    },

    /// The ARN is of another region, and the endpoint was told to stay in its own.
    #[error(
        "the presigner's region is {region:?}, the ARN's {arn_region:?}, and the region of ARNs is not \
         to be used: make a presigner for that region, or leave with_arn_region on"
    )]
    ArnRegion {
        /// The presigner's region.
        region: String,
        /// The region that the ARN names.
        arn_region: String,
    },

    /// The bucket takes only SigV4A signatures.
    #[error(
        "a Multi-Region Access Point takes only SigV4A signatures: turn the feature `sigv4a` on in Cargo.toml"
    )]
    SigV4aNeeded,

    /// Session credentials of a directory bucket were used for something else.
    #[error(
        "S3 Express session credentials work only for their directory bucket, and {bucket:?} is none: use other credentials"
    )]
    SessionOutsideDirectoryBucket {
        /// The bucket.
        bucket: String,
    },

    /// Session credentials of a directory bucket were used to copy an object.
    #[error(
        "CopyObject and UploadPartCopy take no S3 Express session credentials: sign with the credentials that made \
         the session"
    )]
    SessionForCopy,

    /// Multi-Region Access Points were turned off.
    #[error("Multi-Region Access Points are turned off for this endpoint")]
    MultiRegionDisabled,

    /// A directory bucket's name lacks its zone, has one that no zone is named like, or cannot be in a host
    /// name.
    #[error(
        "{bucket:?} is no directory bucket name: it is BASE--ZONE--x-s3, such as logs--usw2-az1--x-s3"
    )]
    DirectoryBucketName {
        /// The name.
        bucket: String,
    },
}
