// The form and the link beside it: what is shown is what the form says, in words.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { choose, launch, makeLink, open, tab, text } from "./support.js";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const isFaded = (page) => page.locator("#link-shown").evaluate((shown) => shown.classList.contains("faded"));

const CHANGES = {
  bucket: (page) => page.getByLabel("Bucket").first().fill("documents"),
  key: (page) => page.getByLabel("Object (key)").fill("other.txt"),
  method: (page) => choose(page, "#link-methods", "HEAD"),
  amount: (page) => page.locator("#link-lifetime .amount").fill("16"),
  unit: (page) => page.locator("#link-lifetime .unit").selectOption({ label: "hours" }),
  header: async (page) => {
    await page.getByRole("button", { name: "Add a header" }).click();
    await page.getByLabel("Name").fill("x-amz-meta-a");
    assert.equal(await isFaded(page), true, "a name without a value is a header too");
    await page.getByLabel("Value").fill("1");
  },
  longest: async (page) => {
    await page.locator("#link-lifetime .amount").fill("900");
    await page.getByRole("button", { name: "Use the longest" }).click();
  },
  upload: (page) => choose(page, "#link-methods", "PUT"),
  type: (page) => page.getByLabel("File type (Content-Type)").fill("text/plain"),
  never: (page) => page.getByLabel("Never replace an object that is there").check(),
};

test("when the form changes in any way, the link goes grey and its clock stops", async () => {
  const { page, close } = await open(browser);
  await makeLink(page);
  for (const [name, change] of Object.entries(CHANGES)) {
    assert.equal(await isFaded(page), false);
    await change(page);
    assert.equal(await isFaded(page), true, name);
    assert.equal(await text(page, "#link-left"), "Not up to date");
    assert.equal(await text(page, "#link-limit"), "The form has changed since: make the link again.");
    assert.match(await text(page, "#link-end"), /^Works until /, "the old link still works, and that is said");
    await page.waitForTimeout(600);
    assert.equal(await text(page, "#link-left"), "Not up to date");
    for (const id of ["link-copy", "link-try", "link-inspect"]) {
      assert.equal(await page.locator(`#${id}`).isDisabled(), true, id);
    }
    assert.equal(await page.locator("#link-open").getAttribute("href"), null);
    await makeLink(page);
    assert.equal(await page.locator("#link-copy").isDisabled(), false);
  }
  await close();
});

test("a form that is as it was brings its link back", async () => {
  const { page, close } = await open(browser);
  await makeLink(page);
  await page.getByRole("button", { name: "Add a header" }).click();
  await page.getByLabel("Name").fill("x-amz-meta-a");
  assert.equal(await isFaded(page), true);
  await page.getByRole("button", { name: "Remove" }).click();
  assert.equal(await isFaded(page), false);
  assert.match(await text(page, "#link-left"), /left$/);
  assert.match(await page.locator("#link-open").getAttribute("href"), /^http/);
  await close();
});

test("after an error the link before is grey until another is made", async () => {
  const { page, close } = await open(browser);
  await makeLink(page);
  await page.getByLabel("Object (key)").fill("a/../b");
  await page.getByRole("button", { name: "Make the link" }).click();
  await page.locator("#link-error", { hasText: "rename the object" }).waitFor();
  assert.doesNotMatch(await text(page, "#link-error"), /\(\)|::|_/);
  assert.equal(await text(page, "#link-limit"), "The form made no link: this is the one before.");
  await page.getByLabel("Object (key)").fill("hello.txt");
  assert.equal(await isFaded(page), true);
  await makeLink(page);
  assert.equal(await isFaded(page), false);
  assert.equal(await text(page, "#link-error"), "");
  await close(["status of 422"]);
});

test("the type of an upload has a field of its own, for links and forms that upload", async () => {
  const { page, close } = await open(browser);
  const field = page.getByLabel("File type (Content-Type)");
  assert.equal(await field.isVisible(), false);
  await choose(page, "#link-methods", "PUT");
  await field.fill("image/png");
  await makeLink(page, { key: "typed.png" });
  assert.equal(await text(page, "#link-note"), "Send exactly: content-type: image/png");
  await makeLink(page, { method: "FORM" });
  assert.match(await text(page, "#link-text"), /name="Content-Type" value="image\/png"/);
  await makeLink(page, { method: "GET" });
  assert.doesNotMatch(await text(page, "#link-text"), /content-type/i);
  await close();
});

