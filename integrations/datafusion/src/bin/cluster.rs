//! Ballista on loopback: a scheduler without credentials, two executors with those of the environment, and a client
//! that runs statements of SQL, one argument each. Each part is a process, and can be started by itself.

use std::error::Error;
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Child, Command};
use std::sync::Arc;
use std::time::Duration;

use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::SchedulerConfig;
use ballista_scheduler::scheduler_process::start_server;
use log::{LevelFilter, Log, Metadata, Record};
use s3_presigner::Presigner;
use s3_presigner_datafusion::cluster::{client, executor_config, is_ready, scheduler_config};

const USAGE: &str = "cluster STATEMENT..., or one part: cluster scheduler PORT, cluster executor PORT_OF_SCHEDULER FOLDER, cluster client PORT_OF_SCHEDULER STATEMENT...";

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    start_log()?;
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["scheduler", port] => scheduler(port.parse()?).await,
        ["executor", scheduler, folder] => executor(scheduler.parse()?, folder).await,
        ["client", scheduler, statements @ ..] => run(scheduler.parse()?, statements).await,
        ["scheduler" | "executor", ..] | [] => Err(USAGE.into()),
        statements => {
            let cluster = Cluster::start()?;
            run(cluster.port, statements).await
        }
    }
}

async fn scheduler(port: u16) -> Result<(), Box<dyn Error>> {
    let config = SchedulerConfig {
        bind_port: port,
        min_ready_executors: EXECUTORS,
        // The living are heard five times as often.
        executor_timeout_seconds: 5 * HEARTBEAT,
        expire_dead_executor_interval_seconds: 1,
        ..scheduler_config()
    };
    let cluster = BallistaCluster::new_from_config(&config).await?;
    let address = (Ipv4Addr::LOCALHOST, port).into();
    Ok(start_server(cluster, address, Arc::new(config)).await?)
}

async fn executor(scheduler: u16, folder: &str) -> Result<(), Box<dyn Error>> {
    let config = ExecutorProcessConfig {
        port: free_port()?,
        grpc_port: free_port()?,
        scheduler_host: Ipv4Addr::LOCALHOST.to_string(),
        scheduler_port: scheduler,
        scheduler_connect_timeout_seconds: 30,
        executor_heartbeat_interval_seconds: HEARTBEAT,
        vcores: 1,
        work_dir: Some(folder.to_owned()),
        ..executor_config(Presigner::from_env()?)
    };
    Ok(start_executor_process(Arc::new(config)).await?)
}

async fn run(scheduler: u16, statements: &[&str]) -> Result<(), Box<dyn Error>> {
    let session = client(&format!("df://{}:{scheduler}", Ipv4Addr::LOCALHOST)).await?;
    for statement in statements {
        session.sql(statement).await?.show().await?;
    }
    Ok(())
}

const EXECUTORS: usize = 2;

/// How often an executor says that it lives, in seconds.
const HEARTBEAT: u64 = 2;

/// The processes of a cluster, which end with it.
struct Cluster {
    port: u16,
    processes: Vec<Child>,
    folders: Vec<tempfile::TempDir>,
}

impl Cluster {
    fn start() -> Result<Self, Box<dyn Error>> {
        let port = free_port()?;
        let mut cluster = Self { port, processes: Vec::new(), folders: Vec::new() };
        let program = std::env::current_exe()?;
        let mut scheduler = Command::new(&program);
        for secret in ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"] {
            scheduler.env_remove(secret);
        }
        cluster.processes.push(scheduler.args(["scheduler", &port.to_string()]).spawn()?);
        for _ in 0..EXECUTORS {
            let folder = tempfile::tempdir()?;
            let mut executor = Command::new(&program);
            executor.args(["executor", &port.to_string()]).arg(folder.path());
            cluster.folders.push(folder);
            cluster.processes.push(executor.spawn()?);
        }
        cluster.wait()?;
        Ok(cluster)
    }

    /// Until the scheduler says that all executors are there.
    fn wait(&mut self) -> Result<(), Box<dyn Error>> {
        for _ in 0..300 {
            if is_ready(self.port).unwrap_or(false) {
                return Ok(());
            }
            for process in &mut self.processes {
                if let Some(status) = process.try_wait()? {
                    return Err(format!("a part of the cluster ended with {status}").into());
                }
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Err("the cluster was not ready in 30 seconds".into())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        for process in &mut self.processes {
            // It may have ended by itself.
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

/// Writes what the parts say to standard error, down to the level in the environment variable `RUST_LOG`, such as `debug`.
fn start_log() -> Result<(), Box<dyn Error>> {
    let level = std::env::var("RUST_LOG").unwrap_or_default().parse().unwrap_or(LevelFilter::Warn);
    log::set_max_level(level);
    Ok(log::set_logger(&ToStderr).map_err(|error| error.to_string())?)
}

struct ToStderr;

impl Log for ToStderr {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &Record<'_>) {
        eprintln!("{} {}: {}", record.level(), record.target(), record.args());
    }

    fn flush(&self) {}
}

fn free_port() -> std::io::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}
