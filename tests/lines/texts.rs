//! [`Texts`]: texts for one tool, and what has to be true when each ran.

use std::fs;
use std::path::Path;

use s3_presigner::{PresignedUrl, Tool};

use super::runner::{Runner, folder};
use super::world::World;

/// Texts for one tool, and for each what has to be true when it ran.
pub struct Texts<'w> {
    world: &'w World,
    tool: Tool,
    texts: Vec<(String, Check)>,
}

pub enum Check {
    /// The object is in this file, and nothing else is in the folder.
    Saved(String, Vec<u8>),
    /// This file is the object of this key.
    Stored(String, &'static str, Vec<u8>),
    /// The output has this text.
    Shown(&'static str),
    /// The object of this key is not there.
    Gone(String),
}

impl<'w> Texts<'w> {
    pub fn new(world: &'w World, tool: Tool) -> Self {
        Self { world, tool, texts: Vec::new() }
    }

    pub fn add(&mut self, url: &PresignedUrl, file: Option<&str>, check: Check) {
        let text = url.for_tool(self.tool, file).unwrap();
        self.texts.push((text, check));
    }

    /// One text alone.
    pub fn alone(world: &'w World, tool: Tool, link: (&PresignedUrl, Option<&str>), check: Check) {
        let mut texts = Self::new(world, tool);
        texts.add(link.0, link.1, check);
        texts.run("alone");
    }

    /// Runs them one after the other, each in an empty folder but for the file to send.
    pub fn run(self, name: &str) {
        let (texts, checks): (Vec<_>, Vec<_>) = self.texts.into_iter().unzip();
        let runner = Runner::new(self.tool, texts.clone());
        for (number, check) in checks.into_iter().enumerate() {
            let folder = folder(&format!("{}-{name}", self.tool));
            if let Check::Stored(_, file, bytes) = &check {
                fs::write(folder.join(file), bytes).unwrap();
            }
            let said = runner.runs(number, &folder);
            let text = &texts[number];
            match check {
                Check::Saved(file, bytes) => {
                    assert_eq!(files(&folder), [file.as_str()], "{text}");
                    assert_eq!(fs::read(folder.join(&file)).unwrap(), bytes, "{text}");
                }
                Check::Stored(key, _, bytes) => {
                    let stored = self.world.server.stored("photos", &key);
                    assert_eq!(stored.expect(text), bytes, "{text}");
                }
                Check::Shown(part) => {
                    assert!(said.to_lowercase().contains(part), "{text}\n{said}");
                }
                Check::Gone(key) => {
                    assert!(self.world.server.stored("photos", &key).is_none(), "{text}");
                }
            }
        }
    }
}

fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}
