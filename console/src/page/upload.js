// The panel that uploads files, and shows how far each one is.

import { call } from "./api.js";
import { byId, bytes, chosen, make, say, sentence } from "./dom.js";
import { startLifetime } from "./lifetime.js";
import { diagnoseButton } from "./link.js";
import { corsHint, ways } from "./transfer.js";

const HINTS = {
  put: "One request. Type and length of the file are signed.",
  form: "As a page without scripts would: the fields of a signed policy, then the file.",
  multipart: "In parts of 8 MiB, three at once; for large files.",
};

export function startUpload({ diagnose }) {
  const form = byId("upload-form");
  const seconds = startLifetime(byId("upload-lifetime"));
  const describe = () => (byId("upload-way-hint").textContent = HINTS[chosen(byId("upload-ways"))]);
  const uploadAll = (files) => {
    byId("upload-error").textContent = "";
    for (const file of files) {
      const [bucket, key] = [form.bucket.value.trim(), form.folder.value + file.name];
      const place = { bucket, key, seconds: seconds() };
      upload(file, place, chosen(byId("upload-ways")), diagnose);
    }
  };
  byId("upload-ways").addEventListener("change", describe);
  describe();
  form.addEventListener("submit", (event) => event.preventDefault());
  byId("upload-files").addEventListener("change", ({ target }) => {
    uploadAll(target.files);
    target.value = "";
  });
  startDrop(byId("upload-drop"), uploadAll);
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

async function upload(file, place, way, diagnose) {
  const item = addItem(file, place, way);
  const job = {
    file,
    place,
    type: file.type || "application/octet-stream",
    signal: item.signal,
    onProgress: (sent, note) => item.progress(sent / Math.max(1, file.size), note),
  };
  try {
    await ways[way](job);
    item.done(await downloadLink(file.name, place));
    say(`${file.name} is uploaded.`);
  } catch (error) {
    item.failed(error, diagnose);
    say(`${file.name} is not uploaded: ${error.message}`);
  }
}

const NAMES = { put: "PUT", form: "form", multipart: "multipart" };

/** A line in the list, and what can be done with it. */
function addItem(file, place, way) {
  byId("uploads-empty").hidden = true;
  const abort = new AbortController();
  const bar = make("progress", { max: 1, value: 0 });
  bar.setAttribute("aria-label", `Progress of ${file.name}`);
  const state = make("span", { className: "state", textContent: "0 %" });
  const cancel = make("button", { type: "button", className: "plain", textContent: "Cancel" });
  cancel.addEventListener("click", () => abort.abort());
  const actions = make("div", { className: "actions" }, cancel);
  const name = make("p", { className: "name", textContent: place.key });
  const about = make("p", { className: "hint", textContent: `${bytes(file.size)} by ${NAMES[way]}` });
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
