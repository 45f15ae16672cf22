// What a page's uploads say of their body, and which of them a link takes.

import { preflight } from "./opening.js";
import { upload } from "./in_page.js";

/** The rows of one browser: the body, the link, and what came of it. */
export async function uploads(world, { browser }) {
  const page = await browser.newPage();
  await page.goto(world.site.origin);
  const rows = [];
  for (const [name, options, way, body] of cases()) {
    const signed = `\`${options.join(" ")}\``.replace("``", "nothing signed");
    const link = callOf(world, `upload-${rows.length}`, options);
    if (!link) {
      rows.push([name, signed, WORDS[way], REFUSED]);
      continue;
    }
    const { result, requests } = await world.observing(() => page.evaluate(upload, way, link, body, TEXT));
    const stored = result === "200" ? await content(world, `upload-${rows.length}`) : "";
    const rest = result === "200" && stored !== TEXT ? `, but the object is \`${stored}\`` : "";
    rows.push([name, signed, WORDS[way], `${sent(requests)}: ${result}${rest}`]);
  }
  await page.close();
  return rows;
}

/** The call that the command writes; none where a header is signed that no page can set. */
function callOf(world, key, options) {
  try {
    return world.signer.link("put", key, [...options, "-o", "fetch"]);
  } catch {
    return null;
  }
}

const REFUSED = "`presign` writes no such call";
const TEXT = "Hello from a page.";

const WORDS = { plain: "`fetch`, no headers", fetch: "`presign -o fetch`", xhr: "`XMLHttpRequest`, headers as signed" };

function cases() {
  const plain = [[], ["--content-type", "image/png"]];
  const bodies = Object.entries(BODIES).flatMap(([name, body]) => [
    ...plain.map((options) => [name, options, "plain", body]),
    [name, plain[1], "fetch", body],
  ]);
  const file = Object.keys(BODIES)[0];
  const signed = SIGNED.map((options) => [file, options, "fetch", BODIES[file]]);
  const typed = TYPES.map((type) => ["a string", ["--content-type", type], "xhr", BODIES["a string"]]);
  return [...bodies, ...signed, ...typed];
}

/** Each is what a page's script would write. */
const BODIES = {
  "a `File` of type `image/png`": "new File([text], 'a.png', { type: 'image/png' })",
  "a `File` without a type": "new File([text], 'a.png')",
  "a `Blob` of type `Image/PNG`": "new Blob([text], { type: 'Image/PNG' })",
  "a `Blob` of type `text/plain`": "new Blob([text], { type: 'text/plain' })",
  "an `ArrayBuffer`": "new TextEncoder().encode(text).buffer",
  "a string": "text",
  "`URLSearchParams`": "new URLSearchParams({ text })",
  "a stream": "new Blob([text]).stream()",
};

/** Headers of which some are the browser's own business. */
const SIGNED = [
  ["--content-length", String(TEXT.length)],
  ["--content-length", "17"],
  ["--no-overwrite"],
  ["-H", "x-amz-meta-by: it's  \"me\""],
  ["-H", "cache-control: max-age=60"],
  ["-H", "accept: */*"],
  ["-H", "accept-language: de"],
  ["-H", "user-agent: made up"],
  ["-H", "accept-encoding: identity"],
  ["-H", "referer: https://a.example/"],
  ["-H", "date: Sun, 29 Nov 2026 09:00:00 GMT"],
];

const TYPES = ["text/plain", "text/plain; charset=UTF-8", "text/plain; charset=utf-8", "text/plain; charset=iso-8859-1"];

/** The type, the length and the preflight of what was sent. */
function sent(requests) {
  const put = requests.find(({ method }) => method === "PUT");
  const asked = preflight(requests);
  if (!put) return `${asked}no PUT`;
  const { "content-type": type, "content-length": length } = put.headers;
  return `${asked}${type ? `\`${type}\`` : "no type"}${length ? "" : ", no length"}`;
}

async function content(world, key) {
  const answer = await fetch(world.signer.link("get", key), { signal: AbortSignal.timeout(5000) });
  return answer.text();
}
