// The panels that read what others made: a link, and a refusal.

import { call } from "./api.js";
import { byId, cautionItems, instant, make, problemItems, reveal, say, show, startRows } from "./dom.js";
import { duration, operation, sentence } from "./words.js";

/** The link that was pasted last, with its signature. */
let pasted = "";

/** The rows of the headers that were sent with a link that was refused. */
let sent;

export function startInspect() {
  const box = byId("inspect-link");
  byId("inspect-form").addEventListener("submit", (event) => {
    event.preventDefault();
    inspect(box.value);
  });
  byId("inspect-secrets").addEventListener("change", showInspection);
  byId("inspect-edit").addEventListener("click", () => {
    box.value = pasted;
    box.focus();
  });
}

/** Reads a link, and takes it out of sight. */
export async function inspect(link) {
  show("inspect");
  if (link.trim() === "") {
    byId("inspect-error").textContent = "Paste a link first.";
    byId("inspect-link").focus();
    return;
  }
  pasted = link.trim();
  byId("inspect-link").value = "";
  byId("inspect-secrets").checked = false;
  await showInspection();
}

async function showInspection() {
  byId("inspect-error").textContent = "";
  const withSecrets = byId("inspect-secrets").checked;
  let found;
  try {
    found = await call("inspect", { link: pasted, withSecrets });
  } catch (error) {
    byId("inspect-error").textContent = sentence(error.message);
    return;
  }
  byId("inspect-empty").hidden = true;
  byId("inspect-shown").hidden = false;
  byId("inspect-text").textContent = found.link;
  byId("inspect-facts").replaceChildren(...facts(found).flatMap(factRow));
  const { problems, cautions } = found;
  const none = make("li", { className: "none", textContent: "Nothing is wrong with it that can be seen." });
  byId("inspect-problems").replaceChildren(...(problems.length ? problemItems(problems) : [none]), ...cautionItems(cautions));
  reveal(byId("inspect-result"));
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  say(`Read: ${problems.length ? count : "no problem"} found.`);
}

function facts(found) {
  const { expiresAt, signedHeaders, version } = found;
  const toSend = signedHeaders.filter((name) => name !== "host").join(", ");
  const or = found.isTemporary ? ", or sooner, with the session that signed it" : "";
  return [
    ["Taken off", found.takenOff.join("; ")],
    ["Signed with", [version, found.foreign].filter(Boolean).join(", and ")],
    ["Access key id", found.accessKeyId && `${found.accessKeyId}${found.isTemporary ? " (temporary)" : ""}`],
    ["Account", found.account && `${found.account} (a hint)`],
    ["Scope", found.region && `${found.service ?? "?"} in ${found.region}`],
    ["Signed at", found.signedAt !== null && instant(found.signedAt)],
    ["Lifetime", found.expiresIn !== null && duration(found.expiresIn)],
    ["Ends at", expiresAt !== null && [...instant(expiresAt), or]],
    ["Host", found.host && `${found.host}${found.server ? ` (${found.server})` : ""}`],
    ["Bucket", found.bucket],
    ["Object (key)", found.key],
    ["Operation", version && found.operations.map(operation).join(" or ")],
    ["Headers to send", version && (toSend || "none")],
    ["In a browser", version && (found.opensInBrowser ? "opens as a plain link, if it is a GET" : "needs a script")],
    ["Session token", found.sessionToken],
    ["Signature", found.signature],
  ];
}

function factRow([name, value]) {
  if (!value) return [];
  return [make("div", {}, make("dt", { textContent: name }), make("dd", {}, ...[value].flat()))];
}

export function startDiagnose() {
  const form = byId("diagnose-form");
  sent = startRows(byId("diagnose-headers"), {
    legend: "Headers that were sent, if you know them",
    add: "Add a header",
    names: ["Content-Type", "Content-Length"],
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    diagnose({
      link: form.link.value,
      answer: form.answer.value,
      method: form.elements.method.value,
      headers: sent.values(),
    });
  });
}

/** Shows the panel with a refusal filled in, and its cause. */
export async function diagnoseRefusal({ url, answer, status, method = "", headers = [] }) {
  const form = byId("diagnose-form");
  form.link.value = url;
  form.answer.value = answer;
  form.elements.method.value = method;
  sent.fill(headers);
  show("diagnose");
  byId("tab-diagnose").focus();
  await diagnose({ link: url, answer, status, method, headers });
}

async function diagnose(failure) {
  byId("diagnose-error").textContent = "";
  if (!failure.link.trim()) {
    byId("diagnose-error").textContent = "Paste the link.";
    return;
  }
  let found;
  try {
    found = await call("diagnose", failure);
  } catch (error) {
    byId("diagnose-error").textContent = sentence(error.message);
    return;
  }
  byId("diagnose-empty").hidden = true;
  byId("diagnose-shown").hidden = false;
  byId("diagnose-cause").textContent = `${sentence(found.cause)}.`;
  byId("diagnose-remedy").textContent = `What to do: ${found.remedy}.`;
  byId("diagnose-problems").replaceChildren(...problemItems(found.problems));
  reveal(byId("diagnose-result"));
  say(`${sentence(found.cause)}. What to do: ${found.remedy}.`);
}
