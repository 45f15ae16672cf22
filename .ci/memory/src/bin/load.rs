//! Two threads that presign without a pause: `load MINUTES`. See `tests/PROOF.md`.
//!
//! All kinds of requests are mixed, and a source rotates the credentials. Time is counted in URLs, five to
//! a second, so that rotations, days and stable windows go by. Every thousandth URL is verified, and
//! refused when it is changed. Memory must not grow once it is warm.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use s3_presigner::{
    CredentialKind, Credentials, KnownCredentials, MultipartPlan, MultipartUpload, PostPolicy,
    PresignedUrl, Presigner, Region, S3Request, SignedRequest, SseCustomerKey, Verifier,
};

/// Counts what is taken and what is given back.
struct Counting;

// SAFETY: everything is left to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Relaxed);
        LIVE.fetch_add(size(layout), Relaxed);
        // SAFETY: the caller keeps the same contract.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        LIVE.fetch_sub(size(layout), Relaxed);
        // SAFETY: the caller keeps the same contract.
        unsafe { System.dealloc(block, layout) }
    }
}

fn size(layout: Layout) -> i64 {
    i64::try_from(layout.size()).unwrap_or(i64::MAX)
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;
static ALLOCATIONS: AtomicU64 = AtomicU64::new(0);
static LIVE: AtomicI64 = AtomicI64::new(0);

#[derive(Default)]
struct World {
    has_ended: AtomicBool,
    urls: AtomicU64,
    forms: AtomicU64,
    verified: AtomicU64,
    rotations: AtomicU64,
}

fn main() {
    let minutes: f64 =
        std::env::args().nth(1).and_then(|text| text.parse().ok()).expect("say how many minutes");
    let length = Duration::from_secs_f64(minutes * 60.0);
    let warm_up = (length / 5).min(Duration::from_secs(60));
    let world = Arc::new(World::default());
    let before = LIVE.load(Relaxed);
    let presigner = presigner(&world);
    let workers = [0, 1].map(|_| {
        let (world, presigner) = (Arc::clone(&world), presigner.clone());
        std::thread::spawn(move || work(&world, &presigner))
    });

    let begin = Instant::now();
    sleep_until(begin + warm_up);
    let warm = resident_kib();
    let mut highest = warm;
    while begin.elapsed() < length {
        std::thread::sleep(Duration::from_millis(500));
        highest = highest.max(resident_kib());
    }
    world.has_ended.store(true, Relaxed);
    let died = workers.into_iter().map(|worker| worker.join()).filter(Result::is_err).count();
    let (allocations, signed) = (ALLOCATIONS.load(Relaxed), world.urls.load(Relaxed));
    drop(presigner);
    let kept = LIVE.load(Relaxed) - before;

    println!(
        "{signed} URLs and {} forms in {:.1} minutes by 2 threads, {} rotations of credentials, {} URLs verified",
        world.forms.load(Relaxed),
        minutes,
        world.rotations.load(Relaxed),
        world.verified.load(Relaxed),
    );
    println!(
        "{allocations} allocations; resident {warm} KiB after {} s, {highest} KiB at most after that; \
         {kept} bytes still allocated when all is dropped; {died} threads panicked",
        warm_up.as_secs(),
    );
    let is_used = world.verified.load(Relaxed) > 0 && world.rotations.load(Relaxed) > 1;
    let is_sound = died == 0 && is_used && highest <= warm + SLACK_KIB && kept < 4_096;
    println!("{}", if is_sound { "ok" } else { "FAILED" });
    std::process::exit(i32::from(!is_sound));
}

/// One presigner whose credentials live for an hour, from a source.
fn presigner(world: &Arc<World>) -> Presigner {
    let fetching = Arc::clone(world);
    let source = move || {
        fetching.rotations.fetch_add(1, Relaxed);
        Ok(credentials(now(&fetching)))
    };
    Presigner::new(credentials(now(world)), Region::new("eu-west-1").unwrap())
        .with_credentials_source(source)
}

/// The credentials that a source gives at this time: their end is in their id, and that in the secret.
fn credentials(now: SystemTime) -> Credentials {
    let seconds = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    credentials_until(seconds + 3_600)
}

fn credentials_until(end: u64) -> Credentials {
    let (id, secret) = (format!("ASIA{end}"), format!("secret/{end}"));
    Credentials::temporary(id, secret, format!("token+{end}/{}", "x".repeat(300)))
        .unwrap()
        .with_kind(CredentialKind::AssumedRole)
        .with_expires_at(UNIX_EPOCH + Duration::from_secs(end))
}

fn now(world: &World) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_795_262_400 + world.urls.load(Relaxed) / 5)
}

