//! The JSON API of the page.

mod diagnose;
mod inspect;
mod link;
mod list;
mod multipart;
mod post;
mod status;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post as posted};

use super::console::Console;

pub(crate) fn routes() -> Router<Arc<Console>> {
    Router::new()
        .route("/status", get(status::answer))
        .route("/link", posted(link::answer))
        .route("/list", posted(list::answer))
        .route("/post", posted(post::answer))
        .route("/multipart/begin", posted(multipart::begin))
        .route("/multipart/parts", posted(multipart::parts))
        .route("/multipart/complete", posted(multipart::complete))
        .route("/inspect", posted(inspect::answer))
        .route("/diagnose", posted(diagnose::answer))
}
