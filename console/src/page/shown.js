// The link that was made, in its forms, with the time that it has left.

import { byId, cautionItems, chosen, instant, make, reveal, say, startCopy } from "./dom.js";
import { canBeTried, tryLink } from "./try.js";
import { clock, duration, method as inWords } from "./words.js";

/** What is shown: a link or a form, in the shape of a link. */
let shown = null;

export function startShown({ inspect, diagnose }) {
  byId("link-forms").addEventListener("change", showForm);
  startCopy(byId("link-copy"), textOfForm);
  byId("link-try").addEventListener("click", () => {
    // Of its own, so that what comes late is not taken for the next link's.
    const outcome = make("div", { className: "outcome" });
    byId("link-tried").replaceChildren(outcome);
    tryLink(shown, outcome, diagnose);
  });
  byId("link-inspect").addEventListener("click", () => inspect(shown.url));
  setInterval(tick, 250);
}

export function showLink(link) {
  shown = link;
  byId("link-empty").hidden = true;
  byId("link-shown").hidden = false;
  byId("link-tried").replaceChildren();
  const { validity, method, headers, bucket, key } = shown;
  byId("link-of").textContent = `${inWords(method)} ${bucket}/${key}`;
  const works = validity.isExact ? "Works until" : "Works until at most";
  byId("link-end").replaceChildren(`${works} `, ...instant(validity.expiresAt));
  byId("link-cautions").replaceChildren(...cautionItems(shown.cautions));
  const names = headers.map(([name, value]) => `${name}: ${value}`).join(", ");
  byId("link-note").textContent = names ? `Send exactly: ${names}` : NOTES[method] ?? "";
  byId("link-try").hidden = !canBeTried(method);
  byId("link-inspect").hidden = method === "FORM";
  offerForms();
  showForm();
  fade(null);
  reveal(byId("link-result"));
  say(`Done. It works for ${duration(validity.expiresIn)}.`);
}

const NOTES = {
  GET: "Anyone who has it can use it, any number of times, until it ends.",
  PUT: "Anyone who has it can upload with it, any number of times, until it ends.",
  FORM: "The policy in it holds the page to these fields.",
};

/** Greys the link, which no longer is what the form says, and gives the reason; null brings it back. */
export function fade(reason) {
  if (!shown) return;
  const was = byId("link-shown").classList.contains("faded");
  const isFaded = reason !== null;
  byId("link-shown").classList.toggle("faded", isFaded);
  for (const id of ["link-copy", "link-try", "link-inspect"]) byId(id).disabled = isFaded;
  const open = byId("link-open");
  open.hidden = !shown.opensInBrowser;
  if (isFaded || open.hidden) open.removeAttribute("href");
  else open.href = shown.url;
  byId("link-limit").textContent = reason ?? `Limited by: ${shown.validity.limitedBy}.`;
  if (isFaded) byId("link-left").textContent = "Not up to date";
  else tick();
  if (isFaded && !was) say(reason);
}

function tick() {
  if (!shown || byId("link-shown").classList.contains("faded")) return;
  const left = (shown.validity.expiresAt - Date.now()) / 1000;
  const wasOver = byId("link-life").classList.contains("over");
  byId("link-left").textContent = left > 0 ? `${clock(left)} left` : "Expired";
  byId("link-life").classList.toggle("over", left <= 0);
  if (left <= 0 && !wasOver) say("The link has expired.");
}

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
