// The lifetime of a link, and how much of it the credentials allow at this moment.

import { byId, changed } from "./dom.js";
import { duration } from "./words.js";

let status = null;
const listeners = [];

/** Takes the newest word of the server about who signs and how long a link can live; null for none. */
export function setStatus(fresh) {
  status = fresh;
  if (status) listeners.forEach((listener) => listener());
}

/** The most seconds that can be asked for now. Between two words of the server, the clock goes on. */
export function longest() {
  if (!status) return Infinity;
  const end = status.credentialsEndAt;
  const left = end === null ? Infinity : Math.floor((end - Date.now()) / 1000);
  return Math.max(0, Math.min(status.maxSeconds, left));
}

/** "7 days: the protocol of S3 allows no longer lifetime". */
export function longestInWords() {
  const most = status.isExact ? "" : "at most ";
  return `${most}${duration(longest())}: ${status.limitedBy}`;
}

/** Calls back now and then, while the cap changes. */
export function onStatus(listener) {
  listeners.push(listener);
  setInterval(() => status && listener(), 1000);
}

/** A field for it, which says the cap and when it is passed. */
export function startLifetime(root) {
  root.append(byId("lifetime-template").content.cloneNode(true));
  const [amount, unit, limit, useLongest] = [".amount", ".unit", ".limit", ".longest"].map((name) =>
    root.querySelector(name),
  );
  limit.id = `${root.id}-limit`;
  amount.setAttribute("aria-describedby", limit.id);
  // What is no number is no time, and beyond this the server could not read it.
  const seconds = () => Math.min(Math.max(0, Math.floor(amount.value * unit.value)), Number.MAX_SAFE_INTEGER);
  const update = () => {
    const isTooLong = seconds() > longest();
    limit.textContent = `The most is ${longestInWords()}.`;
    limit.classList.toggle("bad", isTooLong);
    amount.setAttribute("aria-invalid", String(isTooLong));
    useLongest.hidden = !isTooLong;
  };
  useLongest.addEventListener("click", () => {
    const fits = [...unit.options].reverse().find(({ value }) => Number(value) <= longest());
    unit.value = fits?.value ?? "1";
    amount.value = Math.floor(longest() / Number(unit.value));
    changed(amount);
    amount.focus();
  });
  root.addEventListener("input", () => status && update());
  onStatus(update);
  return seconds;
}
