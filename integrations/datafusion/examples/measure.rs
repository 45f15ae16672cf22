//! How fast a statement signs an inventory of Parquet into Parquet, against the batch alone; and the peak of memory.
//!
//! `measure make ROWS FILE` makes an inventory, `measure sign FILE LINKS` measures.

use std::error::Error;
use std::fmt;
use std::io::ErrorKind;
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

    // To replace links of an earlier run, the system would have to clear hundreds of megabytes.
    match std::fs::remove_file(links) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    let singly = alone(&batch, &keys, threads, one_by_one)?;
    let before = alone(&batch, &keys, threads, side_by_side)?;
    let start = Cost::so_far()?;
    session.sql(&statement(links)).await?.collect().await?;
    let statement = start.to_now(rows)?;
    let together = before.and(&alone(&batch, &keys, threads, side_by_side)?);
    let size = std::fs::metadata(links)?.len().div_ceil(u64::try_from(rows)?);
    println!("{rows} rows, {threads} threads, {size} bytes/row, peak memory {}", peak_memory()?);
    println!("  the statement {statement}");
    println!("  the batch alone, side by side {together}: ratio {}", together.over(&statement));
    println!("  the batch alone, one by one {singly}: ratio {}", singly.over(&statement));
    Ok(())
}

fn statement(links: &str) -> String {
    format!(
        "COPY (SELECT key, link['url'] AS url, link['expires_at'] AS expires_at, link['limited_by'] AS limited_by, \
         link['error'] AS error FROM (SELECT key, presign_get(bucket, key, 900) AS link FROM inventory)) \
         TO '{links}' STORED AS PARQUET"
    )
}

async fn some_keys(session: &SessionContext) -> Result<Vec<String>, Box<dyn Error>> {
    let keys = session.sql("SELECT CAST(key AS VARCHAR) FROM inventory LIMIT 65536").await?;
    let keys = keys.collect().await?;
    let keys = keys.iter().flat_map(|keys| keys.column(0).as_string_view().iter().flatten());
    Ok(keys.map(str::to_owned).collect())
}

/// The batch alone, on each thread by itself.
fn alone(
    batch: &Batch,
    keys: &[String],
    threads: usize,
    way: fn(&Batch, &[String]),
) -> Result<Cost, Box<dyn Error>> {
    const ROUNDS: usize = 20;
    let start = Cost::so_far()?;
    thread::scope(|scope| {
        let work = || (0..ROUNDS).for_each(|_| way(batch, keys));
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(thread::ScopedJoinHandle::join)
    })
    .map_err(|_| "a thread of the measurement failed")?;
    start.to_now(keys.len() * ROUNDS * threads)
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

/// What a link costs, or the program until now.
struct Cost {
    start: Instant,
    seconds: f64,
    /// Of all threads. Where others use the machine too, this says more.
    cpu_seconds: f64,
}

impl Cost {
    fn so_far() -> Result<Self, Box<dyn Error>> {
        Ok(Self { start: Instant::now(), seconds: 0.0, cpu_seconds: cpu_time()?.as_secs_f64() })
    }

    /// What each row cost since then.
    fn to_now(&self, rows: usize) -> Result<Self, Box<dyn Error>> {
        let rows = f64::from(u32::try_from(rows)?);
        let cpu_seconds = (cpu_time()?.as_secs_f64() - self.cpu_seconds) / rows;
        Ok(Self {
            start: self.start,
            seconds: self.start.elapsed().as_secs_f64() / rows,
            cpu_seconds,
        })
    }

    /// The mean of two.
    fn and(&self, other: &Self) -> Self {
        Self {
            start: self.start,
            seconds: f64::midpoint(self.seconds, other.seconds),
            cpu_seconds: f64::midpoint(self.cpu_seconds, other.cpu_seconds),
        }
    }

    fn over(&self, other: &Self) -> String {
        let (wall, cpu) = (self.seconds / other.seconds, self.cpu_seconds / other.cpu_seconds);
        format!("{wall:.2} by the clock, {cpu:.2} in CPU time")
    }
}

impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (rate, cpu) = (1e-6 / self.seconds, 1e9 * self.cpu_seconds);
        write!(f, "{rate:.2} M links/s, {cpu:.0} ns of CPU time each")
    }
}

/// User and system time of all threads; Linux counts it in hundredths of a second.
fn cpu_time() -> Result<Duration, Box<dyn Error>> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let (_, behind_name) = stat.rsplit_once(')').ok_or("/proc/self/stat has no name")?;
    let ticks = behind_name.split_whitespace().skip(11).take(2).map(str::parse::<u64>);
    Ok(Duration::from_millis(10 * ticks.sum::<Result<u64, _>>()?))
}

/// As Linux counts it.
fn peak_memory() -> Result<String, Box<dyn Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    Ok(line.map_or_else(|| "unknown".to_owned(), |line| line.trim().to_owned()))
}
