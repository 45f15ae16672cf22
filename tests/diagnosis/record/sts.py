"""Asks each server's service for temporary credentials, and keeps every answer byte for byte in ../sts."""
import base64
import json
import os
import re
import sys
import time
from datetime import datetime, timezone
from urllib.parse import urlencode

import oidc
import servers
import sigv4
import wire

OUT = servers.ROOT / "sts"
TRUST = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}]})


def ask(server, action, params, *, accept=None, signed=True, creds=None, service="sts", version="2011-06-15"):
    body = urlencode({"Action": action, "Version": version, **params}).encode()
    headers = {"content-type": "application/x-www-form-urlencoded; charset=utf-8"}
    if accept:
        headers["accept"] = accept
    access, secret, token = creds or (server["access"], server["secret"], None)
    if signed:
        headers = sigv4.authorize("POST", server["host"], "/", (), headers, body, access=access, secret=secret, token=token,
                                  service=service, at=time.time())
    else:
        headers["host"] = server["host"]
    return wire.send(server["address"], "POST", "/", list(headers.items()), body, timeout=30)


def end_of(text):
    """The end as written, and that instant in whole seconds of UTC, which the answer itself tells."""
    found = re.search(r"(?:<(?:\w+:)?Expiration>|\"Expiration\":\s*\"?)([^<\"},]+)", text)
    if not found:
        return None, None
    written = found[1].strip()
    if re.fullmatch(r"[\d.]+(?:[eE]\d+)?", written):
        return written, datetime.fromtimestamp(int(float(written)), timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    whole = datetime.fromisoformat(re.sub(r"\.\d+", "", written).replace("Z", "+00:00"))
    return written, whole.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def token_end(text):
    """MinIO's and SeaweedFS's tokens are JWTs, whose own end may be another than the one told."""
    found = re.search(r"SessionToken[>\": ]+[\w-]+\.([\w-]+)\.", text)
    if not found:
        return None
    return json.loads(base64.urlsafe_b64decode(found[1] + "=="))["exp"]


def quirks(text, headers, accept):
    found = []
    written, _ = end_of(text)
    if written is None:
        found.append("no Expiration")
    elif "." in written:
        digits = re.search(r"[.](\d+)", written)[1]
        found.append(f"{len(digits)} fraction digits")
    elif re.fullmatch(r"\d+", written):
        found.append("epoch seconds")
    else:
        found.append("whole seconds")
    if written and not written.endswith("Z") and not re.fullmatch(r"[\d.eE]+", written):
        found.append("an offset in place of Z")
    if text.lstrip().startswith("{"):
        found.append("JSON")
    else:
        found.append("XML declaration" if text.lstrip().startswith("<?xml") else "no XML declaration")
        if accept:
            found.append("XML although JSON was asked for")
        ns = re.search(r'xmlns="([^"]*)"', text)
        found.append(f"namespace {ns[1]}" if ns else "no namespace")
        if re.search(r"<\w+:\w+", text):
            found.append("prefixed element names")
        if "\n" in text.strip():
            found.append("indented or several lines")
    if "AssumeRole" in text and "AssumedRoleUser" not in text:
        found.append("no AssumedRoleUser")
    if re.search(r"<AssumedRoleUser>\s*(<Arn></Arn>|<Arn/>)", text):
        found.append("empty AssumedRoleUser")
    if "AssumeRoleId" in text:
        found.append("AssumeRoleId in place of AssumedRoleId")
    key = re.search(r"AccessKeyId[>\": ]+([\w-]{4})", text)
    if key and key[1] not in ("AKIA", "ASIA"):
        found.append(f"the temporary key id does not begin with ASIA but {key[1]}")
    if "Expiration" in text and "SecretAccessKey" in text and text.index("Expiration") < text.index("SecretAccessKey"):
        found.append("Expiration before SecretAccessKey")
    if text.lstrip().startswith("{") and '"Credentials"' in text and "Response\"" not in text:
        found.append("JSON without the outer …Response object")
    if re.search(r'"Expiration":\s*"\d+"', text):
        found.append("Expiration is a string of digits")
    claim = token_end(text)
    if claim is not None:
        found.append(f"the claim exp inside the token is {claim!r}")
    if "SessionToken" not in text:
        found.append("no SessionToken")
    kind = next((v for n, v in headers if n.lower() == "content-type"), None)
    found.append(f"Content-Type {kind}")
    return found


def keep(index, server, name, action, answer, asked, seconds, accept):
    text = answer.body.decode()
    kind = "json" if text.lstrip().startswith("{") else "xml"
    file = f"{name}.{kind}"
    (OUT / file).write_bytes(answer.body)
    written, true = end_of(text)
    index.append({"file": file, "server": server["server"], "version": server["version"], "action": action, "status": answer.status,
                  "asked_at": asked, "duration_asked": seconds, "accept": accept, "expiration_as_written": written, "true_end": true,
                  "quirks": quirks(text, answer.headers, accept), "answer_headers": answer.headers})
    print(answer.status, file, written, true, text[:100].replace("\n", " ") if answer.status != 200 else "")


def calls(server, provider):
    role = server.get("role", "arn:aws:iam::123456789012:role/holder")
    session = {"RoleArn": role, "RoleSessionName": "made-up"}
    yield "assumerole", "AssumeRole", {**session, "DurationSeconds": "3600"}, {}
    yield "assumerole-15min", "AssumeRole", {**session, "DurationSeconds": "900"}, {}
    yield "assumerole-json", "AssumeRole", {**session, "DurationSeconds": "3600"}, {"accept": "application/json"}
    yield "getsessiontoken", "GetSessionToken", {"DurationSeconds": "3600"}, {}
    yield "getfederationtoken", "GetFederationToken", {"Name": "made-up", "DurationSeconds": "3600"}, {}
    web = {"WebIdentityToken": provider.token(7200, policy="readwrite"), "DurationSeconds": "3600"}
    yield "webidentity", "AssumeRoleWithWebIdentity", {**session, **web, **server.get("web", {})}, {"signed": False}
    yield "webidentity-json", "AssumeRoleWithWebIdentity", {**session, **web, **server.get("web", {})}, {"signed": False, "accept": "application/json"}
    yield "getsessiontoken-json", "GetSessionToken", {"DurationSeconds": "3600"}, {"accept": "application/json"}
    yield "no-such-action", "AssumeNothing", session, {}
    yield "too-long", "AssumeRole", {**session, "DurationSeconds": "99999999"}, {}


def prepare(server):
    if server["server"] in ("moto", "ministack", "localstack"):
        ask(server, "CreateRole", {"RoleName": "holder", "AssumeRolePolicyDocument": TRUST}, service="iam", version="2010-05-08",
            creds=(*server["root"], None) if "root" in server else None)
        allow = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}
        ask(server, "PutRolePolicy", {"RoleName": "holder", "PolicyName": "may", "PolicyDocument": json.dumps(allow)}, service="iam",
            version="2010-05-08", creds=(*server["root"], None) if "root" in server else None)
    if server["server"] == "ceph-rgw":
        allow = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["sts:GetSessionToken"], "Resource": "*"}]}
        done = ask(server, "PutUserPolicy", {"UserName": "tester", "PolicyName": "session", "PolicyDocument": json.dumps(allow)},
                   service="iam", version="2010-05-08")
        print("user policy of Ceph:", done.status)


def record(server, provider, index):
    prepare(server)
    for name, action, params, options in calls(server, provider):
        asked = datetime.now(timezone.utc).isoformat()
        try:
            answer = ask(server, action, params, **options)
        except Exception as error:  # A server that hangs up is an answer too, but none to keep.
            print(server["server"], name, repr(error))
            continue
        keep(index, server, f"{server['server']}-{name}", action, answer, asked, int(params.get("DurationSeconds", 0)) or None, options.get("accept"))


def main(names):
    OUT.mkdir(exist_ok=True)
    provider = oidc.Provider()
    os.environ["RECORD_OIDC"] = provider.url
    path = OUT / "index.json"
    index = [e for e in (json.loads(path.read_text()) if path.exists() else []) if e["server"].removesuffix("-rgw") not in names]
    for name in names:
        try:
            record(getattr(servers, name)(), provider, index)
        except Exception as error:
            print(name, "failed:", repr(error))
        finally:
            servers.stop_all()
        path.write_text(json.dumps(index, indent=1) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
