//! What the functions give: the links of the library, for every type of column, with errors in their places.

#![allow(
    unreachable_pub,
    clippy::unwrap_used,
    clippy::duration_suboptimal_units,
    reason = "tests, and what they share"
)]

mod support;

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use datafusion::arrow::array::{ArrayRef, Int64Array, StringArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::DataType;
use s3_presigner::{Credentials, ExpiryPolicy, OnExcess, Presigner, Region, S3Request};

use support::{lasting, refusal, rows, session, table};

const INSTANT: &str = "TIMESTAMP '2026-03-01T12:00:00Z'";

fn instant() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_772_366_400)
}

const KEYS: [&str; 14] = [
    "cat.jpg",
    "2026/03/01/report (final).pdf",
    "ä/ö/ü-😀.txt",
    "a?b#c&d=e+f%20g",
    "quote'quote\"quote",
    "tab\there",
    "//leading/and//doubled",
    "trailing/",
    "~tilde_-.!*()",
    "日本語のとても長い名前のファイル.tar.gz",
    "line\nbreak",
    "semi;colon:at@equals=",
    "back\\slash",
    "x",
];

fn keys() -> ArrayRef {
    Arc::new(StringArray::from(KEYS.to_vec()))
}

#[tokio::test]
async fn each_link_is_that_of_the_library_whatever_the_types_of_the_columns() {
    let texts = [
        DataType::Utf8,
        DataType::LargeUtf8,
        DataType::Utf8View,
        DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8)),
    ];
    let numbers = [
        DataType::Int8,
        DataType::Int16,
        DataType::Int32,
        DataType::Int64,
        DataType::UInt8,
        DataType::UInt16,
        DataType::UInt32,
        DataType::UInt64,
    ];
    let seconds: ArrayRef = Arc::new(Int64Array::from_iter_values((0..14).map(|row| 60 + row)));
    let buckets: ArrayRef = Arc::new(StringArray::from(vec!["photos"; KEYS.len()]));
    for text in &texts {
        for number in &numbers {
            let session = session(lasting());
            let columns = vec![
                ("bucket", cast(&buckets, text).unwrap()),
                ("key", cast(&keys(), text).unwrap()),
                ("seconds", cast(&seconds, number).unwrap()),
            ];
            table(&session, "inventory", 3, columns);
            let statement = format!(
                "SELECT key, link['url'], link['expires_at'], link['limited_by'], link['error'] FROM \
                 (SELECT key, presign_get(bucket, key, seconds, {INSTANT}) AS link FROM inventory)"
            );
            let mut given = rows(&session, &statement).await;
            given.sort();
            let mut wanted: Vec<_> =
                (60..).zip(KEYS).map(|(seconds, key)| wanted(key, seconds)).collect();
            wanted.sort();
            assert_eq!(given, wanted, "{text} {number}");
        }
    }
}

fn wanted(key: &str, seconds: u64) -> Vec<Option<String>> {
    let lifetime = Duration::from_secs(seconds);
    let link = lasting().presign_get_at("photos", key, lifetime, instant()).unwrap();
    let end = format!("2026-03-01T12:{:02}:{:02}Z", seconds / 60, seconds % 60);
    let texts = [key, link.as_str(), &end, "requested"];
    texts.into_iter().map(|text| Some(text.to_owned())).chain([None]).collect()
}

type Make = fn(&'static str, &'static str) -> S3Request<'static>;

#[tokio::test]
async fn each_function_signs_its_own_method() {
    let session = session(lasting());
    table(&session, "inventory", 1, vec![("key", keys())]);
    let makers: [(&str, Make); 4] = [
        ("get", |bucket, key| S3Request::get_object(bucket, key)),
        ("put", |bucket, key| S3Request::put_object(bucket, key)),
        ("head", |bucket, key| S3Request::head_object(bucket, key)),
        ("delete", |bucket, key| S3Request::delete_object(bucket, key)),
    ];
    for (name, request) in makers {
        let statement =
            format!("SELECT presign_{name}('photos', key, 900, {INSTANT})['url'] FROM inventory");
        let wanted: Vec<_> = KEYS
            .into_iter()
            .map(|key| {
                let quarter = Duration::from_secs(900);
                let link =
                    lasting().presign_at(&request("photos", key), quarter, instant()).unwrap();
                vec![Some(link.as_str().to_owned())]
            })
            .collect();
        assert_eq!(rows(&session, &statement).await, wanted, "{name}");
    }
}

