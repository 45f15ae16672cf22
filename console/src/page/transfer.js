// Three ways to upload a file through presigned requests. None of them needs a secret in the page.

import { call } from "./api.js";
import { make } from "./dom.js";

/** An upload that did not come to its end; `answer` is the server's XML, `cors` the rule that may help. */
export class TransferError extends Error {
  constructor(message, details = {}) {
    super(message);
    Object.assign(this, details);
  }
}

/** What the browser lets a page send; the rest of the signed headers it sends by itself. */
export function sendable(headers) {
  return headers.filter(([name]) => !["content-length", "date", "origin", "referer"].includes(name));
}

/** The code and the message of S3's XML. */
export function codeOf(xml) {
  const text = (name) => xml.match(new RegExp(`<${name}>([^<]*)</${name}>`))?.[1] ?? "";
  return [text("Code"), text("Message")].filter(Boolean).join(": ") || "no S3 error in the answer";
}

/** What the bucket has to allow, where the browser did not let the page through; null where no rule can. */
export function corsHint(cors) {
  if (!cors) return [make("p", { className: "bad", textContent: NO_RULE })];
  const rule = make("pre", { tabIndex: 0, textContent: JSON.stringify(JSON.parse(cors), null, 2) });
  rule.setAttribute("role", "region");
  rule.setAttribute("aria-label", "CORS rule");
  const text =
    "The browser got no answer that this page may read. Either the server cannot be reached, or its " +
    "CORS rules do not allow this page. The bucket needs this rule:";
  return [make("p", { className: "bad", textContent: text }), rule];
}

const NO_RULE =
  "The browser got no answer that this page may read. CORS rules of S3 know GET, PUT, POST, DELETE and HEAD " +
  "only, so none lets a page use this method: send this request from a server.";

export const ways = { put, form, multipart };

async function put(job) {
  const headers = [["content-type", job.type], ["content-length", String(job.file.size)]];
  const link = await call("link", { ...job.place, method: "PUT", headers });
  await send(job, { ...link, body: job.file, onProgress: (sent) => job.onProgress(sent) });
}

async function form(job) {
  const fields = [["Content-Type", job.type]];
  const post = await call("post", { ...job.place, fields, size: job.file.size });
  const body = new FormData();
  post.fields.forEach(([name, value]) => body.append(name, value));
  body.append("file", job.file);
  const onProgress = (sent) => job.onProgress(Math.min(sent, job.file.size));
  await send(job, { ...post, method: "POST", headers: [], body, onProgress });
}

async function multipart(job) {
  const { size } = job.file;
  const begin = await call("multipart/begin", { ...job.place, size, contentType: job.type });
  const begun = await send(job, begin);
  const uploadId = begun.responseText.match(/<UploadId>([^<]+)<\/UploadId>/)?.[1];
  if (!uploadId) throw new TransferError("The server began no upload.", { answer: begun.responseText });
  const urls = await call("multipart/parts", { ...job.place, size, uploadId });
  try {
    const etags = await sendParts(job, urls);
    const { body } = await call("multipart/complete", { size, etags });
    const done = await send(job, { ...urls, method: "POST", url: urls.complete, headers: [], body });
    // S3 may answer 200 and say in the body that it failed.
    if (done.responseText.includes("<Error>")) throw refused(done, urls.complete, "POST");
  } catch (error) {
    await fetch(urls.abort, { method: "DELETE" }).catch(() => {});
    throw error;
  }
}

/** Sends the parts, a few at once; gives their numbers and ETags. The first that fails stops the others. */
async function sendParts(job, { parts, cors }) {
  const stop = new AbortController();
  const part = { ...job, signal: AbortSignal.any([job.signal, stop.signal]) };
  const sent = new Map();
  const etags = [];
  const queue = [...parts];
  const total = () => [...sent.values()].reduce((sum, count) => sum + count, 0);
  const sendPart = async ({ number, start, end, url }) => {
    const onProgress = (count) => {
      sent.set(number, count);
      job.onProgress(total(), `${etags.length} of ${parts.length} parts`);
    };
    const body = job.file.slice(start, end);
    const done = await send(part, { method: "PUT", url, headers: [], body, cors, onProgress });
    const etag = done.getResponseHeader("ETag");
    if (!etag) throw new TransferError("The server's CORS rules do not expose the ETag.", { cors });
    etags.push([number, etag]);
    onProgress(end - start);
  };
  const work = async () => {
    while (queue.length > 0) await sendPart(queue.shift());
  };
  try {
    await Promise.all(Array.from({ length: PARTS_AT_ONCE }, work));
  } finally {
    stop.abort();
  }
  return etags;
}

const PARTS_AT_ONCE = 3;

/** Sends one request; the promise is kept when the server takes it. */
function send(job, { method, url, headers, body, cors, onProgress }) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    const fail = (message, details) => reject(new TransferError(message, details));
    request.open(method, url);
    sendable(headers).forEach(([name, value]) => request.setRequestHeader(name, value));
    if (onProgress) request.upload.addEventListener("progress", ({ loaded }) => onProgress(loaded));
    request.addEventListener("load", () => {
      if (request.status < 300) resolve(request);
      else reject(refused(request, url, method, headers));
    });
    request.addEventListener("error", () => fail("No answer.", { cors }));
    request.addEventListener("abort", () => fail("Cancelled."));
    request.addEventListener("loadend", () => job.signal.removeEventListener("abort", abort));
    job.signal.addEventListener("abort", abort);
    if (job.signal.aborted) fail("Cancelled.");
    else request.send(body);
  });
}

function refused(request, url, method, headers = []) {
  const answer = request.responseText;
  return new TransferError(`${request.status} ${codeOf(answer)}`, { answer, url, method, headers });
}
