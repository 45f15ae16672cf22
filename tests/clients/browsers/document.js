// The page of the documentation: what is said of each table, and the tables, made of what was measured.

import { CHARACTERS, KEYS } from "./keys.js";

/** The whole page, of what each browser gave: its version and its rows. */
export function page(browsers) {
  const versions = browsers.map(({ version }) => version);
  const tables = Object.entries(SECTIONS).map(([name, { title, text, heads }]) =>
    [`## ${title}`, text, table([...heads, ...versions.map(short)], merged(browsers.map(({ rows }) => rows[name])))].join("\n\n"),
  );
  const head = [INTRODUCTION, ADVICE, `Measured with ${versions.join(" and ")}, of Debian 12, headless, with SeaweedFS 4.48.`];
  return `${[...head, ...tables].join("\n\n")}\n`;
}

/** The lines in which two pages differ. Versions may: Debian mends its browsers often. */
export function differences(kept, measured) {
  const lines = (text) => text.split("\n").filter((line) => !line.startsWith("Measured with"));
  const [old, now] = [lines(kept), lines(measured)];
  const only = (some, others, sign) => some.filter((line) => !others.includes(line)).map((line) => `${sign} ${line}`);
  return [...only(old, now, "-"), ...only(now, old, "+")];
}

const short = (version) => version.replace(/ [\d.]+$/, "");

/** Rows of the same labels become one, with a cell of each browser. */
function merged(perBrowser) {
  const [first, ...others] = perBrowser;
  return first.map((row, at) => [...row, ...others.map((rows) => rows[at].at(-1))]);
}

function table(heads, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
}

const INTRODUCTION = `# Links in browsers

What Chromium and Firefox do with the links of this crate. The tables are the output of \`tests/clients/browsers/run\`, which
compares them with what it measures, and fails where they differ: do not edit them, run it with \`--write\`. The page that
uses the links is of another origin than the server, as pages are. A proxy between them keeps every byte of the requests.`;

/** What the tables come to. */
const ADVICE = `## What to do

- Keys and tokens need no care: both browsers send what is signed. Only dot segments are folded, which is why the crate refuses
  them.
- Pages cannot name a download on another origin: sign the name, by \`--attachment\`. Keep it below 245 bytes, and without \`%\`.
- A page whose script uploads or downloads needs the bucket's CORS rule; \`CorsRule\` writes it. A form by people needs none.
- Where a type is signed, send it: a \`File\` gives its own or none. \`presign -o fetch\` does. By \`XMLHttpRequest\`, do not send a
  string with a \`charset\`, which browsers respell, but a \`Blob\`. Streams do not go up.
- Sign no header that is the browser's business: \`user-agent\`, \`accept-encoding\`, \`referer\`, \`date\`. \`content-length\` may be signed.
- The \`headers\` of a link's JSON may all be given to \`fetch\`, \`content-length\` too: nothing has to be taken out. Browsers write that
  header themselves, from the body, and pass over a page's without a word. \`XMLHttpRequest\` does so as well, with a line in the
  console (\`Refused to set unsafe header\`), and sends the right one. \`presign -o fetch\` and \`PresignedUrl::fetch\` leave it out.
- Where a \`range\` is signed, fetch with \`cache: "no-store"\`, as \`presign -o fetch\` does: Chromium asks anew for what it has in part,
  in numbers of its own.
- HEAD needs a link of its own.
- Players, reloads and seeks ask again: let the link live as long as the page is used. What a cache keeps outlives the link.
- Names of files in a form arrive changed: \`"\` as \`%22\`, and all before a \`/\` is gone.`;

const SECTIONS = {
  oddKeys: {
    title: "Odd keys",
    text: [
      `${KEYS.length} keys: one with each character that browsers or URLs treat specially (a space, \`\` ${CHARACTERS.join(" ")} \`\`), \`%41\`,`,
      "`%2F` and `%2e%2e` as a key has them, empty segments, a leading and a trailing slash, `..a`, `c..`, 😀, a combining accent,",
      "invisible spaces, what looks like a URL, and one of 900 bytes. \"Unchanged\": path and query on the wire are the link's, byte",
      'for byte. "Right": the object came back, or went up, with the bytes that it should have; of a picture: it was asked for.',
    ].join("\n"),
    heads: ["way", "credentials"],
  },
  opening: {
    title: "Ways to open a link",
    text: `The requests in order, and then what the page or its holder gets; a number is the status that a script sees. \`bytes=N-\` is a place
in the middle that the player chooses. Each link is sent as it is, where "respelled" does not say otherwise.`,
    heads: ["way"],
  },
  savedNames: {
    title: "The name of a download",
    text: `Asked for by \`--attachment\`, or \`S3Request::response_attachment\`; the last rows by a disposition of one's own. On Linux.`,
    heads: ["asked for"],
  },
  uploads: {
    title: "Uploads",
    text: `What the browser asked for beforehand, the Content-Type that it sent, and the status that the script sees. The options are those of
\`presign put\`. The object is named where it is not what the script meant. A stream went over HTTP/1.1.`,
    heads: ["body", "signed", "sent by"],
  },
  formNames: {
    title: "Names of files in a form",
    text: "A form of `presign post` with `${filename}` in the key, sent by people: the file's name, and what came in its place.",
    heads: ["file"],
  },
  corsRule: {
    title: "The CORS rule, and each part of it",
    text: `The bucket's CORS configuration is what \`examples/cors_rule.rs\` prints, and then the same less one part. What fails then, of: a download
and its ETag, a range from the end, Content-Range, \`If-None-Match\`, uploads by PUT and by a form. SeaweedFS sends no Location,
so nothing misses it here; S3 does.`,
    heads: ["taken away"],
  },
};
