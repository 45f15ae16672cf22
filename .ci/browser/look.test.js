// How the page looks: every panel, filled in, in light and dark, wide and narrow. The screenshots are kept;
// what a program can tell of them, contrast, names, overflow, is checked.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SCREENSHOTS, barriers, bytesOf, choose, fileFrom, launch, makeLink, open, send, tab, text } from "./support.js";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const PANELS = {
  empty: () => {},
  link: (page) => makeLink(page),
  form: (page) => makeLink(page, { key: "a/${filename}", method: "FORM" }),
  qr: async (page) => {
    await makeLink(page, { key: "hello.txt", method: "GET" });
    await choose(page, "#link-forms", "qr");
  },
  put: async (page) => {
    await choose(page, "#link-methods", "PUT");
    await page.getByLabel("File type (Content-Type)").fill("text/plain; charset=utf-8");
    await page.getByLabel("Never replace an object that is there").check();
    await makeLink(page);
  },
  faded: async (page) => {
    await page.getByLabel("Object (key)").fill("another/file.txt");
    await page.locator("#link-shown.faded").waitFor();
  },
  cautions: async (page) => {
    const text = "the path has an empty segment, which some clients take out, so that the signature no longer fits";
    await page.route("**/api/link", async (route) => {
      const json = await (await route.fetch()).json();
      await route.fulfill({ json: { ...json, cautions: [{ kind: "path", text, tools: ["wget 1", "Java's URI"] }] } });
    });
    await makeLink(page, { method: "GET" });
    await page.unroute("**/api/link");
  },
  deletes: async (page) => {
    await makeLink(page, { key: `${"a folder with a long name/".repeat(4)}file.txt`, method: "DELETE" });
    await page.getByRole("button", { name: "Try it" }).click();
  },
  objects: async (page) => {
    await page.getByRole("button", { name: "Keep it" }).click();
    const names = ["2026/november/report.pdf", "a name that is rather long for a file but not unheard of (copy of a copy).txt", "z.txt"];
    for (const key of names) await send(page, { key, method: "PUT", body: bytesOf(70_000) });
    await page.locator("#link-pick").click();
    await page.locator("#objects-list button", { hasText: "z.txt" }).waitFor();
  },
  refused: async (page) => {
    await page.getByRole("button", { name: "Close" }).click();
    await page.getByRole("button", { name: "Add a header" }).click();
    await page.getByLabel("Name").fill("x-amz-meta-a-long-name");
    await page.getByLabel("Value").fill("a value that is long enough to be cut off where there is little room");
    await page.locator("#link-lifetime .amount").fill("90000");
    await page.getByRole("button", { name: "Make the link" }).click();
    await page.locator("#link-error", { hasText: /./ }).waitFor();
  },
  upload: async (page) => {
    await tab(page, "Upload");
    const file = { name: "a name that is rather long for a file but not unheard of, 2026-11-22 (copy).txt", mimeType: "text/plain" };
    await page.locator("#upload-folder").fill(`looks/${crypto.randomUUID()}/`);
    await page.setInputFiles("#upload-files", { ...file, buffer: bytesOf(200_000) });
    await page.locator("#uploads .state", { hasText: "Uploaded" }).waitFor();
    await page.locator("#upload-bucket").fill("no-such-bucket");
    await page.setInputFiles("#upload-files", { ...file, buffer: bytesOf(10) });
    await page.locator("#uploads .bad").waitFor();
  },
  replaces: async (page) => {
    await page.locator("#upload-bucket").fill("photos");
    await page.locator("#upload-folder").fill("");
    await page.setInputFiles("#upload-files", ["hello.txt", "z.txt"].map((name) => fileFrom(name, "x")));
    await page.locator("#ask[open]").waitFor();
  },
  inspect: async (page) => {
    await page.getByRole("button", { name: "Keep them" }).click();
    await tab(page, "Inspect");
    await page.getByRole("textbox", { name: "Link" }).fill(PASTED);
    await page.locator("#inspect-form").getByRole("button", { name: "Inspect" }).click();
    await page.locator("#inspect-facts div").first().waitFor();
  },
  diagnose: async (page) => {
    await tab(page, "Diagnose");
    await page.getByRole("textbox", { name: "Link" }).fill(PASTED);
    await page.getByLabel("The server's answer").fill(ANSWER);
    await page.getByRole("button", { name: "Diagnose" }).click();
    await page.locator("#diagnose-cause", { hasText: /./ }).waitFor();
  },
};

const PASTED =
  "https://photos.s3.eu-west-1.amazonaws.com/2026/cat%20photo.jpg?X-Amz-Algorithm=AWS4-HMAC-SHA256" +
  "&X-Amz-Credential=ASIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request" +
  "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=900&X-Amz-SignedHeaders=content-type%3Bhost" +
  `&X-Amz-Security-Token=${"FwoGZXIvYXdzE".repeat(30)}&X-Amz-Signature=${"762f4fcb".repeat(8)}`;

const ANSWER =
  "<?xml version='1.0'?><Error><Code>AccessDenied</Code><Message>Request has expired</Message>" +
  "<X-Amz-Expires>900</X-Amz-Expires><Expires>2013-05-24T00:15:00Z</Expires>" +
  "<ServerTime>2026-11-22T03:00:00Z</ServerTime></Error>";

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1280, 390]) {
    test(`every panel is whole and without barriers, ${colorScheme}, ${width} px wide`, async () => {
      const viewport = { width, height: 900 };
      const { page, close } = await open(browser, { colorScheme, viewport, reducedMotion: "reduce" });
      for (const [name, fillIn] of Object.entries(PANELS)) {
        await fillIn(page);
        await page.mouse.move(0, 0);
        await page.screenshot({ path: `${SCREENSHOTS}/${name}-${colorScheme}-${width}.png`, fullPage: true });
        assert.deepEqual(await barriers(page), [], name);
        assert.deepEqual(await cutOff(page), [], name);
      }
      await close(["status of 404", "status of 422"]);
    });
  }
}

test("nothing is cut off at 360 px, nor with text twice as large", async () => {
  for (const [width, size] of [[360, "100%"], [640, "200%"]]) {
    const { page, close } = await open(browser, { viewport: { width, height: 740 } });
    await page.evaluate((fontSize) => (document.documentElement.style.fontSize = fontSize), size);
    for (const [name, fillIn] of Object.entries(PANELS)) {
      await fillIn(page);
      assert.deepEqual(await cutOff(page), [], `${name} at ${width} px, ${size}`);
    }
    await close(["status of 404", "status of 422"]);
  }
});

test("nothing moves when a link is made anew or shown in another form", async () => {
  const { page, close } = await open(browser);
  await makeLink(page);
  const places = () =>
    page.evaluate(() =>
      ["link-make", "link-left", "link-forms", "link-text"].map((id) => scrollY + document.getElementById(id).getBoundingClientRect().top),
    );
  const before = await places();
  await choose(page, "#link-forms", "curl");
  await makeLink(page);
  assert.deepEqual(await places(), before);
  assert.match(await text(page, "#link-text"), /^curl /);
  await close();
});

/** What sticks out of the window to the right. */
function cutOff(page) {
  return page.evaluate(() => {
    const edge = document.documentElement.clientWidth + 1;
    const isSeen = (element) => element.checkVisibility() && !element.closest(".unseen, .skip");
    return [...document.querySelectorAll("body *")]
      .filter((element) => isSeen(element) && element.getBoundingClientRect().right > edge)
      .map((element) => element.outerHTML.slice(0, 80));
  });
}
