// Makes console.png: the page with a link on it, for AWS, with credentials of the documentation that end in 40 minutes.
// Nothing is sent to AWS. From the root of the repository:
//
//   cargo build --bin console && (cd .ci/browser && npm ci)
//   cp docs/images/console.mjs .ci/browser/picture.mjs && node .ci/browser/picture.mjs && rm .ci/browser/picture.mjs

import { spawn } from "node:child_process";
import { launch, makeLink, open } from "./support.js";

const env = {
  AWS_ACCESS_KEY_ID: "ASIAIOSFODNN7EXAMPLE",
  AWS_SECRET_ACCESS_KEY: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  AWS_SESSION_TOKEN: "token",
  AWS_CREDENTIAL_EXPIRATION: new Date(Date.now() + 40 * 60_000).toISOString(),
  AWS_REGION: "eu-west-1",
};
const server = spawn("target/debug/console", ["--aws", "--port", "0"], { env, stdio: ["ignore", "pipe", "inherit"] });
let browser;
try {
  let said = "";
  for await (const chunk of server.stdout) {
    said += chunk;
    if (said.includes("The console is at ")) break;
  }
  const [, url] = /The console is at (\S+)/.exec(said);
  browser = await launch();
  const { page } = await open(browser, { url, viewport: { width: 1100, height: 800 }, colorScheme: "light" });
  await page.getByLabel("Bucket").first().fill("photos");
  await makeLink(page, { key: "2026/cat.jpg", method: "GET" });
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: "docs/images/console.png" });
} finally {
  await browser?.close();
  server.kill();
}
