// The console, used as a person uses it. The S3 server behind it is real and checks every signature.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { NOT_THERE, bytesOf, choose, fileOf, launch, makeLink, open, shownAs, slowUploads, tab, text } from "./support.js";

const MIB = 1024 * 1024;
const HELLO = "Hello from an object that a presigned link brought here.\n";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

test("the first click makes a link that works", async () => {
  const { page, close } = await open(browser);
  await makeLink(page);
  assert.match(await text(page, "#link-left"), /^(15:00|14:5\d) left$/);
  assert.match(await text(page, "#link-limit"), /the lifetime asked for/);
  assert.equal(await (await fetch(await text(page, "#link-text"))).text(), HELLO);
  await page.getByRole("button", { name: "Try it" }).click();
  await page.getByText("It works. 200").waitFor();
  const before = await text(page, "#link-left");
  await page.waitForFunction((old) => document.getElementById("link-left").textContent !== old, before);
  await close();
});

test("curl, fetch, the anchor and the QR code are all of the same link", async () => {
  const { page, close } = await open(browser);
  await makeLink(page);
  const url = await shownAs(page, "url");
  assert.equal(execFileSync("sh", ["-c", await shownAs(page, "curl")], { encoding: "utf8", stdio: "pipe" }), HELLO);
  const answer = await (0, eval)(await shownAs(page, "fetch"));
  assert.equal(await answer.text(), HELLO);
  const anchor = await shownAs(page, "html");
  assert.equal(anchor, `<a href="${url.replaceAll("&", "&amp;")}">Download</a>`);
  await choose(page, "#link-forms", "qr");
  assert.match(await page.locator("#link-qr path").getAttribute("d"), /^M0 0h7v1h-7zM/);
  await close();
});

test("what is shown is what is copied", async () => {
  const { page, context, close } = await open(browser);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await makeLink(page);
  for (const form of ["url", "curl", "fetch", "html"]) {
    const shown = await shownAs(page, form);
    await page.locator("#link-copy").click();
    await page.locator("#link-copy", { hasText: "Copied" }).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), shown);
  }
  await page.getByRole("button", { name: "Copy", exact: true }).waitFor();
  await close();
});

test("headers are signed, shown, and bind whoever uploads", async () => {
  const { page, close } = await open(browser);
  await page.getByRole("button", { name: "Add a header" }).click();
  await page.getByLabel("Name").fill("Content-Type");
  await page.getByLabel("Value").fill("text/plain; a='1'");
  await makeLink(page, { key: "odd & named/ä b.txt", method: "PUT" });
  assert.equal(await text(page, "#link-note"), "Send exactly: content-type: text/plain; a='1'");
  const url = await text(page, "#link-text");
  const put = (type) => fetch(url, { method: "PUT", body: "x", headers: { "content-type": type } });
  assert.equal((await put("text/html")).status, 403);
  assert.equal((await put("text/plain; a='1'")).status, 200);
  await close();
});

test("a form can be taken to another page and uploads there", async () => {
  const { page, close } = await open(browser);
  await makeLink(page, { key: "from-a-form.txt", method: "FORM" });
  const html = await text(page, "#link-text");
  const body = new FormData();
  for (const [, name, value] of html.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g)) {
    body.append(name, value);
  }
  body.append("file", new Blob(["by form"]), "x.txt");
  const answer = await fetch(html.match(/action="([^"]*)"/)[1], { method: "POST", body });
  assert.equal(answer.status, 201);
  await makeLink(page, { key: "from-a-form.txt", method: "GET" });
  assert.equal(await (await fetch(await shownAs(page, "url"))).text(), "by form");
  await close();
});

for (const [way, size] of [["put", 3 * MIB], ["form", 3 * MIB], ["multipart", 11 * MIB]]) {
  test(`a file goes up by ${way} with its progress, and comes back the same`, async () => {
    const { page, context, close } = await open(browser);
    const sent = bytesOf(size);
    await tab(page, "Upload");
    await choose(page, "#upload-ways", way);
    await slowUploads(context, page, 4 * MIB);
    await watchProgress(page);
    await page.setInputFiles("#upload-files", await fileOf(`${way} é.png`, sent));
    await page.locator("#uploads .state", { hasText: "Uploaded" }).waitFor();

    const seen = await page.evaluate(() => window.seen);
    const between = new Set(seen.map(({ value }) => value).filter((value) => value > 0 && value < 1));
    assert.ok(between.size >= 2, `progress was seen at ${[...between]}`);
    if (way === "multipart") assert.ok(seen.some(({ state }) => state.endsWith("1 of 2 parts")));

    const waiting = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download" }).click();
    const download = await waiting;
    assert.equal(download.suggestedFilename(), `${way} é.png`);
    assert.ok(sent.equals(await readFile(await download.path())), "the bytes differ");
    await close([NOT_THERE]);
  });
}

