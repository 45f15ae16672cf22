//! The same requests through `s3-presigner` and the AWS SDK for Rust; `run` adds the SDKs of other
//! languages and compares. Each command writes one JSON document.

mod cases;
mod endpoints;
mod official;
mod ours;

use std::io::Read;

use serde_json::{Map, Value};

fn main() {
    let written = match std::env::args().nth(1).as_deref() {
        Some("cases") => Value::from(cases::all()),
        Some("ours") => of_all(ours::url),
        Some("rust") => of_all(official::url),
        Some("verify") => verified(),
        Some("endpoints") => endpoints(),
        _ => panic!("say cases, ours, rust, verify or endpoints"),
    };
    println!("{}", serde_json::to_string_pretty(&written).unwrap());
}

/// What each case gives, by its id.
fn of_all(url: impl Fn(&Value) -> Result<Value, String>) -> Value {
    let each = cases::all().into_iter().map(|case| {
        let outcome = url(&case).unwrap_or_else(|error| serde_json::json!({ "error": error }));
        (text(&case, "id").to_owned(), outcome)
    });
    Value::Object(each.collect())
}

/// Where each request of a list on standard input goes, in its order.
fn endpoints() -> Value {
    let params: Vec<Value> = serde_json::from_reader(std::io::stdin().lock()).unwrap();
    params.iter().map(endpoints::resolved).collect()
}

/// What the verifier of `s3-presigner` says to the URLs of another, which come on standard input.
fn verified() -> Value {
    let mut input = String::new();
    std::io::stdin().read_to_string(&mut input).unwrap();
    let theirs: Map<String, Value> = serde_json::from_str(&input).unwrap();
    let verdict = |case: &Value| {
        let url = theirs.get(text(case, "id"))?.get("url")?.as_str()?;
        Some((text(case, "id").to_owned(), ours::verdict(case, url).into()))
    };
    Value::Object(cases::all().iter().filter_map(verdict).collect())
}

/// A text of a case; empty if it has none.
fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value[name].as_str().unwrap_or_default()
}
