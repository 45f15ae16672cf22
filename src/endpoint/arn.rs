//! Access point ARNs, taken where a bucket name is.

use crate::error::EndpointError;
use crate::object::is_host_label;

/// An ARN that stands for a bucket.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-naming.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct AccessPointArn<'a> {
    pub(crate) partition: &'a str,
    /// Empty for a Multi-Region Access Point.
    pub(crate) region: &'a str,
    pub(crate) account_id: &'a str,
    pub(crate) name: &'a str,
    pub(crate) kind: ArnKind<'a>,
}

/// What lies behind an access point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ArnKind<'a> {
    AccessPoint,
    MultiRegion,
    ObjectLambda,
    Outpost { id: &'a str },
}

impl<'a> AccessPointArn<'a> {
    pub(crate) fn parse(arn: &'a str) -> Result<Self, EndpointError> {
        let mut parts = arn.splitn(6, ':');
        let mut part =
            || parts.next().ok_or_else(|| EndpointError::MalformedArn { arn: arn.to_owned() });
        let (_, partition, service) = (part()?, part()?, part()?);
        let (region, account_id, resource) = (part()?, part()?, part()?);
        if partition.is_empty() || service.is_empty() || resource.is_empty() {
            return Err(EndpointError::MalformedArn { arn: arn.to_owned() });
        }
        let (kind, name) = read_resource(arn, service, region, resource)?;
        let arn = Self { partition, region, account_id, name, kind };
        arn.check_parts()?;
        Ok(arn)
    }

    fn check_parts(&self) -> Result<(), EndpointError> {
        if self.kind == ArnKind::MultiRegion {
            // The alias of a Multi-Region Access Point has a dot in it: `mfzwi23gnjvgw.mrap`. The
            // account stands in no host name.
            return self
                .name
                .split('.')
                .try_for_each(|label| check_label("access point name", label));
        }
        check_label("region", self.region)?;
        check_label("account id", self.account_id)?;
        if let ArnKind::Outpost { id } = self.kind {
            check_label("outpost id", id)?;
        }
        check_label("access point name", self.name)
    }
}

/// The resource part, in which `/` and `:` mean the same.
fn read_resource<'a>(
    arn: &str,
    service: &str,
    region: &str,
    resource: &'a str,
) -> Result<(ArnKind<'a>, &'a str), EndpointError> {
    let unknown = || EndpointError::UnknownArn { arn: arn.to_owned() };
    if let Some((service, instead)) = NEIGHBOURS.into_iter().find(|(name, _)| *name == service) {
        return Err(EndpointError::Neighbour { arn: arn.to_owned(), service, instead });
    }
    if service == "s3" && region.is_empty() && !resource.contains(['/', ':']) {
        return Err(EndpointError::BucketArn { arn: arn.to_owned(), bucket: resource.to_owned() });
    }
    let mut parts = resource.split(['/', ':']);
    let kind = match (service, parts.next()) {
        ("s3", Some("accesspoint")) if region.is_empty() => ArnKind::MultiRegion,
        ("s3", Some("accesspoint")) => ArnKind::AccessPoint,
        ("s3-object-lambda", Some("accesspoint")) => ArnKind::ObjectLambda,
        ("s3-outposts", Some("outpost")) => {
            let id = parts.next().ok_or_else(unknown)?;
            if parts.next() != Some("accesspoint") {
                return Err(unknown());
            }
            ArnKind::Outpost { id }
        }
        _ => return Err(unknown()),
    };
    let name = parts.next().unwrap_or_default();
    if name.is_empty() {
        return Err(EndpointError::ArnWithoutName { arn: arn.to_owned() });
    }
    if parts.next().is_some() {
        return Err(EndpointError::ArnWithSubresource { arn: arn.to_owned() });
    }
    Ok((kind, name))
}

