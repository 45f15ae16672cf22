//! JSON and its like, through the crate `serde`: what was signed, for the page that uses it; and settings,
//! from a file. Nothing here reads or writes [`Credentials`](crate::Credentials).

mod settings;
mod signed;
mod words;
