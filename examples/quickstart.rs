//! `cargo run --example quickstart`: a file goes up through one link and comes back through
//! another, and every link that should fail does.
//!
//! The S3 server is real, though it lives in this process: it listens on a loopback port, keeps its
//! objects in memory, and checks signatures with code that is not this crate's.

#[path = "../tests/support/server.rs"]
mod server;

use std::error::Error;
use std::io::{IsTerminal, stdout};
use std::process::ExitCode;
use std::time::{Duration, SystemTime};

use reqwest::{Client, Response};
use s3_presigner::{
    CredentialKind, Credentials, Endpoint, ExpiryPolicy, OnExcess, PresignedUrl, Presigner, Region,
    S3Request,
};

use self::server::{Server, ServerConfig};

const ID: &str = "AKIAIOSFODNN7EXAMPLE";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const KEY: &str = "holiday/photo with spaces é.jpg";

const MINUTE: Duration = Duration::from_secs(60);
const WEEK: Duration = Duration::from_secs(7 * 86_400);

#[tokio::main]
async fn main() -> ExitCode {
    match tour().await {
        Ok(all_held) if all_held => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("quickstart: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn tour() -> Result<bool, Box<dyn Error>> {
    let mut story = Story::new();
    let server = Server::start(ServerConfig::new(ID, SECRET).with_bucket("photos")).await?;
    story.title(&format!("An S3 server is listening on {}", server.url()));

    // All that an application does: credentials, a region, and here an address that is not AWS's.
    let credentials = Credentials::new(ID, SECRET)?;
    let endpoint = Endpoint::custom(&server.url())?;
    let presigner = Presigner::new(credentials, Region::new("us-east-1")?).with_endpoint(endpoint);

    let client = Client::builder().no_proxy().build()?;
    there_and_back(&mut story, &presigner, &client).await?;
    what_must_fail(&mut story, &presigner, &client).await?;
    the_dead_link_problem(&mut story)?;
    Ok(story.end())
}

async fn there_and_back(
    story: &mut Story,
    presigner: &Presigner,
    client: &Client,
) -> Result<(), Box<dyn Error>> {
    let photo: Vec<u8> = (0..4_000_000_u32).map(|n| n.to_le_bytes()[1]).collect();

    story.title("A file goes up through a presigned PUT");
    let request = S3Request::put_object("photos", KEY)
        .content_type("image/jpeg")
        .content_length(u64::try_from(photo.len())?);
    let put = presigner.presign(&request, 15 * MINUTE)?;
    story.link(&put);
    let answer = send(client, &put, photo.clone()).await?;
    story.expect("the server takes 4 MB", &answer, 200);

    story.title("and comes back through a presigned GET");
    let get = presigner.presign_get("photos", KEY, 15 * MINUTE)?;
    story.link(&get);
    let answer = send(client, &get, Vec::new()).await?;
    story.expect("the server gives it", &answer, 200);
    story.check("every byte is the same", answer.bytes().await? == photo);
    story.check("a browser could open this link", get.is_browser_navigable());
    Ok(())
}

async fn what_must_fail(
    story: &mut Story,
    presigner: &Presigner,
    client: &Client,
) -> Result<(), Box<dyn Error>> {
    story.title("Links that must not work do not");
    let get = presigner.presign_get("photos", KEY, 15 * MINUTE)?;
    let longer = get.as_str().replace("X-Amz-Expires=900", "X-Amz-Expires=90000");
    story.refused("a longer life written into the link", client.get(longer).send().await?).await?;
    let other = get.as_str().replace("holiday", "private");
    story.refused("another object written into the link", client.get(other).send().await?).await?;
    story.refused("DELETE with a link for GET", client.delete(get.as_str()).send().await?).await?;

    let request = S3Request::put_object("photos", "page.html").content_type("image/jpeg");
    let put = presigner.presign(&request, 15 * MINUTE)?;
    let html = client.put(put.as_str()).header("content-type", "text/html").body("<script>");
    story.refused("text/html with a link for image/jpeg", html.send().await?).await?;

    let yesterday = SystemTime::now() - 24 * 60 * MINUTE;
    let dead = presigner.presign_get_at("photos", KEY, 15 * MINUTE, yesterday)?;
    story.refused("yesterday's link of 15 minutes", send(client, &dead, Vec::new()).await?).await?;
    Ok(())
}

/// What this crate is for. No server is asked: the policy decides before anything is signed.
fn the_dead_link_problem(story: &mut Story) -> Result<(), Box<dyn Error>> {
    story.title("A link for 7 days, signed on an EC2 instance whose credentials end in 40 minutes");
    let in_40_minutes = SystemTime::now() + 40 * MINUTE;
    let credentials = Credentials::temporary("ASIAIOSFODNN7EXAMPLE", SECRET, "session-token")?
        .with_kind(CredentialKind::InstanceProfile)
        .with_expires_at(in_40_minutes);
    let presigner = Presigner::new(credentials, Region::new("eu-west-1")?);

    match presigner.presign_get("photos", KEY, WEEK) {
        Err(error @ s3_presigner::Error::LifetimeTooLong { .. }) => {
            story.check(&format!("refused: {error}"), true);
        }
        other => story.check(&format!("expected a refusal, got {other:?}"), false),
    }
    let policy = ExpiryPolicy::new().with_on_excess(OnExcess::Clamp).with_min_lifetime(5 * MINUTE);
    let url = presigner.with_expiry_policy(policy).presign_get("photos", KEY, WEEK)?;
    let minutes = url.expires_in().as_secs() / 60;
    let clamped =
        format!("or, where asked for, shortened to {minutes} minutes ({})", url.limited_by());
    story.check(&clamped, url.expires_at() <= in_40_minutes);
    Ok(())
}

/// Uses a link as its holder does: its method, the headers that it says, a body.
async fn send(
    client: &Client,
    url: &PresignedUrl,
    body: Vec<u8>,
) -> Result<Response, Box<dyn Error>> {
    let mut request = client.request(url.method().parse()?, url.as_str()).body(body);
    for (name, value) in url.headers() {
        request = request.header(name, value);
    }
    Ok(request.send().await?)
}

/// Tells what happens, and remembers whether all of it was as it should be.
struct Story {
    all_held: bool,
    is_coloured: bool,
}

impl Story {
    fn new() -> Self {
        Self { all_held: true, is_coloured: stdout().is_terminal() }
    }

    fn title(&self, text: &str) {
        println!("\n{}", self.painted("1", text));
    }

    fn link(&self, url: &PresignedUrl) {
        let minutes = url.expires_in().as_secs() / 60;
        println!("  {} {}", url.method(), self.painted("2", url.as_str()));
        for (name, value) in url.headers() {
            println!("      {}", self.painted("2", &format!("{name}: {value}")));
        }
        println!("      works for {minutes} minutes, limited by {}", url.limited_by());
    }

    fn check(&mut self, what: &str, holds: bool) {
        self.all_held &= holds;
        let mark = if holds { self.painted("32", "✔") } else { self.painted("31", "✘") };
        println!("  {mark} {what}");
    }

    fn expect(&mut self, what: &str, answer: &Response, status: u16) {
        let found = answer.status();
        self.check(&format!("{what}: {found}"), found.as_u16() == status);
    }

    async fn refused(&mut self, what: &str, answer: Response) -> Result<(), Box<dyn Error>> {
        let status = answer.status();
        let body = answer.text().await?;
        let code = body.split("<Code>").nth(1).and_then(|rest| rest.split("</Code>").next());
        let said = code.unwrap_or("no code");
        self.check(&format!("{what}: {} {said}", status.as_u16()), status.as_u16() == 403);
        Ok(())
    }

    fn end(&self) -> bool {
        if self.all_held {
            println!("\n{}\n", self.painted("1;32", "All of it held."));
        } else {
            println!("\n{}\n", self.painted("1;31", "Not all of it held."));
        }
        self.all_held
    }

    fn painted(&self, colour: &str, text: &str) -> String {
        if self.is_coloured { format!("\x1b[{colour}m{text}\x1b[0m") } else { text.to_owned() }
    }
}
