//! A QR code as the path of an SVG, which the page can draw without trusting any markup.

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};
use serde_json::{Value, json};

/// The code, or null where the text is too long for one: beyond 2953 bytes.
pub(crate) fn of(text: &str) -> Value {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::L) else {
        return Value::Null;
    };
    let rows = code.to_colors();
    let path: String =
        rows.chunks(code.width()).enumerate().map(|(y, row)| path_of(row, y)).collect();
    json!({ "size": code.width(), "path": path })
}

/// A rectangle for each run of dark modules.
fn path_of(row: &[Color], y: usize) -> String {
    let mut path = String::new();
    let mut x = 0;
    for run in row.chunk_by(|one, next| one == next) {
        if run.first() == Some(&Color::Dark) {
            // Writing into a `String` does not fail.
            let _ = write!(path, "M{x} {y}h{0}v1h-{0}z", run.len());
        }
        x += run.len();
    }
    path
}
