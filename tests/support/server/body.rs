//! Taking a request body in, and holding it against what the client says of it.

use hyper::StatusCode;
use hyper::body::Bytes;
use s3s::checksum::ChecksumHasher;
use s3s::crypto::{Checksum as _, Crc32, Crc32c, Crc64Nvme, Md5, Sha1, Sha256};
use s3s::dto::{Checksum, StreamingBlob};
use s3s::{Body, S3Error, S3Result, StdError, TrailingHeaders, s3_error};

use super::errors;
use super::request::next_frame;

/// What a client says of its body.
#[derive(Default)]
pub struct Claims {
    pub content_md5: Option<String>,
    pub checksum: Checksum,
    /// Checksums that follow the body.
    pub trailers: Option<TrailingHeaders>,
}

/// Takes the claims out of an operation's input. The inputs share the names of these fields, and no
/// trait.
macro_rules! claims {
    ($input:expr, $trailers:expr) => {
        super::body::Claims {
            content_md5: $input.content_md5.take(),
            checksum: s3s::dto::Checksum {
                checksum_crc32: $input.checksum_crc32.take(),
                checksum_crc32c: $input.checksum_crc32c.take(),
                checksum_crc64nvme: $input.checksum_crc64nvme.take(),
                checksum_sha1: $input.checksum_sha1.take(),
                checksum_sha256: $input.checksum_sha256.take(),
                checksum_type: None,
            },
            trailers: $trailers,
        }
    };
}
pub(super) use claims;

/// A body that keeps what was said of it.
pub struct Received {
    pub bytes: Bytes,
    pub checksum: Checksum,
}

/// Reads a whole body and verifies its claims.
pub async fn receive(
    blob: Option<StreamingBlob>,
    limit: usize,
    mut claims: Claims,
) -> S3Result<Received> {
    let body = blob.map_or_else(Body::empty, Body::from);
    let bytes = collect(body, limit).await?;
    if let Some(claimed) = &claims.content_md5 {
        verify_md5(claimed, &bytes)?;
    }
    if let Some(trailers) = claims.trailers.take() {
        claims.add(&trailers);
    }
    verify_checksum(&claims.checksum, &bytes)?;
    Ok(Received { bytes, checksum: claims.checksum })
}

impl Claims {
    fn add(&mut self, trailers: &TrailingHeaders) {
        let get = |name: &str| {
            trailers.read(|headers| headers.get(name)?.to_str().ok().map(str::to_owned)).flatten()
        };
        let checksum = &mut self.checksum;
        let fields = [
            (&mut checksum.checksum_crc32, "x-amz-checksum-crc32"),
            (&mut checksum.checksum_crc32c, "x-amz-checksum-crc32c"),
            (&mut checksum.checksum_crc64nvme, "x-amz-checksum-crc64nvme"),
            (&mut checksum.checksum_sha1, "x-amz-checksum-sha1"),
            (&mut checksum.checksum_sha256, "x-amz-checksum-sha256"),
        ];
        for (field, name) in fields {
            if field.is_none() {
                *field = get(name);
            }
        }
    }
}

async fn collect(mut body: Body, limit: usize) -> S3Result<Bytes> {
    let mut bytes = Vec::new();
    while let Some(frame) = next_frame(&mut body).await {
        let Ok(data) = frame.map_err(unreadable)?.into_data() else {
            continue;
        };
        if data.len() > limit.saturating_sub(bytes.len()) {
            return Err(errors::too_large());
        }
        bytes.extend_from_slice(&data);
    }
    Ok(Bytes::from(bytes))
}

/// s3s verifies a hashed or signed body while it is read, with errors whose types it keeps to
/// itself, so their text has to tell them apart.
fn unreadable(error: StdError) -> S3Error {
    let text = error.to_string();
    if text.contains("Sha256Mismatch") {
        let message =
            "The provided 'x-amz-content-sha256' header does not match what was computed.";
        return errors::custom("XAmzContentSHA256Mismatch", message, StatusCode::BAD_REQUEST);
    }
    if text.contains("SignatureMismatch") {
        return s3_error!(SignatureDoesNotMatch, "A chunk's signature does not match");
    }
    let mut error = S3Error::with_source(s3s::S3ErrorCode::IncompleteBody, error);
    error.set_message(
        "You did not provide the number of bytes specified by the Content-Length HTTP header",
    );
    error
}

fn verify_md5(claimed: &str, bytes: &[u8]) -> S3Result<()> {
    let claimed =
        base64_simd::STANDARD.decode_to_vec(claimed).ok().filter(|digest| digest.len() == 16);
    let claimed = claimed
        .ok_or_else(|| s3_error!(InvalidDigest, "The Content-MD5 you specified was invalid."))?;
    if claimed == Md5::checksum(bytes) {
        return Ok(());
    }
    Err(s3_error!(BadDigest, "The Content-MD5 you specified did not match what we received."))
}

fn verify_checksum(claimed: &Checksum, bytes: &[u8]) -> S3Result<()> {
    let mut hasher = ChecksumHasher {
        crc32: claimed.checksum_crc32.as_ref().map(|_| Crc32::new()),
        crc32c: claimed.checksum_crc32c.as_ref().map(|_| Crc32c::new()),
        sha1: claimed.checksum_sha1.as_ref().map(|_| Sha1::new()),
        sha256: claimed.checksum_sha256.as_ref().map(|_| Sha256::new()),
        crc64nvme: claimed.checksum_crc64nvme.as_ref().map(|_| Crc64Nvme::new()),
    };
    hasher.update(bytes);
    if hasher.finalize() == *claimed {
        return Ok(());
    }
    Err(s3_error!(BadDigest, "The checksum you specified did not match the calculated checksum."))
}
