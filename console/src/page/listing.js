// Reads the answer to a link that lists a bucket.

/** Asks, and reads the answer; `isAnswer` is false where the browser shows none. */
export function getXml(url) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("GET", url);
    // The browser reads it by itself: a page that trusts no markup may not parse text.
    request.responseType = "document";
    request.overrideMimeType("application/xml");
    request.addEventListener("load", () => resolve(read(request)));
    request.addEventListener("error", () => resolve({ isAnswer: false }));
    request.send();
  });
}

function read({ status, responseXML: xml }) {
  const root = xml?.documentElement;
  if (status === 200 && root?.localName === "ListBucketResult") return { isAnswer: true, ...pageOf(root) };
  const said = root ? [textOf(root, "Code"), textOf(root, "Message")].filter(Boolean).join(": ") : "";
  const text = root ? new XMLSerializer().serializeToString(xml) : "";
  const refusal = `Refused. ${status} ${said || "no S3 error in the answer"}`;
  return { isAnswer: true, refusal, status, text };
}

function pageOf(root) {
  // S3 writes what it encodes as a form is written.
  const isEncoded = textOf(root, "EncodingType") === "url";
  const decoded = (text) => (isEncoded ? plain(text) : text);
  const all = (name) => [...root.children].filter(({ localName }) => localName === name);
  return {
    folders: all("CommonPrefixes").map((part) => decoded(textOf(part, "Prefix"))),
    objects: all("Contents").map((part) => ({
      key: decoded(textOf(part, "Key")),
      size: Number(textOf(part, "Size")),
      at: textOf(part, "LastModified"),
    })),
    next: textOf(root, "IsTruncated") === "true" ? textOf(root, "NextContinuationToken") || null : null,
  };
}

function plain(text) {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

/** The text of a child; empty where there is none. */
function textOf(element, name) {
  return [...element.children].find(({ localName }) => localName === name)?.textContent ?? "";
}
