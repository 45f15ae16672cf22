//! The medians that criterion measured, as multiples of the floor of their case.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

/// A table: a block for each case.
pub struct Report {
    lines: Vec<String>,
}

impl Report {
    pub fn new() -> Self {
        Self { lines: Vec::new() }
    }

    /// Adds a case; what a filter on the command line left out is left out here too.
    pub fn add_ratios(&mut self, case: &str, compressions: usize, functions: &[&str]) {
        let Some(floor) = median(case, "floor") else { return };
        self.lines.push(format!("{case}: {compressions} compressions, {floor:.0} ns"));
        for function in functions {
            if let Some(time) = median(case, function) {
                self.lines.push(format!("  {:>6.2}  {function}", time / floor));
            }
        }
    }

    /// Adds how many times as much two threads do as one.
    pub fn add_speedup(&mut self, group: &str, works: &[&str]) {
        self.lines.push("two threads, as multiples of one:".to_owned());
        for work in works {
            let time = |count| median(group, &format!("{work} {count}"));
            if let (Some(one), Some(two)) = (time(1), time(2)) {
                self.lines.push(format!("  {:>6.2}  {work}", 2.0 * one / two));
            }
        }
    }

    pub fn print(&self) {
        println!("\nmedians as multiples of the floor:\n{}", self.lines.join("\n"));
    }
}

/// The median in nanoseconds that criterion wrote down in this run or the last one.
fn median(case: &str, function: &str) -> Option<f64> {
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    let file =
        target.join("criterion").join(case).join(function).join("new").join("estimates.json");
    let estimates: Value = serde_json::from_str(&fs::read_to_string(file).ok()?).ok()?;
    estimates.get("median")?.get("point_estimate")?.as_f64()
}