fn work(world: &World, presigner: &Presigner) {
    let verifier = Verifier::with_lookup(|id| {
        let end = id.strip_prefix("ASIA")?.parse().ok()?;
        Some(Arc::new(KnownCredentials::new(credentials_until(end))))
    });
    let stable = presigner.clone().with_stable_window(Duration::from_secs(300)).unwrap();
    let mut turn = 0_u64;
    while !world.has_ended.load(Relaxed) {
        turn += 1;
        let now = now(world);
        let presigner = if turn.is_multiple_of(3) { &stable } else { presigner };
        let made = turn_of(turn, presigner, world, now);
        let before = world.urls.fetch_add(made.len() as u64, Relaxed);
        let is_due = before / 1_000 != (before + made.len() as u64) / 1_000;
        if let Some(url) = made.last().filter(|_| is_due) {
            verify(&verifier, url, now);
            world.verified.fetch_add(1, Relaxed);
        }
    }
}

/// One kind of work after the other; what was signed.
fn turn_of(turn: u64, presigner: &Presigner, world: &World, now: SystemTime) -> Vec<PresignedUrl> {
    let key = format!("{turn}/a b é");
    let one = |request: S3Request<'_>| vec![presigner.presign_at(&request, LIFETIME, now).unwrap()];
    match turn % 100 {
        0..50 => one(S3Request::get_object("photos", key)),
        50..80 => one(S3Request::put_object("photos", key)
            .content_type("image/png")
            .metadata("turn", "x")),
        80..90 => {
            let key = SseCustomerKey::new([7; 32]);
            one(S3Request::put_object("photos", "k").sse_customer_key(&key))
        }
        90..94 => {
            let batch = presigner.batch_at(LIFETIME, now).unwrap();
            let requests =
                (0..20).map(|number| S3Request::get_object("photos", format!("{turn}/{number}")));
            batch.urls(requests).map(Result::unwrap).collect()
        }
        94 => {
            let plan = MultipartPlan::new(50 << 20).unwrap();
            let upload = MultipartUpload::new("photos", &key, "upload", plan);
            let urls = presigner.presign_multipart_at(&upload, LIFETIME, now).unwrap();
            urls.parts().iter().map(|part| part.url().clone()).collect()
        }
        95 => {
            // A bucket of another name each time, and another region.
            let region = Region::new(format!("region-{}", turn % 40)).unwrap();
            let elsewhere = presigner.clone().with_region(region);
            vec![elsewhere.presign_get_at("other", &key, LIFETIME, now).unwrap()]
        }
        96 => {
            let refused = presigner.presign_get_at("photos", "a/../b", LIFETIME, now).is_err();
            let refused =
                refused && presigner.presign_get_at("photos", "k", LIFETIME * 10_000, now).is_err();
            assert!(refused);
            Vec::new()
        }
        _ => {
            let policy = PostPolicy::new("photos", "a/${filename}")
                .content_length_range(1..=9)
                .metadata("a", "b");
            presigner.presign_post_at(&policy, LIFETIME, now).unwrap();
            world.forms.fetch_add(1, Relaxed);
            Vec::new()
        }
    }
}

fn verify(verifier: &Verifier, url: &PresignedUrl, now: SystemTime) {
    let request = |method| SignedRequest::new(method, url.as_str()).headers(url.headers());
    verifier.verify_at(&request(url.method()), now).unwrap();
    assert!(verifier.verify_at(&request("DELETE"), now).is_err());
}

fn sleep_until(instant: Instant) {
    std::thread::sleep(instant.saturating_duration_since(Instant::now()));
}

/// `VmRSS` of this process.
fn resident_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

const LIFETIME: Duration = Duration::from_secs(900);
/// What a page of the allocator or of a stack may add here and there.
const SLACK_KIB: u64 = 256;
