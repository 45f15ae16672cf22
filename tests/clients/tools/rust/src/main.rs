//! `clients LIBRARY get|bytes|file|stream LINK FILE`: opens a link with one library, or uploads a file in one way.

use std::error::Error;

mod async_clients;
mod blocking_clients;

type Done = Result<(), Box<dyn Error>>;

fn main() -> Done {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let [library, way, link, file] = given.as_slice() else { return Err("LIBRARY WAY LINK FILE".into()) };
    match library.as_str() {
        "reqwest" => async_clients::reqwest(way, link, file),
        "hyper" => async_clients::hyper(way, link, file),
        "ureq" => blocking_clients::ureq(way, link, file),
        "attohttpc" => blocking_clients::attohttpc(way, link, file),
        "minreq" => blocking_clients::minreq(way, link, file),
        _ => Err("no such library".into()),
    }
}
