// put.mjs LIBRARY bytes|text|blob|file|file+length LINK FILE [TYPE]: uploads with one library of Node, in one way.
import { createReadStream, openAsBlob, readFileSync, statSync } from "node:fs";
import { Readable } from "node:stream";

const [library, way, link, file, type] = process.argv.slice(2);
const headers = type ? { "content-type": type } : {};
if (way === "file+length") headers["content-length"] = String(statSync(file).size);
const stream = way.startsWith("file");

const body = async () => {
  if (stream) return createReadStream(file);
  if (way === "blob") return openAsBlob(file);
  return way === "text" ? readFileSync(file, "latin1") : readFileSync(file);
};

const check = (status) => {
  if (status >= 300) throw new Error(`status ${status}`);
};

const send = {
  fetch: async () => {
    const sent = stream ? Readable.toWeb(await body()) : await body();
    check((await fetch(link, { method: "PUT", body: sent, headers, ...(stream && { duplex: "half" }) })).status);
  },
  http: async () => {
    const http = await import("node:http");
    const sent = await body();
    const answer = await new Promise((take, refuse) => {
      const request = http.request(link, { method: "PUT", headers }, take).on("error", refuse);
      if (stream) sent.pipe(request);
      else request.end(sent);
    });
    check(answer.statusCode);
  },
  axios: async () => check((await (await import("axios")).default.put(link, await body(), { headers })).status),
  got: async () => check((await (await import("got")).got.put(link, { body: await body(), headers })).statusCode),
  undici: async () =>
    check((await (await import("undici")).request(link, { method: "PUT", body: await body(), headers })).statusCode),
  "node-fetch": async () =>
    check((await (await import("node-fetch")).default(link, { method: "PUT", body: await body(), headers })).status),
  superagent: async () => {
    const { default: superagent } = await import("superagent");
    const request = superagent.put(link).set(headers);
    if (!stream) return check((await request.send(await body())).status);
    const sent = await body();
    await new Promise((take, refuse) => sent.pipe(request).on("end", take).on("error", refuse));
  },
  needle: async () => check((await (await import("needle")).default("put", link, await body(), { headers })).statusCode),
  ky: async () => check((await (await import("ky")).default.put(link, { body: await body(), headers })).status),
  request: async () => {
    const { default: request } = await import("request");
    const sent = await body();
    await new Promise((take, refuse) =>
      request.put({ url: link, body: sent, headers }, (error, answer) =>
        error || answer.statusCode >= 300 ? refuse(error ?? new Error(`status ${answer.statusCode}`)) : take()));
  },
};

await send[library]();
