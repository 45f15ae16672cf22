//! `cargo run --example rotation`: credentials that rotate, and which link dies when, and why.
//!
//! A role's credentials are replaced every few hours, and every link dies with those that signed it. A
//! presigner with a source fetches new ones when, and only when, a lifetime needs them; one without
//! says how far the old ones reach. Nothing waits here: the links are signed as of an hour ago.

mod embedded;

use std::error::Error;
use std::time::{Duration, SystemTime};

use reqwest::Client;
use s3_presigner::{
    CredentialKind, Credentials, ExpiryPolicy, OnExcess, PresignedUrl, Presigner, Region,
};

use self::embedded::{BUCKET, KeyPair, check};

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3_600);
const SECRET: &str = "temporary-secret";

/// What a metadata service gives. A real source reads its document: `Credentials::from_document`.
fn role(id: &str, end: SystemTime) -> Result<Credentials, s3_presigner::Error> {
    let credentials = Credentials::temporary(id, SECRET, format!("token-of-{id}"))?;
    Ok(credentials.with_kind(CredentialKind::InstanceProfile).with_expires_at(end))
}

fn pair(id: &str) -> KeyPair {
    KeyPair {
        access_key_id: id.to_owned(),
        secret_access_key: SECRET.to_owned(),
        session_token: Some(format!("token-of-{id}")),
    }
}

/// Says when a link dies and why, and tries it now.
async fn tell(
    client: &Client,
    what: &str,
    link: &PresignedUrl,
    now: SystemTime,
) -> Result<String, Box<dyn Error>> {
    let written = link.expires_in().as_secs() / 60;
    let end = match link.expires_at().duration_since(now) {
        Ok(left) => format!("dies in {} min", left.as_secs() / 60),
        Err(passed) => format!("died {} min ago", passed.duration().as_secs() / 60),
    };
    let answer = client.get(link.as_str()).send().await?;
    let status = answer.status().as_u16();
    let body = answer.text().await?;
    let code = body.split("<Code>").nth(1).and_then(|rest| rest.split("</Code>").next());
    let outcome = format!("{status} {}", code.unwrap_or("OK"));
    println!("{what}: says {written} min, {end} ({}); now: {outcome}", link.limited_by());
    Ok(outcome)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let now = SystemTime::now();
    let an_hour_ago = now - HOUR;
    let (old_end, new_end) = (now - 10 * MINUTE, now + 5 * HOUR);
    let config = embedded::config().with_pair(pair("ASIAOLD")).with_pair(pair("ASIANEW"));
    let config = config.with_end("ASIAOLD", old_end).with_end("ASIANEW", new_end);
    let s3 = embedded::start_with(config).await?;
    let client = Client::builder().no_proxy().build()?;
    let put = s3.presigner()?.presign_put(BUCKET, "cat.jpg", MINUTE)?;
    client.put(put.as_str()).body("a cat").send().await?.error_for_status()?;

    // An hour ago the old credentials had 50 minutes to live. AWS's caps hold, as they do at S3.
    let endpoint = s3.endpoint()?.with_aws_behind(true);
    let plain = Presigner::new(role("ASIAOLD", old_end)?, Region::new("us-east-1")?)
        .with_endpoint(endpoint);
    let sign = |presigner: &Presigner, lifetime| {
        presigner.presign_get_at(BUCKET, "cat.jpg", lifetime, an_hour_ago)
    };
    let rotating = plain.clone().with_credentials_source(move || role("ASIANEW", new_end));
    let on_excess = |choice| ExpiryPolicy::new().with_on_excess(choice);

    let short = sign(&rotating, 15 * MINUTE)?;
    check("15 minutes need no new ones", short.as_str().contains("ASIAOLD"))?;
    let outcome = tell(&client, "15 minutes, old credentials", &short, now).await?;
    check("it is dead by its own lifetime", outcome == "403 AccessDenied")?;

    let refused = sign(&plain, 5 * HOUR).err().ok_or("a dead link was signed")?;
    check(&format!("refused without a source: {refused}"), true)?;
    let clamped = sign(&plain.clone().with_expiry_policy(on_excess(OnExcess::Clamp)), 5 * HOUR)?;
    let outcome = tell(&client, "5 hours, clamped", &clamped, now).await?;
    check("it never promised more than it kept", outcome == "403 AccessDenied")?;

    let allowed = sign(&plain.with_expiry_policy(on_excess(OnExcess::Allow)), 5 * HOUR)?;
    let outcome = tell(&client, "5 hours, as other signers do it", &allowed, now).await?;
    check("it died with its token, early", outcome == "400 ExpiredToken")?;

    let long = sign(&rotating, 5 * HOUR)?;
    check("5 hours need the new ones", long.as_str().contains("ASIANEW"))?;
    let outcome = tell(&client, "5 hours, new credentials", &long, now).await?;
    check("it works", outcome == "200 OK")?;

    let refused = sign(&rotating, 12 * HOUR).err().ok_or("a dead link was signed")?;
    check(&format!("no credentials of this kind carry more: {refused}"), true)
}
