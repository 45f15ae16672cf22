//! Presigned URLs as functions of SQL, for DataFusion and for Ballista.
//!
//! [`register`] gives a session `presign_get`, `presign_put`, `presign_head` and `presign_delete`. Each takes a
//! bucket, a key and a lifetime in seconds, and gives a struct:
//!
//! | field | type | |
//! |---|---|---|
//! | `url` | text | the link |
//! | `expires_at` | timestamp in UTC, in seconds | when it really ends |
//! | `limited_by` | text | what ends it then: `requested`, `credential_expiry`, `credential_kind`, `policy` or `protocol` |
//! | `error` | text | why there is no link |
//!
//! Either `error` is null or the other three are: a row that cannot be signed costs no other row its link.
//!
//! `inventory_key(key)` decodes the keys of an S3 Inventory in CSV, which are URL-encoded; those in Parquet are not.
//!
//! ```
//! use datafusion::prelude::SessionContext;
//! use s3_presigner::{Credentials, Presigner, Region};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let credentials = Credentials::new("AKIDEXAMPLE", "secret")?;
//! let session = SessionContext::new();
//! s3_presigner_datafusion::register(&session, Presigner::new(credentials, Region::new("eu-west-1")?));
//! let links = session.sql("SELECT link['url'] FROM (SELECT presign_get('photos', 'cat.jpg', 900) AS link)").await?;
//! assert_eq!(links.count().await?, 1);
//! # Ok(())
//! # }
//! ```
//!
//! **One instant.** The planner writes the time at which the statement began into each call, as it does for `now()`:
//! all rows are signed as of then, in every thread and on every machine, and a task that runs again gives the same
//! bytes. A fourth argument, a timestamp, takes its place.
//!
//! **No secrets in plans.** A plan holds the name of a function and its arguments. Each process that runs one has
//! functions of its own, with the credentials that [`register`] or [`functions`] gave them; a process that only plans,
//! as Ballista's scheduler does, has [`functions`] without a presigner. No call is worked out while planning, constant
//! or not.

mod columns;
mod function;
mod inventory_key;
mod links;
mod operation;
mod settings;

pub mod cluster;

pub use self::function::{functions, register};
pub use self::settings::session_config;
