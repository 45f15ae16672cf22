//! `docs/operations.md`: its tables are made from the source, and this fails when they differ.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::time::{Duration, UNIX_EPOCH};
use std::{env, fs};

use s3_presigner::{CopySource, Credentials, ObjectAttribute, Presigner, Region, S3Request};

#[path = "operations_page/fields.rs"]
mod fields;

const PAGE: &str = include_str!("../docs/operations.md");
const LIMITS: &str = include_str!("../src/limits.rs");

/// The files that declare constructors.
const SOURCES: [&str; 6] = [
    include_str!("../src/request/s3_request.rs"),
    include_str!("../src/request/operations/annotations.rs"),
    include_str!("../src/request/operations/listing.rs"),
    include_str!("../src/request/operations/multipart.rs"),
    include_str!("../src/request/operations/rename.rs"),
    include_str!("../src/request/operations/subresources.rs"),
];

/// A request of a constructor, and the version of the crate that has it first.
type Row = (&'static str, S3Request<'static>, &'static str);

fn on_key(constructor: fn(&'static str, &'static str) -> S3Request<'static>) -> S3Request<'static> {
    constructor("bucket", "k")
}

fn constructors() -> Vec<Row> {
    let source = CopySource::new("other", "k").unwrap();
    vec![
        ("get_object", on_key(S3Request::get_object), FIRST),
        ("put_object", on_key(S3Request::put_object), FIRST),
        ("head_object", on_key(S3Request::head_object), FIRST),
        ("delete_object", on_key(S3Request::delete_object), FIRST),
        ("copy_object", S3Request::copy_object("bucket", "k", &source), FIRST),
        ("rename_object", S3Request::rename_object("bucket", "k", "old"), FIRST),
        ("create_multipart_upload", on_key(S3Request::create_multipart_upload), FIRST),
        ("upload_part", S3Request::upload_part("bucket", "k", "id", 1), FIRST),
        ("upload_part_copy", S3Request::upload_part_copy("bucket", "k", "id", 1, &source), FIRST),
        (
            "complete_multipart_upload",
            S3Request::complete_multipart_upload("bucket", "k", "id"),
            FIRST,
        ),
        ("abort_multipart_upload", S3Request::abort_multipart_upload("bucket", "k", "id"), FIRST),
        ("list_parts", S3Request::list_parts("bucket", "k", "id"), FIRST),
        ("list_multipart_uploads", S3Request::list_multipart_uploads("bucket"), FIRST),
        ("head_bucket", S3Request::head_bucket("bucket"), FIRST),
        ("list_objects_v2", S3Request::list_objects_v2("bucket"), FIRST),
        ("list_object_versions", S3Request::list_object_versions("bucket"), FIRST),
        ("delete_objects", S3Request::delete_objects("bucket"), FIRST),
        ("get_object_tagging", on_key(S3Request::get_object_tagging), FIRST),
        ("put_object_tagging", on_key(S3Request::put_object_tagging), FIRST),
        ("delete_object_tagging", on_key(S3Request::delete_object_tagging), FIRST),
        ("get_object_acl", on_key(S3Request::get_object_acl), FIRST),
        ("put_object_acl", on_key(S3Request::put_object_acl), FIRST),
        ("get_object_annotation", S3Request::get_object_annotation("bucket", "k", "a"), FIRST),
        ("put_object_annotation", S3Request::put_object_annotation("bucket", "k", "a"), FIRST),
        (
            "delete_object_annotation",
            S3Request::delete_object_annotation("bucket", "k", "a"),
            FIRST,
        ),
        ("list_object_annotations", on_key(S3Request::list_object_annotations), FIRST),
        (
            "get_object_attributes",
            S3Request::get_object_attributes("bucket", "k", [ObjectAttribute::ETag]),
            FIRST,
        ),
        ("update_object_encryption", on_key(S3Request::update_object_encryption), FIRST),
        ("restore_object", on_key(S3Request::restore_object), FIRST),
        ("select_object_content", on_key(S3Request::select_object_content), FIRST),
    ]
}

const FIRST: &str = "0.1.0";

/// `get_object_acl` is `GetObjectAcl`.
fn operation(constructor: &str) -> String {
    let words = constructor.split('_').map(|word| word[..1].to_uppercase() + &word[1..]);
    words.collect()
}

/// Method, address, and the headers that the constructor signs.
fn signed(request: &S3Request<'_>) -> [String; 3] {
    let credentials = Credentials::new("AKIDEXAMPLE", "secret").unwrap();
    let presigner = Presigner::new(credentials, Region::new("eu-west-1").unwrap());
    let url = presigner.presign_at(request, Duration::from_secs(60), UNIX_EPOCH).unwrap();
    let (front, query) = url.as_str().split_once('?').unwrap();
    let names = query.split('&').filter_map(|param| param.split('=').next());
    let own: Vec<_> = names.filter(|name| !name.starts_with("X-Amz-")).collect();
    let place = if front.ends_with("/k") { "/key" } else { "/" };
    let mark = if own.is_empty() { "" } else { "?" };
    let headers: Vec<_> = url.headers().map(|(name, _)| format!("`{name}`")).collect();
    [url.method().to_owned(), format!("{place}{mark}{}", own.join("&")), headers.join(", ")]
}

fn table_of_operations() -> String {
    let mut table = String::from(
        "| operation | method and address | header | constructor of `S3Request` | since |\n|---|---|---|---|---|\n",
    );
    for (constructor, request, since) in constructors() {
        let [method, address, header] = signed(&request);
        let name = operation(constructor);
        writeln!(
            table,
            "| [{name}](https://docs.aws.amazon.com/AmazonS3/latest/API/API_{name}.html) | `{method} {address}` | \
             {header} | `{constructor}` | {since} |"
        )
        .unwrap();
    }
    table
}

/// The parameters, as `?name`, and the headers that each typed method writes.
fn table_of_fields() -> String {
    let mut methods: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (method, request) in fields::fields() {
        for name in names(&request) {
            methods.entry(name).or_default().insert(method);
        }
    }
    let mut table = String::from("| header or `?parameter` | method of `S3Request` |\n|---|---|\n");
    for (name, methods) in methods {
        let methods: Vec<_> = methods.into_iter().map(|method| format!("`{method}`")).collect();
        writeln!(table, "| `{name}` | {} |", methods.join(", ")).unwrap();
    }
    table
}

fn names(request: &S3Request<'_>) -> Vec<String> {
    let [_, address, headers] = signed(request);
    let query = address.split_once('?').map_or("", |(_, query)| query);
    let params = query.split('&').filter(|name| !name.is_empty()).map(|name| format!("?{name}"));
    let headers = headers.split(", ").map(|name| name.trim_matches('`').to_owned());
    params.chain(headers.filter(|name| !name.is_empty())).collect()
}

/// A limit as `src/limits.rs` states it: what it is of, its page, its name and its value.
struct Limit<'l> {
    what: &'l str,
    page: &'l str,
    value: u64,
}

fn limits() -> Vec<Limit<'static>> {
    LIMITS
        .split("\n\n")
        .filter_map(|block| {
            let (doc, declared) = block.split_once("pub(crate) const ")?;
            let lines: Vec<_> = doc.lines().filter_map(|line| line.strip_prefix("/// ")).collect();
            let (page, what) = lines.split_last()?;
            assert!(page.starts_with("<https://docs.aws.amazon.com/"), "{block}");
            let what = what.first().unwrap();
            let (_, value) = declared.split_once(" = ")?;
            Some(Limit { what, page, value: worked_out(value.trim_end().trim_end_matches(';')) })
        })
        .collect()
}

