// Under which name a download is saved, and what becomes of the names of files that a form uploads.

import { downloaded } from "./browsers.js";
import { click, postFile } from "./in_page.js";
import { TEXT } from "./objects.js";

/** The rows of one browser: the name that was asked for, and the name on disk. */
export async function savedNames(world, launched) {
  const page = await launched.browser.newPage();
  await page.goto(world.site.origin);
  const rows = [];
  for (const name of NAMES) {
    const link = world.signer.link("get", "data.bin", ["--attachment", name]);
    rows.push([code(name), await saved(page, launched, link, name)]);
  }
  for (const [disposition, text] of Object.entries(DISPOSITIONS)) {
    const link = world.signer.link("get", "data.bin", ["--query", `response-content-disposition=${disposition}`]);
    rows.push([text, await saved(page, launched, link)]);
  }
  await page.close();
  return rows;
}

/** The rows of one browser: the name of the file, and the key that came of it. */
export async function formNames(world, { browser }) {
  const page = await browser.newPage();
  await page.goto(world.site.origin);
  const rows = [];
  for (const [at, name] of FILES.entries()) {
    const prefix = `form/${at}/`;
    const form = world.signer.form(`${prefix}\${filename}`, ["--starts-with", "Content-Type=", "--success-status", "201"]);
    const status = await page.evaluate(postFile, form.url, form.fields, name, TEXT);
    const [key] = await world.server.list(world.bucket, prefix);
    rows.push([code(name), key === undefined ? status : code(key.slice(prefix.length))]);
  }
  await page.close();
  return rows;
}

async function saved(page, { folder }, link, asked = "") {
  await page.evaluate(click, `<a href="${link.replaceAll("&", "&amp;")}">Download</a>`);
  const { name } = await downloaded(folder, TEXT.length, { seconds: asked.length > 240 ? 8 : 20 });
  return name ? code(name) : "not saved";
}

/** As code of Markdown, in a cell of a table. Long names are told by their ends. */
export function code(name) {
  const visible = JSON.stringify(name).slice(1, -1).replaceAll('\\"', '"').replace(/[\u200b-\u202e]/g, escaped);
  const short = visible.replace(/(.)\1{20,}/g, (same) => `${same.slice(0, 3)}…${same.slice(0, 1)}`);
  const kept = short === visible ? "" : ` (${Buffer.byteLength(name)} bytes)`;
  const ticks = visible.includes("`") ? "``" : "`";
  return `${ticks}${short.replaceAll("|", "\\|")}${ticks}${kept}`;
}

const escaped = (char) => `\\u${char.charCodeAt(0).toString(16)}`;

const NAMES = [
  "a b.txt",
  'a"b.txt',
  "a'b.txt",
  "März 2026.txt",
  "отчёт.pdf",
  "😀.txt",
  "a;b.txt",
  "a,b=c.txt",
  "100%.txt",
  "a%41b.txt",
  "a%2Fb.txt",
  "=?utf-8?q?a?=.txt",
  "a/b.txt",
  "../b.txt",
  "a\\b.txt",
  "a:b*?<>|.txt",
  "a\tb.txt",
  ".profile",
  " a .txt ",
  "a.txt.",
  "CON",
  "a\u202etxt.exe",
  "a.lnk",
  "..",
  `${"x".repeat(240)}.txt`,
  `${"x".repeat(241)}.txt`,
];

/** What `--attachment` does not write. */
const DISPOSITIONS = {
  "attachment": "`attachment` alone",
  "inline": "`inline`, of a type that is not shown",
  "attachment; filename=plain name.txt": "`attachment; filename=plain name.txt`",
  'attachment; filename="a%41b.txt"': '`attachment; filename="a%41b.txt"`',
  "attachment; filename*=UTF-8''%D0%BE.txt; filename=\"o.txt\"": "`attachment; filename*=UTF-8''%D0%BE.txt; filename=\"o.txt\"`",
  'attachment; filename="a\\"b.txt"': '`attachment; filename="a\\"b.txt"`',
};

const FILES = ["a b.txt", 'a"b.txt', "a%22b.txt", "a'b.txt", "März.txt", "😀.txt", "a;b.txt", "a\\b.txt", "a/b.txt", "a+b&c=d.txt", "${filename}"];
