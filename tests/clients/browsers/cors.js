// The bucket's CORS rule is the crate's `CorsRule`, byte for byte, and then the same with one part less.

import { execFileSync } from "node:child_process";
import { use } from "./in_page.js";
import { TEXT } from "./objects.js";

/** The rows of one browser: the part that is taken away, and what fails then. */
export async function corsRule(world, { browser }) {
  const page = await browser.newPage();
  await page.goto(world.site.origin);
  const whole = execFileSync(process.env.CORS_RULE, ["--xml", world.site.origin], { timeout: 20_000 }).toString().trim();
  const rows = [];
  for (const [part, rule] of [["nothing", whole], ...parts(whole)]) {
    await world.server.allow(world.bucket, rule);
    const failing = [];
    for (const [at, [name, { way, make }]] of Object.entries(ACTIONS).entries()) {
      const id = `cors-${rows.length}-${at}`;
      const seen = await page.evaluate(use, way, make(world, id), TEXT);
      const arrived = seen !== "works" && (await world.server.list(world.bucket, id)).length > 0;
      if (seen !== "works") failing.push(`${name}${arrived ? ", though the file arrives" : ""}`);
    }
    rows.push([part, failing.join("; ") || "nothing"]);
  }
  await world.server.allowAll(world.bucket);
  await page.close();
  return rows;
}

/** Each rule that has one element less; another origin and method stand for those that have to be there. */
function parts(whole) {
  const elements = [...whole.matchAll(/<(Allowed(?:Origin|Method|Header)|ExposeHeader)>([^<]*)<\/\1>/g)];
  return elements.map(([element, tag, value]) => {
    const instead = tag === "AllowedOrigin" ? "<AllowedOrigin>https://other.example</AllowedOrigin>" : "";
    return [`${tag} \`${tag === "AllowedOrigin" ? "the page's" : value}\``, whole.replace(element, instead)];
  });
}

/** A link of its own for each use, so that no answer comes from a cache. */
const get = ({ signer }, id) =>
  signer.link("get", "note.txt", ["--query", `response-content-language=x-${id}`, "-o", "fetch"]);
const put = (options) => ({ signer }, id) => signer.link("put", id, [...options, "-o", "fetch"]);
const post = ({ signer }, id) => signer.form(id, ["--success-status", "200"]);

const ACTIONS = {
  "download": { way: "get", make: get },
  "ETag of a download": { way: "etag", make: get },
  "`Range: bytes=-5`": { way: "range", make: get },
  "Content-Range of a part": { way: "contentRange", make: get },
  "`If-None-Match`": { way: "unless", make: get },
  "upload of a typed `File`": { way: "put", make: put([]) },
  "upload with signed metadata": { way: "put", make: put(["-H", "x-amz-meta-by: ann"]) },
  "form by `fetch`": { way: "post", make: post },
};
