//! One iterator of a batch, drawn on by several threads at once, as `rayon`'s `par_bridge` does.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::Mutex;
use std::thread;
use std::time::{Duration, UNIX_EPOCH};

use s3_presigner::{Credentials, Presigner, Region, S3Request};

const HOUR: Duration = Duration::from_secs(3_600);

#[test]
fn threads_share_one_iterator_and_every_url_comes_once() {
    let credentials = Credentials::new("AKIDEXAMPLE", "secret").unwrap();
    let presigner = Presigner::new(credentials, Region::new("eu-west-1").unwrap());
    let batch = presigner.batch_at(HOUR, UNIX_EPOCH).unwrap();
    let keys: Vec<_> = (0..400).map(|number| format!("{number:03}")).collect();
    let request = |key: &String| S3Request::get_object("photos", key.clone());
    let shared = Mutex::new(batch.urls(keys.iter().map(request)));

    let draw = || {
        let next = || shared.lock().unwrap().next();
        std::iter::from_fn(next).map(|url| url.unwrap().into()).collect::<Vec<String>>()
    };
    let mut urls = thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(draw)).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
    });
    urls.sort();

    let alone = |key| presigner.presign_at(&request(key), HOUR, UNIX_EPOCH).unwrap().into();
    assert_eq!(urls, keys.iter().map(alone).collect::<Vec<String>>());
}