test("files that are dropped go up, each under its own name", async () => {
  const { page, close } = await open(browser);
  await tab(page, "Upload");
  const dataTransfer = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    for (const name of ["one.txt", "two.txt"]) transfer.items.add(new File([name], name));
    return transfer;
  });
  await page.dispatchEvent("#upload-drop", "dragover", { dataTransfer });
  await page.dispatchEvent("#upload-drop", "drop", { dataTransfer });
  await page.waitForFunction(() => document.querySelectorAll("#uploads .good").length === 2);
  for (const name of ["one.txt", "two.txt"]) {
    const item = page.locator("#uploads li", { hasText: `uploads/${name}` });
    const link = await item.getByRole("link", { name: "Download" }).getAttribute("href");
    assert.equal(await (await fetch(link)).text(), name);
  }
  await close([NOT_THERE]);
});

test("an upload in parts that is cancelled is given up on the server too", async () => {
  const { page, context, close } = await open(browser);
  await tab(page, "Upload");
  await choose(page, "#upload-ways", "multipart");
  await slowUploads(context, page, MIB);
  const aborted = page.waitForResponse((answer) => answer.request().method() === "DELETE");
  await page.setInputFiles("#upload-files", await fileOf("big", bytesOf(9 * MIB)));
  await page.locator("#uploads .state", { hasText: "parts" }).waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.locator("#uploads .state", { hasText: "Cancelled." }).waitFor();
  assert.equal((await aborted).status(), 204);
  await close([NOT_THERE]);
});

test("a part that fails stops the others, and the upload is given up", async () => {
  const { page, context, close } = await open(browser);
  await tab(page, "Upload");
  await choose(page, "#upload-ways", "multipart");
  await slowUploads(context, page, 2 * MIB);
  await page.route(/partNumber=2/, (route) => route.abort());
  const begun = [];
  page.on("request", (request) => begun.push(new URL(request.url()).searchParams.get("partNumber")));
  const aborted = page.waitForResponse((answer) => answer.request().method() === "DELETE");
  await page.setInputFiles("#upload-files", await fileOf("big", bytesOf(33 * MIB)));
  await page.locator("#uploads .state", { hasText: "No answer." }).waitFor();
  assert.equal((await aborted).status(), 204);
  assert.ok(!begun.includes("4") && !begun.includes("5"), `parts ${begun} were begun`);
  await close(["net::ERR_FAILED", NOT_THERE]);
});

test("an empty file goes up by PUT, and in parts it is refused with the reason", async () => {
  const { page, close } = await open(browser);
  await tab(page, "Upload");
  const empty = { name: "empty", mimeType: "text/plain", buffer: Buffer.alloc(0) };
  await page.setInputFiles("#upload-files", empty);
  await page.locator("#uploads .state", { hasText: "Uploaded" }).waitFor();
  await choose(page, "#upload-ways", "multipart");
  await page.setInputFiles("#upload-files", empty);
  await page.getByRole("button", { name: "Replace" }).click();
  await page.locator("#uploads .state", { hasText: "An object of 0 bytes has no parts" }).waitFor();
  await close(["422", NOT_THERE]);
});

test("a link that has expired is refused, and the page says why", async () => {
  const { page, close } = await open(browser);
  await makeLink(page, { amount: 1, unit: "seconds" });
  await page.getByText("Expired", { exact: true }).waitFor();
  await page.waitForTimeout(1000);
  await page.getByRole("button", { name: "Try it" }).click();
  await page.getByText("Refused. 403 AccessDenied: Request has expired").waitFor();
  await page.locator("#link-tried").getByRole("button", { name: "Diagnose" }).click();
  await page.locator("#diagnose-cause", { hasText: "The link expired at" }).waitFor();
  assert.match(await text(page, "#diagnose-remedy"), /make a new link/);
  await close(["status of 403"]);
});

test("a lifetime beyond the cap is marked, refused with the rule, and mended by one click", async () => {
  const { page, close } = await open(browser);
  await makeLinkThatFails(page, 8, "days");
  assert.equal(await page.locator("#link-lifetime .amount").getAttribute("aria-invalid"), "true");
  assert.match(await text(page, "#link-error"), /^8 days is too long: the most is 7 days now, as the protocol of S3 allows no longer lifetime\. Ask for less\.$/);
  await page.getByRole("button", { name: "Use the longest" }).click();
  await page.getByRole("button", { name: "Make the link" }).click();
  await page.locator("#link-shown").waitFor();
  assert.match(await text(page, "#link-left"), /^(7 d 00:00:00|6 d 23:59:5\d) left$/);
  assert.equal(await text(page, "#link-error"), "");
  await close(["status of 422"]);
});

