// Makes console.png: the page with a link on it, as the README shows it.
//
//   cargo run --bin console -- --port 8347 &
//   (cd .ci/browser && npm ci && cp ../../docs/images/console.mjs . && node console.mjs http://127.0.0.1:8347/ ../../docs/images/console.png)

import { launch, makeLink, open } from "./support.js";

const [url, file] = process.argv.slice(2);
const browser = await launch();
try {
  const viewport = { width: 1100, height: 860 };
  const { page } = await open(browser, { url, viewport, colorScheme: "light" });
  await makeLink(page, { key: "hello.txt", method: "GET" });
  await page.getByRole("button", { name: "Try it" }).click();
  await page.getByText("It works. 200").waitFor();
  await page.screenshot({ path: file });
} finally {
  await browser.close();
}
