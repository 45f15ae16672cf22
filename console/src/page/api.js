// The console's own API.

import { duration } from "./words.js";

/** A refusal, in the words of the server. */
export class Refusal extends Error {
  constructor(error) {
    super(error.message);
    this.code = error.code;
  }
}

/** Posts to the API; without a body it gets. */
export async function call(path, body) {
  const options = body && {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  };
  let answer;
  try {
    answer = await fetch(`/api/${path}`, options);
  } catch {
    throw new Refusal({ code: "gone", message: "The console does not answer: is it still running?" });
  }
  const json = await answer.json();
  if (!answer.ok) throw new Refusal({ ...json.error, message: inWords(json.error, body?.seconds) });
  return json;
}

/** The server counts seconds; people do not. */
function inWords({ code, message, maxSeconds, limitedBy }, asked) {
  if (code !== "lifetime") return message;
  if (maxSeconds === undefined) return "A link has to live a second or longer. Ask for more.";
  return `${duration(asked)} is too long: the most is ${duration(maxSeconds)} now, as ${limitedBy}. Ask for less.`;
}
