// Looks for what an upload would replace, and asks before it does.

import { call } from "./api.js";
import { ask } from "./ask.js";
import { bytes } from "./words.js";

/** How many uploads of this page are on their way to each place. */
const underWay = new Map();

const nameOf = ({ bucket, key }) => JSON.stringify([bucket, key]);

/** Which uploads may go: all where nothing is, and the others only when told so. A `Refusal` where no link was made. */
export async function mayReplace(places) {
  const found = await Promise.all(places.map((place) => look(place).catch((refusal) => ({ refusal }))));
  const risky = found.flatMap((thing, at) => (thing?.about ? [{ ...places[at], ...thing }] : []));
  const isYes = risky.length === 0 || (await ask(question(risky)));
  return found.map((thing) => thing?.refusal ?? (thing === null || isYes));
}

function enter(place) {
  const others = underWay.get(nameOf(place)) ?? 0;
  underWay.set(nameOf(place), others + 1);
  return others;
}

/** The upload to this place has ended, or is not to be. */
export function leave(place) {
  underWay.set(nameOf(place), underWay.get(nameOf(place)) - 1);
}

function question(risky) {
  const isSure = risky.every(({ isThere }) => isThere);
  const many = risky.length === 1 ? "this object" : `these ${risky.length} objects`;
  return {
    title: isSure ? `Replace ${many}?` : `Upload over ${many}, if there?`,
    items: risky,
    text: "An upload takes the place of what is there. Unless the bucket keeps versions, that is lost.",
    yes: isSure ? "Replace" : "Upload anyway",
    no: risky.length === 1 ? "Keep it" : "Keep them",
  };
}

/** What is there, as far as can be told; null for nothing, which only the server's "not found" says. */
async function look(place) {
  if (enter(place) > 0) return { isThere: true, about: "Another upload of this page goes there." };
  const link = await call("link", { ...place, method: "HEAD" });
  try {
    const answer = await fetch(link.url, { method: "HEAD", cache: "no-store", credentials: "omit" });
    if (answer.status === 404) return null;
    return answer.ok ? { isThere: true, about: described(answer) } : unknown(`the server says ${answer.status}`);
  } catch {
    return unknown("the server is not reached, or the bucket's CORS rule does not let this page ask (HEAD)");
  }
}

function unknown(why) {
  return { isThere: false, about: `Whether it is there cannot be told: ${why}.` };
}

function described({ headers }) {
  const [size, date] = ["content-length", "last-modified"].map((name) => headers.get(name));
  const changed = date && `changed ${DATE.format(new Date(date))}`;
  return [size && bytes(Number(size)), changed].filter(Boolean).join(", ") || "It is there.";
}

const DATE = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
