// Each way to open a link, by itself: what is asked of the server, and what comes of it.

import { downloaded } from "./browsers.js";
import { ask, click, hireWorker, load, seek, upload } from "./in_page.js";
import { SECONDS, TEXT } from "./objects.js";

export const heads = ["way", "the page sees"];

export async function opening(world, launched) {
  const rows = [];
  // Each link lives for another time, so that no two are the same to a cache.
  let seconds = 3600;
  const signed = [];
  const sign = (key, options, lifetime = String(++seconds)) => {
    signed.push(world.signer.link("get", key, options, lifetime));
    return signed.at(-1);
  };
  for (const [name, way] of Object.entries({ ...BY_PEOPLE, ...BY_PAGES, ...AFTER_THE_END })) {
    const page = await launched.browser.newPage();
    await page.goto(world.site.origin);
    const { result, requests } = await world.observing(() =>
      way({ page, sign, folder: launched.folder, world }).catch((error) => `fails: ${error.message.split("\n")[0]}`),
    );
    const changed = requests.some(({ target }) => !signed.some((link) => link.includes(target)));
    rows.push([name, `${asked(requests)}: ${changed ? "respelled, " : ""}${result}`]);
    await page.close();
  }
  return rows;
}

/** The requests as the table has them. Where players go on, they do at places of their own. */
export function asked(requests) {
  const words = requests.map(({ method, headers }) => {
    const wanted = headers["access-control-request-headers"];
    const range = headers.range?.replace(/=\d{5,}-\d*/, "=N-");
    return [method, range && `\`${range}\``, wanted && `for ${wanted}`].filter(Boolean).join(" ");
  });
  return words.filter((word, at) => !word.includes("=N-") || word !== words[at - 1]).join(", ") || "nothing asked";
}

/** What the browser asked for beforehand, if it did. */
export function preflight(requests) {
  const first = requests.find(({ method }) => method === "OPTIONS");
  if (!first) return "";
  return `preflight for ${first.headers["access-control-request-headers"] ?? "the method"}, `;
}

/** The text of the object, or the code of the error in whatever way the browser shows XML. */
async function shown(page) {
  const text = await page.evaluate(() => document.documentElement.textContent);
  return text.match(/AccessDenied|SignatureDoesNotMatch/)?.[0] ?? text.trim().slice(0, 30);
}

const anchor = (link, more = "") => `<a href="${link.replaceAll("&", "&amp;")}" ${more}>Download</a>`;

/** Waits for what becomes of a click: another page, or a file. */
async function clicked({ page, folder }, html) {
  const before = page.url();
  await page.evaluate(click, html);
  const { name } = await downloaded(folder, TEXT.length, { isOver: () => page.url() !== before });
  return name ? `saved as \`${name}\`` : `shown: ${await shown(page)}`;
}

const BY_PEOPLE = {
  "the address": async ({ page, sign }) => {
    await page.goto(sign("note.txt"));
    return `shown: ${await shown(page)}`;
  },
  "the address, then a reload": async ({ page, sign }) => {
    await page.goto(sign("note.txt"));
    await page.reload();
    return `shown: ${await shown(page)}`;
  },
  "`<a href>`": ({ sign, ...it }) => clicked(it, anchor(sign("note.txt"))),
  "`<a href>` to a type that is not shown": ({ sign, ...it }) => clicked(it, anchor(sign("data.bin"))),
  "`<a download=\"mine.txt\">`": ({ sign, ...it }) => clicked(it, anchor(sign("note.txt"), 'download="mine.txt"')),
  "`<a download=\"mine.txt\">`, link with `--attachment yours.txt`": ({ sign, ...it }) =>
    clicked(it, anchor(sign("note.txt", ["--attachment", "yours.txt"]), 'download="mine.txt"')),
  "`<a href>` with spaces and line breaks around the link": ({ sign, ...it }) =>
    clicked(it, anchor(` \r\n ${sign("note.txt")} \n `)),
  "`<a href>` with a line break inside the link": ({ sign, ...it }) =>
    clicked(it, anchor(sign("note.txt").replace("X-Amz-Date", "X-Amz-\r\nDate"))),
  "`<a href>` with a line break and a space inside": ({ sign, ...it }) =>
    clicked(it, anchor(sign("note.txt").replace("X-Amz-Date", "X-Amz-\r\n Date"))),
  "`<a href>` without `&amp;` for `&`": ({ sign, ...it }) => clicked(it, `<a href="${sign("note.txt")}">Download</a>`),
};

