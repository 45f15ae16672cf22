"""What is common to all recordings: the bucket and its objects, one request over the wire, one line of the table."""
import time
from datetime import datetime, timezone
from urllib.parse import urlsplit

import servers
import sigv4
import wire

OBJECTS = ["cat.jpg", "my cat.jpg", "katze ä.jpg", "a/b.jpg", "other.jpg", "report(1)'s.pdf"]


def signed(server, method, path, body=b"", headers=None):
    """A right request, signed in its header: the ground on which the mistakes are made."""
    access, secret = server.get("root", (server["access"], server["secret"]))
    head = sigv4.authorize(method, server["host"], sigv4.esc(path, "/"), (), headers or {}, body, access=access, secret=secret,
                           region=server["region"], at=time.time())
    return wire.send(server["address"], method, sigv4.esc(path, "/"), list(head.items()), body)


def fill(server):
    made = signed(server, "PUT", f"/{server['bucket']}")
    if made.status not in (200, 204, 409):
        raise RuntimeError(f"no bucket: {made.status} {made.body[:300]}")
    for key in OBJECTS:
        put = signed(server, "PUT", f"/{server['bucket']}/{key}", b"meow")
        if put.status != 200:
            print(server["server"], "does not hold", key, put.status, put.body[:200])


def ask(server, url, method, headers, body=b"", chunked=False):
    parts = urlsplit(url)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    sent = list(headers)
    if not any(n.lower() == "host" for n, _ in sent):
        sent.insert(0, ["Host", parts.netloc])
    return wire.send(server["address"], method, target, sent, body, chunked=chunked)


def line(server, mistake, cause, words, *, url, meant_url, method, meant_method, headers, body=b"", chunked=False):
    sent_at = datetime.now(timezone.utc)
    answer = ask(server, url, method, headers, body, chunked)
    shown = [list(h) for h in headers]
    if chunked:
        shown.append(["Transfer-Encoding", "chunked"])
    elif body:
        if not any(n.lower() == "content-length" for n, _ in shown):
            shown.append(["Content-Length", str(len(body))])
    return {"id": f"{server['server']}-{mistake}", "server": server["server"], "version": server["version"], "source": "recorded",
            "mistake": mistake, "url": url, "meant_url": meant_url, "method": method, "meant_method": meant_method, "headers": shown,
            "status": answer.status, "response_headers": [list(h) for h in answer.headers],
            "response_body": answer.body.decode("utf-8", "replace"), "sent_at": sent_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "true_cause": {"name": cause, "words": words}}
