//! The whole memory of the process, as the kernel shows it.

use std::fs;
use std::io;
use std::os::unix::fs::FileExt;

use crate::patterns::Patterns;

/// What stands in writable memory, by kind of region. Stacks are told apart from all else.
#[derive(Default)]
pub struct Left {
    pub in_stack: Vec<&'static str>,
    pub elsewhere: Vec<(&'static str, String)>,
    pub bytes: u64,
}

pub fn scan(patterns: &Patterns) -> io::Result<Left> {
    let maps = fs::read_to_string("/proc/self/maps")?;
    let memory = fs::File::open("/proc/self/mem")?;
    // On the stack of this function, so that what is read does not show up in the heap that is scanned next.
    #[expect(clippy::large_stack_arrays, reason = "in the heap it would find itself")]
    let mut chunk = [0_u8; CHUNK + OVERLAP];
    let mut left = Left::default();
    for line in maps.lines().filter(|line| line.contains(" rw")) {
        let (range, rest) = line.split_once(' ').unwrap_or_default();
        let (start, end) = range.split_once('-').unwrap_or_default();
        let number = |text| u64::from_str_radix(text, 16).unwrap_or_default();
        let (start, end) = (number(start), number(end));
        let is_stack = rest.ends_with("[stack]");
        for at in (start..end).step_by(CHUNK) {
            let length = (CHUNK + OVERLAP).min(usize::try_from(end - at).unwrap_or(0));
            let Ok(read) = memory.read_at(&mut chunk[..length], at) else { continue };
            left.bytes += read.min(CHUNK) as u64;
            for name in patterns.found_in(&chunk[..read]) {
                if is_stack {
                    left.in_stack.push(name);
                } else {
                    left.elsewhere.push((name, line.to_owned()));
                }
            }
            chunk.fill(0);
        }
    }
    left.in_stack.sort_unstable();
    left.in_stack.dedup();
    Ok(left)
}

const CHUNK: usize = 64 * 1024;
/// What straddles two chunks is in the overlap of one.
const OVERLAP: usize = 64;
