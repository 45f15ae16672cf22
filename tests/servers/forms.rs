//! POST policies: forms as a browser sends them.

use std::time::{Duration, SystemTime};

use s3_presigner::{PostPolicy, PresignedPost};

use crate::answer::{ANY, Answer, DENIED, MISMATCH};
use crate::case::Case;
use crate::outcome::{Failure, Outcome, ensure};
use crate::world::{QUARTER, World, fresh};

pub fn cases() -> Vec<Case> {
    works().into_iter().chain(refusals()).collect()
}

fn works() -> Vec<Case> {
    vec![
        Case::works("form/accepted", |world| {
            let form = Form::signed(world, |policy| policy)?;
            form.post(world)?.is(204)?;
            world.holds(&form.key, b"meow")
        }),
        Case::works("form/answer 201 names the object", |world| {
            let form = Form::signed(world, |policy| policy.success_action_status(201))?;
            let named = form.post(world)?.is(201)?.element("Key").unwrap_or_default();
            ensure(named == form.key, || format!("the answer names {named:?}"))
        }),
        Case::works("form/type and metadata kept", kept),
        Case::works("form/key of the page's choice, under the prefix", |world| {
            let form = Form::under_prefix(world, "é + b.txt")?;
            form.post(world)?.is(204)?;
            world.holds(&form.key, b"meow")
        }),
        Case::works("form/file name in the key", file_name),
    ]
}

fn refusals() -> Vec<Case> {
    let altered = ALTERATIONS.iter().map(|(name, ways, (policy, field, value))| {
        Case::refuses(format!("form/{name}"), move |world| {
            Form::signed(world, *policy)?.refused_with(field, &value(world)?, world, ways)
        })
    });
    let others = [
        Case::refuses("form/key beyond the prefix", |world| {
            Form::under_prefix(world, "k")?.refused_with("key", &fresh("beyond"), world, DENIED)
        }),
        Case::refuses("form/signature left out", |world| {
            let mut form = Form::signed(world, |policy| policy)?;
            form.post(world)?.is(204)?;
            form.fields.retain(|(name, _)| name != "x-amz-signature");
            form.post(world)?.refused(ANY)
        }),
        Case::refuses("form/too large", |world| sized(world, b"meow!", "400 EntityTooLarge")),
        Case::refuses("form/too small", |world| sized(world, b"m", "400 EntityTooSmall")),
        Case::refuses("form/after its end", expired),
    ];
    altered.chain(others).collect()
}

