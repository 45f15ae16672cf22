//! Presigners and what they issue.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use s3_presigner::{
    Condition, CredentialKind, Credentials, MultipartPlan, MultipartUpload, PostPolicy,
    PresignedUrl, Presigner, Region, S3Request, SseCustomerKey, UrlBuffer,
};
use zeroize::Zeroizing;

use super::now;
use crate::patterns::{ID, REGIONS};
use crate::secrets::{customer_key, second_secret, secret, token};

const QUARTER: Duration = Duration::from_secs(900);

pub fn user_credentials() -> Credentials {
    Credentials::new(ID, secret().as_str()).unwrap()
}

pub fn temporary_credentials() -> Credentials {
    Credentials::temporary("ASIAIOSFODNN7EXAMPLE", secret().as_str(), token().as_str()).unwrap()
}

pub fn presigner(credentials: Credentials) -> Presigner {
    Presigner::new(credentials, Region::new(REGIONS[0]).unwrap())
}

/// The URL is the holder's, token and all, so the holder wipes it.
pub fn finish(url: PresignedUrl) {
    drop(Zeroizing::new(String::from(url)));
}

fn issue(presigner: &Presigner) {
    for key in ["k", "a/b c", "é", &"long/".repeat(200)] {
        finish(presigner.presign_get_at("photos", key, QUARTER, now()).unwrap());
        let request =
            S3Request::put_object("photos", key).content_type("image/png").metadata("a", "b  c");
        let url = presigner.presign_at(&request, QUARTER, now()).unwrap();
        finish(url.clone());
        finish(url);
    }
    finish(presigner.presign_get("photos", "now", QUARTER).unwrap());
    drop(format!("{presigner:?}"));
}

pub fn user() {
    issue(&presigner(user_credentials()));
}

pub fn temporary() {
    issue(&presigner(temporary_credentials()));
}

pub fn windows() {
    for credentials in [user_credentials(), temporary_credentials()] {
        let presigner =
            presigner(credentials).with_stable_window(Duration::from_secs(3_600)).unwrap();
        for day in 0..20 {
            let then = now() + Duration::from_secs(day * 86_400);
            finish(presigner.presign_get_at("photos", "k", QUARTER, then).unwrap());
        }
        finish(
            presigner
                .without_stable_window()
                .presign_get_at("photos", "k", QUARTER, now())
                .unwrap(),
        );
    }
}

pub fn batches() {
    let batch = presigner(temporary_credentials()).batch_at(QUARTER, now()).unwrap();
    for url in batch.clone().urls((0..9).map(|_| S3Request::get_object("photos", "k"))) {
        finish(url.unwrap());
    }
}

/// Of several lengths, and some with a key of SSE-C.
fn mixed() -> Vec<S3Request<'static>> {
    let request = |number: usize| {
        let key = "long/".repeat(number % 5 * 40) + "k";
        let request = S3Request::put_object("photos", key);
        match number % 4 {
            0 => request.sse_customer_key(&SseCustomerKey::new(*customer_key())),
            1 => request.content_type("image/png").metadata("a", "b  c"),
            _ => request,
        }
    };
    (0..75).map(request).collect()
}

/// Into a buffer that is used again, and into a list.
pub fn side_by_side() {
    let arn = "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap";
    let mut buffer = UrlBuffer::new();
    for credentials in [user_credentials(), temporary_credentials()] {
        let batch = presigner(credentials).batch_at(QUARTER, now()).unwrap();
        let mut requests = mixed();
        requests.insert(40, S3Request::get_object(arn, "k"));
        requests.insert(50, S3Request::get_object("photos", ""));
        for count in [requests.len(), 1, 33] {
            batch.presign_all_into(&requests[..count], &mut buffer);
            drop(format!("{buffer:?}"));
            batch.presign_all(&requests[..count]).into_iter().flatten().for_each(finish);
        }
    }
}