#[tokio::test]
async fn a_row_that_cannot_be_signed_says_why_and_the_others_have_their_links() {
    let session = session(lasting());
    let buckets = vec![
        Some("photos"),
        None,
        Some("photos"),
        Some("photos"),
        Some("No"),
        Some("photos"),
        Some("photos"),
    ];
    let keys = vec![Some("a"), Some("a"), None, Some(""), Some("a"), Some("a"), Some("z")];
    let seconds = vec![Some(60), Some(60), Some(60), Some(60), Some(60), None, Some(60)];
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("bucket", Arc::new(StringArray::from(buckets))),
        ("key", Arc::new(StringArray::from(keys))),
        ("seconds", Arc::new(Int64Array::from(seconds))),
    ];
    table(&session, "inventory", 1, columns);
    let statement = format!(
        "SELECT link['url'], link['expires_at'], link['limited_by'], link['error'] FROM \
         (SELECT presign_get(bucket, key, seconds, {INSTANT}) AS link FROM inventory)"
    );
    let given = rows(&session, &statement).await;
    let errors: Vec<Option<&str>> = given.iter().map(|row| row[3].as_deref()).collect();
    let of = |bucket: &'static str, key: &'static str| {
        lasting()
            .presign_get_at(bucket, key, Duration::from_secs(60), instant())
            .unwrap_err()
            .to_string()
    };
    let (empty, capital) = (of("photos", ""), of("No", "a"));
    let wanted = [
        None,
        Some("the bucket is null"),
        Some("the key is null"),
        Some(empty.as_str()),
        Some(capital.as_str()),
        Some("the lifetime is null"),
        None,
    ];
    assert_eq!(errors, wanted);
    for row in given {
        assert!(row[..3].iter().all(|column| column.is_none() == row[3].is_some()), "{row:?}");
    }
}

#[tokio::test]
async fn lifetimes_out_of_range_are_errors_of_their_rows() {
    let session = session(lasting());
    let statement =
        |seconds: &str| format!("SELECT presign_get('photos', 'a', {seconds}, {INSTANT})['error']");
    let library = |seconds| {
        let lifetime = Duration::from_secs(seconds);
        lasting().presign_get_at("photos", "a", lifetime, instant()).unwrap_err().to_string()
    };
    let longest = u64::try_from(i64::MAX).unwrap();
    for (seconds, wanted) in [
        ("-1", "a lifetime is at least 1 second, not -1".to_owned()),
        ("0", library(0)),
        ("604801", library(604_801)),
        ("9223372036854775807", library(longest)),
        ("18446744073709551615", library(longest)),
        ("NULL", "the lifetime is null".to_owned()),
    ] {
        assert_eq!(rows(&session, &statement(seconds)).await, [[Some(wanted)]], "{seconds}");
    }
}

#[tokio::test]
async fn times_to_sign_at_are_read_from_text_and_columns_and_checked() {
    let session = session(lasting());
    let statement = |instant: &str| {
        format!(
            "SELECT link['expires_at'], link['error'] FROM (SELECT presign_get('photos', 'a', 60, {instant}) AS link)"
        )
    };
    for instant in [
        "'2026-03-01T12:00:00Z'",
        "TIMESTAMP '2026-03-01T13:00:00.900+01:00'",
        "to_timestamp(1772366400)",
    ] {
        let given = rows(&session, &statement(instant)).await;
        assert_eq!(given, [[Some("2026-03-01T12:01:00Z".to_owned()), None]], "{instant}");
    }
    let before = UNIX_EPOCH - Duration::from_secs(1);
    let library =
        lasting().presign_get_at("photos", "a", Duration::from_secs(60), before).unwrap_err();
    let given = rows(&session, &statement("to_timestamp_seconds(-1)")).await;
    assert_eq!(given, [[None, Some(library.to_string())]]);
    let given = rows(&session, &statement("NULL")).await;
    assert_eq!(given, [[None, Some("the time to sign at is null".to_owned())]]);
}

#[tokio::test]
async fn a_session_that_ends_sooner_is_the_reason() {
    let quarter = Duration::from_secs(900);
    let credentials = Credentials::temporary("ASIAEXAMPLE", "secret", "token").unwrap();
    let credentials = credentials.with_expires_at(instant() + quarter);
    let strict = Presigner::new(credentials, Region::new("eu-west-1").unwrap());
    let clamping =
        strict.clone().with_expiry_policy(ExpiryPolicy::new().with_on_excess(OnExcess::Clamp));
    let statement = format!(
        "SELECT link['expires_at'], link['limited_by'], link['error'] FROM \
         (SELECT presign_get('photos', 'a', 3600, {INSTANT}) AS link)"
    );
    let wanted = ["2026-03-01T12:15:00Z", "credential_expiry"].map(|text| Some(text.to_owned()));
    assert_eq!(rows(&session(clamping), &statement).await[0][..2], wanted);

    let refused =
        strict.presign_get_at("photos", "a", Duration::from_secs(3600), instant()).unwrap_err();
    assert_eq!(rows(&session(strict), &statement).await, [[None, None, Some(refused.to_string())]]);
}

#[tokio::test]
async fn arguments_of_other_kinds_are_refused_while_planning() {
    let session = session(lasting());
    for (arguments, wanted) in [
        (
            "'photos', 'a'",
            "presign_get takes a bucket, a key and a lifetime in seconds, not 2 arguments",
        ),
        ("1, 'a', 60", "presign_get takes a bucket and a key as text, not as Int64"),
        (
            "'photos', 'a', 1.5",
            "presign_get takes a lifetime in whole seconds, as an integer, not as Float64",
        ),
        (
            "'photos', 'a', 60, 5",
            "presign_get takes the time to sign at as a timestamp, not as Int64",
        ),
    ] {
        let refused = refusal(&session, &format!("SELECT presign_get({arguments})")).await;
        assert!(refused.contains(wanted), "{refused}");
    }
}
