// The panel that makes links.

import { call } from "./api.js";
import { byId, chosen, clock, duration, instant, make, reveal, say, sentence, startCopy, startRows } from "./dom.js";
import { startLifetime } from "./lifetime.js";
import { codeOf, corsHint, sendable } from "./transfer.js";

const HINTS = {
  GET: "Downloads the object.",
  PUT: "Uploads, over an object of the same key if there is one.",
  HEAD: "Asks for the object's headers.",
  DELETE: "Deletes the object.",
  FORM: "A form that uploads from a page without scripts.",
};

const ROWS = "Headers that the holder has to send";
const HEADERS = ["Content-Type", "Content-Length", "Cache-Control", "If-None-Match", "x-amz-meta-name"];

/** What is shown: a link or a form, in the shape of a link. */
let shown = null;

export function startLink({ inspect, diagnose }) {
  const form = byId("link-form");
  const seconds = startLifetime(byId("link-lifetime"));
  const rows = startRows(byId("link-headers"), {
    legend: ROWS,
    add: "Add a header",
    names: HEADERS,
  });
  const describe = () => {
    const method = chosen(byId("link-methods"));
    byId("link-method-hint").textContent = HINTS[method];
    const isForm = method === "FORM";
    rows.name(isForm ? "Fields of the form" : ROWS, isForm ? "Add a field" : "Add a header");
  };
  byId("link-methods").addEventListener("change", describe);
  describe();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    makeLink(form, seconds(), rows.values());
  });
  byId("link-forms").addEventListener("change", showForm);
  startCopy(byId("link-copy"), textOfForm);
  byId("link-try").addEventListener("click", () => tryLink(diagnose));
  byId("link-inspect").addEventListener("click", () => inspect(shown.url));
  setInterval(tick, 250);
}

async function makeLink(form, seconds, headers) {
  const method = chosen(byId("link-methods"));
  const place = { bucket: form.bucket.value.trim(), key: form.key.value, seconds };
  byId("link-error").textContent = "";
  byId("link-result").setAttribute("aria-busy", "true");
  try {
    shown = method === "FORM" ? await formAsked(place, headers) : await linkAsked(place, method, headers);
  } catch (error) {
    byId("link-error").textContent = sentence(error.message);
    return;
  } finally {
    byId("link-result").setAttribute("aria-busy", "false");
  }
  showLink();
}

async function linkAsked(place, method, headers) {
  const link = await call("link", { ...place, method, headers });
  return { ...link, ...place, html: link.opensInBrowser ? anchorText(link.url) : null };
}

async function formAsked(place, fields) {
  const form = await call("post", { ...place, fields });
  return { ...form, ...place, method: "FORM", headers: [], opensInBrowser: false };
}

/** The markup of a plain link, to be shown as text. */
function anchorText(url) {
  const anchor = make("a", { textContent: "Download" });
  anchor.setAttribute("href", url);
  return anchor.outerHTML;
}

function showLink() {
  byId("link-empty").hidden = true;
  byId("link-shown").hidden = false;
  byId("link-tried").replaceChildren();
  const { validity, method, headers, bucket, key } = shown;
  byId("link-of").textContent = `${method === "FORM" ? "POST" : method} ${bucket}/${key}`;
  const works = validity.isExact ? "Works until" : "Works until at most";
  byId("link-end").replaceChildren(`${works} `, ...instant(validity.expiresAt));
  byId("link-limit").textContent = `Limited by: ${validity.limitedBy}.`;
  const names = headers.map(([name, value]) => `${name}: ${value}`).join(", ");
  byId("link-note").textContent = names ? `Send exactly: ${names}` : NOTES[method] ?? "";
  byId("link-open").hidden = !shown.opensInBrowser;
  byId("link-open").href = shown.opensInBrowser ? shown.url : "#";
  byId("link-try").hidden = !["GET", "HEAD", "DELETE"].includes(method);
  byId("link-inspect").hidden = method === "FORM";
  offerForms();
  showForm();
  tick();
  reveal(byId("link-result"));
  say(`Done. It works for ${duration(validity.expiresIn)}.`);
}

const NOTES = {
  GET: "Anyone who has it can use it, any number of times, until it ends.",
  PUT: "Anyone who has it can upload with it, any number of times, until it ends.",
  FORM: "The policy in it holds the page to these fields.",
};

function offerForms() {
  for (const radio of byId("link-forms").querySelectorAll("input")) {
    radio.disabled = !shown[radio.value];
  }
  const checked = byId("link-forms").querySelector("input:checked");
  if (checked.disabled) byId("link-forms").querySelector("input:enabled").checked = true;
  if (shown.method === "FORM") byId("link-forms").querySelector("[value=html]").checked = true;
}

function textOfForm() {
  const form = chosen(byId("link-forms"));
  return form === "qr" ? shown.url : shown[form];
}

function showForm() {
  const isQr = chosen(byId("link-forms")) === "qr";
  byId("link-qr").hidden = !isQr;
  byId("link-text").parentElement.hidden = isQr;
  if (isQr) byId("link-qr").replaceChildren(qrImage(shown.qr));
  else byId("link-text").textContent = textOfForm();
}

function qrImage({ size, path }) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `-4 -4 ${size + 8} ${size + 8}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", "QR code of the link");
  svg.setAttribute("shape-rendering", "crispEdges");
  const modules = document.createElementNS(SVG, "path");
  modules.setAttribute("d", path);
  svg.append(modules);
  return svg;
}

const SVG = "http://www.w3.org/2000/svg";

function tick() {
  if (!shown) return;
  const left = (shown.validity.expiresAt - Date.now()) / 1000;
  const wasOver = byId("link-life").classList.contains("over");
  byId("link-left").textContent = left > 0 ? `${clock(left)} left` : "Expired";
  byId("link-life").classList.toggle("over", left <= 0);
  if (left <= 0 && !wasOver) say("The link has expired.");
}

/** Sends the link as its holder would, and says what came of it. */
async function tryLink(diagnose) {
  const { url, method, headers, cors } = shown;
  const outcome = byId("link-tried");
  outcome.replaceChildren("Waiting for the answer…");
  try {
    const options = { method, headers: sendable(headers), cache: "no-store", credentials: "omit" };
    const answer = await fetch(url, options);
    const text = answer.ok ? "" : await answer.text();
    if (answer.ok) await answer.body?.cancel();
    outcome.replaceChildren(answerLine(answer, text));
    if (!answer.ok) outcome.append(diagnoseButton(() => diagnose({ url, answer: text, status: answer.status, method, headers })));
  } catch {
    outcome.replaceChildren(...corsHint(cors));
  }
}

function answerLine(answer, text) {
  const type = answer.headers.get("content-type");
  const said = answer.ok ? type ?? "" : codeOf(text);
  const mark = make("strong", { textContent: answer.ok ? "It works." : "Refused." });
  return make("p", { className: answer.ok ? "good" : "bad" }, mark, ` ${answer.status} ${said}`);
}

export function diagnoseButton(act) {
  const button = make("button", { type: "button", textContent: "Diagnose" });
  button.addEventListener("click", act);
  return button;
}
