#!/usr/bin/env bash
# moto answers a good link for a missing object with 403 SignatureDoesNotMatch, if the link overrides a header of the answer.
#
# Expected: a link for a key that does not exist answers 404 NoSuchKey, whatever response-content-type or -disposition it asks for.
# What happens: without overrides moto answers 404 NoSuchKey; with one it answers 403 SignatureDoesNotMatch, and "check your key and signing
#   method". As soon as the object exists the same link answers 200, so the signature was never wrong.
# Seen with: moto 5.2.5, in server mode (2026-11-29).
# Why it matters: download links nearly always carry response-content-disposition. A test that looks up a missing file sends its author in
#   search of a fault of the signer.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check boto3==1.44.8 'moto[s3]==5.2.5' flask==3.1.3 flask-cors==6.0.2
"$dir/venv/bin/python" - "$dir" <<'PYTHON'
import http.client, random, socket, subprocess, sys, time
from urllib.parse import urlsplit
import boto3
from botocore.config import Config

HOME, ID, SECRET = sys.argv[1], "AKIAIOSFODNN7EXAMPLE", "secret-of-the-example"

def free_ports(count):
    # Below the ports that the system gives to clients, which could take one in between.
    found = []
    while len(found) < count:
        port = random.randrange(12000, 32000)
        with socket.socket() as one:
            if port not in found and one.connect_ex(("127.0.0.1", port)) != 0:
                found.append(port)
    return found

def start(port, command, **more):
    server = subprocess.Popen(command, stdout=open(f"{HOME}/log-{port}", "w"), stderr=subprocess.STDOUT, **more)
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return server
        except OSError:
            time.sleep(0.2)
    server.terminate()
    sys.exit("the server does not answer:\n" + open(f"{HOME}/log-{port}").read()[-2000:])

def stop(server):
    server.kill()
    server.wait()

def signer(port):
    config = Config(signature_version="s3v4", s3={"addressing_style": "path"})
    client = boto3.client("s3", endpoint_url=f"http://127.0.0.1:{port}", region_name="us-east-1", aws_access_key_id=ID,
                          aws_secret_access_key=SECRET, config=config)
    return lambda operation, **fields: client.generate_presigned_url(operation, {"Bucket": "photos", **fields}, ExpiresIn=600)

def send(method, url, body=None, **headers):
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=20)
    connection.request(method, parts.path + "?" + parts.query, body, {name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    return answer.status, answer.headers, answer.read()

def moto():
    [port] = free_ports(1)
    return port, start(port, [f"{HOME}/venv/bin/moto_server", "-H", "127.0.0.1", "-p", str(port)])

def until_ready(method, url, good=(200,), **more):
    for _ in range(60):
        status, headers, body = send(method, url, **more)
        if status in good:
            return
        time.sleep(0.5)
    sys.exit(f"not ready: {status} {body[:300]}")

port, server = moto()
try:
    link = signer(port)
    until_ready("PUT", link("create_bucket"), body=b"")
    plain, named = link("get_object", Key="cat.jpg"), link("get_object", Key="cat.jpg", ResponseContentDisposition="attachment")
    before = [(status, body.split(b"<Code>")[1].split(b"</Code>")[0].decode()) for status, _, body in (send("GET", plain), send("GET", named))]
    until_ready("PUT", link("put_object", Key="cat.jpg"), body=b"meow")
    status, headers, _ = send("GET", named)
    print("moto 5.2.5 without the object:", before, "and with it:", status, headers["Content-Disposition"])
    assert before == [(404, "NoSuchKey"), (403, "SignatureDoesNotMatch")], "it answers otherwise now"
    assert (status, headers["Content-Disposition"]) == (200, "attachment")
finally:
    stop(server)
PYTHON
