//! [`Signer`]: who signs, for which server, and for how long.

use std::time::{Duration, SystemTime};

use clap::Args;
use s3_presigner::{ExpiryPolicy, Inspection, OnExcess, Presigner, Problem};

use super::account::{Account, HEADING as WHO, Machine, Place, Style, in_flags, variable};
use super::failure::{Failure, note};
use super::values;

/// The arguments that all signing has.
#[derive(Args)]
pub(crate) struct Signer {
    /// How long the link lives: 15m, 12h, 7d; a number alone is seconds. Without it 1h, or less where the credentials
    /// end before
    #[arg(long, short = 'e', alias = "expires", value_name = "TIME", value_parser = values::duration)]
    expires_in: Option<Duration>,

    /// Shorten the lifetime to what is possible, instead of refusing it
    #[arg(long)]
    clamp: bool,

    #[command(flatten)]
    account: Account,

    /// Region of the bucket; else AWS_REGION or AWS_DEFAULT_REGION, else that of the profile
    #[arg(long, value_name = "NAME", value_parser = values::filled, help_heading = WHO)]
    region: Option<String>,

    /// Server other than AWS: http://localhost:9000; else AWS_ENDPOINT_URL_S3, else that of the profile
    #[arg(long, value_name = "URL", value_parser = values::filled, help_heading = WHO)]
    endpoint: Option<String>,

    /// Address that the link shows, where a proxy puts the server's in its place: https://files.example.com; else
    /// AWS_S3_PUBLIC_URL, else that of the profile
    #[arg(long, value_name = "URL", value_parser = values::filled, help_heading = WHO)]
    public_url: Option<String>,

    /// Where the bucket stands: in front of the host (virtual), in the path, or in the endpoint already; else
    /// AWS_S3_ADDRESSING_STYLE, else that of the profile, else auto: in front at AWS, in the path elsewhere
    #[arg(long, value_name = "STYLE", value_enum, help_heading = WHO)]
    addressing_style: Option<Style>,

    /// The most that a server other than AWS takes, where it is not 7d
    #[arg(long, value_name = "TIME", value_parser = values::duration, help_heading = RARE)]
    protocol_max: Option<Duration>,

    /// Sign as of this time instead of now: 2026-11-21T12:00:00Z
    #[arg(long, value_name = "TIME", value_parser = values::instant, help_heading = RARE)]
    at: Option<SystemTime>,

    /// The same as --addressing-style path
    #[arg(long, hide = true, conflicts_with = "addressing_style")]
    path_style: bool,

    /// The same as --addressing-style host-is-bucket
    #[arg(long, hide = true, conflicts_with_all = ["addressing_style", "path_style"])]
    host_is_bucket: bool,
}

/// Where the help has what hardly anybody needs.
pub(crate) const RARE: &str = "Rarely needed";

/// As the AWS CLI has it.
const UNLESS_GIVEN: Duration = Duration::from_secs(3_600);

impl Signer {
    pub(crate) fn presigner(&self) -> Result<(Presigner, Place), Failure> {
        let lookup = |name: &str| self.argument(name).or_else(|| variable(name));
        let (presigner, found) = self.account.presigner(&Machine::here(&lookup)?)?;
        if let Some(text) = found.note() {
            note(text);
        }
        let presigner = self.with_policy(presigner);
        say_where_it_leads(&presigner);
        Ok((presigner, found.place))
    }

    /// Whether standard input is taken by the credentials.
    pub(crate) fn reads_stdin(&self) -> bool {
        self.account.reads_stdin()
    }

    /// How long the link is to live.
    pub(crate) fn lifetime(&self) -> Duration {
        self.expires_in.unwrap_or(UNLESS_GIVEN)
    }

    /// When it is signed.
    pub(crate) fn time(&self, now: SystemTime) -> SystemTime {
        self.at.unwrap_or(now)
    }

    fn with_policy(&self, presigner: Presigner) -> Presigner {
        // Of a lifetime that nobody asked for, what is possible is good enough.
        let is_clamped = self.clamp || self.expires_in.is_none();
        let on_excess = if is_clamped { OnExcess::Clamp } else { OnExcess::Reject };
        let policy = ExpiryPolicy::new().with_on_excess(on_excess);
        presigner.with_expiry_policy(match self.protocol_max {
            Some(max) => policy.with_protocol_max(max),
            None => policy,
        })
    }

    fn style(&self) -> Option<Style> {
        match (self.path_style, self.host_is_bucket) {
            (true, _) => Some(Style::Path),
            (_, true) => Some(Style::HostIsBucket),
            _ => self.addressing_style,
        }
    }

    /// The argument that stands in for a variable.
    fn argument(&self, name: &str) -> Option<String> {
        match name {
            "AWS_REGION" => self.region.clone(),
            "AWS_ENDPOINT_URL_S3" => self.endpoint.clone(),
            "AWS_S3_PUBLIC_URL" => self.public_url.clone(),
            "AWS_S3_ADDRESSING_STYLE" => self.style().map(|style| style.word().to_owned()),
            // An argument is not to be ignored.
            "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS" => {
                self.endpoint.is_some().then(|| "false".to_owned())
            }
            _ => None,
        }
    }
}

/// A link to a server that only this machine knows works here, and for nobody else.
fn say_where_it_leads(presigner: &Presigner) {
    let Ok(server) = presigner.endpoint().resolve(presigner.region(), None) else { return };
    let is_local = |problem: &&Problem| matches!(problem, Problem::LocalHost { .. });
    if let Some(problem) = Inspection::of(&server.url).problems().iter().find(is_local) {
        note(in_flags(&problem.to_string()));
    }
}
