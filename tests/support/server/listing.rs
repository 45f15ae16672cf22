//! Lists of objects, in pages.

use std::ops::Bound;

use s3s::dto::{
    self, CommonPrefix, EncodingType, ListObjectsInput, ListObjectsOutput, ListObjectsV2Input,
    ListObjectsV2Output, ObjectStorageClass,
};
use s3s::{S3Response, S3Result};

use super::errors;
use super::store::{self, Bucket, Object, Store};

/// What a page is to hold.
pub struct Window<'a> {
    pub prefix: &'a str,
    pub delimiter: Option<&'a str>,
    /// The last key or common prefix of the page before.
    pub after: Option<&'a str>,
    pub limit: usize,
}

/// Some of the entries of a list.
pub struct Page<T> {
    pub items: Vec<T>,
    pub prefixes: Vec<String>,
    /// The last key or common prefix on the page.
    pub last: Option<String>,
    pub truncated: bool,
}

pub fn v2(store: &Store, input: ListObjectsV2Input) -> S3Result<S3Response<ListObjectsV2Output>> {
    let resumed = input.continuation_token.as_deref().map(key_of_token).transpose()?;
    let after = resumed.as_deref().or(input.start_after.as_deref());
    let prefix = input.prefix.unwrap_or_default();
    let delimiter = input.delimiter.filter(|delimiter| !delimiter.is_empty());
    let (max_keys, limit) = limit(input.max_keys)?;
    let window = Window { prefix: &prefix, delimiter: delimiter.as_deref(), after, limit };
    let encoding = Encoding::new(input.encoding_type)?;
    let with_owner = input.fetch_owner.unwrap_or_default();
    let page = store
        .bucket(&input.bucket, |bucket| Ok(objects(bucket, &window, &encoding, with_owner)))?;
    Ok(S3Response::new(ListObjectsV2Output {
        name: Some(input.bucket),
        key_count: i32::try_from(page.items.len() + page.prefixes.len()).ok(),
        next_continuation_token: page.last.filter(|_| page.truncated).map(|key| token_of_key(&key)),
        is_truncated: Some(page.truncated),
        common_prefixes: Some(encoding.prefixes(&page.prefixes)),
        contents: Some(page.items),
        prefix: Some(encoding.of(&prefix)),
        max_keys: Some(max_keys),
        continuation_token: input.continuation_token,
        delimiter: delimiter.map(|delimiter| encoding.of(&delimiter)),
        start_after: input.start_after.map(|key| encoding.of(&key)),
        encoding_type: encoding.0,
        request_charged: None,
    }))
}

pub fn v1(store: &Store, input: ListObjectsInput) -> S3Result<S3Response<ListObjectsOutput>> {
    let prefix = input.prefix.unwrap_or_default();
    let delimiter = input.delimiter.filter(|delimiter| !delimiter.is_empty());
    let (max_keys, limit) = limit(input.max_keys)?;
    let after = input.marker.as_deref();
    let window = Window { prefix: &prefix, delimiter: delimiter.as_deref(), after, limit };
    let encoding = Encoding::new(input.encoding_type)?;
    let page =
        store.bucket(&input.bucket, |bucket| Ok(objects(bucket, &window, &encoding, true)))?;
    Ok(S3Response::new(ListObjectsOutput {
        name: Some(input.bucket),
        // Without a delimiter the client goes on from the last key.
        next_marker: page
            .last
            .filter(|_| page.truncated && delimiter.is_some())
            .map(|key| encoding.of(&key)),
        is_truncated: Some(page.truncated),
        common_prefixes: Some(encoding.prefixes(&page.prefixes)),
        contents: Some(page.items),
        prefix: Some(encoding.of(&prefix)),
        max_keys: Some(max_keys),
        marker: Some(encoding.of(&input.marker.unwrap_or_default())),
        delimiter: delimiter.map(|delimiter| encoding.of(&delimiter)),
        encoding_type: encoding.0,
        request_charged: None,
    }))
}