type Signed = fn(PostPolicy<'_>) -> PostPolicy<'_>;
/// A policy, and the field that gets another value.
type Alteration = (Signed, &'static str, fn(&World) -> Result<String, Failure>);

/// What is altered, how S3 refuses it, and how it is done.
const ALTERATIONS: &[(&str, &[&str], Alteration)] = &[
    ("another key", DENIED, (|policy| policy, "key", |_| Ok(fresh("elsewhere")))),
    (
        "another type",
        DENIED,
        (|policy| policy.content_type("a/b"), "Content-Type", |_| Ok("text/html".to_owned())),
    ),
    (
        "field that the policy does not name",
        DENIED,
        (|policy| policy, "x-amz-meta-extra", |_| Ok("1".to_owned())),
    ),
    ("another signature", MISMATCH, (|policy| policy, "x-amz-signature", |_| Ok("0".repeat(64)))),
    (
        "another policy",
        MISMATCH,
        (
            |policy| policy,
            "policy",
            |world| {
                let wider = Form::signed(world, |policy| policy.starts_with("key", ""))?;
                Ok(wider.field("policy")?.to_owned())
            },
        ),
    ),
];

/// A form that is filled in: what is posted before the file, and the file.
pub struct Form {
    url: String,
    /// The key under which the object is to be.
    pub key: String,
    fields: Vec<(String, String)>,
    file: Vec<u8>,
}

impl Form {
    /// For a new key, with a file of four bytes.
    fn signed(world: &World, with: Signed) -> Result<Self, Failure> {
        let key = fresh("form é+");
        let policy = with(PostPolicy::new(world.bucket(), &*key));
        Ok(Self::of(&world.presigner.presign_post(&policy, QUARTER)?, key))
    }

    /// For any key under a prefix, of which the page takes this one.
    fn under_prefix(world: &World, rest: &str) -> Result<Self, Failure> {
        let prefix = fresh("form");
        let key = format!("{prefix}/{rest}");
        let policy =
            PostPolicy::new(world.bucket(), &*key).starts_with("key", format!("{prefix}/"));
        Ok(Self::of(&world.presigner.presign_post(&policy, QUARTER)?, key))
    }

    pub fn of(post: &PresignedPost, key: String) -> Self {
        let fields = post.fields().map(|(name, value)| (name.to_owned(), value.to_owned()));
        Self { url: post.url().to_owned(), key, fields: fields.collect(), file: b"meow".to_vec() }
    }

    fn field(&self, name: &str) -> Result<&str, Failure> {
        let field = self.fields.iter().find(|(other, _)| other == name);
        field.map(|(_, value)| &**value).ok_or_else(|| Failure::new(format!("no field {name}")))
    }

    /// Holds if the form works as it is, and is refused with this field.
    pub fn refused_with(
        &mut self,
        name: &str,
        value: &str,
        world: &World,
        ways: &[&str],
    ) -> Outcome {
        self.post(world)?.is(204)?;
        world.holds(&self.key, b"meow")?;
        self.fields.retain(|(other, _)| !other.eq_ignore_ascii_case(name));
        self.fields.push((name.to_owned(), value.to_owned()));
        self.post(world)?.refused(ways)?;
        if name == "key" { world.lacks(value) } else { Ok(()) }
    }

    /// Posts it as a browser does, the file last.
    pub fn post(&self, world: &World) -> Result<Answer, Failure> {
        let mut body = Vec::new();
        for (name, value) in &self.fields {
            body.extend(part(&format!("name=\"{name}\"\r\n"), value.as_bytes()));
        }
        let file = "name=\"file\"; filename=\"cat é.txt\"\r\nContent-Type: text/plain\r\n";
        body.extend(part(file, &self.file));
        body.extend(format!("--{BOUNDARY}--\r\n").bytes());
        let media_type = format!("multipart/form-data; boundary={BOUNDARY}");
        world.send("POST", &self.url, &[("content-type", &media_type)], &body)
    }
}

/// One field, from its boundary to the next.
fn part(head: &str, value: &[u8]) -> Vec<u8> {
    let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n");
    [head.as_bytes(), value, b"\r\n"].concat()
}

fn kept(world: &World) -> Outcome {
    let form = Form::signed(world, |policy| {
        policy.content_type("image/x-cat").metadata("by", "a b").cache_control("no-cache")
    })?;
    form.post(world)?.is(204)?;
    let answer = world.get(&form.key)?.ok()?;
    answer.has_header("content-type", "image/x-cat")?;
    answer.has_header("x-amz-meta-by", "a b")?;
    answer.has_header("cache-control", "no-cache")
}

fn file_name(world: &World) -> Outcome {
    let prefix = fresh("form");
    let policy = PostPolicy::new(world.bucket(), format!("{prefix}/${{filename}}"));
    let post = world.presigner.presign_post(&policy, QUARTER)?;
    let form = Form::of(&post, format!("{prefix}/cat é.txt"));
    form.post(world)?.is(204)?;
    world.holds(&form.key, b"meow")
}

fn sized(world: &World, file: &[u8], way: &str) -> Outcome {
    let mut form = Form::signed(world, |policy| policy.content_length_range(2..=4))?;
    form.file = file.to_vec();
    form.post(world)?.refused(&[way])?;
    world.lacks(&form.key)?;
    form.file = b"meow".to_vec();
    form.post(world)?.is(204).map(drop)
}

fn expired(world: &World) -> Outcome {
    let key = fresh("form");
    let policy = PostPolicy::new(world.bucket(), &*key);
    let post = |lifetime| {
        let began = SystemTime::now() - Duration::from_secs(60);
        let post = world.presigner.presign_post_at(&policy, Duration::from_secs(lifetime), began);
        Form::of(&post?, key.clone()).post(world)
    };
    post(58)?.refused(DENIED)?;
    world.lacks(&key)?;
    post(120)?.is(204).map(drop)
}

const BOUNDARY: &str = "s3-presigner-boundary";
