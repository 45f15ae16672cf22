//! Session tokens: used, left out, altered, and added after signing.

use s3_presigner::{PostPolicy, S3Request};

use crate::answer::MISMATCH;
use crate::case::Case;
use crate::forms::Form;
use crate::hosts::virtual_hosted;
use crate::links::{with, without};
use crate::official;
use crate::outcome::{Failure, Outcome, ensure};
use crate::settings::AccessKey;
use crate::world::{QUARTER, World, fresh};

pub fn cases() -> Vec<Case> {
    works().into_iter().chain(refusals()).collect()
}

fn works() -> Vec<Case> {
    vec![
        Case::works("token/put, get, delete", used),
        Case::works("token/virtual host", |world| {
            let key = world.stored(b"secret")?;
            let presigner =
                virtual_hosted(world)?.with_credentials(world.session()?.credentials()?);
            let url = presigner.presign_get(world.bucket(), &key, QUARTER)?;
            world.follow(&url, b"")?.ok()?.has_body(b"secret")
        }),
        Case::works("token/form", |world| form(world)?.post(world)?.is(204).map(drop)),
    ]
}

fn refusals() -> Vec<Case> {
    let altered = ALTERATIONS.iter().map(|(name, ways, alter)| {
        Case::refuses(format!("token/{name}"), move |world| refused(world, *alter, ways))
    });
    let others = [
        Case::refuses("token/added to a link of a long-term key", added_to_long_term),
        Case::refuses("token/another in a form", |world| {
            let token = altered_token(world)?;
            form(world)?.refused_with("x-amz-security-token", &token, world, BAD)
        }),
    ];
    altered.chain(others).collect()
}

/// Makes another link of one, and of the key of its object.
type Alter = fn(&World, &str, &str) -> Result<String, Failure>;

/// What is altered, how S3 refuses it, and how it is done.
const ALTERATIONS: &[(&str, &[&str], Alter)] = &[
    ("left out", UNKNOWN, |_, url, _| Ok(without(url, TOKEN))),
    ("altered in the link", BAD, |world, url, _| {
        Ok(with(url, TOKEN, &escaped(&altered_token(world)?)))
    }),
    ("altered, then signed", BAD, |world, _, key| signed_with(world, altered_token(world)?, key)),
    ("invented, then signed", BAD, |world, _, key| signed_with(world, "invented".to_owned(), key)),
    // As the official signer signs for services that want the token beside the signature.
    ("added after signing without it", MISMATCH, |world, url, _| {
        let url = url.split('?').next().unwrap_or_default();
        official::presign_without_token(&world.settings, world.session()?, url)
    }),
];

/// S3 looks a temporary key up together with its token.
const UNKNOWN: &[&str] = &["403 InvalidAccessKeyId"];
const BAD: &[&str] = &["400 InvalidToken", "403 SignatureDoesNotMatch"];

fn used(world: &World) -> Outcome {
    let presigner = world.presigner_with(world.session()?)?;
    let (bucket, key) = (world.bucket(), fresh("token é"));
    world.follow(&presigner.presign_put(bucket, &key, QUARTER)?, b"v")?.ok()?;
    let get = presigner.presign_get(bucket, &key, QUARTER)?;
    world.follow(&get, b"")?.ok()?.has_body(b"v")?;
    world.follow(&presigner.presign_delete(bucket, &key, QUARTER)?, b"")?.is(204)?;
    world.lacks(&key)
}

fn added_to_long_term(world: &World) -> Outcome {
    let key = world.stored(b"v")?;
    let url = world.sign(&S3Request::get_object(world.bucket(), &*key))?;
    world.follow(&url, b"")?.ok()?.has_body(b"v")?;
    let added = format!("{}&{TOKEN}={}", url.as_str(), escaped(token(world)?));
    world.send("GET", &added, &[], b"")?.refused(BAD)
}

/// A link of a temporary key works as it is; altered, it is refused.
fn refused(world: &World, alter: Alter, ways: &[&str]) -> Outcome {
    let key = world.stored(b"v")?;
    let presigner = world.presigner_with(world.session()?)?;
    let url = presigner.presign_get(world.bucket(), &key, QUARTER)?;
    world.follow(&url, b"")?.ok()?.has_body(b"v")?;
    let altered = alter(world, url.as_str(), &key)?;
    ensure(altered != url.as_str(), || "nothing was altered".to_owned())?;
    world.send("GET", &altered, &[], b"")?.refused(ways)
}

fn form(world: &World) -> Result<Form, Failure> {
    let key = fresh("token");
    let policy = PostPolicy::new(world.bucket(), &*key);
    let presigner = world.presigner_with(world.session()?)?;
    Ok(Form::of(&presigner.presign_post(&policy, QUARTER)?, key))
}

fn token(world: &World) -> Result<&str, Failure> {
    world.session()?.token.as_deref().ok_or_else(|| Failure::new("the session has no token"))
}

/// The token with another letter in the middle: its end may hold bits that mean nothing.
fn altered_token(world: &World) -> Result<String, Failure> {
    let token = token(world)?;
    let (before, rest) = token.split_at(token.len() / 2);
    let other = if rest.starts_with('A') { 'B' } else { 'A' };
    Ok(format!("{before}{other}{}", rest.get(1..).unwrap_or_default()))
}

fn signed_with(world: &World, token: String, key: &str) -> Result<String, Failure> {
    let access_key = AccessKey { token: Some(token), ..world.session()?.clone() };
    Ok(world.presigner_with(&access_key)?.presign_get(world.bucket(), key, QUARTER)?.into())
}

fn escaped(token: &str) -> String {
    form_urlencoded::byte_serialize(token.as_bytes()).collect()
}

const TOKEN: &str = "X-Amz-Security-Token";
