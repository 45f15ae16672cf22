//! `iam`: policies that restrict links, and what they make of one.

use std::net::IpAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Args, Subcommand, ValueEnum, ValueHint};
use s3_presigner::{
    BucketArn, DenyStatement, IamDecision, IamPolicy, NetworkPath, Region, RequestContext,
};
use serde_json::Value;

use super::failure::Failure;
use super::output::{print, print_json};
use super::pasted::{printable, read_file, read_stdin};
use super::values::{self, Location};

#[derive(Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Write a policy that denies links
    #[command(
        override_usage = "presign iam deny [OPTIONS] <RULES>",
        after_help = "\
Examples:
  presign iam deny --bucket photos --max-age 10m
  presign iam deny --bucket photos --ip 203.0.113.0/24 --sigv2 > policy.json"
    )]
    Deny(Deny),
    /// Evaluate a policy for a link
    #[command(
        after_help = "It exits with 0 if no statement denies the link, with 1 if one does within its lifetime, and \
                      with 3 if one may, depending on what was not given: --ip, --vpc, --vpce, --principal.\n\n\
                      Example:\n  presign iam check policy.json s3://photos/cat.jpg --ip 203.0.113.7"
    )]
    Check(Check),
}

impl Arguments {
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        match &self.task {
            Task::Deny(deny) => deny.run(),
            Task::Check(check) => check.run(),
        }
    }
}

#[derive(Args)]
struct Deny {
    /// Bucket that it is about, by name or ARN; a bucket policy needs it
    #[arg(long, value_name = "BUCKET")]
    bucket: Option<String>,

    /// Region of the bucket, where it is in a partition of its own, such as cn-north-1
    #[arg(long, value_name = "NAME", default_value = "us-east-1")]
    region: String,

    /// What the policy is attached to
    #[arg(long, value_enum, default_value_t = Attachment::Bucket)]
    attach: Attachment,

    #[command(flatten)]
    rules: Rules,

    /// Principal that is not denied, by ARN; may be given again
    #[arg(long, value_name = "ARN")]
    except_principal: Vec<String>,
}

#[derive(Args)]
#[group(required = true, multiple = true)]
struct Rules {
    /// Deny links whose signature is older: 10m
    #[arg(long, value_name = "TIME", value_parser = values::duration, help_heading = "Rules, one or more")]
    max_age: Option<Duration>,

    /// Deny requests from other addresses: 203.0.113.0/24; may be given again
    #[arg(long, value_name = "CIDR", help_heading = "Rules, one or more")]
    ip: Vec<String>,

    /// Deny requests from other VPCs; may be given again
    #[arg(long, value_name = "ID", help_heading = "Rules, one or more")]
    vpc: Vec<String>,

    /// Deny requests over other VPC endpoints; may be given again
    #[arg(long, value_name = "ID", help_heading = "Rules, one or more")]
    vpce: Vec<String>,

    /// Deny signatures of version 2
    #[arg(long, help_heading = "Rules, one or more")]
    sigv2: bool,

    /// Deny presigned URLs
    #[arg(long, help_heading = "Rules, one or more")]
    urls: bool,

    /// Deny browser forms
    #[arg(long, help_heading = "Rules, one or more")]
    forms: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Attachment {
    /// A bucket
    Bucket,
    /// A user, group or role
    Principal,
    /// Accounts of an organization, whose principals it restricts
    Scp,
    /// Accounts of an organization, whose buckets it restricts
    Rcp,
}

impl Deny {
    fn run(&self) -> Result<ExitCode, Failure> {
        let bucket =
            self.bucket.as_deref().map(|name| bucket_arn(name, &self.region)).transpose()?;
        let mut statements = self.rules.statements()?;
        for arn in &self.except_principal {
            let excepted = statements.into_iter().map(|statement| statement.except_principal(arn));
            statements = excepted.collect::<Result<_, _>>()?;
        }
        if let Some(bucket) = &bucket {
            let limited =
                statements.into_iter().map(|statement| statement.with_bucket(bucket.clone()));
            statements = limited.collect();
        }
        let policy = match (self.attach, &bucket) {
            (Attachment::Bucket, Some(bucket)) => IamPolicy::for_bucket(bucket, statements)?,
            (Attachment::Bucket, None) => {
                let text =
                    "a bucket policy names its bucket: add --bucket, or choose another --attach";
                return Err(Failure::Usage(text.to_owned()));
            }
            (Attachment::Principal, _) => IamPolicy::for_principal(statements)?,
            (Attachment::Scp, _) => IamPolicy::service_control(statements)?,
            (Attachment::Rcp, _) => IamPolicy::resource_control(statements)?,
        };
        let json: Value = serde_json::from_str(&policy.to_json()).map_err(std::io::Error::from)?;
        print_json(&json)?;
        Ok(ExitCode::SUCCESS)
    }
}

impl Rules {
    fn statements(&self) -> Result<Vec<DenyStatement>, Failure> {
        let mut statements = Vec::new();
        if let Some(age) = self.max_age {
            statements.push(DenyStatement::signature_age_over(age)?);
        }
        if let Some(path) = self.network_path()? {
            statements.push(DenyStatement::outside_network(path));
        }
        statements.extend(self.sigv2.then(DenyStatement::signature_version_2));
        statements.extend(self.urls.then(DenyStatement::query_string_auth));
        statements.extend(self.forms.then(DenyStatement::post_auth));
        Ok(statements)
    }

