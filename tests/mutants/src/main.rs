//! `meta-mutant LIST LEFT_OUT TREE` rewrites `TREE/src` so that it holds every mutant of a list of
//! `cargo mutants --list --json` at once: mutant N runs where `crate::mutants::is(N)`.
//!
//! `LEFT_OUT` names a file with the numbers of those that do not compile. What it cannot place, it prints. Each
//! mutant stands between `/*MN*/` and `/*EN*/`, and with the code that it replaces between `/*GN*/` and `/*HN*/`,
//! so that an error of the compiler can be laid at its door.

mod place;

use std::collections::{BTreeMap, HashSet};
use std::fs;

use serde_json::Value;

use self::place::Places;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let [_, list, left_out, tree] =
        std::env::args().collect::<Vec<_>>().try_into().map_err(|_| "LIST LEFT_OUT TREE")?;
    let list: Vec<Value> = serde_json::from_str(&fs::read_to_string(list)?)?;
    let left_out = fs::read_to_string(left_out)?;
    let left_out: HashSet<usize> =
        left_out.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
    let mut files: BTreeMap<&str, Vec<(usize, &Value)>> = BTreeMap::new();
    for (number, mutant) in list.iter().enumerate().filter(|(number, _)| !left_out.contains(number))
    {
        files.entry(mutant["file"].as_str().ok_or("no file")?).or_default().push((number, mutant));
    }
    for (name, mutants) in files {
        let path = format!("{tree}/{name}");
        let text = fs::read_to_string(&path)?;
        let mut places = Places::new(&text, &mutants)?;
        places.visit(&syn::parse_file(&text)?);
        places.missed().for_each(|number| println!("{number}"));
        fs::write(path, places.rewritten())?;
    }
    Ok(())
}
