// Nothing is deleted or replaced before it is said what, and where.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtemp, rmdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { NOT_THERE, barriers, choose, fileFrom, launch, makeLink, open, send, shownAs, tab, text } from "./support.js";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

test("a link that deletes is tried only when bucket and key were shown and it was told so", async () => {
  const { page, close } = await open(browser);
  await send(page, { key: "careful/precious.txt", method: "PUT", body: "precious" });
  const deletions = [];
  page.on("request", (request) => request.method() === "DELETE" && deletions.push(request.url()));
  await makeLink(page, { key: "careful/precious.txt", method: "DELETE" });
  for (const leave of [() => page.keyboard.press("Escape"), () => page.getByRole("button", { name: "Keep it" }).click(), () => page.keyboard.press("Enter")]) {
    await page.getByRole("button", { name: "Try it" }).click();
    await page.locator("#ask[open]").waitFor();
    assert.match(await text(page, "#ask-items"), /Bucket\s+photos\s+Object\s+careful\/precious\.txt/);
    assert.deepEqual(await barriers(page), []);
    await leave();
    await page.locator("#link-tried", { hasText: "Nothing was sent." }).waitFor();
  }
  assert.deepEqual(deletions, []);
  assert.equal((await send(page, { key: "careful/precious.txt", method: "GET" })).status, 200);
  // By the keyboard: the way out has the focus, and what is lost stands behind it.
  await page.locator("#link-try").press("Enter");
  await page.locator("#ask[open]").waitFor();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Delete the object");
  await page.keyboard.press("Enter");
  await page.getByText("It works. 204 the object is deleted").waitFor();
  assert.equal(deletions.length, 1);
  assert.equal((await send(page, { key: "careful/precious.txt", method: "GET" })).status, 404);
  await close();
});

test("a link that uploads is not tried with nothing", async () => {
  const { page, close } = await open(browser);
  for (const method of ["PUT", "FORM"]) {
    await makeLink(page, { key: "hello.txt", method });
    assert.equal(await page.locator("#link-try").isVisible(), false);
  }
  await close();
});

for (const way of ["put", "form", "multipart"]) {
  test(`an upload by ${way} replaces what is there only when told so`, async () => {
    const { page, close } = await open(browser);
    const key = `careful/${way}.txt`;
    const get = async () => (await send(page, { key, method: "GET" })).text();
    await send(page, { key, method: "PUT", body: "the old one" });
    await tab(page, "Upload");
    await page.locator("#upload-folder").fill("careful/");
    await choose(page, "#upload-ways", way);
    await page.setInputFiles("#upload-files", fileFrom(`${way}.txt`, "the new one"));
    await page.locator("#ask[open]", { hasText: "Replace this object?" }).waitFor();
    assert.match(await text(page, "#ask-items"), new RegExp(`Bucket\\s+photos\\s+Object\\s+${key}\\s+11 B, changed `));
    await page.getByRole("button", { name: "Keep it" }).click();
    await page.locator("#uploads .state", { hasText: "Not uploaded: what is there was kept" }).waitFor();
    assert.equal(await get(), "the old one");
    await page.setInputFiles("#upload-files", fileFrom(`${way}.txt`, "the new one"));
    await page.getByRole("button", { name: "Replace" }).click();
    await page.locator("#uploads .state", { hasText: /^Uploaded$/ }).waitFor();
    assert.equal(await get(), "the new one");
    await close();
  });
}

test("of several files only those that replace nothing go up when the answer is no", async () => {
  const { page, close } = await open(browser);
  await send(page, { key: "careful/there.txt", method: "PUT", body: "old" });
  await tab(page, "Upload");
  await page.locator("#upload-folder").fill("careful/");
  // Two of one name, as from two folders: the second would replace the first.
  const names = ["there.txt", "twice.txt", "twice.txt", "fresh.txt"];
  const dataTransfer = await page.evaluateHandle((list) => {
    const transfer = new DataTransfer();
    list.forEach((name, at) => transfer.items.add(new File([`number ${at}`], name)));
    return transfer;
  }, names);
  await page.dispatchEvent("#upload-drop", "drop", { dataTransfer });
  await page.locator("#ask[open]", { hasText: "Replace these 2 objects?" }).waitFor();
  assert.match(await text(page, "#ask-items"), /there\.txt[^]*twice\.txt\s+Another upload of this page goes there\./);
  await page.getByRole("button", { name: "Keep them" }).click();
  await page.waitForFunction(() => document.querySelectorAll("#uploads .good").length === 2);
  assert.equal(await page.locator("#uploads .kept").count(), 2);
  for (const [name, expected] of [["there", "old"], ["twice", "number 1"], ["fresh", "number 3"]]) {
    assert.equal(await (await send(page, { key: `careful/${name}.txt`, method: "GET" })).text(), expected);
  }
  await close([NOT_THERE]);
});

