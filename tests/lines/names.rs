//! Names that a shell, a language, a tool or a file system could take for something else.

/// Keys, of all of which every tool has to bring the object's bytes.
pub fn keys() -> Vec<String> {
    let mut keys: Vec<_> = KEYS.map(str::to_owned).into();
    keys.push(format!("{}.bin", "long/".repeat(60) + &"k".repeat(596)));
    assert_eq!(keys.last().map(String::len), Some(900));
    keys
}

const KEYS: [&str; 20] = [
    "cat.jpg",
    " +~'\"`()@:=,&;*!$%/ü[]?#{}|\\^<>",
    "it's \"quoted\" ''' \"\"\" \\' \\\" `x` ’’ ‘",
    "'; touch pwned; '\"; touch pwned; \"",
    "$HOME $(touch pwned) `touch pwned` ${x} $((1)) %PATH% $env:HOME",
    "\\n \\x41 \\u0041 \\",
    "%41 %2F %2e%2e/%",
    "/leading",
    "a//b",
    "trailing/",
    "-o",
    "--output=pwned",
    "@f",
    "{a,b} [1-3] {1..3} *.csv ?",
    "</script><!-- &amp; <b>",
    "{link} {{x}} {0} %s %(x)s ${x} #{x}",
    "é 文 😀 e\u{301}",
    "https://evil.example/x",
    "..a/a../...",
    "list.torrent",
];

/// File names, without a slash.
pub const FILES: [&str; 12] = [
    "plain",
    "it's \"q\" \\' \\\"",
    "$HOME $(touch pwned) `touch pwned`",
    "-o",
    "-",
    "{a,b} [1-3] *",
    "@file",
    "ü 文 😀 ’‘",
    "\\n \\x41 \\u0041 \\",
    "%41 %2F",
    "< > | & ; ! ~ #",
    ".hidden",
];
