//! The same statements on Ballista: the same rows, no secret in a log, and no row lost with an executor.

#![allow(
    unreachable_pub,
    clippy::unwrap_used,
    clippy::duration_suboptimal_units,
    reason = "tests, and what they share"
)]

#[path = "support/cluster.rs"]
mod processes;
mod support;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use datafusion::prelude::{ParquetReadOptions, SessionConfig, SessionContext};
use s3_presigner_datafusion::cluster::client;

use processes::Cluster;
use support::{ACCESS_KEY, SECRET, TOKEN, rows, session, session_of, temporary};

/// An inventory of several files, each of them a task.
async fn inventory(folder: &Path, files: usize, rows_of_each: usize) -> String {
    let inventory = folder.join("inventory");
    fs::create_dir(&inventory).unwrap();
    let session = SessionContext::new();
    for file in 0..files {
        let from = file * rows_of_each;
        let statement = format!(
            "COPY (SELECT 'photos' AS bucket, concat('ä key/', value) AS key, 60 + value % 1000 AS seconds \
             FROM range({from}, {})) TO '{}' STORED AS PARQUET",
            from + rows_of_each,
            inventory.join(format!("{file}.parquet")).display()
        );
        session.sql(&statement).await.unwrap().collect().await.unwrap();
    }
    inventory.display().to_string()
}

async fn register_inventory(session: &SessionContext, inventory: &str) {
    session.register_parquet("inventory", inventory, ParquetReadOptions::default()).await.unwrap();
}

const STATEMENT: &str = "SELECT key, link['url'], link['expires_at'], link['limited_by'], link['error'] FROM \
    (SELECT key, presign_get(bucket, inventory_key(key), seconds, TIMESTAMP '2026-03-01T12:00:00Z') AS link FROM inventory)";

#[tokio::test(flavor = "multi_thread")]
async fn ballista_gives_the_rows_of_datafusion_and_logs_no_secret() {
    let cluster = Cluster::start();
    let inventory = inventory(cluster.folder(), 6, 500).await;
    let distributed = client(&cluster.address()).await.unwrap();
    let local = session(temporary());
    for session in [&distributed, &local] {
        register_inventory(session, &inventory).await;
    }
    let mut given = rows(&distributed, STATEMENT).await;
    let mut wanted = rows(&local, STATEMENT).await;
    given.sort();
    wanted.sort();
    assert_eq!(given.len(), 3_000);
    assert!(given == wanted, "{:?} is not {:?}", given[0], wanted[0]);
    assert!(given.iter().all(|row| row[1].is_some()));

    let logs = cluster.logs();
    assert!(logs.contains("presign_get"), "the plan is not in the logs");
    for secret in [ACCESS_KEY, SECRET, TOKEN] {
        assert!(!logs.contains(secret), "{secret} is in the logs");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn all_executors_sign_as_of_one_instant() {
    let cluster = Cluster::start();
    let inventory = inventory(cluster.folder(), 16, 200_000).await;
    let session = client(&cluster.address()).await.unwrap();
    register_inventory(&session, &inventory).await;
    let started = Instant::now();
    let statement = "SELECT substr(link['url'], strpos(link['url'], 'X-Amz-Date='), 27) AS date, count(*) FROM \
                     (SELECT presign_get(bucket, key, 900) AS link FROM inventory) GROUP BY date";
    let given = rows(&session, statement).await;
    assert_eq!(given.len(), 1, "{given:?}");
    assert_eq!(given[0][1].as_deref(), Some("3200000"));
    assert!(started.elapsed() > Duration::from_secs(1), "too fast for a clock to show");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_executor_that_is_lost_loses_no_row() {
    let mut cluster = Cluster::start();
    let inventory = inventory(cluster.folder(), 24, 10_000).await;
    let session = client(&cluster.address()).await.unwrap();
    register_inventory(&session, &inventory).await;
    let statement = tokio::spawn(async move { rows(&session, STATEMENT).await });
    let started = Instant::now();
    while !cluster.executors[0].has_made_something() {
        assert!(started.elapsed() < Duration::from_secs(60), "{}", cluster.logs());
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert!(!statement.is_finished());
    cluster.executors[0].lose();

    let mut given =
        tokio::time::timeout(Duration::from_secs(120), statement).await.unwrap().unwrap();
    let local = session_of(temporary(), SessionConfig::new());
    register_inventory(&local, &inventory).await;
    let mut wanted = rows(&local, STATEMENT).await;
    given.sort();
    wanted.sort();
    assert_eq!(given.len(), 240_000);
    assert!(given == wanted);
    assert!(cluster.logs().contains("lost Executor"), "nothing was lost");
}
