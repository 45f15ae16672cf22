// The page from which links are used, on an origin that is not the server's.

import { once } from "node:events";
import { createServer } from "node:http";

const FILES = {
  "/": ["text/html; charset=utf-8", "<!doctype html><link rel=icon href=data:,><title>page</title><body>"],
  // Passes what pages fetch on, as those of offline apps do.
  "/worker.js": [
    "text/javascript",
    `oninstall = () => skipWaiting();
     onactivate = (event) => event.waitUntil(clients.claim());
     onfetch = (event) => event.respondWith(fetch(event.request));`,
  ],
};

export async function serve() {
  const listener = createServer((request, answer) => {
    const [type, content] = FILES[request.url] ?? ["text/plain", ""];
    answer.writeHead(200, { "content-type": type });
    answer.end(content);
  });
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const close = () => (listener.close(), listener.closeAllConnections());
  return { origin: `http://127.0.0.1:${listener.address().port}`, close };
}
