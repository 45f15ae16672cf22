//! The page and its parts, compiled in.

use std::sync::Arc;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;

use super::console::Console;

pub(crate) fn routes() -> Router<Arc<Console>> {
    FILES.iter().fold(Router::new(), |router, &(path, kind, text)| {
        router.route(path, get(move || async move { ([(CONTENT_TYPE, kind)], text) }))
    })
}

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml";

const FILES: [(&str, &str, &str); 11] = [
    ("/", HTML, include_str!("page/page.html")),
    ("/page.css", CSS, include_str!("page/page.css")),
    ("/icon.svg", SVG, include_str!("page/icon.svg")),
    ("/page.js", JS, include_str!("page/page.js")),
    ("/api.js", JS, include_str!("page/api.js")),
    ("/dom.js", JS, include_str!("page/dom.js")),
    ("/lifetime.js", JS, include_str!("page/lifetime.js")),
    ("/link.js", JS, include_str!("page/link.js")),
    ("/upload.js", JS, include_str!("page/upload.js")),
    ("/transfer.js", JS, include_str!("page/transfer.js")),
    ("/read.js", JS, include_str!("page/read.js")),
];
