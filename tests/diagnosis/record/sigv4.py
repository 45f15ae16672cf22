"""Signature version 4 in the query and in headers: the few lines that the recording needs.

Written apart from the crate, so that a link which a server takes proves both.
"""
import hashlib
import hmac
from datetime import datetime, timezone
from urllib.parse import quote

UNSIGNED = "UNSIGNED-PAYLOAD"


def stamp(epoch):
    return datetime.fromtimestamp(epoch, timezone.utc).strftime("%Y%m%dT%H%M%SZ")


def esc(text, safe=""):
    return quote(text, safe=safe + "-_.~")


def _mac(key, text):
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


def signature(secret, at, region, service, canonical):
    scope = f"{at[:8]}/{region}/{service}/aws4_request"
    text = "\n".join(["AWS4-HMAC-SHA256", at, scope, hashlib.sha256(canonical.encode()).hexdigest()])
    key = ("AWS4" + secret).encode()
    for part in (at[:8], region, service, "aws4_request"):
        key = _mac(key, part)
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def canonical(method, path, pairs, headers, payload):
    query = "&".join(f"{n}={v}" for n, v in sorted((esc(n), esc(v)) for n, v in pairs))
    lines = "".join(f"{n}:{' '.join(v.split())}\n" for n, v in sorted(headers.items()))
    return "\n".join([method, path, query, lines, ";".join(sorted(headers)), payload]), query


def presign(server, method, key, *, bucket=None, at, expires=600, headers=None, query=(), payload=UNSIGNED, **other):
    """The link as made. `other` replaces access, secret, token, region, service or host of the server."""
    get = lambda name: other.get(name, server.get(name))
    bucket = bucket or server["bucket"]
    host = get("host")
    path = "/" + esc(f"{bucket}/{key}" if key else bucket, "/")
    signed = {"host": host, **{n.lower(): v for n, v in (headers or {}).items()}}
    when = stamp(at)
    scope = f"{when[:8]}/{get('region')}/{get('service') or 's3'}/aws4_request"
    pairs = [("X-Amz-Algorithm", "AWS4-HMAC-SHA256"), ("X-Amz-Credential", f"{get('access')}/{scope}"),
             ("X-Amz-Date", when), ("X-Amz-Expires", str(expires)), ("X-Amz-SignedHeaders", ";".join(sorted(signed))), *query]
    if get("token"):
        pairs.append(("X-Amz-Security-Token", get("token")))
    text, spelled = canonical(method, path, pairs, signed, payload)
    mac = signature(get("secret"), when, get("region"), get("service") or "s3", text)
    return f"http://{host}{path}?{spelled}&X-Amz-Signature={mac}"


def authorize(method, host, path, query, headers, body, *, access, secret, token=None, region="us-east-1", service="s3", at):
    """Headers of a request that is signed in its Authorization header."""
    when, digest = stamp(at), hashlib.sha256(body).hexdigest()
    all_headers = {**{n.lower(): v for n, v in headers.items()}, "host": host, "x-amz-date": when, "x-amz-content-sha256": digest}
    if token:
        all_headers["x-amz-security-token"] = token
    text, _ = canonical(method, path, query, all_headers, digest)
    mac = signature(secret, when, region, service, text)
    scope = f"{when[:8]}/{region}/{service}/aws4_request"
    all_headers["authorization"] = (f"AWS4-HMAC-SHA256 Credential={access}/{scope}, "
                                    f"SignedHeaders={';'.join(sorted(n for n in all_headers if n != 'authorization'))}, Signature={mac}")
    return all_headers
