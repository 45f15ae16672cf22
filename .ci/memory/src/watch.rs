//! An allocator that looks into every block that is given back, and finds what should have been wiped.

use std::alloc::{GlobalAlloc, Layout, System};
use std::backtrace::Backtrace;
use std::cell::Cell;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::patterns::Patterns;

/// The allocator. A block that grows is always moved, so that no growth leaves a copy behind unseen.
pub struct Watching;

/// What was found in a block, and who gave it back.
pub struct Finding {
    pub secret: &'static str,
    pub trace: String,
}

// SAFETY: everything is left to the system's allocator; what is added only reads, and only blocks that
// are live. `realloc` is the provided one, which allocates, copies and gives back through this.
unsafe impl GlobalAlloc for Watching {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // Zeroed, so that every byte that is looked at later was written by the block's owner.
        // SAFETY: the caller keeps the same contract.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        if ON.load(Ordering::Relaxed) {
            // SAFETY: the caller gives back a live block of this length, all of it initialised by `alloc`.
            inspect(unsafe { std::slice::from_raw_parts(block, layout.size()) });
        }
        // SAFETY: the caller keeps the same contract.
        unsafe { System.dealloc(block, layout) }
    }
}

/// Runs something, and gives what it left behind in blocks that it gave back.
pub fn watched(patterns: &'static Patterns, act: impl FnOnce()) -> Vec<Finding> {
    PATTERNS.get_or_init(|| patterns);
    ON.store(true, Ordering::SeqCst);
    act();
    ON.store(false, Ordering::SeqCst);
    std::mem::take(&mut FINDINGS.lock().unwrap_or_else(PoisonError::into_inner))
}

fn inspect(block: &[u8]) {
    // Looking and noting allocate too.
    if BUSY.replace(true) {
        return;
    }
    for secret in PATTERNS.get().into_iter().flat_map(|patterns| patterns.found_in(block)) {
        let trace = Backtrace::force_capture().to_string();
        FINDINGS
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(Finding { secret, trace: ours(&trace) });
    }
    BUSY.set(false);
}

/// The lines of a backtrace that lie in the crate's own files, the innermost first.
fn ours(trace: &str) -> String {
    let lines: Vec<_> = trace.lines().map(str::trim).collect();
    let is_ours = |place: &str| {
        place.contains("src/")
            && [".ci/", "/rustc/", ".cargo/"].iter().all(|part| !place.contains(part))
    };
    let frames = lines.windows(2).filter(|pair| pair[1].starts_with("at ") && is_ours(pair[1]));
    let shown = frames.map(|pair| {
        let place = pair[1].split("/src/").last().unwrap_or_default();
        format!("      src/{place}")
    });
    shown.take(8).collect::<Vec<_>>().join("\n")
}

static ON: AtomicBool = AtomicBool::new(false);
static PATTERNS: OnceLock<&'static Patterns> = OnceLock::new();
static FINDINGS: Mutex<Vec<Finding>> = Mutex::new(Vec::new());

thread_local! {
    static BUSY: Cell<bool> = const { Cell::new(false) };
}
