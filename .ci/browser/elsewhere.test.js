// The console over a server that is not its own, with temporary credentials from the environment.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { launch, makeLink, open, tab, text } from "./support.js";

let browser, server, program, url;

before(async () => {
  // It takes everything, but allows no page to see that.
  server = createServer((_, answer) => answer.end("secret")).listen(0, "127.0.0.1");
  await once(server, "listening");
  const endpoint = `http://127.0.0.1:${server.address().port}`;
  const env = {
    AWS_ACCESS_KEY_ID: "ASIAIOSFODNN7EXAMPLE",
    AWS_SECRET_ACCESS_KEY: "secret",
    AWS_SESSION_TOKEN: "a-session-token",
    AWS_CREDENTIAL_EXPIRATION: new Date(Date.now() + 40 * 60_000).toISOString(),
  };
  const options = ["--port", "0", "--endpoint", endpoint, "--region", "eu-west-1", "--bucket", "reports"];
  program = spawn(process.env.CONSOLE_BINARY, options, { env });
  url = await addressOf(program);
  browser = await launch();
});

after(async () => {
  await browser.close();
  program.kill();
  server.close();
});

test("the cap of credentials that end in 40 minutes is shown, and goes down", async () => {
  const { page, close } = await open(browser, { url });
  assert.match(await text(page, "#cap"), /^(39 min \d+ s|39 minutes|40 minutes): the credentials end then$/);
  const before = await text(page, "#cap");
  // Sooner than the page asks the server again.
  const isOther = (old) => document.getElementById("cap").innerText !== old;
  await page.waitForFunction(isOther, before, { timeout: 5000 });
  assert.match(await text(page, "#signer"), /^ASIAIOSFODNN7EXAMPLE/);
  assert.equal(await page.locator("#link-bucket").inputValue(), "reports");
  await makeLink(page, { key: "a.pdf", amount: 30, unit: "minutes" });
  assert.match(await text(page, "#link-text"), /eu-west-1.*X-Amz-Security-Token=a-session-token/);
  await page.locator("#link-lifetime .amount").fill("50");
  assert.equal(await page.locator("#link-lifetime .amount").getAttribute("aria-invalid"), "true");
  await close();
});

test("where the server lets no page in, the rule that the bucket needs is shown", async () => {
  const { page, close } = await open(browser, { url });
  await makeLink(page, { key: "a.pdf" });
  await page.getByRole("button", { name: "Try it" }).click();
  const rule = JSON.parse(await text(page, "#link-tried pre"));
  assert.deepEqual(rule.CORSRules[0].AllowedOrigins, [new URL(url).origin]);
  assert.deepEqual(rule.CORSRules[0].AllowedMethods, ["GET"]);
  await tab(page, "Upload");
  await page.setInputFiles("#upload-files", { name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("a") });
  // Nor may the page see whether it would replace something.
  await page.locator("#ask", { hasText: "cannot be told: the server is not reached, or the bucket's CORS rule" }).waitFor();
  await page.getByRole("button", { name: "Upload anyway" }).click();
  const upload = JSON.parse(await text(page, "#uploads pre"));
  assert.deepEqual(upload.CORSRules[0].AllowedHeaders, ["content-type"]);
  assert.deepEqual(upload.CORSRules[0].ExposeHeaders, ["ETag"]);
  await close(["blocked by CORS policy", "net::ERR_FAILED"]);
});

test("a console that has been stopped is missed in plain words", async () => {
  const { page, close } = await open(browser, { url });
  program.kill();
  await once(program, "exit");
  await page.getByRole("button", { name: "Make the link" }).click();
  await page.locator("#link-error", { hasText: "The console does not answer: is it still running?" }).waitFor();
  await close(["net::ERR_"]);
});

async function addressOf(child) {
  let said = "";
  for await (const chunk of child.stdout) {
    said += chunk;
    const found = said.match(/The console is at (\S+)/);
    if (found) return found[1];
  }
  throw new Error(`the console did not start: ${said}`);
}
