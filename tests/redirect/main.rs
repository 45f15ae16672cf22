//! What real tools do with a link, and with the redirecting service of `examples/redirect_service.rs`. It is no
//! part of `cargo test`, which has no such tools: `tests/redirect/run` brings them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod cells;
mod observer;
mod scene;
#[allow(dead_code, reason = "its demonstration is not used here")]
#[path = "../../examples/redirect_service.rs"]
mod service;
mod tools;

use std::time::Duration;

use self::cells::Runs;
use self::observer::Manner;
use self::scene::{Run, Scene, Way};
use self::tools::{Long, TOOLS, Tool};

const COOKBOOK: &str = include_str!("../../docs/cookbook.md");
const SLOW: Manner = Manner::Slow(Duration::from_millis(750));
/// When a brief link has died.
const CUTS: Manner = Manner::Cuts(Duration::from_millis(2_200));

async fn run(scene: &Scene, tool: &Tool, way: Way) -> Run {
    let manner = match (way, tool.long) {
        (Way::Brief, Long::Ranges) => SLOW,
        (Way::Brief, Long::Resumed) => CUTS,
        _ => Manner::Prompt,
    };
    let run = scene.run(tool.line, &scene.address(way, tool.file), tool.file, manner).await;
    println!("{} / {way:?}: {}: {run}", tool.name, run.output.status);
    run
}

async fn rows(tools: &[Tool]) -> Vec<String> {
    let scene = Scene::start().await;
    scene.fill().await;
    let mut rows = Vec::new();
    for tool in tools {
        let runs = Runs {
            link: run(&scene, tool, Way::Link).await,
            leading: run(&scene, tool, Way::Leading).await,
            lasting: run(&scene, tool, Way::Lasting).await,
            brief: match tool.long {
                Long::AtOnce => None,
                _ => Some(run(&scene, tool, Way::Brief).await),
            },
        };
        rows.push(runs.row(&format!("{} {}", tool.name, scene.version(tool.version).await)));
    }
    rows
}

#[tokio::test(flavor = "multi_thread")]
async fn the_table_of_the_cookbook_is_what_the_tools_do() {
    // Most of the time is waiting, so some tools wait at once, each few at servers of their own.
    let shares: Vec<_> = TOOLS.chunks(4).map(|tools| tokio::spawn(rows(tools))).collect();
    let mut all = Vec::new();
    for share in shares {
        all.extend(share.await.unwrap());
    }
    println!("\n{}", all.join("\n"));
    let other: Vec<_> = all.iter().filter(|row| !COOKBOOK.contains(row.as_str())).collect();
    assert!(other.is_empty(), "the table of the cookbook says something else: {other:#?}");
}
