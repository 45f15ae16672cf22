// Stands between a browser and the server, passes every byte on, and keeps the head of each request as it came.

import { once } from "node:events";
import { connect, createServer } from "node:net";

/** Listens on a free port of loopback; `requests` grows with each request: `{ method, target, headers }`. */
export async function observe(port) {
  const requests = [];
  const sockets = new Set();
  const listener = createServer((client) => {
    const server = connect(port, "127.0.0.1");
    const heads = headsOf((head) => requests.push(head));
    client.on("data", heads);
    client.pipe(server).pipe(client);
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on("error", () => (client.destroy(), server.destroy()));
      socket.on("close", () => (sockets.delete(socket), client.destroy(), server.destroy()));
    }
  });
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const close = () => {
    listener.close();
    for (const socket of sockets) socket.destroy();
  };
  return { address: `http://127.0.0.1:${listener.address().port}`, requests, close };
}

/** Takes the bytes of one connection and tells each head, of HTTP/1.1 requests that follow one another. */
function headsOf(tell) {
  let rest = Buffer.alloc(0);
  let skip = 0;
  let chunked = false;
  return (data) => {
    rest = Buffer.concat([rest, data]);
    for (;;) {
      if (chunked) {
        const end = endOfChunks(rest);
        if (end < 0) return;
        rest = rest.subarray(end);
        chunked = false;
      }
      const skipped = Math.min(skip, rest.length);
      rest = rest.subarray(skipped);
      skip -= skipped;
      const end = skip === 0 ? rest.indexOf("\r\n\r\n") : -1;
      if (end < 0) return;
      const head = parse(rest.subarray(0, end).toString("latin1"));
      rest = rest.subarray(end + 4);
      skip = Number(head.headers["content-length"] ?? 0);
      chunked = head.headers["transfer-encoding"] === "chunked";
      tell(head);
    }
  };
}

function parse(head) {
  const [line, ...fields] = head.split("\r\n");
  const headers = {};
  for (const field of fields) {
    const colon = field.indexOf(":");
    headers[field.slice(0, colon).toLowerCase()] = field.slice(colon + 1).trim();
  }
  // A target has no space; what stands between the first and the last is it, whatever it holds.
  const [first, last] = [line.indexOf(" "), line.lastIndexOf(" ")];
  return { method: line.slice(0, first), target: line.slice(first + 1, last), headers };
}

/** Where a chunked body ends, or -1 while it is not whole. */
function endOfChunks(bytes) {
  for (let at = 0; ; ) {
    const end = bytes.indexOf("\r\n", at);
    if (end < 0) return -1;
    const size = parseInt(bytes.subarray(at, end).toString("latin1"), 16);
    at = end + 2 + size + 2;
    if (size === 0 || at > bytes.length) return size === 0 && at <= bytes.length ? at : -1;
  }
}
