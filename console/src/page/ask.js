// Asks before something is lost.

import { byId, make } from "./dom.js";

/** One question at a time: an answer must not be taken for that to another. */
let before = Promise.resolve();

/** Whether it may be done. `items` name what would be lost, and `yes` what is done; all else means no. */
export function ask(question) {
  before = before.then(() => show(question));
  return before;
}

function show({ title, text, items, yes, no }) {
  const dialog = byId("ask");
  byId("ask-title").textContent = title;
  byId("ask-items").replaceChildren(...items.map(itemOf));
  byId("ask-text").textContent = text;
  byId("ask-yes").textContent = yes;
  byId("ask-no").textContent = no;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

/** Bucket and key, each under its name, and what is known of the object. */
function itemOf({ bucket, key, about }) {
  const pair = (name, value) => make("div", {}, make("dt", { textContent: name }), make("dd", { textContent: value }));
  const facts = make("dl", {}, pair("Bucket", bucket), pair("Object", key));
  return make("li", {}, facts, ...(about ? [make("p", { className: "hint", textContent: about })] : []));
}

export function startAsk() {
  byId("ask-yes").addEventListener("click", () => byId("ask").close("yes"));
  byId("ask-no").addEventListener("click", () => byId("ask").close(""));
}
