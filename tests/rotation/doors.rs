//! All front doors ask the source alike, under every policy, with a stable window and without.

use std::sync::atomic::Ordering;
use std::time::{Duration, SystemTime};

use s3_presigner::{
    Error, ExpiryPolicy, MultipartPlan, MultipartUpload, OnExcess, PostPolicy, Presigner, S3Request,
};

use super::{HOUR, NOW, at, counted, id_in, instance, secs};

/// Signs through one of the front doors, and gives the id that it was signed with.
type Door = fn(&Presigner, Duration, SystemTime) -> Result<String, Error>;

const DOORS: [(&str, Door); 10] = [
    ("presign", |p, lifetime, now| id_of(p.presign_at(&request(), lifetime, now))),
    ("presign_into", |p, lifetime, now| {
        let mut url = String::new();
        p.presign_into_at(&request(), lifetime, now, &mut url)?;
        id_of(Ok(url))
    }),
    ("get", |p, lifetime, now| id_of(p.presign_get_at("b-1", "k", lifetime, now))),
    ("put", |p, lifetime, now| id_of(p.presign_put_at("b-1", "k", lifetime, now))),
    ("head", |p, lifetime, now| id_of(p.presign_head_at("b-1", "k", lifetime, now))),
    ("delete", |p, lifetime, now| id_of(p.presign_delete_at("b-1", "k", lifetime, now))),
    ("batch", |p, lifetime, now| id_of(p.batch_at(lifetime, now)?.presign(&request()))),
    ("batch, into", |p, lifetime, now| {
        let mut url = String::new();
        p.batch_at(lifetime, now)?.presign_into(&request(), &mut url)?;
        id_of(Ok(url))
    }),
    ("multipart", |p, lifetime, now| {
        let plan = MultipartPlan::new(1 << 24)?;
        let upload = MultipartUpload::new("b-1", "k", "id", plan);
        id_of(Ok(p.presign_multipart_at(&upload, lifetime, now)?.complete()))
    }),
    ("post", |p, lifetime, now| {
        let form = p.presign_post_at(&PostPolicy::new("b-1", "k"), lifetime, now)?;
        let scope = form.fields().find(|(name, _)| *name == "x-amz-credential").unwrap().1;
        Ok(scope.split('/').next().unwrap().to_owned())
    }),
];

const POLICIES: [OnExcess; 3] = [OnExcess::Reject, OnExcess::Clamp, OnExcess::Allow];

/// `(window, lifetime, whether the credentials carry it)`; they live for 590 s more.
const WISHES: [(Option<u64>, u64, bool); 6] = [
    (None, 590, true),
    (None, 591, false),
    // The window has begun 10 s ago, and counts from there.
    (Some(60), 540, true),
    (Some(60), 541, false),
    (Some(1_800), 1, false),
    (Some(1_800), HOUR, false),
];

/// The id that a URL is signed with.
fn id_of(url: Result<impl AsRef<str>, Error>) -> Result<String, Error> {
    url.map(|url| id_in(url.as_ref()).to_owned())
}

fn request() -> S3Request<'static> {
    S3Request::get_object("b-1", "k")
}

/// Does something for every door, policy and wish.
fn everywhere(act: impl Fn(&dyn Fn(Presigner) -> Result<String, Error>, OnExcess, bool, &str)) {
    for (name, door) in DOORS {
        for on_excess in POLICIES {
            for (window, lifetime, is_enough) in WISHES {
                let sign = |presigner: Presigner| {
                    let policy = ExpiryPolicy::new().with_on_excess(on_excess);
                    let presigner = presigner.with_expiry_policy(policy);
                    let presigner = match window {
                        Some(window) => presigner.with_stable_window(secs(window))?,
                        None => presigner,
                    };
                    door(&presigner, secs(lifetime), at(NOW + 10))
                };
                let place = format!("{name}, {on_excess:?}, {window:?}, {lifetime} s");
                act(&sign, on_excess, is_enough, &place);
            }
        }
    }
}

#[test]
fn every_door_asks_when_and_only_when_the_lifetime_needs_it() {
    everywhere(|sign, _, is_enough, place| {
        let (presigner, calls) = counted(|| Ok(instance("ASIANEW", NOW + 6 * HOUR)));
        let (id, asked) = if is_enough { ("ASIAOLD", 0) } else { ("ASIANEW", 1) };
        assert_eq!(sign(presigner).as_deref(), Ok(id), "{place}");
        assert_eq!(calls.load(Ordering::SeqCst), asked, "{place}");
    });
}

#[test]
fn every_door_tells_why_there_are_no_new_credentials_or_does_with_the_old() {
    everywhere(|sign, on_excess, is_enough, place| {
        let (presigner, calls) = counted(|| Err(Error::fetch("down")));
        let expected = if is_enough || on_excess != OnExcess::Reject {
            Ok("ASIAOLD".to_owned())
        } else {
            Err(Error::fetch("down"))
        };
        assert_eq!(sign(presigner), expected, "{place}");
        assert_eq!(calls.load(Ordering::SeqCst), usize::from(!is_enough), "{place}");
    });
}
