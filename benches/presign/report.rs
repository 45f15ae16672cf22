//! The medians that criterion measured, as multiples of the floor of their case.

use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

use serde_json::Value;

/// A table: a block for each case.
pub struct Report {
    lines: Vec<String>,
    began: SystemTime,
}

impl Report {
    pub fn new() -> Self {
        Self { lines: Vec::new(), began: SystemTime::now() }
    }

    /// Adds a case; what a filter on the command line left out is left out here too.
    pub fn add_ratios(&mut self, case: &str, compressions: usize, functions: &[&str]) {
        let Some(floor) = self.median(case, "floor") else { return };
        self.lines.push(format!("{case}: {compressions} compressions, {floor:.0} ns"));
        for function in functions {
            if let Some(time) = self.median(case, function) {
                self.lines.push(format!("  {:>6.2}  {function}", time / floor));
            }
        }
    }

    /// Adds how many times as long the peers take as we do.
    pub fn add_peers(&mut self, case: &str, ours: &str, peers: &[&str]) {
        let Some(time) = self.median(case, ours) else { return };
        for peer in peers {
            if let Some(theirs) = self.median(case, peer) {
                self.lines
                    .push(format!("  {peer} takes {:.1} times as long as {ours}", theirs / time));
            }
        }
    }

    /// Adds how many times as much two threads do as one.
    pub fn add_speedup(&mut self, group: &str, works: &[&str]) {
        for work in works {
            let time = |count| self.median(group, &format!("{work} {count}"));
            if let (Some(one), Some(two)) = (time(1), time(2)) {
                self.lines.push(format!(
                    "  {:>6.2}  {work}, two threads, as a multiple of one",
                    2.0 * one / two
                ));
            }
        }
    }

    pub fn print(&self) {
        println!("\nmedians as multiples of the floor:\n{}", self.lines.join("\n"));
    }

    /// The median in nanoseconds, if criterion wrote it down in this run.
    fn median(&self, case: &str, function: &str) -> Option<f64> {
        let folder = target()?.join("criterion").join(case).join(function).join("new");
        let file = folder.join("estimates.json");
        if fs::metadata(&file).ok()?.modified().ok()? < self.began {
            return None;
        }
        let estimates: Value = serde_json::from_str(&fs::read_to_string(file).ok()?).ok()?;
        estimates.get("median")?.get("point_estimate")?.as_f64()
    }
}

/// Where Cargo builds, of which this program lies in a folder of a folder.
fn target() -> Option<PathBuf> {
    Some(std::env::current_exe().ok()?.ancestors().nth(3)?.to_owned())
}
