//! SigV4 from nothing but what a server sees of a request, and a secret.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "every test includes this file and uses a part of it"
)]

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// The signature that a server works out for a request to this URL with these headers.
pub fn signature_of(secret: &str, method: &str, url: &str, headers: &[(&str, &str)]) -> String {
    let request = canonical_request(method, url, headers);
    let credential = percent_encoding::percent_decode_str(param(url, "X-Amz-Credential"));
    let credential = credential.decode_utf8().unwrap();
    // From the right, as an access key id may hold a slash.
    let mut scope: Vec<_> = credential.rsplitn(5, '/').take(4).collect();
    scope.reverse();
    let (algorithm, date) = (param(url, "X-Amz-Algorithm"), param(url, "X-Amz-Date"));
    let hash = hex::encode(Sha256::digest(request));
    signature(secret, &[algorithm, date, &scope.join("/"), &hash].join("\n"))
}

/// The signature of a string to sign, with the key that the scope in its third line asks for.
pub fn signature(secret: &str, string_to_sign: &str) -> String {
    let scope = string_to_sign.split('\n').nth(2).unwrap();
    let texts = scope.split('/').chain([string_to_sign]);
    let key = format!("AWS4{secret}").into_bytes();
    hex::encode(texts.fold(key, |key, text| hmac_sha256(&key, text)))
}

/// Of a request whose body is not bound.
fn canonical_request(method: &str, url: &str, headers: &[(&str, &str)]) -> String {
    let (front, query) = url.split_once('?').unwrap();
    let (_, front) = front.split_once("://").unwrap();
    let (host, path) = front.split_at(front.find('/').unwrap());
    let mut params: Vec<_> =
        query.split('&').filter(|param| !param.starts_with("X-Amz-Signature=")).collect();
    params.sort_by_key(|param| param.split_once('='));
    let mut headers = [&[("host", host)], headers].concat();
    headers.sort_unstable();
    let lines: String =
        headers.iter().map(|(name, value)| [name, ":", value, "\n"].concat()).collect();
    let names: Vec<_> = headers.iter().map(|(name, _)| *name).collect();
    let (query, names) = (params.join("&"), names.join(";"));
    [method, path, &query, &lines, &names, "UNSIGNED-PAYLOAD"].join("\n")
}

/// The value of a parameter, encoded as it stands in the URL.
pub fn param<'u>(url: &'u str, name: &str) -> &'u str {
    let (_, query) = url.split_once('?').unwrap();
    let params = query.split('&').filter_map(|param| param.split_once('='));
    params.into_iter().find(|(other, _)| *other == name).unwrap().1
}

fn hmac_sha256(key: &[u8], text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}
