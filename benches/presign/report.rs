//! The medians that criterion measured, as multiples of the floor of their case.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

/// A table: one line a case.
pub struct Report {
    lines: Vec<String>,
}

impl Report {
    pub fn new() -> Self {
        Self { lines: Vec::new() }
    }

    /// Adds a case; one that a filter on the command line left out is left out here too.
    pub fn add(&mut self, case: &str, compressions: usize, functions: &[&str]) {
        let Some(floor) = median(case, "floor") else { return };
        let ratios = functions.iter().filter_map(|function| {
            let time = median(case, function)?;
            Some(format!("{function} {:.2}", time / floor))
        });
        let ratios: Vec<_> = ratios.collect();
        let line = format!(
            "{case:<10} {compressions} compressions, {floor:.0} ns   {}",
            ratios.join("   ")
        );
        self.lines.push(line);
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
