// The form that makes links.

import { call } from "./api.js";
import { byId, chosen, make, startRows } from "./dom.js";
import { startLifetime } from "./lifetime.js";
import { startObjects } from "./objects.js";
import { fade, showLink, startShown } from "./shown.js";
import { sentence } from "./words.js";

const HINTS = {
  GET: "Whoever has the link can download the object.",
  PUT: "Whoever has the link can upload a file as this object. One that is there is replaced.",
  HEAD: "Whoever has the link can ask for size, type and date of the object, but not for its content.",
  DELETE: "Whoever has the link can delete the object.",
  FORM: "A form for a page without scripts, by which a file is uploaded. An object that is there is replaced.",
};

const ROWS = "Headers that have to be sent along";
const HEADERS = ["Content-Length", "Cache-Control", "Content-Disposition", "If-None-Match", "x-amz-meta-name"];

/** What the link that is shown was asked for by; null after a refusal. */
let made = null;

/** Of two answers, the one to the later question counts. */
let turns = 0;

export function startLink(readers) {
  const form = byId("link-form");
  const rows = startRows(byId("link-headers"), { legend: ROWS, add: "Add a header", names: HEADERS });
  const wanted = startWanted(form, startLifetime(byId("link-lifetime")), rows);
  startShown(readers);
  startObjects(form, readers.diagnose);
  byId("link-methods").addEventListener("change", () => describe(rows));
  describe(rows);
  form.addEventListener("input", () => {
    if (made !== null) fade(made === JSON.stringify(wanted()) ? null : CHANGED);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    makeLink(wanted());
  });
}

const CHANGED = "The form has changed since: make the link again.";
const REFUSED = "The form made no link: this is the one before.";

/** What depends on the method. */
function describe(rows) {
  const method = chosen(byId("link-methods"));
  byId("link-method-hint").textContent = HINTS[method];
  byId("link-type-field").hidden = !isUpload(method);
  byId("link-never-field").hidden = method !== "PUT";
  const isForm = method === "FORM";
  rows.name(isForm ? "Fields of the form" : ROWS, isForm ? "Add a field" : "Add a header");
}

const isUpload = (method) => ["PUT", "FORM"].includes(method);

/** Reads the form. */
function startWanted(form, seconds, rows) {
  return () => {
    const method = chosen(byId("link-methods"));
    const headers = rows.values();
    const type = form.type.value.trim();
    if (isUpload(method) && type) headers.unshift(["Content-Type", type]);
    if (method === "PUT" && byId("link-never").checked) headers.push(["If-None-Match", "*"]);
    return { bucket: form.bucket.value.trim(), key: form.key.value, method, seconds: seconds(), headers };
  };
}

async function makeLink(wanted) {
  turns += 1;
  const turn = turns;
  byId("link-error").textContent = "";
  byId("link-result").setAttribute("aria-busy", "true");
  try {
    const link = await (wanted.method === "FORM" ? formAsked(wanted) : linkAsked(wanted));
    if (turn !== turns) return;
    made = JSON.stringify(wanted);
    showLink(link);
    // It may have changed while the answer was on its way.
    byId("link-form").dispatchEvent(new Event("input"));
  } catch (error) {
    if (turn !== turns) return;
    made = null;
    byId("link-error").textContent = sentence(error.message);
    fade(REFUSED);
  } finally {
    if (turn === turns) byId("link-result").setAttribute("aria-busy", "false");
  }
}

async function linkAsked(wanted) {
  const link = await call("link", wanted);
  const { bucket, key } = wanted;
  return { ...link, bucket, key, html: link.opensInBrowser ? anchorText(link.url) : null };
}

async function formAsked({ headers, method, ...place }) {
  const form = await call("post", { ...place, fields: headers });
  return { ...form, ...place, method, headers: [], opensInBrowser: false };
}

/** The markup of a plain link, to be shown as text. */
function anchorText(url) {
  const anchor = make("a", { textContent: "Download" });
  anchor.setAttribute("href", url);
  return anchor.outerHTML;
}
