//! `cargo run --example cors_rule -- https://app.example.com`: what a bucket has to allow to pages of some origins.
//!
//! A page's scripts may use a link only as far as the bucket's CORS configuration says. `CorsRule` writes the one
//! that fits the links which a program hands out, no wider. It needs no server and no bucket: what counts of a link is
//! its method and its headers. `--xml` prints the body of `PutBucketCors`, else it is what the AWS CLI takes:
//! `aws s3api put-bucket-cors --bucket photos --cors-configuration "$(cargo run --example cors_rule)"`.

use std::error::Error;
use std::time::Duration;

use s3_presigner::{CorsRule, Credentials, PostPolicy, Presigner, Region, S3Request};

const QUARTER: Duration = Duration::from_secs(15 * 60);

fn main() -> Result<(), Box<dyn Error>> {
    let (options, mut origins): (Vec<_>, Vec<_>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    if origins.is_empty() {
        origins.push("https://app.example.com".to_owned());
    }
    let rule = rule(&presigner()?, &origins)?;
    println!("{}", if options == ["--xml"] { rule.to_xml()? } else { rule.to_json()? });
    Ok(())
}

/// For one link of each kind that the program hands out.
fn rule(presigner: &Presigner, origins: &[String]) -> Result<CorsRule, s3_presigner::Error> {
    let download = presigner.presign_get("photos", "cat.jpg", QUARTER)?;
    let upload = S3Request::put_object("photos", "cat.jpg").metadata("by", "ann");
    let upload = presigner.presign(&upload, QUARTER)?;
    let form = presigner.presign_post(&PostPolicy::new("photos", "cat.jpg"), QUARTER)?;
    let rule = CorsRule::new(origins.iter().map(String::as_str))?;
    Ok(rule.allow_url(&download).allow_url(&upload).allow_post(&form).with_max_age(3_600))
}

/// Who signs makes no difference to the rule.
fn presigner() -> Result<Presigner, s3_presigner::Error> {
    let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", "made-up")?;
    Ok(Presigner::new(credentials, Region::new("us-east-1")?))
}
