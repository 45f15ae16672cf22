//! The name of a file for an object.

use crate::decode::decoded;

/// The last segment of an escaped path, made safe as the name of a file in the working folder of any system: no other
/// folder, no hidden file, no option, no device, and not too long.
pub(super) fn of(path: &str) -> String {
    let last = path.rsplit('/').find(|segment| !segment.is_empty());
    let text = last.and_then(decoded).unwrap_or_default();
    let name: String = text.chars().map(|char| if is_safe(char) { char } else { '_' }).collect();
    let name = name.trim_end_matches(['.', ' ']);
    let name = match name.strip_prefix(['.', '-', '~', ' ']) {
        Some(rest) => format!("_{rest}"),
        None if is_device(name) => format!("_{name}"),
        None => name.to_owned(),
    };
    if name.is_empty() { "object".to_owned() } else { shortened(&name) }
}

/// Neither parts a path, nor is forbidden on Windows, nor turns the direction of what is shown.
fn is_safe(char: char) -> bool {
    let turns =
        matches!(char, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !char.is_control() && !turns && !r#"/\:*?"<>|"#.contains(char)
}

/// Whether Windows takes it for a device, whatever its ending.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let port = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    matches!(&*stem, "CON" | "PRN" | "AUX" | "NUL")
        || port.is_some_and(|number| number.len() == 1 && number != "0")
}

/// Within what file systems take, with its ending.
fn shortened(name: &str) -> String {
    if name.len() <= MOST {
        return name.to_owned();
    }
    let ending = name.rfind('.').and_then(|at| name.get(at..));
    let ending = ending.filter(|ending| ending.len() <= LONGEST_ENDING).unwrap_or_default();
    let mut at = MOST - ending.len();
    while !name.is_char_boundary(at) {
        at -= 1;
    }
    format!("{}{ending}", name.get(..at).unwrap_or_default())
}

/// Below the 255 bytes of most file systems, and the 236 to which `wget` cuts names.
const MOST: usize = 200;

const LONGEST_ENDING: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encode;

    fn named(key: &str) -> String {
        of(&encode::query_string(key).replace("%2F", "/"))
    }

    #[test]
    fn it_is_the_last_segment_without_what_harms() {
        for (key, name) in [
            ("cat.jpg", "cat.jpg"),
            ("a/b/it's [1] ü😀.txt", "it's [1] ü😀.txt"),
            ("a/folder/", "folder"),
            ("/", "object"),
            ("a/..", "object"),
            ("..", "object"),
            (".bashrc", "_bashrc"),
            ("-rf", "_rf"),
            ("~root", "_root"),
            ("a\\b:c*d?e\"f<g>h|i", "a_b_c_d_e_f_g_h_i"),
            ("a\r\n\tb", "a___b"),
            ("gpj.\u{202e}exe", "gpj._exe"),
            ("name. . ", "name"),
            ("con.txt", "_con.txt"),
            ("Lpt1", "_Lpt1"),
            ("com0.txt", "com0.txt"),
            ("console", "console"),
            ("a%2Fb", "a%2Fb"),
        ] {
            assert_eq!(named(key), name, "{key:?}");
        }
    }

    #[test]
    fn a_long_one_is_cut_between_characters_and_keeps_its_ending() {
        assert_eq!(
            named(&format!("{}.tar.gz", "k".repeat(900))),
            format!("{}.gz", "k".repeat(197))
        );
        assert_eq!(named(&"ü".repeat(300)), "ü".repeat(100));
        assert_eq!(named(&format!("x{}.{}", "ü".repeat(200), "e".repeat(50))).len(), 199);
        assert_eq!(named(&"k".repeat(200)), "k".repeat(200));
    }
}
