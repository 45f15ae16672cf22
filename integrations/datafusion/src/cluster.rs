//! The same functions on Ballista: a scheduler that only plans, executors that sign, and a client that asks.
//!
//! The client writes the time to sign at into the plan. A plan names the functions; [`executor_config`] is where a
//! process gets those that sign, with its own credentials.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use ballista::prelude::SessionContextExt;
use ballista_core::extension::SessionConfigExt;
use ballista_core::registry::BallistaFunctionRegistry;
use ballista_core::utils::default_session_builder;
use ballista_executor::executor_process::ExecutorProcessConfig;
use ballista_scheduler::config::SchedulerConfig;
use datafusion::common::Result;
use datafusion::execution::{SessionState, SessionStateBuilder};
use datafusion::logical_expr::ScalarUDF;
use datafusion::prelude::{SessionConfig, SessionContext};
use s3_presigner::Presigner;

use crate::function::functions;
use crate::settings;

/// Settings of a scheduler on loopback that knows the functions and has no credentials.
#[must_use]
pub fn scheduler_config() -> SchedulerConfig {
    SchedulerConfig::default().with_override_session_builder(Arc::new(planning_session))
}

/// Settings of an executor on loopback that signs with this presigner.
#[must_use]
pub fn executor_config(presigner: Presigner) -> ExecutorProcessConfig {
    let mut registry = BallistaFunctionRegistry::default();
    let functions = functions(Some(presigner)).into_iter();
    registry
        .scalar_functions
        .extend(functions.map(|function| (function.name().to_owned(), function)));
    ExecutorProcessConfig {
        override_function_registry: Some(Arc::new(registry)),
        ..ExecutorProcessConfig::default()
    }
}

/// A session whose statements run on the cluster of this scheduler, such as `df://127.0.0.1:50050`. It needs no
/// credentials.
///
/// # Errors
///
/// As for `SessionContext::remote_with_state`.
pub async fn client(scheduler: &str) -> Result<SessionContext> {
    let config = settings::session_config().with_target_partitions(TASKS).upgrade_for_ballista();
    let state = SessionStateBuilder::new().with_default_features().with_config(config).build();
    let session = SessionContext::remote_with_state(scheduler, state).await?;
    // Not sooner: the session above has the functions of Ballista, in the place of those of the state.
    for function in functions(None) {
        session.register_udf(ScalarUDF::clone(&function));
    }
    Ok(session)
}

/// Whether a scheduler on loopback has as many executors as it was told to wait for.
///
/// # Errors
///
/// What the connection says, which is refused until the scheduler listens.
pub fn is_ready(port: u16) -> io::Result<bool> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    stream.set_read_timeout(Some(Duration::from_secs(1)))?;
    stream.write_all(b"GET /readyz HTTP/1.0\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer.lines().next().is_some_and(|status| status.contains(" 200 ")))
}

fn planning_session(config: SessionConfig) -> Result<SessionState> {
    let mut state = SessionStateBuilder::new_from_existing(default_session_builder(config)?);
    state.scalar_functions().get_or_insert_default().extend(functions(None));
    Ok(state.build())
}

/// Into how many tasks a statement is cut, where its files allow it: as many as Ballista's own sessions have.
const TASKS: usize = 16;
