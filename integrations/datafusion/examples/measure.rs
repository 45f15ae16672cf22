//! How fast a statement signs an inventory of Parquet into Parquet, against the batch alone; and the peak of memory.
//!
//! `measure make ROWS FILE` makes an inventory, `measure sign FILE LINKS` measures.

use std::error::Error;
use std::thread;
use std::time::{Duration, Instant};

use datafusion::arrow::array::AsArray;
use datafusion::prelude::{ParquetReadOptions, SessionContext};
use s3_presigner::{Batch, Credentials, Presigner, Region, S3Request, UrlBuffer};
use s3_presigner_datafusion::{register, session_config};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["make", rows, file] => make(rows.parse()?, file).await,
        ["sign", inventory, links] => sign(inventory, links).await,
        _ => Err("measure make ROWS FILE, or measure sign FILE LINKS".into()),
    }
}

async fn make(rows: usize, file: &str) -> Result<(), Box<dyn Error>> {
    let statement = format!(
        "COPY (SELECT 'photos' AS bucket, concat('uploads/2026/', lpad(CAST(value AS VARCHAR), 12, '0'), '.jpg') AS key \
         FROM range({rows})) TO '{file}' STORED AS PARQUET"
    );
    SessionContext::new().sql(&statement).await?.collect().await?;
    Ok(())
}

async fn sign(inventory: &str, links: &str) -> Result<(), Box<dyn Error>> {
    let credentials = Credentials::new("AKIDEXAMPLE", "secret")?;
    let presigner = Presigner::new(credentials, Region::new("eu-west-1")?);
    let batch = presigner.batch(Duration::from_mins(15))?;
    let session = SessionContext::new_with_config(session_config());
    register(&session, presigner);
    session.register_parquet("inventory", inventory, ParquetReadOptions::default()).await?;
    let rows = session.table("inventory").await?.count().await?;
    let keys = some_keys(&session).await?;
    let threads = thread::available_parallelism()?.get();

    let singly = alone(&batch, &keys, threads, one_by_one)?;
    let before = alone(&batch, &keys, threads, side_by_side)?;
    let statement = format!(
        "COPY (SELECT key, link['url'] AS url, link['expires_at'] AS expires_at, link['limited_by'] AS limited_by, \
         link['error'] AS error FROM (SELECT key, presign_get(bucket, key, 900) AS link FROM inventory)) \
         TO '{links}' STORED AS PARQUET"
    );
    let start = Instant::now();
    session.sql(&statement).await?.collect().await?;
    let statement = per_row(start.elapsed(), rows);
    let alone = f64::midpoint(before, alone(&batch, &keys, threads, side_by_side)?);
    let size = std::fs::metadata(links)?.len().div_ceil(u64::try_from(rows)?);
    println!(
        "{rows} rows, {threads} threads: the statement {:.0} links/s; the batch alone, side by side {:.0} links/s \
         (ratio {:.2}), one by one {:.0} links/s (ratio {:.2}); {size} bytes/row; peak memory {}",
        1e9 / statement,
        1e9 / alone,
        alone / statement,
        1e9 / singly,
        singly / statement,
        peak_memory()?
    );
    Ok(())
}

async fn some_keys(session: &SessionContext) -> Result<Vec<String>, Box<dyn Error>> {
    let keys = session.sql("SELECT CAST(key AS VARCHAR) FROM inventory LIMIT 65536").await?;
    let keys = keys.collect().await?;
    let keys = keys.iter().flat_map(|keys| keys.column(0).as_string_view().iter().flatten());
    Ok(keys.map(str::to_owned).collect())
}

/// The batch alone, on each thread by itself; nanoseconds for each link.
fn alone(
    batch: &Batch,
    keys: &[String],
    threads: usize,
    way: fn(&Batch, &[String]),
) -> Result<f64, Box<dyn Error>> {
    const ROUNDS: usize = 20;
    let start = Instant::now();
    thread::scope(|scope| {
        let work = || (0..ROUNDS).for_each(|_| way(batch, keys));
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(thread::ScopedJoinHandle::join)
    })
    .map_err(|_| "a thread of the measurement failed")?;
    Ok(per_row(start.elapsed(), keys.len() * ROUNDS * threads))
}

/// Several links hashed at once, as the functions do it.
fn side_by_side(batch: &Batch, keys: &[String]) {
    let mut links = UrlBuffer::new();
    for keys in keys.chunks(256) {
        let requests = keys.iter().map(|key| S3Request::get_object("photos", key));
        batch.presign_all_into(requests, &mut links);
        std::hint::black_box(&links);
    }
}

/// Each link by itself, into a buffer that is used again.
fn one_by_one(batch: &Batch, keys: &[String]) {
    let mut links = String::new();
    for keys in keys.chunks(256) {
        links.clear();
        for key in keys {
            let signed = batch.presign_into(&S3Request::get_object("photos", key), &mut links);
            std::hint::black_box(signed.is_ok());
        }
        std::hint::black_box(&links);
    }
}

fn per_row(time: Duration, rows: usize) -> f64 {
    let rows = u32::try_from(rows).unwrap_or(u32::MAX);
    time.as_secs_f64() * 1e9 / f64::from(rows)
}

/// As Linux counts it.
fn peak_memory() -> Result<String, Box<dyn Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    Ok(line.map_or_else(|| "unknown".to_owned(), |line| line.trim().to_owned()))
}
