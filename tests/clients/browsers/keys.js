// Keys with every character that browsers treat specially.

export const CHARACTERS = " + ~ ' ( ) @ : = , & ; * ! $ % ü [ ] ? # { } | \\ ^ ` \" < >".split(" ").filter(Boolean);

export const KEYS = [
  "plain.bin",
  "a b.bin",
  ...CHARACTERS.map((character) => `a${character}b.bin`),
  "a%41.bin",
  "a%2Fb.bin",
  "a%2e%2e/b.bin",
  "100%",
  "/leading.bin",
  "empty//segment.bin",
  "..a/.b/c..",
  "😀.bin",
  "e\u0301.bin",
  "a\u00a0b\u200bc.bin",
  " leading and trailing ",
  "javascript:alert(1)",
  "http://a.example/b",
  `${`${"x".repeat(99)}/`.repeat(8)}${"y".repeat(96)}.bin`,
  // The last, as it is a folder to the server, which then gives an empty page in place of a download.
  "trailing/",
];
