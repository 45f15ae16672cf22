// What scripts of a page do with links. Each of these functions is run in the browser and knows nothing around it.

/** Uses each link, a few at a time, and gives the text that came of it. */
export async function useLinks(way, links, texts) {
  const element = (tag, link) =>
    new Promise((resolve) => {
      const made = document.createElement(tag);
      made.onload = made.onloadeddata = () => resolve("loaded");
      made.onerror = () => resolve("error");
      made.src = link;
    });
  const ways = {
    put: async (link, at) => {
      const answer = await fetch(link, { method: "PUT", body: new File([texts[at]], "a.txt", { type: "text/plain" }) });
      return String(answer.status);
    },
    get: async (link) => (await fetch(link)).text(),
    range: async (link) => {
      const answer = await fetch(link, { headers: { range: "bytes=0-0" } });
      return answer.status === 206 ? answer.text() : "";
    },
    xhr: (link) =>
      new Promise((resolve) => {
        const request = new XMLHttpRequest();
        request.onloadend = () => resolve(request.responseText);
        request.open("GET", link);
        request.send();
      }),
    elements: async (link) => `${await element("img", link)} ${await element("video", link)}`,
  };
  const results = [];
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < links.length; at = next++) {
      results[at] = await ways[way](links[at], at).catch((error) => String(error));
    }
  };
  await Promise.all([1, 2, 3, 4].map(worker));
  return results;
}

/** Clicks on a link that stands in the page's HTML. */
export function click(html) {
  document.body.innerHTML = html;
  document.querySelector("a").click();
}

/** Puts an element with a source into the page, and tells whether it loads. */
export function load(html) {
  document.body.innerHTML = html;
  const element = document.body.firstElementChild;
  return new Promise((resolve) => {
    element.onload = element.onloadedmetadata = () => resolve("loads");
    element.onerror = () => resolve("fails to load");
  });
}

/** Moves the film that is in the page to a time, and tells whether it plays there. */
export function seek(time) {
  const film = document.querySelector("video");
  return new Promise((resolve) => {
    film.onseeked = () => resolve("plays from there");
    film.onerror = () => resolve(`the film ends with error ${film.error.code}`);
    setTimeout(() => resolve("waits"), 15_000);
    film.currentTime = time;
  });
}

/** A script's request, and what the script sees of the answer. */
export async function ask(link, options) {
  try {
    const answer = await fetch(link, options);
    await answer.text();
    return answer.type === "opaque" ? "an answer that it cannot read" : `${answer.status}`;
  } catch (error) {
    return error.name;
  }
}

/** Has the page's requests go through a service worker. */
export async function hireWorker() {
  await navigator.serviceWorker.register("/worker.js");
  await navigator.serviceWorker.ready;
  if (!navigator.serviceWorker.controller) {
    await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve));
  }
}

/**
 * Uploads what an expression makes of the text, and tells what the script sees. `call` is the command's `fetch` expression;
 * other ways take its link, its headers, or both out of it.
 */
export async function upload(way, call, expression, text) {
  const body = new Function("text", `return ${expression}`)(text);
  const ways = {
    fetch: (link, options) => fetch(link, options),
    plain: (link, { method, body }) => fetch(link, { method, body, duplex: "half" }),
    xhr: (link, { method, headers, body }) =>
      new Promise((resolve) => {
        const request = new XMLHttpRequest();
        request.onloadend = () => resolve(request);
        request.open(method, link);
        for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
        request.send(body);
      }),
  };
  try {
    return String((await new Function("fetch", "body", `return ${call}`)(ways[way], body)).status);
  } catch (error) {
    return error.name;
  }
}

/** Sends a form with a file as people do, the answer into a frame, and waits for it. */
export async function postFile(url, fields, name, text) {
  document.body.innerHTML = '<iframe name="answer"></iframe><form method="post" enctype="multipart/form-data" target="answer"></form>';
  const form = document.querySelector("form");
  form.action = url;
  for (const [field, value] of Object.entries(fields)) {
    const input = Object.assign(document.createElement("input"), { type: "hidden", name: field, value });
    form.append(input);
  }
  const type = Object.assign(document.createElement("input"), { type: "hidden", name: "Content-Type", value: "text/plain" });
  const file = Object.assign(document.createElement("input"), { type: "file", name: "file" });
  form.append(type, file);
  const chosen = new DataTransfer();
  chosen.items.add(new File([text], name));
  file.files = chosen.files;
  const frame = document.querySelector("iframe");
  const answered = new Promise((resolve) => {
    // The empty document that a frame begins with may be read, an answer of another origin may not.
    frame.onload = () => frame.contentDocument === null && resolve("answered");
    setTimeout(() => resolve("no answer"), 10_000);
  });
  form.submit();
  return answered;
}

/** Uses a link or a form in one way, and tells whether a script gets what it wants. */
export async function use(way, made, text) {
  const send = (headers = {}) => {
    const call = (link, options) => fetch(link, { ...options, headers: { ...options.headers, ...headers } });
    const body = new File([text], "a.png", { type: "image/png" });
    return new Function("fetch", "body", `return ${made}`)(call, body);
  };
  const post = () => {
    const body = new FormData();
    for (const [name, value] of Object.entries(made.fields)) body.append(name, value);
    body.append("file", new File([text], "a.txt"));
    return fetch(made.url, { method: "POST", body });
  };
  const ways = {
    get: async () => (await (await send()).text()) === text,
    etag: async () => (await send()).headers.has("etag"),
    range: async () => (await send({ range: "bytes=-5" })).status === 206,
    contentRange: async () => (await send({ range: "bytes=0-4" })).headers.has("content-range"),
    unless: async () => (await send({ "if-none-match": '"other"' })).ok,
    put: async () => (await send()).ok,
    post: async () => (await post()).ok,
  };
  return ways[way]().then((works) => (works ? "works" : "fails"), () => "fails");
}
