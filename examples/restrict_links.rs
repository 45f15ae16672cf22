//! `cargo run --example restrict_links`: IAM policies that restrict links, asked before a link is signed.
//!
//! Whoever has a link can use it from anywhere until it ends. A policy on the bucket or the signing role
//! can say from where, and for how long. It also kills links that ask for more than it gives, and does
//! so at the holder's, as a 403; so the service asks the policy first, and signs what will work.

mod embedded;

use std::error::Error;
use std::net::IpAddr;
use std::time::Duration;

use reqwest::Client;
use s3_presigner::{
    BucketArn, DenyStatement, IamDecision, IamPolicy, NetworkPath, PresignedUrl, Presigner,
    RequestContext,
};

use self::embedded::{BUCKET, check};

const MINUTE: Duration = Duration::from_secs(60);
const ROLE: &str = "arn:aws:iam::123456789012:role/web";

/// For the bucket: only from the office or over our VPC, 10 minutes at most, and never SigV2. The role
/// that restores backups is excepted from the limit of time.
fn policy(bucket: &BucketArn) -> Result<IamPolicy, s3_presigner::Error> {
    let office = NetworkPath::source_ip(["203.0.113.0/24", "2001:db8::/32"])?;
    let paths = office.or(NetworkPath::source_vpc(["vpc-1a2b3c4d"])?);
    let age = DenyStatement::signature_age_over(10 * MINUTE)?
        .except_principal("arn:aws:iam::123456789012:role/restore")?;
    IamPolicy::for_bucket(
        bucket,
        [DenyStatement::outside_network(paths), age, DenyStatement::signature_version_2()],
    )
}

/// Signs a download for a holder at this address, as long as the policy lets it live; or says why not.
fn link_for(
    presigner: &Presigner,
    policy: &IamPolicy,
    bucket: &BucketArn,
    holder: IpAddr,
    lifetime: Duration,
) -> Result<Result<PresignedUrl, String>, s3_presigner::Error> {
    let link = RequestContext::presigned_url("s3:GetObject", &bucket.object("cat.jpg"), lifetime)?
        .with_principal_arn(ROLE)?
        .with_source_ip(holder);
    let evaluation = policy.evaluate(&link);
    let works_for = evaluation.works_for();
    if evaluation.decision() != IamDecision::NotDenied && works_for < MINUTE {
        return Ok(Err(evaluation.to_string()));
    }
    presigner.presign_get(BUCKET, "cat.jpg", works_for).map(Ok)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let s3 = embedded::start().await?;
    let presigner = s3.presigner()?;
    let bucket: BucketArn = format!("arn:aws:s3:::{BUCKET}").parse()?;
    let policy = policy(&bucket)?;
    println!("for aws s3api put-bucket-policy:\n{}", policy.to_json());

    let (office, home): (IpAddr, IpAddr) = ("203.0.113.7".parse()?, "198.51.100.9".parse()?);
    let at = |holder, lifetime| link_for(&presigner, &policy, &bucket, holder, lifetime);

    let link = at(office, 5 * MINUTE)??;
    check("5 minutes at the office are granted", link.expires_in() == 5 * MINUTE)?;
    let shorter = at(office, 60 * MINUTE)??;
    check("an hour at the office becomes 10 minutes", shorter.expires_in() == 10 * MINUTE)?;
    let refused = at(home, 5 * MINUTE)?.err().ok_or("a link that S3 would refuse was signed")?;
    check(&format!("no link for home: {refused}"), refused.contains("aws:SourceIp"))?;

    // A policy that somebody else wrote is asked in the same way.
    let theirs = IamPolicy::from_json(
        r#"{"Version": "2012-10-17", "Statement": [{"Sid": "NoLinks", "Effect": "Deny",
            "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::photos/*",
            "Condition": {"StringEquals": {"s3:authType": "REST-QUERY-STRING"}}}]}"#,
    )?;
    let refused = link_for(&presigner, &theirs, &bucket, office, MINUTE)?;
    check("their policy takes no links at all", refused.is_err_and(|why| why.contains("NoLinks")))?;

    // What was granted works. (The embedded server has no policies; S3 would ask ours again.)
    let client = Client::builder().no_proxy().build()?;
    let put = presigner.presign_put(BUCKET, "cat.jpg", MINUTE)?;
    client.put(put.as_str()).body("a cat").send().await?.error_for_status()?;
    for link in [&link, &shorter] {
        let answer = client.get(link.as_str()).send().await?;
        check("the link downloads", answer.bytes().await? == "a cat")?;
    }
    Ok(())
}