test("two questions are asked one after the other, and each answer counts for its own", async () => {
  const { page, close } = await open(browser);
  for (const name of ["first", "second"]) await send(page, { key: `careful/${name}.txt`, method: "PUT", body: "old" });
  await tab(page, "Upload");
  await page.locator("#upload-folder").fill("careful/");
  await page.setInputFiles("#upload-files", fileFrom("first.txt", "new"));
  await page.locator("#ask-items", { hasText: "careful/first.txt" }).waitFor();
  const isLook = (answer) => answer.request().method() === "HEAD" && answer.url().includes("second.txt");
  const looked = page.waitForResponse(isLook);
  await page.setInputFiles("#upload-files", fileFrom("second.txt", "new"));
  await looked;
  await page.waitForTimeout(200);
  assert.match(await text(page, "#ask-items"), /first\.txt/);
  await page.getByRole("button", { name: "Keep it" }).click();
  await page.locator("#ask-items", { hasText: "careful/second.txt" }).waitFor();
  await page.getByRole("button", { name: "Replace" }).click();
  await page.locator("#uploads .state", { hasText: /^Uploaded$/ }).waitFor();
  assert.equal(await (await send(page, { key: "careful/first.txt", method: "GET" })).text(), "old");
  assert.equal(await (await send(page, { key: "careful/second.txt", method: "GET" })).text(), "new");
  await close();
});

test("where the server does not say whether something is there, that is said and asked too", async () => {
  const { page, close } = await open(browser);
  await page.route(/careful\/secret/, (route) => (route.request().method() === "HEAD" ? route.fulfill({ status: 403 }) : route.continue()));
  await tab(page, "Upload");
  await page.locator("#upload-folder").fill("careful/");
  await page.setInputFiles("#upload-files", fileFrom("secret.txt", "x"));
  await page.locator("#ask[open]", { hasText: "Whether it is there cannot be told" }).waitFor();
  await page.getByRole("button", { name: "Keep it" }).click();
  await page.locator("#uploads .kept").waitFor();
  assert.equal((await send(page, { key: "careful/secret.txt", method: "GET" })).status, 404);
  await close(["status of 403", "net::ERR_FAILED", "blocked by CORS policy"]);
});

test("the curl line of an upload changes nothing where the file is not at hand", async () => {
  const { page, close } = await open(browser);
  for (const key of ["careful/line.txt", "careful/folder/", "careful/-"]) {
    await send(page, { key, method: "PUT", body: "old" });
    await makeLink(page, { key, method: "PUT" });
    const line = await shownAs(page, "curl");
    const cwd = await mkdtemp(join(tmpdir(), "no-file-"));
    assert.notEqual(spawnSync("sh", ["-c", line], { cwd, input: "" }).status, 0, line);
    assert.equal(await (await send(page, { key, method: "GET" })).text(), "old", line);
    await rmdir(cwd);
  }
  await close();
});

test("a link that never replaces is asked for by a box, and the server holds to it", async () => {
  const { page, close } = await open(browser);
  await choose(page, "#link-methods", "PUT");
  await page.getByLabel("Never replace an object that is there").check();
  await makeLink(page, { key: "hello.txt" });
  assert.equal(await text(page, "#link-note"), "Send exactly: if-none-match: *");
  const headers = { "if-none-match": "*" };
  assert.equal((await fetch(await text(page, "#link-text"), { method: "PUT", body: "x", headers })).status, 412);
  await choose(page, "#link-methods", "GET");
  await makeLink(page);
  assert.doesNotMatch(await text(page, "#link-text"), /if-none-match/);
  await close();
});
