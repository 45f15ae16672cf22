// The objects of a bucket, in pages, to pick one from.

import { call } from "./api.js";
import { byId, changed, make } from "./dom.js";
import { getXml } from "./listing.js";
import { corsHint } from "./transfer.js";
import { diagnoseButton } from "./try.js";
import { bytes, sentence } from "./words.js";

/** What is shown: the bucket, the tokens of the pages up to this one, and that of the next; and who waits for a pick. */
let at = null;

/** Of two answers, the one to the later question counts. */
let turns = 0;

export function startObjects(form, diagnose) {
  const dialog = byId("objects");
  byId("link-pick").addEventListener("click", () => {
    const bucket = form.bucket.value.trim();
    at = { bucket, diagnose, pick: (key) => pick(form.key, key) };
    byId("objects-title").textContent = `Objects in ${bucket || "…"}`;
    byId("objects-prefix").value = "";
    byId("objects-list").replaceChildren();
    dialog.showModal();
    turn([null]);
  });
  byId("objects-prefix").addEventListener("input", () => turn([null], PAUSE));
  byId("objects-next").addEventListener("click", () => at.next !== null && turn([...at.tokens, at.next]));
  byId("objects-back").addEventListener("click", () => at.tokens.length > 1 && turn(at.tokens.slice(0, -1)));
  byId("objects-close").addEventListener("click", () => dialog.close());
}

/** How long somebody who types may rest before the list follows, in milliseconds. */
const PAUSE = 250;

let waiting;

/** Goes to another page; the token of the next is not known until its answer is there. */
function turn(tokens, pause = 0) {
  clearTimeout(waiting);
  turns += 1;
  at.tokens = tokens;
  at.next = null;
  byId("objects").setAttribute("aria-busy", "true");
  waiting = setTimeout(load, pause);
}

function enter(prefix) {
  byId("objects-prefix").value = prefix;
  byId("objects-prefix").focus();
  turn([null]);
}

function pick(input, key) {
  const before = input.value;
  input.value = key;
  if (input.value === key) {
    changed(input);
    byId("objects").close();
    input.focus();
  } else {
    input.value = before;
    failed("This key has a line end, which the form cannot hold.");
  }
}

async function load() {
  const mine = turns;
  const [prefix, token] = [byId("objects-prefix").value, at.tokens.at(-1)];
  let outcome;
  try {
    const link = await call("list", { bucket: at.bucket, prefix, ...(token && { token }) });
    const page = await getXml(link.url);
    outcome = () => show(page, prefix);
    if (page.refusal) outcome = () => failed(page.refusal, diagnosis(link, page));
    if (!page.isAnswer) outcome = () => failed("", ...corsHint(link.cors));
  } catch (error) {
    outcome = () => failed(sentence(error.message));
  }
  if (mine !== turns) return;
  byId("objects").setAttribute("aria-busy", "false");
  outcome();
}

function diagnosis({ url, method, headers }, { text, status }) {
  return diagnoseButton(() => {
    byId("objects").close();
    at.diagnose({ url, answer: text, status, method, headers });
  });
}

function failed(text, ...more) {
  showList([], null);
  byId("objects-count").textContent = text;
  byId("objects-failure").replaceChildren(...more);
}

function show({ folders, objects, next }, prefix) {
  const up = prefix.replace(/[^/]*\/?$/, "");
  const rows = [
    ...(prefix === "" ? [] : [row(up === "" ? "The whole bucket" : up, "up", () => enter(up))]),
    ...folders.map((folder) => row(folder, "folder", () => enter(folder))),
    ...objects.map(({ key, size, at: changedAt }) => row(key, about(size, changedAt), () => at.pick(key))),
  ];
  showList(rows, next);
  byId("objects-failure").replaceChildren();
  byId("objects-count").textContent = counted(folders.length, objects.length, next, prefix);
}

function about(size, changedAt) {
  const date = new Date(changedAt);
  return [bytes(size), Number.isNaN(date.getTime()) ? "" : DAY.format(date)].filter(Boolean).join(", ");
}

const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });

function counted(folders, objects, next, prefix) {
  const some = (count, name) => (count ? [`${count} ${name}${count === 1 ? "" : "s"}`] : []);
  const what = [...some(folders, "folder"), ...some(objects, "object")].join(" and ");
  const page = at.tokens.length > 1 || next ? `Page ${at.tokens.length}: ` : "";
  const none = prefix === "" ? "The bucket is empty" : "Nothing begins like this";
  return `${page}${what || none}.`;
}

function row(name, hint, act) {
  const button = make("button", { type: "button" });
  button.append(make("span", { className: "name", textContent: name }), make("span", { className: "hint", textContent: hint }));
  button.addEventListener("click", act);
  return make("li", {}, button);
}

function showList(rows, next) {
  const list = byId("objects-list");
  list.replaceChildren(...rows);
  list.scrollTop = 0;
  at.next = next;
  const isLost = () => document.activeElement === document.body || document.activeElement.disabled;
  const isOnly = next === null && at.tokens.length < 2;
  for (const [id, isEnd] of [["objects-next", next === null], ["objects-back", at.tokens.length < 2]]) {
    byId(id).disabled = isEnd;
    byId(id).hidden = isOnly;
  }
  if (isLost()) byId("objects-prefix").focus();
}
