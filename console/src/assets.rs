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

const FILES: [(&str, &str, &str); 21] = [
    ("/", HTML, include_str!("page/page.html")),
    ("/icon.svg", SVG, include_str!("page/icon.svg")),
    ("/page.css", CSS, include_str!("page/page.css")),
    ("/controls.css", CSS, include_str!("page/controls.css")),
    ("/results.css", CSS, include_str!("page/results.css")),
    ("/dialogs.css", CSS, include_str!("page/dialogs.css")),
    ("/page.js", JS, include_str!("page/page.js")),
    ("/api.js", JS, include_str!("page/api.js")),
    ("/ask.js", JS, include_str!("page/ask.js")),
    ("/dom.js", JS, include_str!("page/dom.js")),
    ("/lifetime.js", JS, include_str!("page/lifetime.js")),
    ("/link.js", JS, include_str!("page/link.js")),
    ("/listing.js", JS, include_str!("page/listing.js")),
    ("/objects.js", JS, include_str!("page/objects.js")),
    ("/read.js", JS, include_str!("page/read.js")),
    ("/replace.js", JS, include_str!("page/replace.js")),
    ("/shown.js", JS, include_str!("page/shown.js")),
    ("/transfer.js", JS, include_str!("page/transfer.js")),
    ("/try.js", JS, include_str!("page/try.js")),
    ("/upload.js", JS, include_str!("page/upload.js")),
    ("/words.js", JS, include_str!("page/words.js")),
];