/// The value of a product of numbers and names of the same file.
fn worked_out(product: &str) -> u64 {
    let factor = |text: &str| {
        text.replace('_', "").parse().unwrap_or_else(|_| {
            let (_, rest) = LIMITS.split_once(&format!("const {text}: ")).unwrap();
            let (_, rest) = rest.split_once(" = ").unwrap();
            worked_out(rest.split(';').next().unwrap())
        })
    };
    product.split(" * ").map(factor).product()
}

fn table_of_limits() -> String {
    let mut table =
        String::from("| the most, or the least, of what | value | page |\n|---|---|---|\n");
    for Limit { what, page, value } in limits() {
        let name = page.rsplit('/').next().unwrap().trim_end_matches(".html>");
        let link = page.trim_matches(['<', '>']);
        writeln!(table, "| {} | {value} | [{name}]({link}) |", what.trim_end_matches('.')).unwrap();
    }
    table
}

/// The page with what stands between two marks made anew.
fn with_table(page: &str, mark: &str, table: &str) -> String {
    let (start, end) = (format!("<!-- {mark} -->\n\n"), format!("\n<!-- end of {mark} -->"));
    let (front, rest) = page.split_once(&start).unwrap();
    let (_, back) = rest.split_once(&end).unwrap();
    format!("{front}{start}{table}{end}{back}")
}

#[test]
fn the_page_has_the_operations_and_limits_of_the_source() {
    let page = with_table(PAGE, "operations", &table_of_operations());
    let page = with_table(&page, "fields", &table_of_fields());
    let page = with_table(&page, "limits", &table_of_limits());
    if env::var_os("S3_PRESIGNER_WRITE_DOCS").is_some() {
        fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/operations.md"), &page).unwrap();
        return;
    }
    assert_eq!(page, PAGE, "run this test with S3_PRESIGNER_WRITE_DOCS=1 to write the page anew");
}

#[test]
fn every_constructor_has_its_row() {
    let mut declared = BTreeSet::new();
    for source in SOURCES {
        for function in source.split("    pub fn ").skip(1) {
            let (name, rest) = function.split_once('(').unwrap();
            let (name, _) = name.split_once('<').unwrap_or((name, ""));
            let is_constructor = rest.trim_start().starts_with("bucket: ");
            if is_constructor && name != "new" {
                declared.insert(name);
            }
        }
    }
    let listed: BTreeSet<_> = constructors().iter().map(|(name, ..)| *name).collect();
    assert_eq!(listed, declared);
}

#[test]
fn limits_are_worked_out() {
    let values: Vec<_> = limits().iter().map(|limit| limit.value).collect();
    assert!(values.contains(&53_687_091_200_000), "the largest object: {values:?}");
    assert_eq!(LIMITS.matches("pub(crate) const ").count(), values.len());
}
