//! Inventories as S3 writes them, signed by one statement.

#![allow(
    unreachable_pub,
    clippy::unwrap_used,
    clippy::duration_suboptimal_units,
    reason = "tests, and what they share"
)]

mod support;

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};

use datafusion::prelude::SessionContext;
use flate2::Compression;
use flate2::write::GzEncoder;
use s3_presigner_datafusion::session_config;

use support::{lasting, refusal, rows, session, session_of};

const INSTANT: &str = "TIMESTAMP '2026-03-01T12:00:00Z'";

/// Keys, and how S3 Inventory writes them into CSV.
const KEYS: [(&str, &str); 7] = [
    ("cat.jpg", "cat.jpg"),
    ("2026/03/my cat's +1.jpg", "2026/03/my+cat%27s+%2B1.jpg"),
    ("100%.txt", "100%25.txt"),
    ("a%20b", "a%2520b"),
    ("日本語.txt", "%E6%97%A5%E6%9C%AC%E8%AA%9E.txt"),
    ("comma,quote\"line\nbreak", "comma%2Cquote%22line%0Abreak"),
    ("x=1&y=2", "x%3D1%26y%3D2"),
];

/// A file of an inventory: gzip, every field in quotes, no names.
fn csv(path: &Path, rows: &[(&str, &str)]) {
    let mut file = GzEncoder::new(File::create(path).unwrap(), Compression::fast());
    for (_, key) in rows {
        writeln!(file, "\"photos\",\"{key}\",\"12\"").unwrap();
    }
    file.finish().unwrap();
}

fn wanted() -> Vec<Vec<Option<String>>> {
    let instant = UNIX_EPOCH + Duration::from_secs(1_772_366_400);
    let link =
        |key| lasting().presign_get_at("photos", key, Duration::from_secs(900), instant).unwrap();
    let mut wanted: Vec<_> = KEYS
        .iter()
        .map(|(key, _)| vec![Some(String::from(link(key))), Some("requested".to_owned()), None])
        .collect();
    wanted.sort();
    wanted
}

/// Signs into one file, and reads that.
async fn signed(session: &SessionContext, key: &str, to: &Path) -> Vec<Vec<Option<String>>> {
    let to = to.display();
    let copy = format!(
        "COPY (SELECT link['url'] AS url, link['limited_by'] AS limited_by, link['error'] AS error FROM \
         (SELECT presign_get(bucket, {key}, 900, {INSTANT}) AS link FROM inventory)) TO '{to}' STORED AS PARQUET"
    );
    session.sql(&copy).await.unwrap().collect().await.unwrap();
    let read = format!("CREATE EXTERNAL TABLE links STORED AS PARQUET LOCATION '{to}'");
    session.sql(&read).await.unwrap().collect().await.unwrap();
    let mut links = rows(session, "SELECT url, limited_by, error FROM links").await;
    links.sort();
    links
}

#[tokio::test]
async fn an_inventory_in_csv_is_signed_once_its_keys_are_decoded() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    fs::create_dir(&data).unwrap();
    let (some, others) = KEYS.split_at(4);
    csv(&data.join("1.csv.gz"), some);
    csv(&data.join("2.csv.gz"), others);
    let session = session_of(lasting(), session_config());
    let table = format!(
        "CREATE EXTERNAL TABLE inventory (bucket VARCHAR, \"key\" VARCHAR, size BIGINT) STORED AS CSV LOCATION '{}/' \
         OPTIONS ('format.has_header' 'false', 'format.compression' 'gzip')",
        data.display()
    );
    session.sql(&table).await.unwrap().collect().await.unwrap();
    let links = signed(&session, "inventory_key(key)", &folder.path().join("links.parquet")).await;
    assert_eq!(links, wanted());
}

#[tokio::test]
async fn an_inventory_in_parquet_is_signed_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let session = session_of(lasting(), session_config());
    let values: Vec<_> = KEYS
        .iter()
        .map(|(key, _)| format!("('photos', '{}', 12)", key.replace('\'', "''")))
        .collect();
    let file = folder.path().join("inventory.parquet");
    let make = format!(
        "COPY (SELECT column1 AS bucket, column2 AS key, column3 AS size FROM (VALUES {})) TO '{}' STORED AS PARQUET",
        values.join(", "),
        file.display()
    );
    session.sql(&make).await.unwrap().collect().await.unwrap();
    let table =
        format!("CREATE EXTERNAL TABLE inventory STORED AS PARQUET LOCATION '{}'", file.display());
    session.sql(&table).await.unwrap().collect().await.unwrap();
    let links = signed(&session, "key", &folder.path().join("links.parquet")).await;
    assert_eq!(links, wanted());
}

#[tokio::test]
async fn keys_are_decoded_and_what_is_no_key_is_refused() {
    let session = session(lasting());
    let statement = "SELECT inventory_key(column1) FROM (VALUES ('a+b%2Bc'), (NULL), ('%zz%4'))";
    let decoded = rows(&session, statement).await;
    let texts = [Some("a b+c"), None, Some("%zz%4")];
    assert_eq!(decoded, texts.map(|text| vec![text.map(str::to_owned)]));
    for (call, wanted) in [
        ("inventory_key('%FF')", "the key \"%FF\" is no UTF-8 once it is decoded"),
        ("inventory_key(1)", "inventory_key takes a key as text, not as Int64"),
        ("inventory_key('a', 'b')", "inventory_key takes a key, not 2 arguments"),
    ] {
        let refused = refusal(&session, &format!("SELECT {call}")).await;
        assert!(refused.contains(wanted), "{refused}");
    }
}