/// Rolls up and cuts off entries, which must be sorted, have the prefix and lie after the mark.
pub fn page<'k, T>(entries: impl Iterator<Item = (&'k str, T)>, window: &Window<'_>) -> Page<T> {
    let mut page = Page { items: Vec::new(), prefixes: Vec::new(), last: None, truncated: false };
    for (key, item) in entries {
        let rolled = window.roll_up(key);
        if rolled.is_some()
            && (rolled == window.after || rolled == page.prefixes.last().map(String::as_str))
        {
            continue;
        }
        if page.items.len() + page.prefixes.len() >= window.limit {
            page.truncated = window.limit > 0;
            break;
        }
        page.last = Some(rolled.unwrap_or(key).to_owned());
        match rolled {
            Some(prefix) => page.prefixes.push(prefix.to_owned()),
            None => page.items.push(item),
        }
    }
    page
}

impl Window<'_> {
    fn roll_up<'k>(&self, key: &'k str) -> Option<&'k str> {
        let delimiter = self.delimiter?;
        let found = key.strip_prefix(self.prefix)?.find(delimiter)?;
        key.get(..self.prefix.len() + found + delimiter.len())
    }

    /// Where the keys of the page begin.
    fn start(&self) -> Bound<&str> {
        match self.after {
            Some(after) if after >= self.prefix => Bound::Excluded(after),
            _ => Bound::Included(self.prefix),
        }
    }
}

/// The number of entries that a client asks for, and the number that it can get.
pub fn limit(asked: Option<i32>) -> S3Result<(i32, usize)> {
    let asked = asked.unwrap_or(1000);
    let limit = usize::try_from(asked)
        .map_err(|_| errors::invalid_argument("Argument must not be negative"))?;
    Ok((asked.min(1000), limit.min(1000)))
}

/// How a list writes keys: as they are, or encoded like form data but for the slashes.
pub struct Encoding(pub Option<EncodingType>);

impl Encoding {
    pub fn new(asked: Option<EncodingType>) -> S3Result<Self> {
        match &asked {
            Some(encoding) if encoding.as_str() != EncodingType::URL => {
                Err(errors::invalid_argument("Invalid Encoding Method specified in Request"))
            }
            _ => Ok(Self(asked)),
        }
    }

    pub fn of(&self, key: &str) -> String {
        match self.0 {
            Some(_) => encode(key),
            None => key.to_owned(),
        }
    }

    pub fn prefixes(&self, prefixes: &[String]) -> Vec<CommonPrefix> {
        let encoded = prefixes.iter().map(|prefix| self.of(prefix));
        encoded.map(|prefix| CommonPrefix { prefix: Some(prefix) }).collect()
    }
}

/// A key as it stands in a URL's path.
pub fn encode_path(key: &str) -> String {
    encode(key).replace('+', "%20")
}

fn encode(key: &str) -> String {
    form_urlencoded::byte_serialize(key.as_bytes()).collect::<String>().replace("%2F", "/")
}

fn objects(
    bucket: &Bucket,
    window: &Window<'_>,
    encoding: &Encoding,
    with_owner: bool,
) -> Page<dto::Object> {
    let from_start = bucket.objects.range::<str, _>((window.start(), Bound::Unbounded));
    let entries = from_start.take_while(|(key, _)| key.starts_with(window.prefix));
    let described =
        |(key, object)| (String::as_str(key), described(encoding.of(key), object, with_owner));
    page(entries.map(described), window)
}

fn described(key: String, object: &Object, with_owner: bool) -> dto::Object {
    dto::Object {
        key: Some(key),
        e_tag: Some(object.etag.clone()),
        last_modified: Some(object.modified.clone()),
        size: Some(object.size()),
        storage_class: Some(ObjectStorageClass::from(object.storage_class())),
        owner: with_owner.then(store::owner),
        ..Default::default()
    }
}

/// Tokens are not for the client to read, and need encoding in a query.
fn token_of_key(key: &str) -> String {
    base64_simd::STANDARD.encode_to_string(key)
}

fn key_of_token(token: &str) -> S3Result<String> {
    let key =
        base64_simd::STANDARD.decode_to_vec(token).ok().and_then(|key| String::from_utf8(key).ok());
    key.ok_or_else(|| errors::invalid_argument("The continuation token provided is incorrect"))
}