    /// All paths that were given; a request may take any of them.
    fn network_path(&self) -> Result<Option<NetworkPath>, Failure> {
        fn texts(list: &[String]) -> impl Iterator<Item = &str> {
            list.iter().map(String::as_str)
        }
        let mut paths = Vec::new();
        if !self.ip.is_empty() {
            paths.push(NetworkPath::source_ip(texts(&self.ip))?);
        }
        if !self.vpc.is_empty() {
            paths.push(NetworkPath::source_vpc(texts(&self.vpc))?);
        }
        if !self.vpce.is_empty() {
            paths.push(NetworkPath::source_vpce(texts(&self.vpce))?);
        }
        Ok(paths.into_iter().reduce(NetworkPath::or))
    }
}

#[derive(Args)]
struct Check {
    /// File with the policy; - for standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    policy: PathBuf,

    /// The object that the link is for: s3://BUCKET/KEY
    #[arg(value_name = "LOCATION")]
    location: Location,

    /// How long the link is to live: 15m, 12h, 7d; a number alone is seconds
    #[arg(long, short = 'e', alias = "expires", value_name = "TIME", value_parser = values::duration, default_value = "1h")]
    expires_in: Duration,

    /// What the link does
    #[arg(long, default_value = "s3:GetObject", value_name = "ACTION")]
    action: String,

    /// Region of the bucket, where it is in a partition of its own, such as cn-north-1
    #[arg(long, value_name = "NAME", default_value = "us-east-1")]
    region: String,

    /// Address from which the link is used
    #[arg(long, value_name = "ADDRESS", conflicts_with_all = ["vpc", "vpce"])]
    ip: Option<IpAddr>,

    /// VPC from which the link is used
    #[arg(long, value_name = "ID")]
    vpc: Option<String>,

    /// VPC endpoint over which the link is used
    #[arg(long, value_name = "ID")]
    vpce: Option<String>,

    /// ARN of the user or role that signs
    #[arg(long, value_name = "ARN")]
    principal: Option<String>,
}

impl Check {
    fn run(&self) -> Result<ExitCode, Failure> {
        let json = if self.policy.as_os_str() == "-" {
            read_stdin("paste the policy, then press Ctrl-D")?
        } else {
            read_file(&self.policy)?
        };
        let evaluation = IamPolicy::from_json(&json)?.evaluate(&self.context()?);
        for line in evaluation.to_string().lines() {
            print(&printable(line))?;
        }
        Ok(ExitCode::from(match evaluation.decision() {
            IamDecision::Denied => 1,
            IamDecision::NotDenied => 0,
            // A script must not take it for a pass.
            _ => 3,
        }))
    }

    fn context(&self) -> Result<RequestContext, Failure> {
        let Location { bucket, key } = &self.location;
        let object = bucket_arn(bucket, &self.region)?.object(key);
        let mut context = RequestContext::presigned_url(&self.action, &object, self.expires_in)?;
        if let Some(address) = self.ip {
            context = context.with_source_ip(address);
        }
        if let Some(id) = &self.vpc {
            context = context.with_source_vpc(id)?;
        }
        if let Some(id) = &self.vpce {
            context = context.with_source_vpce(id)?;
        }
        Ok(match &self.principal {
            Some(arn) => context.with_principal_arn(arn)?,
            None => context,
        })
    }
}

fn bucket_arn(bucket: &str, region: &str) -> Result<BucketArn, Failure> {
    if bucket.starts_with("arn:") {
        return Ok(bucket.parse()?);
    }
    Ok(BucketArn::new(&Region::new(region)?, bucket)?)
}
