// get.mjs LIBRARY LINK FILE [LINK FILE]...: downloads with one library of Node.
import { writeFileSync } from "node:fs";

const [library, ...given] = process.argv.slice(2);
let link;

const ofAnswer = async (answer) => {
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
};

const ofStream = async (stream, status) => {
  if (status >= 300) throw new Error(`status ${status}`);
  const pieces = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
};

const bytes = {
  fetch: async () => ofAnswer(await fetch(link)),
  http: async () => {
    const http = await import("node:http");
    const answer = await new Promise((take, refuse) => http.get(link, take).on("error", refuse));
    return ofStream(answer, answer.statusCode);
  },
  axios: async () => (await (await import("axios")).default.get(link, { responseType: "arraybuffer" })).data,
  got: async () => (await import("got")).got(link).buffer(),
  undici: async () => {
    const answer = await (await import("undici")).request(link);
    return ofStream(answer.body, answer.statusCode);
  },
  "node-fetch": async () => ofAnswer(await (await import("node-fetch")).default(link)),
  superagent: async () => (await (await import("superagent")).default.get(link).responseType("blob")).body,
  needle: async () => {
    const answer = await (await import("needle")).default("get", link);
    if (answer.statusCode >= 300) throw new Error(`status ${answer.statusCode}`);
    return answer.body;
  },
  ky: async () => ofAnswer(await (await import("ky")).default(link)),
  ofetch: async () => Buffer.from(await (await import("ofetch")).ofetch(link, { responseType: "arrayBuffer" })),
  "make-fetch-happen": async () => (await (await import("make-fetch-happen")).default(link)).buffer(),
  request: async () => {
    const { default: request } = await import("request");
    return new Promise((take, refuse) =>
      request.get({ url: link, encoding: null }, (error, answer, body) =>
        error || answer.statusCode >= 300 ? refuse(error ?? new Error(`status ${answer.statusCode}`)) : take(body)));
  },
};

for (let place = 0; place < given.length; place += 2) {
  link = given[place];
  try {
    writeFileSync(given[place + 1], await bytes[library]());
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  }
}
