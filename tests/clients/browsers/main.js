// Runs every measurement in both browsers, and holds the tables of the documentation against it; `--write` writes them.

import { readFile, writeFile } from "node:fs/promises";
import { launch } from "./browsers.js";
import { corsRule } from "./cors.js";
import { differences, page } from "./document.js";
import { formNames, savedNames } from "./names.js";
import { oddKeys } from "./odd_keys.js";
import { opening } from "./opening.js";
import { uploads } from "./uploads.js";
import { build } from "./world.js";

const MEASUREMENTS = { oddKeys, opening, savedNames, uploads, formNames, corsRule };

/** All that one browser does, one thing after the other, with a bucket of its own. */
async function measure(kind) {
  const world = await build(process.env, kind);
  const browser = await launch(kind);
  try {
    const rows = {};
    for (const [name, measurement] of Object.entries(MEASUREMENTS)) {
      const begin = Date.now();
      rows[name] = await measurement(world, browser);
      console.log(`${browser.version}: ${name}, ${rows[name].length} rows, ${Math.round((Date.now() - begin) / 1000)} s`);
    }
    return { version: browser.version, rows };
  } finally {
    await browser.close();
    world.close();
  }
}

const measured = page(await Promise.all(["chrome", "firefox"].map(measure)));
const path = process.env.DOCUMENT;
if (process.argv.includes("--write")) {
  await writeFile(path, measured);
} else {
  const different = differences(await readFile(path, "utf8"), measured);
  for (const line of different) console.error(line);
  if (different.length > 0) {
    console.error("docs/browsers.md does not say what was measured; `tests/clients/browsers/run --write` writes it anew");
    process.exitCode = 1;
  }
}
