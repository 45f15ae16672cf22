// Every odd key in every way of use: is the link on the wire as it was written, and does the object come back?

import { readFile } from "node:fs/promises";
import { downloaded } from "./browsers.js";
import { click, useLinks } from "./in_page.js";
import { KEYS } from "./keys.js";

/** The rows of one browser: the way of use, and what came of it. */
export async function oddKeys(world, { kind, browser, folder }) {
  const rows = [];
  const holders = [["without a session token", world.signer], ["with a session token", world.temporary]];
  for (const [holder, signer] of holders) {
    const texts = KEYS.map((key) => (EMPTY.has(key) ? "" : `${kind} ${holder}: ${key}`));
    const page = await browser.newPage();
    await page.goto(world.site.origin);
    for (const [name, { line, use, expected = (text) => text }] of Object.entries(WAYS)) {
      const links = signer.links(KEYS.map((key) => ({ key, ...line })));
      const used = await world.observing(() => use({ browser, page, links, folder, texts }));
      const wrong = KEYS.filter((_, at) => used.result[at] !== expected(texts[at]));
      rows.push([name, holder, said(name, changed(links, used.requests), wrong)]);
    }
    await page.close();
  }
  return rows;
}

/** A folder to the server: nothing can be in it. */
const EMPTY = new Set(["trailing/"]);

/** The keys whose link was not sent just as it is. */
function changed(links, requests) {
  const targets = new Set(requests.map(({ target }) => target));
  return KEYS.filter((_, at) => !targets.has(links[at].slice(links[at].indexOf("/", "http://".length))));
}

/** Tells the keys, too, where there are any. */
function said(name, changed, wrong) {
  if (changed.length + wrong.length > 0) console.error(name, { changed, wrong });
  return `${KEYS.length - changed.length} unchanged, ${KEYS.length - wrong.length} right`;
}

const SHOWN = { query: { "response-content-type": "text/plain; charset=utf-8" } };
const NAMED = { query: { "response-content-disposition": 'attachment; filename="saved here.txt"' } };

/** By scripts. */
const script = (way) => ({ page, links, texts }) => page.evaluate(useLinks, way, links, texts);

const WAYS = {
  "`fetch`, PUT of a `File`": { line: { method: "PUT" }, use: script("put"), expected: () => "200" },
  "`fetch`": { use: script("get") },
  "`fetch` of a range": { use: script("range"), expected: (text) => text.slice(0, 1) },
  "`XMLHttpRequest`": { use: script("xhr") },
  // They are no pictures: what counts is what was sent.
  "`<img>` and `<video>`": { use: script("elements"), expected: () => "error error" },
  "click on `<a>`, saved under a signed name": { line: NAMED, use: saved, expected: (text) => text || "nothing" },
  "address of a page": { line: SHOWN, use: opened },
};

async function saved({ page, links, folder, texts }) {
  const got = [];
  for (const [at, link] of links.entries()) {
    await page.evaluate(click, `<a href="${link.replaceAll("&", "&amp;")}">Download</a>`);
    const { name = "nothing", path } = await downloaded(folder, Buffer.byteLength(texts[at]), { seconds: texts[at] ? 20 : 1 });
    got.push(name === "saved here.txt" ? await readFile(path, "utf8") : name);
  }
  return got;
}

async function opened({ browser, links }) {
  const page = await browser.newPage();
  const got = [];
  for (const link of links) {
    await page.goto(link);
    got.push(await page.evaluate(() => document.body.textContent));
  }
  await page.close();
  return got;
}