pub fn regions_side_by_side() {
    let arn = |turn: usize| match REGIONS.get(turn % 20) {
        Some(region) => format!("arn:aws:s3:{region}:123456789012:accesspoint/mine"),
        None => format!("arn:aws:s3:region-{}:123456789012:accesspoint/mine", turn % 20),
    };
    let requests = (0..60).map(|turn| S3Request::get_object(arn(turn), "k"));
    let batch = presigner(temporary_credentials()).batch_at(QUARTER, now()).unwrap();
    batch.presign_all(requests).into_iter().for_each(|url| finish(url.unwrap()));
}

pub fn panicked() {
    let batch = presigner(user_credentials()).batch_at(QUARTER, now()).unwrap();
    let mut buffer = UrlBuffer::new();
    let requests = mixed().into_iter().enumerate().map(|(number, request)| {
        if number == 70 {
            // As a panic, but for the report on the terminal.
            std::panic::resume_unwind(Box::new(()));
        }
        request
    });
    let all = std::panic::AssertUnwindSafe(|| batch.presign_all_into(requests, &mut buffer));
    std::panic::catch_unwind(all).unwrap_err();
    drop(buffer);
}

pub fn regions() {
    let mut presigner = presigner(temporary_credentials());
    for turn in 0..40 {
        let region =
            REGIONS.get(turn).map_or_else(|| format!("region-{turn}"), |name| (*name).to_owned());
        presigner = presigner.with_region(Region::new(region).unwrap());
        finish(presigner.presign_get_at("photos", "k", QUARTER, now()).unwrap());
    }
}

pub fn rotation() {
    let mut presigner = presigner(temporary_credentials());
    let clone = presigner.clone();
    for turn in 0..6 {
        let next = if turn % 2 == 0 { second_secret() } else { secret() };
        presigner = presigner.with_credentials(Credentials::new(ID, next.as_str()).unwrap());
        issue(&presigner);
    }
    issue(&clone);
}

pub fn refreshing() {
    let fetched = AtomicUsize::new(0);
    let source = move || {
        let count = fetched.fetch_add(1, Ordering::Relaxed);
        let next = if count % 2 == 0 { second_secret() } else { secret() };
        // Each is a session of its own, with one character more than the token, for which it has room. Sooner
        // ends are dropped.
        let mut own_token = token();
        own_token.push(char::from(b"abcdefgh"[count % 8]));
        let end = now() + Duration::from_secs([1_800, 1_800, 900, 7_200, 90_000][count % 5]);
        let id = if count % 3 == 0 { "ASIAONE" } else { "ASIATWO" };
        Ok(Credentials::temporary(id, next.as_str(), own_token.as_str())?
            .with_kind(CredentialKind::InstanceProfile)
            .with_expires_at(end))
    };
    let ending = temporary_credentials().with_expires_at(now() + Duration::from_secs(60));
    let presigner = presigner(ending).with_credentials_source(source);
    for hour in 0..20 {
        let then = now() + Duration::from_secs(hour * 3_600);
        if let Ok(url) = presigner.presign_get_at("photos", "k", QUARTER, then) {
            finish(url);
        }
    }
}

pub fn posts() {
    for credentials in [user_credentials(), temporary_credentials()] {
        let policy = PostPolicy::new("photos", "user/${filename}")
            .content_length_range(1..=1_000)
            .condition(Condition::StartsWith { field: "x".to_owned(), prefix: String::new() });
        let post = presigner(credentials).presign_post_at(&policy, QUARTER, now()).unwrap();
        drop(format!("{post:?}"));
        // The form is the holder's, token and all, and there is no way to wipe it.
        std::mem::forget(post);
    }
}

pub fn multipart() {
    let plan = MultipartPlan::new(100 << 20).unwrap();
    let upload = MultipartUpload::new("photos", "k", "upload", plan)
        .with_sse_customer_key(SseCustomerKey::new(*customer_key()));
    let urls = presigner(user_credentials()).presign_multipart_at(&upload, QUARTER, now()).unwrap();
    drop(format!("{urls:?}"));
}

pub fn multi_region() {
    let arn = "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap";
    for credentials in [user_credentials(), temporary_credentials()] {
        finish(presigner(credentials).presign_get_at(arn, "k", QUARTER, now()).unwrap());
    }
}
