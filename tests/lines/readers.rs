//! The tools that read data, a page, and a line that cannot be run here.

use std::fs;
use std::process::Command;

use s3_presigner::{S3Request, Tool};

use super::names::keys;
use super::presigners;
use super::runner::{Runner, folder, python, script};
use super::texts::{Check, Texts};
use super::world::{QUARTER, World, world};

const TABLE: &str = "a,b\n1,x\n2,ü\n";

async fn put(world: &World, key: &str, bytes: impl Into<Vec<u8>>) {
    let url = world.presigner.presign_put("photos", key, QUARTER).unwrap();
    assert_eq!(world.send(&url, bytes.into()).await.status(), 200, "{key:?}");
}

/// The keys, with an ending.
fn named(ending: &str) -> Vec<String> {
    keys().iter().map(|key| format!("{}{ending}", key.trim_end_matches('/'))).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn tables_under_nasty_keys_are_the_objects() {
    let world = world().await;
    for tool in [Tool::DuckDb, Tool::Pandas, Tool::Polars] {
        let mut texts = Texts::new(&world, tool);
        for (number, key) in named(".csv").into_iter().enumerate() {
            put(&world, &key, TABLE).await;
            let url = presigners(&world)[number % 2].presign_get("photos", &key, QUARTER).unwrap();
            texts.add(&url, None, Check::Shown(TABLE));
        }
        texts.run("tables");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_ending_tells_every_format_whatever_the_key() {
    let world = world().await;
    let folder = folder("formats");
    let made = Command::new(python()).arg(script("make_tables.py")).current_dir(&folder).status();
    assert!(made.unwrap().success());
    let formats =
        ["parquet", "csv", "csv.gz", "tsv", "tsv.gz", "json", "json.gz", "jsonl", "ndjson.gz"];
    for tool in [Tool::DuckDb, Tool::Pandas, Tool::Polars] {
        let mut texts = Texts::new(&world, tool);
        for format in formats {
            // It opens local files alone.
            if tool == Tool::Polars && format.starts_with("json") && format != "jsonl" {
                continue;
            }
            let name = format!("table.{format}");
            put(&world, &name, fs::read(folder.join(&name)).unwrap()).await;
            put(&world, format, fs::read(folder.join(&name)).unwrap()).await;
            let by_key = world.presigner.presign_get("photos", &name, QUARTER).unwrap();
            texts.add(&by_key, None, Check::Shown(TABLE));
            let by_file = world.presigner.presign_get("photos", format, QUARTER).unwrap();
            texts.add(&by_file, Some(&name), Check::Shown(TABLE));
        }
        texts.run("formats");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn readers_send_the_signed_headers() {
    let world = world().await;
    put(&world, "k.csv", TABLE).await;
    put(&world, "grid", GRID).await;
    for (tool, key, shown) in [
        (Tool::DuckDb, "k.csv", TABLE),
        (Tool::Pandas, "k.csv", TABLE),
        (Tool::Gdal, "grid", "size is 2, 3"),
    ] {
        let request = S3Request::get_object("photos", key).header("x-amz-meta-b", "plain");
        let url = world.sign(&request.header("x-amz-meta-a", "it's, \"q\": \\ $HOME; {x}"));
        Texts::alone(&world, tool, (&url, None), Check::Shown(shown));
    }
}

const GRID: &str = "ncols 2\nnrows 3\nxllcorner 0\nyllcorner 0\ncellsize 1\n1 2\n3 4\n5 6\n";

#[tokio::test(flavor = "multi_thread")]
async fn gdal_reads_rasters_and_vectors_under_nasty_keys() {
    let world = world().await;
    let point = r#"{"type":"Point","coordinates":[1,2]}"#;
    let mut texts = Texts::new(&world, Tool::Gdal);
    for (number, key) in named("").into_iter().enumerate() {
        let presigner = &presigners(&world)[number % 2];
        put(&world, &key, GRID).await;
        let url = presigner.presign_get("photos", &key, QUARTER).unwrap();
        texts.add(&url, None, Check::Shown("size is 2, 3"));
        let key = format!("{key}.geojson");
        put(
            &world,
            &key,
            format!("{{\"type\":\"Feature\",\"properties\":{{}},\"geometry\":{point}}}"),
        )
        .await;
        let url = presigner.presign_get("photos", &key, QUARTER).unwrap();
        texts.add(&url, None, Check::Shown("point (1 2)"));
    }
    texts.run("data");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_table_comes_to_duckdb_as_it_is_and_to_others_not() {
    let world = world().await;
    put(&world, "notes", "just text").await;
    let url = world.presigner.presign_get("photos", "notes", QUARTER).unwrap();
    Texts::alone(&world, Tool::DuckDb, (&url, None), Check::Shown("just text"));
    for tool in [Tool::Pandas, Tool::Polars] {
        assert!(url.for_tool(tool, None).is_err(), "{tool}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_link_of_a_page_is_the_object() {
    let world = world().await;
    let mut texts = Texts::new(&world, Tool::Html);
    for (number, key) in keys().into_iter().enumerate() {
        put(&world, &key, "some bytes").await;
        let url = presigners(&world)[number % 2].presign_get("photos", &key, QUARTER).unwrap();
        texts.add(&url, Some("it's \"q\" <&amp;> ü"), Check::Shown("some bytes"));
    }
    texts.run("pages");
}

/// There is no PowerShell in the registries, but a grammar of it: the words are what they have to be.
#[tokio::test(flavor = "multi_thread")]
async fn a_grammar_of_powershell_reads_the_words_as_they_were_meant() {
    let world = world().await;
    for key in keys() {
        let value = "it's \"q\" $HOME `n $(id) ; | & @{} %";
        let request = S3Request::put_object("photos", &key)
            .header("x-amz-meta-'a", value)
            .content_type("a/b");
        let url = world.sign(&request);
        let file = "it's ‘a’ ‚b‛ $HOME \"x\" ; & | -x";
        let line = url.for_tool(Tool::PowerShell, Some(file)).unwrap();
        let output =
            Command::new(python()).arg(script("powershell_words.py")).arg(&line).output().unwrap();
        assert!(output.status.success(), "{line}\n{}", String::from_utf8_lossy(&output.stderr));
        let words: Vec<String> = serde_json::from_slice(&output.stdout).unwrap();
        let expected = ["x-amz-meta-'a", value, "a/b", file, url.as_str()];
        assert_eq!(words, expected, "{line}");
    }
}

/// Both would fail in a way that tells nothing.
#[tokio::test(flavor = "multi_thread")]
async fn a_reader_whose_link_is_refused_fails() {
    let world = world().await;
    let url = world.presigner.presign_get("photos", "nothing.csv", QUARTER).unwrap();
    for tool in [Tool::DuckDb, Tool::Gdal, Tool::Pandas, Tool::Polars] {
        let runner = Runner::new(tool, vec![url.for_tool(tool, None).unwrap()]);
        assert!(!runner.run(0, &folder("refused")).status.success(), "{tool}");
    }
}