test("lifetimes are told as people say them", async () => {
  const { page, close } = await open(browser);
  for (const [amount, unit, told] of [
    [8, "days", "8 days is too long"],
    [180, "hours", "7 d 12 h is too long"],
    [604801, "seconds", "7 d 1 s is too long"],
    [99999999999999999999, "days", /^\d+ d [^.]* is too long: the most is 7 days now/],
    [0, "minutes", "A link has to live a second or longer."],
    [-5, "minutes", "A link has to live a second or longer."],
  ]) {
    await page.locator("#link-lifetime .amount").fill(String(amount));
    await page.locator("#link-lifetime .unit").selectOption({ label: unit });
    await page.getByRole("button", { name: "Make the link" }).click();
    await page.locator("#link-error", { hasText: told }).waitFor();
  }
  const spoken = await page.evaluate(async () => {
    const { duration } = await import("/words.js");
    return [0, 1, 60, 90, 5400, 3600, 21600, 86400, 129600, 172800, 691200, 777600].map(duration);
  });
  assert.deepEqual(spoken, [
    "0 seconds", "1 second", "1 minute", "1 min 30 s", "1 h 30 min", "1 hour", "6 hours", "1 day", "36 hours", "2 days",
    "8 days", "9 days",
  ]);
  await close(["status of 422"]);
});

test("plain words stand beside those of HTTP", async () => {
  const { page, close } = await open(browser);
  const names = await page.locator("#link-methods label").allInnerTexts();
  assert.deepEqual(names, ["Download (GET)", "Upload (PUT)", "Look (HEAD)", "Delete (DELETE)", "Web form (POST)"]);
  await makeLink(page);
  assert.equal(await text(page, "#link-of"), "Download (GET) photos/hello.txt");
  await makeLink(page, { method: "FORM" });
  assert.equal(await text(page, "#link-of"), "Web form (POST) photos/hello.txt");
  await close();
});

// The console's own server is one that nobody else reaches.
const LOCAL =
  "Caution Only this machine or its network knows the host HOST, and the link leads nowhere for others: sign for the public one, " +
  "with --endpoint, or with --public-url behind a proxy that replaces the host (everything on another machine or network)";

const cautions = async (page) =>
  (await page.locator("#link-cautions li").allInnerTexts()).map((text) => text.replace(/127\.0\.0\.1:\d+/, "HOST"));

test("what is to be minded of a link is shown with the tools that it concerns", async () => {
  const { page, close } = await open(browser);
  await makeLink(page);
  assert.deepEqual(await cautions(page), [LOCAL]);
  const given = [
    { kind: "path", text: "the path has an empty segment, which some clients take out", tools: ["wget", "fetch"] },
    { kind: "other", text: "<b>it is long</b>" },
  ];
  await page.route(/\/api\/(link|inspect)$/, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), cautions: given } });
  });
  await makeLink(page);
  const told = ["Caution The path has an empty segment, which some clients take out (wget, fetch)", "Caution <b>it is long</b>"];
  assert.deepEqual(await page.locator("#link-cautions li").allInnerTexts(), told);
  await page.locator("#link-inspect").click();
  await page.locator("#inspect-problems", { hasText: told[0] }).waitFor();
  await page.unroute(/\/api\/(link|inspect)$/);
  await tab(page, "Link");
  await makeLink(page);
  assert.deepEqual(await cautions(page), [LOCAL]);
  await close();
});

test("an answer that comes late is not taken for that to the last question", async () => {
  const { page, close } = await open(browser);
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route("**/api/link", async (route) => {
    if (route.request().postDataJSON().key === "slow.txt") await held;
    await route.continue();
  });
  await page.getByLabel("Object (key)").fill("slow.txt");
  await page.getByRole("button", { name: "Make the link" }).click();
  await page.getByLabel("Object (key)").fill("quick.txt");
  await page.getByRole("button", { name: "Make the link" }).click();
  await page.locator("#link-of", { hasText: "photos/quick.txt" }).waitFor();
  const late = page.waitForResponse("**/api/link");
  release();
  await late;
  await page.waitForTimeout(200);
  assert.equal(await text(page, "#link-of"), "Download (GET) photos/quick.txt");
  await close();
});