/// Services beside S3 that have buckets or files, take no presigned URL, and what to do instead.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_S3_Tables.html>,
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_S3_Vectors.html>,
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_S3_Files.html>
const NEIGHBOURS: [(&str, &str); 3] = [
    ("s3tables", "tables are read by query engines, through the service's own API"),
    ("s3vectors", "vectors are asked for by POST, with a signature in the header"),
    ("s3files", "a file system is mounted; sign for an object of the bucket that is behind it"),
];

fn check_label(part: &'static str, text: &str) -> Result<(), EndpointError> {
    if is_host_label(text) {
        return Ok(());
    }
    Err(EndpointError::ArnPart { part, found: text.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(arn: &str) -> EndpointError {
        AccessPointArn::parse(arn).unwrap_err()
    }

    #[test]
    fn the_four_kinds_are_read_with_slash_and_colon() {
        for separator in ["/", ":"] {
            let read = |arn: &str| {
                let arn = arn.replace('/', separator);
                let arn = AccessPointArn::parse(&arn).unwrap();
                (arn.region.to_owned(), arn.name.to_owned(), format!("{:?}", arn.kind))
            };
            let is = |region: &str, name: &str, kind: &str| {
                (region.to_owned(), name.to_owned(), kind.to_owned())
            };
            assert_eq!(
                read("arn:aws:s3:us-west-2:123456789012:accesspoint/my-ap"),
                is("us-west-2", "my-ap", "AccessPoint")
            );
            assert_eq!(
                read("arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap"),
                is("", "mfzwi23gnjvgw.mrap", "MultiRegion")
            );
            assert_eq!(
                read("arn:aws:s3-object-lambda:us-east-1:123456789012:accesspoint/banner"),
                is("us-east-1", "banner", "ObjectLambda")
            );
            assert_eq!(
                read(
                    "arn:aws:s3-outposts:us-west-2:123456789012:outpost/op-01/accesspoint/reports"
                ),
                is("us-west-2", "reports", "Outpost { id: \"op-01\" }")
            );
        }
    }

    #[test]
    fn every_fault_has_its_own_error() {
        let own = |text: &str| text.to_owned();
        let arn = "arn:aws:s3:us-west-2";
        assert_eq!(refusal(arn), EndpointError::MalformedArn { arn: own(arn) });
        for arn in [
            "arn::s3:us-west-2:123456789012:accesspoint/ap",
            "arn:aws::us-west-2:123456789012:accesspoint/ap",
            "arn:aws:s3:us-west-2:123456789012:",
        ] {
            assert_eq!(refusal(arn), EndpointError::MalformedArn { arn: own(arn) });
        }
        let arn = "arn:aws:sqs:us-west-2:123456789012:queue";
        assert_eq!(refusal(arn), EndpointError::UnknownArn { arn: own(arn) });
        let arn = "arn:aws:s3:us-west-2:123456789012:accesspoint/";
        assert_eq!(refusal(arn), EndpointError::ArnWithoutName { arn: own(arn) });
        let arn = "arn:aws:s3:us-west-2:123456789012:accesspoint/a/b";
        assert_eq!(refusal(arn), EndpointError::ArnWithSubresource { arn: own(arn) });
        for (arn, part, found) in [
            ("arn:aws:s3:us-west-2:12345_678:accesspoint/ap", "account id", "12345_678"),
            ("arn:aws:s3:us-west-2::accesspoint/ap", "account id", ""),
            ("arn:aws:s3:us.west:123456789012:accesspoint/ap", "region", "us.west"),
            ("arn:aws:s3:us-west-2:123456789012:accesspoint/a_b", "access point name", "a_b"),
            ("arn:aws:s3::123456789012:accesspoint/a..mrap", "access point name", ""),
            (
                "arn:aws:s3-outposts:us-west-2:123456789012:outpost/o_p/accesspoint/ap",
                "outpost id",
                "o_p",
            ),
        ] {
            assert_eq!(refusal(arn), EndpointError::ArnPart { part, found: own(found) });
        }
    }
}