const script = (key, options) => async ({ page, sign }) => `${await page.evaluate(ask, sign(key), options)}`;

/** A part that the link names, of an object that caches have to ask for anew. */
const twice = (range) => async ({ page, sign }) => {
  const link = sign("note.txt", part(range));
  const once = () => page.evaluate(ask, link, { headers: { range } });
  return `${await once()}, ${await once()}`;
};

const twiceAsWritten = (range) => async ({ page, sign }) => {
  const call = sign("note.txt", [...part(range), "-o", "fetch"]);
  const once = () => page.evaluate(upload, "fetch", call, "null", "");
  return `${await once()}, ${await once()}`;
};

const part = (range) => ["-H", `range: ${range}`, "--query", "response-cache-control=no-cache"];

const BY_PAGES = {
  "`<img>`": ({ page, sign }) => page.evaluate(load, `<img src="${sign("dot.png")}">`),
  "`<video>`, then a seek": async ({ page, sign }) => {
    await page.evaluate(load, film(sign("long.wav")));
    return page.evaluate(seek, SECONDS - 10);
  },
  "`fetch`": script("note.txt", {}),
  "`fetch`, `mode: \"no-cors\"`": script("note.txt", { mode: "no-cors" }),
  "`fetch`, `Range: bytes=0-4`": script("note.txt", { headers: { range: "bytes=0-4" } }),
  "`fetch`, `Range: bytes=-5`": script("note.txt", { headers: { range: "bytes=-5" } }),
  "`fetch` of a link that signs `range: bytes=-5`, twice": twice("bytes=-5"),
  "`fetch` of a link that signs `range: bytes=5-`, twice": twice("bytes=5-"),
  "`fetch` of a link that signs `range: bytes=0-4`, twice": twice("bytes=0-4"),
  "`presign -o fetch` of a link that signs `range: bytes=-5`, twice": twiceAsWritten("bytes=-5"),
  "`presign -o fetch` of a link that signs `range: bytes=5-`, twice": twiceAsWritten("bytes=5-"),
  "`fetch`, `Range: bytes=0-4`, then the whole": async ({ page, sign }) => {
    const link = sign("note.txt");
    const first = await page.evaluate(ask, link, { headers: { range: "bytes=0-4" } });
    return `${first}, ${await page.evaluate(ask, link, {})}`;
  },
  "`fetch`, `If-None-Match`": script("note.txt", { headers: { "if-none-match": '"other"' } }),
  "`fetch`, `cache: \"no-store\"`": script("note.txt", { cache: "no-store" }),
  "`fetch`, HEAD with a GET link": script("note.txt", { method: "HEAD" }),
  "`fetch` of the key `a/../note.txt`, signed with `--allow-dot-segments`": async ({ page, sign }) =>
    page.evaluate(ask, sign("a/../note.txt", ["--allow-dot-segments"]), {}),
  "`fetch` through a service worker": async ({ page, sign }) => {
    await page.evaluate(hireWorker);
    return page.evaluate(ask, sign("note.txt"), {});
  },
};

const film = (link) => `<video preload="metadata" src="${link}"></video>`;

/** Links that live for three seconds. */
const AFTER_THE_END = {
  "a reload after the end": async ({ page, sign }) => {
    await page.goto(sign("note.txt", [], "3s"));
    await end();
    await page.reload();
    return `shown: ${await shown(page)}`;
  },
  "the address once more after the end, `response-cache-control: max-age=600`": async ({ page, sign, world }) => {
    const link = sign("note.txt", ["--query", "response-cache-control=max-age=600"], "3s");
    await page.goto(link);
    await page.goto(world.site.origin);
    await end();
    await page.goto(link);
    return `shown: ${await shown(page)}`;
  },
  "`<video>`, a seek after the end": async ({ page, sign }) => {
    await page.evaluate(load, film(sign("long.wav", [], "3s")));
    await end();
    return page.evaluate(seek, SECONDS - 10);
  },
};

const end = () => new Promise((resolve) => setTimeout(resolve, 4500));
