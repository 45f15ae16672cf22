//! Every tricky key: the link names exactly the object that it says.

use std::collections::BTreeSet;

use percent_encoding::percent_decode_str;
use s3_presigner::S3Request;

use crate::case::Case;
use crate::outcome::{Outcome, ensure};
use crate::world::World;

pub fn cases() -> Vec<Case> {
    let used =
        all().map(|(name, key)| Case::works(format!("key/{name}"), move |world| used(world, &key)));
    let listed = all()
        .map(|(name, key)| Case::works(format!("listed/{name}"), move |world| listed(world, &key)));
    used.chain(listed).collect()
}

fn all() -> impl Iterator<Item = (&'static str, String)> {
    let segments = "seven77/".repeat(127);
    let long = [
        ("1024 bytes", "k".repeat(1024)),
        ("1024 bytes in segments", format!("{segments}the tail")),
        ("1023 bytes of three-byte characters", "文".repeat(341)),
    ];
    KEYS.iter().map(|(name, key)| (*name, (*key).to_owned())).chain(long)
}

/// Writes, reads, looks at and deletes the object.
fn used(world: &World, key: &str) -> Outcome {
    let follow = |method, body| {
        let request = S3Request::new(method, world.bucket(), key).allow_dot_segments();
        world.follow(&world.sign(&request)?, body)
    };
    let body = format!("the object of {key:?}").into_bytes();
    follow("PUT", &body)?.ok()?;
    follow("GET", b"")?.ok()?.has_body(&body)?;
    follow("HEAD", b"")?.ok()?.has_header("content-length", &body.len().to_string())?;
    follow("DELETE", b"")?.is(204)?;
    follow("GET", b"")?.refused(&["404 NoSuchKey"])
}

/// The list shows the name under which the server keeps the object. Without it, a server that folds
/// `a//b` into `a/b` would look right. In the other bucket, so as not to meet [`used`].
fn listed(world: &World, key: &str) -> Outcome {
    let bucket = world.other_bucket();
    let put = S3Request::put_object(&*bucket, key).allow_dot_segments();
    world.follow(&world.sign(&put)?, b"v")?.ok()?;
    let list = S3Request::list_objects_v2(&*bucket).prefix(key).encoding_type_url();
    let answer = world.follow(&world.sign(&list)?, b"")?.ok()?;
    let keys: BTreeSet<_> = answer.elements("Key").iter().map(|key| decoded(key)).collect();
    ensure(keys.contains(key), || format!("the list has {keys:?}"))
}

/// Of `encoding-type=url`, in which S3 writes spaces as `+`.
fn decoded(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}

/// Names and keys. Those that a server could take for one another begin alike.
const KEYS: &[(&str, &str)] = &[
    ("space", "photo with spaces.jpg"),
    ("leading space", " space first"),
    ("trailing spaces", "spaces last  "),
    ("plus", "plus+plus"),
    ("space where the next has a plus", "plus plus"),
    ("percent", "100%"),
    ("percent 20, literally", "literal%20space"),
    ("percent 2F, literally", "literal%2Fslash"),
    ("percent 25, literally", "literal%25percent"),
    ("half an escape", "half%2"),
    ("escape that is not UTF-8, literally", "literal%FF"),
    ("question mark", "what?"),
    ("query, literally", "what?versionId=1&acl"),
    ("hash", "number#1"),
    ("ampersand, equals, semicolon", "a&b=c;d"),
    ("colon, at, comma", "a:b@c,d"),
    ("single quote", "it's"),
    ("double quotes", "\"quoted\""),
    ("parentheses, star, bang", "(a)*!"),
    ("dollar", "$HOME"),
    ("tilde", "~tilde~"),
    ("backslash", "back\\slash"),
    ("caret, backtick, pipe", "^a`b|c"),
    ("braces and brackets", "{a}[b]"),
    ("angle brackets", "<Key>&amp;</Key>"),
    ("double slash", "double//slash"),
    ("triple slash", "triple///slash"),
    ("leading slash", "/leading"),
    ("two leading slashes", "//twice leading"),
    ("trailing slash", "trailing/"),
    ("two trailing slashes", "trailing2//"),
    ("slash alone", "/"),
    ("dot first", ".hidden"),
    ("three dots", "..."),
    ("two dots inside a segment", "a..b"),
    ("dots last", "dots.."),
    ("dot segment", "dot/./segment"),
    ("dot-dot segment", "dots/up/../segment"),
    ("dot-dot segment first", "../other/k"),
    ("capital letters", "CASE"),
    ("small letters", "case"),
    ("tab", "tab\tkey"),
    ("line feed", "line\nfeed"),
    ("carriage return", "carriage\rreturn"),
    ("control character", "control\u{1}"),
    ("delete character", "delete\u{7f}"),
    ("é in one code point", "caf\u{e9}"),
    ("é in two code points", "cafe\u{301}"),
    ("Chinese", "文/件"),
    ("right to left", "שלום"),
    ("emoji", "😀"),
    ("joined emoji", "👩‍👩‍👧"),
    ("no-break space", "no\u{a0}break"),
    ("line separator", "line\u{2028}separator"),
    ("byte order mark", "\u{feff}mark"),
    ("last code point", "last\u{10ffff}"),
    ("URL", "https://evil.example/x"),
    ("the bucket's name", "s3-presigner-servers/k"),
    ("a signature", "k?X-Amz-Signature=0"),
    ("soap", "soap"),
];
