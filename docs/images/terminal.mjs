// Makes terminal.svg: what a terminal shows of these commands, each run as it stands there.
//
//   cargo build --bin presign && node docs/images/terminal.mjs
//
// The credentials are AWS's of its documentation, and end in 40 minutes. Nothing is sent.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const COLUMNS = 96;
const LINE = 20;
const presign = resolve("target/debug/presign");
const folder = mkdtempSync(join(tmpdir(), "terminal-"));
// The command counts whole seconds: from the beginning of one, so that there are just 40 minutes.
await new Promise((begun) => setTimeout(begun, 1000 - (Date.now() % 1000)));
const env = {
  PATH: process.env.PATH,
  AWS_ACCESS_KEY_ID: "ASIAIOSFODNN7EXAMPLE",
  AWS_SECRET_ACCESS_KEY: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  AWS_SESSION_TOKEN: "token",
  AWS_CREDENTIAL_EXPIRATION: new Date(Date.now() + 40 * 60_000).toISOString(),
  AWS_REGION: "eu-west-1",
};

/** At blanks where there are some, as a reader would. */
const wrapped = (text) =>
  text.split("\n").flatMap((line) => line.match(new RegExp(`.{1,${COLUMNS}}(?= |$)|.{1,${COLUMNS}}`, "g")) ?? [""])
    .map((line) => line.trimStart());

/** All that a shell prints of a line. The command's name stands for the program that was built. */
function run(line) {
  const script = `presign() { '${presign}' "$@"; }\n(${line}) 2>&1 || true`;
  return execFileSync("sh", ["-c", script], { cwd: folder, env, encoding: "utf8" }).trimEnd();
}

const COMMANDS = [
  "presign get s3://photos/2026/cat.jpg --expires-in 15m",
  "presign get s3://photos/2026/cat.jpg --expires-in 7d",
  "presign put s3://photos/2026/cat.jpg --expires-in 15m --output curl",
  "presign diagnose --answer answer.xml < link.txt",
];

try {
  writeFileSync(join(folder, "link.txt"), run("AWS_SESSION_TOKEN= AWS_CREDENTIAL_EXPIRATION= " +
    "AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE presign get s3://photos/cat.jpg --expires-in 15m --at 2026-11-22T03:00:00Z"));
  const answer = "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>";
  writeFileSync(join(folder, "answer.xml"), answer);
  const lines = COMMANDS.flatMap((command) => [
    ...wrapped(`$ ${command}`).map((line) => ["command", line]),
    ...wrapped(run(command)).map((line) => ["printed", line]),
    ["printed", ""],
  ]);
  writeFileSync("docs/images/terminal.svg", drawn(lines.slice(0, -1)));
} finally {
  rmSync(folder, { recursive: true });
}

function drawn(lines) {
  const escaped = (text) => text.replace(/[&<>]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[c]);
  const [width, height] = [COLUMNS * 8.43 + 40, lines.length * LINE + 64];
  const rows = lines.map(
    ([kind, text], at) => `  <text class="${kind}" x="20" y="${58 + at * LINE}">${escaped(text)}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${Math.ceil(width)} ${height}" role="img">
  <title>Four commands in a terminal: a link, a refused lifetime, a curl line, the cause of a failure</title>
  <style>
    text { font: 14px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; white-space: pre; fill: #d5dae3 }
    .command { fill: #7ee0a3; font-weight: bold }
  </style>
  <rect width="100%" height="100%" rx="10" fill="#161b26"/>
  <circle cx="24" cy="20" r="6" fill="#e5645a"/>
  <circle cx="44" cy="20" r="6" fill="#e9b949"/>
  <circle cx="64" cy="20" r="6" fill="#59b96a"/>
${rows.join("\n")}
</svg>
`;
}
