// The panel that uploads files, and shows how far each one is.

import { call } from "./api.js";
import { byId, chosen, make, say } from "./dom.js";
import { startLifetime } from "./lifetime.js";
import { leave, mayReplace } from "./replace.js";
import { corsHint, ways } from "./transfer.js";
import { diagnoseButton } from "./try.js";
import { bytes, sentence } from "./words.js";

const HINTS = {
  put: "Type and length of the file are signed.",
  form: "As a page without scripts would: the fields of a signed policy, then the file.",
  multipart: "In parts of 8 MiB, three at once; for large files.",
};

export function startUpload({ diagnose }) {
  const form = byId("upload-form");
  const seconds = startLifetime(byId("upload-lifetime"));
  const describe = () => (byId("upload-way-hint").textContent = HINTS[chosen(byId("upload-ways"))]);
  const take = (files) => {
    byId("upload-error").textContent = "";
    const way = chosen(byId("upload-ways"));
    const placeOf = (file) => ({ bucket: form.bucket.value.trim(), key: form.folder.value + file.name, seconds: seconds() });
    uploadAll([...files].map((file) => ({ file, place: placeOf(file), way })), diagnose);
  };
  byId("upload-ways").addEventListener("change", describe);
  describe();
  form.addEventListener("submit", (event) => event.preventDefault());
  byId("upload-files").addEventListener("change", ({ target }) => {
    take(target.files);
    target.value = "";
  });
  startDrop(byId("upload-drop"), take);
}

function startDrop(zone, take) {
  const mark = (isOver) => (event) => {
    event.preventDefault();
    zone.classList.toggle("over", isOver);
  };
  zone.addEventListener("dragover", mark(true));
  zone.addEventListener("dragleave", mark(false));
  zone.addEventListener("drop", (event) => {
    mark(false)(event);
    take(event.dataTransfer.files);
  });
}

/** Uploads the files; where something would be replaced, only when told so. */
async function uploadAll(files, diagnose) {
  const items = files.map(({ file, place, way }) => addItem(file, place, way));
  const verdicts = await mayReplace(files.map(({ place }) => place));
  files.forEach((job, at) => {
    if (verdicts[at] === true) return upload(job, items[at], diagnose);
    leave(job.place);
    return verdicts[at] === false ? items[at].kept() : items[at].failed(verdicts[at]);
  });
}

async function upload({ file, place, way }, item, diagnose) {
  const job = {
    file,
    place,
    type: file.type || "application/octet-stream",
    signal: item.signal,
    onProgress: (sent, note) => item.progress(sent / Math.max(1, file.size), note),
  };
  item.progress(0);
  try {
    await ways[way](job);
    item.done(await downloadLink(file.name, place));
    say(`${file.name} is uploaded.`);
  } catch (error) {
    item.failed(error, diagnose);
    say(`${file.name} is not uploaded: ${error.message}`);
  } finally {
    leave(place);
  }
}

const NAMES = { put: "in one request", form: "by a form", multipart: "in parts" };

/** A line in the list, and what can be done with it. */
function addItem(file, place, way) {
  byId("uploads-empty").hidden = true;
  const abort = new AbortController();
  const bar = make("progress", { max: 1, value: 0 });
  bar.setAttribute("aria-label", `Progress of ${file.name}`);
  const state = make("span", { className: "state", textContent: "Looking for what is there…" });
  const cancel = make("button", { type: "button", className: "plain", textContent: "Cancel" });
  cancel.addEventListener("click", () => abort.abort());
  const actions = make("div", { className: "actions" }, cancel);
  const name = make("p", { className: "name", textContent: place.key });
  const about = make("p", { className: "hint", textContent: `${bytes(file.size)}, ${NAMES[way]}` });
  const line = make("div", { className: "line" }, bar, state);
  const more = make("div", { className: "outcome" });
  const item = make("li", {}, make("div", { className: "head" }, name, about), line, actions, more);
  byId("uploads").prepend(item);
  const end = (kind, text) => {
    item.classList.add(kind);
    state.textContent = text;
    cancel.remove();
  };
  return {
    signal: abort.signal,
    progress(part, note) {
      bar.value = part;
      state.textContent = [`${Math.floor(part * 100)} %`, note].filter(Boolean).join(", ");
    },
    done(download) {
      bar.value = 1;
      end("good", "Uploaded");
      actions.append(download);
    },
    kept() {
      end("kept", "Not uploaded: what is there was kept");
    },
    failed(error, diagnose) {
      end("bad", sentence(error.message));
      if (error.answer) actions.append(diagnoseButton(() => diagnose(error)));
      if (error.cors) more.append(...corsHint(error.cors));
    },
  };
}

/** A link that saves the file; signed anew when it has expired. */
async function downloadLink(name, place) {
  const ask = () => call("link", { ...place, method: "GET", saveAs: name });
  let { url, validity } = await ask();
  const link = make("a", { className: "button", textContent: "Download", href: url });
  link.addEventListener("click", async (event) => {
    if (Date.now() < validity.expiresAt - 1000) return;
    event.preventDefault();
    ({ url, validity } = await ask());
    link.href = url;
    link.click();
  });
  return link;
}
