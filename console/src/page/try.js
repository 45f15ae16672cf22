// Sends a link as whoever has it would, and says what came of it.

import { ask } from "./ask.js";
import { make } from "./dom.js";
import { codeOf, corsHint, sendable } from "./transfer.js";

/** An upload is tried in its own panel, with a file. */
export const canBeTried = (method) => ["GET", "HEAD", "DELETE"].includes(method);

/** Tries the link; one that deletes only when told so once more. */
export async function tryLink(link, outcome, diagnose) {
  outcome.replaceChildren();
  if (link.method === "DELETE" && !(await ask(deletion(link)))) {
    outcome.replaceChildren("Nothing was sent.");
    return;
  }
  outcome.replaceChildren("Waiting for the answer…");
  outcome.replaceChildren(...(await answerTo(link, diagnose)));
}

function deletion({ bucket, key }) {
  return {
    title: "Delete this object?",
    items: [{ bucket, key }],
    text: "To try this link is to use it: the object is deleted. Unless the bucket keeps versions, it is lost.",
    yes: "Delete the object",
    no: "Keep it",
  };
}

async function answerTo({ url, method, headers, cors }, diagnose) {
  const options = { method, headers: sendable(headers), cache: "no-store", credentials: "omit" };
  try {
    const answer = await fetch(url, options);
    const text = answer.ok ? "" : await answer.text();
    if (answer.ok) await answer.body?.cancel();
    const line = answerLine(answer, text, method);
    if (answer.ok) return [line];
    return [line, diagnoseButton(() => diagnose({ url, answer: text, status: answer.status, method, headers }))];
  } catch {
    return corsHint(cors);
  }
}

function answerLine(answer, text, method) {
  const type = method === "DELETE" ? "the object is deleted" : answer.headers.get("content-type") ?? "";
  const said = answer.ok ? type : codeOf(text);
  const mark = make("strong", { textContent: answer.ok ? "It works." : "Refused." });
  return make("p", { className: answer.ok ? "good" : "bad" }, mark, ` ${answer.status} ${said}`);
}

export function diagnoseButton(act) {
  const button = make("button", { type: "button", textContent: "Diagnose" });
  button.addEventListener("click", act);
  return button;
}