test("a pasted link is read without its signature, which is shown only when asked for", async () => {
  const { page, close } = await open(browser);
  await makeLink(page);
  const url = await text(page, "#link-text");
  const signature = url.match(/Signature=(\w+)/)[1];
  await tab(page, "Inspect");
  await page.getByRole("textbox", { name: "Link" }).fill(url.replace("Expires=900", "Expires=900000"));
  await page.locator("#inspect-form").getByRole("button", { name: "Inspect" }).click();
  await page.locator("#inspect-problems", { hasText: "lifetime of 900000 s" }).waitFor();
  const facts = await text(page, "#inspect-facts");
  for (const fact of ["AKIAIOSFODNN7EXAMPLE", "s3 in us-east-1", "hello.txt", "GET GetObject"]) {
    assert.ok(facts.includes(fact), `${fact} is not in ${facts}`);
  }
  const panel = page.locator("#panel-inspect");
  assert.ok(!(await panel.innerText()).includes(signature));
  assert.equal(await page.getByRole("textbox", { name: "Link" }).inputValue(), "");
  await page.getByLabel("Show signature and token").check();
  await page.locator("#inspect-facts", { hasText: signature }).waitFor();
  await close();
});

test("markup in what is pasted stays text", async () => {
  const { page, close } = await open(browser);
  await tab(page, "Inspect");
  const evil = "https://s3.eu-west-1.amazonaws.com/photos/%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E"
    + "?X-Amz-Algorithm=%3Cscript%3Ealert(1)%3C%2Fscript%3E&X-Amz-Date=x";
  await page.getByRole("textbox", { name: "Link" }).fill(evil);
  await page.locator("#inspect-form").getByRole("button", { name: "Inspect" }).click();
  await page.locator("#inspect-facts", { hasText: "<img src=x" }).waitFor();
  await page.locator("#inspect-problems", { hasText: "</script>" }).waitFor();
  assert.equal(await page.locator("main img, main script").count(), 0);
  await close();
});

test("a pasted error is diagnosed from the link and the server's XML", async () => {
  const { page, close } = await open(browser);
  await makeLink(page);
  const url = await text(page, "#link-text");
  const answer = await fetch(url, { method: "DELETE" });
  await tab(page, "Diagnose");
  await page.getByRole("textbox", { name: "Link" }).fill(url);
  await page.getByLabel("The server's answer").fill(await answer.text());
  await page.getByRole("button", { name: "Diagnose" }).click();
  await page.locator("#diagnose-cause", { hasText: /./ }).waitFor();
  await page.getByLabel("The server's answer").fill("<html>502</html>");
  await page.getByRole("button", { name: "Diagnose" }).click();
  await page.locator("#diagnose-cause", { hasText: "S3" }).waitFor();
  const xml = "<Error><Code>NoSuchKey</Code><Message>gone</Message></Error>";
  await page.getByLabel("The server's answer").fill(xml);
  await page.getByRole("button", { name: "Diagnose" }).click();
  await page.locator("#diagnose-cause", { hasText: "object" }).waitFor();
  await close();
});

test("everything can be reached and done by the keyboard alone", async () => {
  const { page, close } = await open(browser);
  const chooser = new Promise((resolve) => page.on("filechooser", resolve));
  const press = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);
  await press("Tab");
  assert.equal(await focused(), "Skip to the content");
  await press("Tab", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight");
  assert.equal(await focused(), "tab-link");
  await press("Tab", "Tab");
  assert.equal(await focused(), "link-key");
  await page.keyboard.insertText("hello.txt");
  await press("Tab");
  assert.equal(await focused(), "link-pick");
  await press("Tab", "ArrowRight", "ArrowRight");
  assert.equal(await page.locator("#link-methods input:checked").inputValue(), "HEAD");
  await press("Enter");
  await page.locator("#link-shown").waitFor();
  const pressUntil = async (key, id) => {
    for (let count = 0; count < 40 && (await focused()) !== id; count += 1) await press(key);
    assert.equal(await focused(), id);
  };
  await pressUntil("Tab", "link-try");
  await press("Enter");
  await page.getByText("It works. 200").waitFor();
  await pressUntil("Shift+Tab", "tab-link");
  await press("ArrowRight", "Tab", "Tab", "Tab", "ArrowRight", "ArrowRight");
  assert.equal(await page.locator("#upload-ways input:checked").inputValue(), "multipart");
  await press("Tab", "Tab", "Tab");
  assert.equal(await focused(), "upload-files");
  await press("Space");
  await (await chooser).setFiles({ name: "by-key.txt", mimeType: "text/plain", buffer: Buffer.from("typed") });
  await page.locator("#uploads .state", { hasText: "Uploaded" }).waitFor();
  await close([NOT_THERE]);
});

/** Keeps every state that the progress goes through. */
function watchProgress(page) {
  return page.evaluate(() => {
    window.seen = [];
    setInterval(() => {
      const value = document.querySelector("#uploads progress")?.value;
      if (value !== undefined) window.seen.push({ value, state: document.querySelector("#uploads .state").textContent });
    }, 10);
  });
}

async function makeLinkThatFails(page, amount, unit) {
  await page.locator("#link-lifetime .amount").fill(String(amount));
  await page.locator("#link-lifetime .unit").selectOption({ label: unit });
  await page.getByRole("button", { name: "Make the link" }).click();
  await page.locator("#link-error", { hasText: /./ }).waitFor();
}
