// The list of the bucket's objects, to pick one from.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { barriers, launch, makeLink, open, send, shownAs, text } from "./support.js";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const rows = (page) => page.locator("#objects-list .name").allInnerTexts();

const settled = (page, count) => page.locator("#objects[aria-busy=false] #objects-count", { hasText: count }).waitFor();

/** The list of the second bucket, in which other tests put nothing. */
async function openList(page, count) {
  await page.locator("#link-bucket").fill("documents");
  await page.locator("#link-pick").click();
  await settled(page, count);
}

test("an empty bucket is told from one where nothing begins like this", async () => {
  const { page, close } = await open(browser);
  await openList(page, "The bucket is empty.");
  assert.equal(await page.locator("#objects-next").isVisible(), false);
  await page.getByLabel("Begins with (prefix)").fill("a");
  await settled(page, "Nothing begins like this.");
  await close();
});

test("objects are listed in pages and by folders, found by their beginning, and picked", async () => {
  const { page, close } = await open(browser);
  const odd = "folder/ä +&%<b> 1.txt";
  const keys = [...Array(52).keys()].map((number) => `many/${String(number).padStart(2, "0")}.txt`);
  for (const key of [...keys, odd, "root.txt"]) await send(page, { bucket: "documents", key, method: "PUT", body: key });

  const links = [];
  page.on("request", (request) => request.url().includes("list-type=2") && links.push(request.url()));
  await openList(page, "2 folders and 1 object.");
  assert.deepEqual(await rows(page), ["folder/", "many/", "root.txt"]);
  assert.match(links[0], /X-Amz-Signature=/);
  assert.deepEqual(await barriers(page), []);

  await page.getByRole("button", { name: "many/" }).click();
  await settled(page, "Page 1: 50 objects.");
  assert.equal((await rows(page)).length, 51);
  await page.getByRole("button", { name: "Next" }).click();
  await settled(page, "Page 2: 2 objects.");
  assert.deepEqual((await rows(page)).slice(1), ["many/50.txt", "many/51.txt"]);
  assert.equal(await page.locator("#objects-next").isDisabled(), true);
  await page.getByRole("button", { name: "Previous" }).click();
  await settled(page, "Page 1: 50 objects.");
  await page.getByLabel("Begins with (prefix)").fill("many/3");
  await settled(page, /^10 objects\.$/);
  await page.getByLabel("Begins with (prefix)").fill("nothing");
  await settled(page, /^Nothing begins like this\.$/);
  await page.getByRole("button", { name: "The whole bucket" }).click();
  await settled(page, "2 folders and 1 object.");

  await page.getByRole("button", { name: "folder/" }).click();
  await settled(page, /^1 object\.$/);
  assert.match(await text(page, "#objects-list"), /22 B, /);
  await page.locator("#objects-list button", { hasText: odd }).click();
  await page.locator("#objects").waitFor({ state: "hidden" });
  assert.equal(await page.getByLabel("Object (key)").inputValue(), odd);
  await makeLink(page);
  assert.equal(await (await fetch(await shownAs(page, "url"))).text(), odd);
  await close();
});

test("a pick changes the form, so the link before goes grey", async () => {
  const { page, close } = await open(browser);
  await send(page, { bucket: "documents", key: "root.txt", method: "PUT", body: "x" });
  await page.locator("#link-bucket").fill("documents");
  await makeLink(page, { key: "another.txt" });
  await page.locator("#link-pick").click();
  await page.getByRole("button", { name: "root.txt" }).click();
  await page.locator("#link-shown.faded").waitFor();
  await close();
});

test("a list is used by the keyboard alone, and Escape leaves the form as it was", async () => {
  const { page, close } = await open(browser);
  await send(page, { bucket: "documents", key: "keys/a.txt", method: "PUT", body: "x" });
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);
  await page.locator("#link-bucket").fill("documents");
  await page.getByLabel("Object (key)").fill("mine.txt");
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "link-pick");
  await page.keyboard.press("Enter");
  await settled(page, "object");
  assert.equal(await focused(), "objects-prefix");
  await page.keyboard.press("Escape");
  assert.equal(await focused(), "link-pick");
  assert.equal(await page.getByLabel("Object (key)").inputValue(), "mine.txt");
  await page.keyboard.press("Enter");
  await page.keyboard.insertText("keys/");
  await settled(page, /^1 object\.$/);
  await page.keyboard.press("Tab");
  assert.match(await focused(), /^The whole bucket/);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(await page.getByLabel("Object (key)").inputValue(), "keys/a.txt");
  assert.equal(await focused(), "link-key");
  await close();
});

test("a bucket that is not there, one that cannot be, and a key that the form cannot hold are told", async () => {
  const { page, close } = await open(browser);
  const openBucket = async (name) => {
    await page.locator("#link-bucket").fill(name);
    await page.locator("#link-pick").click();
  };
  await openBucket("no-such-bucket");
  await settled(page, "Refused. 404 NoSuchBucket");
  await page.locator("#objects-failure").getByRole("button", { name: "Diagnose" }).click();
  await page.locator("#diagnose-cause", { hasText: "bucket" }).waitFor();
  await page.getByRole("tab", { name: "Link" }).click();
  await openBucket("No Such");
  await settled(page, 'Bucket name "No Such" is not valid');
  await page.getByRole("button", { name: "Close" }).click();
  await send(page, { bucket: "documents", key: "line/\nend", method: "PUT", body: "x" });
  await openBucket("documents");
  await page.getByLabel("Begins with (prefix)").fill("line/");
  await settled(page, /^1 object\.$/);
  await page.locator("#objects-list button").last().click();
  await settled(page, "This key has a line end, which the form cannot hold.");
  assert.equal(await page.getByLabel("Object (key)").inputValue(), "hello.txt");
  await close(["status of 404", "status of 422"]);
});

test("an answer that the browser keeps from the page is told with the rule that helps", async () => {
  const { page, close } = await open(browser);
  await page.route(/list-type=2/, (route) => route.abort());
  await page.locator("#link-pick").click();
  await page.locator("#objects-failure pre").waitFor();
  assert.match(await text(page, "#objects-failure"), /The bucket needs this rule:[^]*"GET"/);
  await close(["net::ERR_FAILED"]);
});
