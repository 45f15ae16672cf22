//! How often signing allocates: once for the URL, not at all into a buffer that is long enough; and once for the headers of
//! a request, however many.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use s3_presigner::{Credentials, Presigner, Region, S3Request, StorageClass, UrlBuffer};

#[global_allocator]
static ALLOCATOR: dhat::Alloc = dhat::Alloc;

const HOUR: Duration = Duration::from_secs(3_600);

fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_800_000_000)
}

fn presigner(token_length: usize) -> Presigner {
    let credentials = match token_length {
        0 => Credentials::new("AKIAIOSFODNN7EXAMPLE", "secret").unwrap(),
        _ => {
            Credentials::temporary("ASIAIOSFODNN7EXAMPLE", "secret", "t/".repeat(token_length / 2))
                .unwrap()
                .with_expires_at(now() + 2 * HOUR)
        }
    };
    Presigner::new(credentials, Region::new("us-east-1").unwrap())
}

fn short<'a>() -> S3Request<'a> {
    S3Request::get_object("examplebucket", "test.txt")
}

fn typical<'a>() -> S3Request<'a> {
    let key = "users/4821/uploads/2026/11/21/photo with spaces é.jpg";
    S3Request::get_object("examplebucket", key)
        .response_content_disposition("attachment; filename=\"report 2026.pdf\"")
}

fn long(key: &str) -> S3Request<'_> {
    S3Request::put_object("examplebucket", key)
}

fn one_header<'a>() -> S3Request<'a> {
    S3Request::put_object("examplebucket", "test.txt").content_type("text/plain")
}

fn two_headers<'a>() -> S3Request<'a> {
    one_header().cache_control("no-store")
}

fn five_headers<'a>() -> S3Request<'a> {
    two_headers()
        .if_none_match_any()
        .header("x-amz-meta-team", "blue sky")
        .header("x-amz-meta-team", "green")
        .storage_class(StorageClass::IntelligentTiering)
}

/// A name, the length of the token, the request, and the allocations of a URL and of one into a buffer.
type Case<'c> = (&'c str, usize, &'c dyn Fn() -> S3Request<'c>, [u64; 2]);

/// One test, as the counts are those of the whole process.
#[test]
fn a_url_is_one_allocation_with_headers_one_more_and_a_buffer_that_is_used_again_is_none() {
    let long_key = "отпуск/фото/summer-2026-11-21/".repeat(20);
    let long = || long(&long_key);
    let cases: [Case<'_>; 7] = [
        ("short", 0, &short, [1, 0]),
        ("typical", 700, &typical, [1, 0]),
        ("long", 0, &long, [1, 0]),
        // The headers of the request, and the URL with those to send.
        ("one header", 0, &one_header, [2, 1]),
        ("one header and a token", 700, &one_header, [2, 1]),
        ("two headers", 0, &two_headers, [2, 1]),
        ("five headers", 0, &five_headers, [2, 1]),
    ];
    for (name, token_length, request, expected) in cases {
        let presigner = presigner(token_length);
        let batch = presigner.batch_at(HOUR, now()).unwrap();
        let mut buffer = String::new();
        // What is prepared once is prepared here.
        presigner.presign_into_at(&request(), HOUR, now(), &mut buffer).unwrap();
        // The least of some times: the thread that runs the tests allocates now and then too.
        let mut count = |act: &mut dyn FnMut(&mut String)| {
            let counts = (0..10).map(|_| {
                buffer.clear();
                let profiler = dhat::Profiler::builder().testing().build();
                act(&mut buffer);
                let blocks = dhat::HeapStats::get().total_blocks;
                drop(profiler);
                blocks
            });
            counts.min().unwrap()
        };
        let url = count(&mut |_| drop(presigner.presign_at(&request(), HOUR, now()).unwrap()));
        let into = count(&mut |out| {
            presigner.presign_into_at(&request(), HOUR, now(), out).unwrap();
        });
        assert_eq!([url, into], expected, "{name}");
        let url = count(&mut |_| drop(batch.presign(&request()).unwrap()));
        let into = count(&mut |out| batch.presign_into(&request(), out).unwrap());
        assert_eq!([url, into], expected, "{name}, in a batch");
        // The requests stand ready, so that only what the iterator does is counted: one text a URL.
        let requests = [request(), request(), request()];
        let urls = count(&mut |_| batch.urls(&requests).for_each(|url| drop(url.unwrap())));
        let of_one = expected[0] - expected[1];
        assert_eq!(urls, 3 * of_one, "{name}, of an iterator");
        // As many as are hashed side by side, and more.
        let many: Vec<_> = (0..100).map(|_| request()).collect();
        let mut buffer = UrlBuffer::new();
        batch.presign_all_into(&many, &mut buffer);
        let into = count(&mut |_| batch.presign_all_into(&many, &mut buffer));
        assert_eq!((into, buffer.len()), (0, 100), "{name}, side by side");
    }
}
