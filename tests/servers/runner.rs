//! [`Fleet`]: the servers under test, and the running of all cases on all of them.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::ScopedJoinHandle;

use tokio::runtime::Runtime;

use crate::case::Case;
use crate::outcome::{Failure, Outcome, ensure};
use crate::server::{KeyPair, Server, ServerConfig};
use crate::settings::{AccessKey, Session, Settings};
use crate::world::World;

/// The servers under test.
pub struct Fleet {
    worlds: Vec<World>,
    embedded: Vec<Server>,
    runtime: Runtime,
}

impl Fleet {
    /// Of servers that are told by name, and have their buckets.
    pub fn of(names: &str) -> Result<Self, Failure> {
        let mut fleet = Self { worlds: Vec::new(), embedded: Vec::new(), runtime: Runtime::new()? };
        for name in names.split_whitespace() {
            let settings = match name {
                EMBEDDED => fleet.embed()?,
                _ => Settings::from_environment(name)?,
            };
            let world = World::new(settings, fleet.runtime.handle().clone())?;
            world.prepare()?;
            fleet.worlds.push(world);
        }
        ensure(!fleet.worlds.is_empty(), || "no server was named".to_owned())?;
        Ok(fleet)
    }

    fn embed(&mut self) -> Result<Settings, Failure> {
        let key = |id: &str, token: Option<&str>| AccessKey {
            id: id.to_owned(),
            secret: format!("secret of {id}"),
            token: token.map(str::to_owned),
        };
        let (long_term, temporary) =
            (key("AKIAIOSFODNN7EXAMPLE", None), key("ASIAIOSFODNN7EXAMPLE", Some(TOKEN)));
        let config = ServerConfig::new(&*long_term.id, &*long_term.secret)
            .with_pair(KeyPair {
                access_key_id: temporary.id.clone(),
                secret_access_key: temporary.secret.clone(),
                session_token: temporary.token.clone(),
            })
            .with_domain(DOMAIN);
        let server = self.runtime.block_on(Server::start(config))?;
        let endpoint = server.url();
        self.embedded.push(server);
        Ok(Settings {
            name: EMBEDDED.to_owned(),
            endpoint,
            access_key: long_term,
            region: "us-east-1".to_owned(),
            bucket: "s3-presigner-servers".to_owned(),
            domain: Some(DOMAIN.to_owned()),
            session: Session::Fixed(temporary),
        })
    }

    pub fn names(&self) -> Vec<String> {
        self.worlds.iter().map(|world| world.settings.name.clone()).collect()
    }

    /// Changes how every server is seen, for the checks of the suite itself.
    pub fn map(
        mut self,
        change: impl Fn(World) -> Result<World, Failure>,
    ) -> Result<Self, Failure> {
        self.worlds = self.worlds.into_iter().map(change).collect::<Result<_, _>>()?;
        Ok(self)
    }

    /// Runs every case on every server, and gives each case's outcomes in the order of the servers.
    pub fn run(&self, cases: &[Case]) -> Vec<(String, Vec<Outcome>)> {
        let servers = self.worlds.len();
        let next = AtomicUsize::new(0);
        let work = || {
            let mut outcomes = Vec::new();
            loop {
                let job = next.fetch_add(1, Ordering::Relaxed);
                let Some(case) = cases.get(job / servers) else { return outcomes };
                if let Some(world) = self.worlds.get(job % servers) {
                    outcomes.push((job, case.check(world)));
                }
            }
        };
        let outcomes: BTreeMap<_, _> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(work)).collect();
            let join = |thread: ScopedJoinHandle<'_, _>| match thread.join() {
                Ok(outcomes) => outcomes,
                Err(panic) => std::panic::resume_unwind(panic),
            };
            threads.into_iter().flat_map(join).collect()
        });
        let mut outcomes = outcomes.into_values();
        cases
            .iter()
            .map(|case| (case.name.clone(), outcomes.by_ref().take(servers).collect()))
            .collect()
    }
}

const EMBEDDED: &str = "embedded";
const DOMAIN: &str = "s3.localhost";
const TOKEN: &str = "to+ken/with=odd&characters";
/// More than cores, as much of the time goes by in waiting for links to end.
const THREADS: usize = 6;
