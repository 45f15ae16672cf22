// A browser, the console in it, and what must never happen there.

import assert from "node:assert/strict";
import { createCipheriv } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { chromium } from "playwright-core";

export const CONSOLE = process.env.CONSOLE;
export const SCREENSHOTS = process.env.SCREENSHOTS;

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function launch() {
  // Each start has an empty profile of its own.
  return chromium.launch({ executablePath: "/usr/bin/chromium", headless: true, args: FLAGS });
}

/** The console in a fresh context. What the browser complains of is kept in `complaints`. */
export async function open(browser, { url = CONSOLE, ...options } = {}) {
  const context = await browser.newContext({ acceptDownloads: true, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  await page.goto(url);
  await page.waitForFunction(() => document.getElementById("cap").textContent !== "…");
  const close = async (allowed = []) => {
    await context.close();
    const rest = complaints.filter((text) => !allowed.some((part) => text.includes(part)));
    assert.deepEqual(rest, [], "the browser complained");
  };
  return { page, context, close };
}

/** What the browser says of an upload that looked first whether something is there, and nothing was. */
export const NOT_THERE = "status of 404";

export const tab = (page, name) => page.getByRole("tab", { name }).click();

export const text = (page, selector) => page.locator(selector).innerText();

/** Fills in the form of the first panel and makes the link. */
export async function makeLink(page, { key, method, amount, unit } = {}) {
  await tab(page, "Link");
  if (key) await page.getByLabel("Object (key)").fill(key);
  if (method) await choose(page, "#link-methods", method);
  if (amount) await page.locator("#link-lifetime .amount").fill(String(amount));
  if (unit) await page.locator("#link-lifetime .unit").selectOption({ label: unit });
  await page.getByRole("button", { name: "Make the link" }).click();
  await page.locator("#link-result[aria-busy=false] #link-shown").waitFor();
}

/** Chooses one of the radio buttons that look like one control. */
export function choose(page, group, value) {
  return page.locator(`${group} label`).filter({ has: page.locator(`[value="${value}"]`) }).click();
}

/** The link in one of its forms. */
export async function shownAs(page, form) {
  await choose(page, "#link-forms", form);
  return text(page, "#link-text");
}

/** The server's answer to a link that the console makes at once. */
export async function send(page, { bucket = "photos", key, method, body }) {
  const asked = { bucket, key, method, seconds: 60 };
  const url = await page.evaluate(async (wanted) => {
    const headers = { "content-type": "application/json" };
    const answer = await fetch("/api/link", { method: "POST", headers, body: JSON.stringify(wanted) });
    return (await answer.json()).url;
  }, asked);
  return fetch(url, { method, body });
}

/** A small file as a person would choose it. */
export const fileFrom = (name, text) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });

/** Bytes that are the same in every run, and that no part of repeats. */
export function bytesOf(length) {
  return createCipheriv("aes-128-ctr", Buffer.alloc(16), Buffer.alloc(16)).update(Buffer.alloc(length));
}

/** A file on disk, which the browser reads by itself: large ones would take long on the way to it. */
export async function fileOf(name, content) {
  const path = join(SCREENSHOTS, "files", name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return path;
}

/** Slows uploads down, so that their progress can be seen. */
export async function slowUploads(context, page, bytesPerSecond) {
  const session = await context.newCDPSession(page);
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: bytesPerSecond,
  });
}

/** What axe finds that keeps people from using the page. */
export async function barriers(page) {
  const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  await page.evaluate(source);
  const { violations } = await page.evaluate(() => window.axe.run());
  const serious = violations.filter(({ impact }) => ["serious", "critical"].includes(impact));
  return serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
}
