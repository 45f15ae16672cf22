// Debian's Chromium and Firefox, each with an empty profile and a folder that downloads go to.

import { mkdtemp, readdir, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";

const PROGRAMS = {
  chrome: {
    executablePath: "/usr/bin/chromium",
    // As root there is no sandbox; the rest keeps it from asking the network for anything.
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  },
  firefox: { executablePath: "/usr/bin/firefox-esr", args: [] },
};

/** Types that Firefox saves without asking. */
const SAVED = "application/octet-stream,text/plain,text/html,application/pdf,image/png,video/webm";

export async function launch(kind) {
  const folder = await mkdtemp(join(tmpdir(), "downloads-"));
  const browser = await puppeteer.launch({
    browser: kind,
    headless: true,
    ...PROGRAMS[kind],
    extraPrefsFirefox: {
      "browser.download.folderList": 2,
      "browser.download.dir": folder,
      "browser.download.useDownloadDir": true,
      "browser.helperApps.neverAsk.saveToDisk": SAVED,
      "pdfjs.disabled": true,
      "network.proxy.type": 0,
    },
  });
  if (kind === "chrome") {
    const session = await browser.target().createCDPSession();
    await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
  }
  const close = async () => {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { kind, version: versionOf(await browser.version()), browser, folder, close };
}

const versionOf = (text) => text.replace("Chrome/", "Chromium ").replace("firefox/", "Firefox ESR ");

/**
 * The one file that a download leaves in the folder, of this size once it is whole. It is moved out of the way.
 * There is none once something else is known to have come of it.
 */
export async function downloaded(folder, size, { seconds = 20, isOver = () => false } = {}) {
  const deadline = Date.now() + 1000 * seconds;
  let before;
  while (Date.now() < deadline && !isOver()) {
    const names = (await readdir(folder)).filter((name) => name !== TAKEN);
    const [name] = names;
    // Firefox begins under a name of its own, so the name has to stay.
    if (names.length === 1 && name === before && (await sizeOf(join(folder, name))) === size) {
      const path = join(folder, TAKEN);
      await rename(join(folder, name), path);
      return { name, path };
    }
    before = name;
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  await Promise.all((await readdir(folder)).map((name) => rm(join(folder, name), { force: true })));
  return {};
}

/** Less than any size where the file has gone meanwhile, or is not whole. */
async function sizeOf(path) {
  if (/\.(crdownload|part)$/.test(path)) return -1;
  return stat(path).then(({ size }) => size, () => -1);
}

const TAKEN = ".taken";
