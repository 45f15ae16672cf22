//! What holders' programs do to headers.

use super::kind::Caution;
use crate::browser_headers::is_set_by_browser;
use crate::presigned_url::PresignedUrl;

/// The cautions of the headers to send, and of the one that is not among them.
pub(super) fn in_headers(url: &PresignedUrl, stores_body: bool, cautions: &mut Vec<Caution>) {
    let has_body = matches!(url.method(), "PUT" | "POST");
    // The length of a body is the browser's to tell, and it tells it.
    let is_told = |name: &str| has_body && name == "content-length";
    let names = url.headers().map(|(name, _)| name);
    // A page may set it by the standard, and Chromium sends its own all the same.
    let is_of_browser = |name: &str| is_set_by_browser(name) || name == "user-agent";
    let unsettable: Vec<_> =
        names.filter(|name| is_of_browser(name) && !is_told(name)).map(str::to_owned).collect();
    if !unsettable.is_empty() {
        cautions.push(Caution::UnsettableHeaders { names: unsettable });
    }
    let has = |wanted: &str| url.headers().any(|(name, _)| name == wanted);
    if stores_body && !has("content-type") && !has("x-amz-copy-source") {
        cautions.push(Caution::TypeNotSigned);
    }
    if url.has_folded_value() {
        cautions.push(Caution::FoldedBlanks);
    }
}
