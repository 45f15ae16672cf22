"""Starts S3 servers of others on loopback, out of packages of the registries (`install.sh`), and ends them again.

Every start function gives a dict: server, version, address, host, region, access, secret, bucket and, where there
is a service for temporary credentials, sts. All keys are made up.
"""
import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(os.environ.get("RECORD_HOME") or Path(__file__).parent / "home")
HERE = Path(__file__).parent
BUCKET = "diagnose-bucket"
running = []


def ports(count):
    held = [socket.socket() for _ in range(count)]
    for each in held:
        each.bind(("127.0.0.1", 0))
    numbers = [each.getsockname()[1] for each in held]
    for each in held:
        each.close()
    return numbers


def start(name, command, port, env=None, cwd=None, seconds=60):
    """Runs it, and waits until it takes connections."""
    log = open(ROOT / "logs" / f"{name}.log", "wb")
    process = subprocess.Popen([str(c) for c in command], stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd=cwd,
                               env={**os.environ, **(env or {})}, start_new_session=True)
    running.append((name, process))
    end = time.time() + seconds
    while port and time.time() < end:
        if process.poll() is not None:
            raise RuntimeError(f"{name} ended: see its log")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return process
        except OSError:
            time.sleep(0.2)
    if port:
        raise RuntimeError(f"{name} does not answer")
    return process


def stop_all():
    for _, process in reversed(running):
        process.terminate()
    for _, process in reversed(running):
        try:
            process.wait(4)
        except subprocess.TimeoutExpired:
            process.kill()
    running.clear()


def home(name):
    path = ROOT / "data" / f"{name}-{os.getpid()}"
    path.mkdir(parents=True, exist_ok=True)
    return path


def server(name, version, port, access, secret, **more):
    return {"server": name, "version": version, "address": ("127.0.0.1", port), "host": f"127.0.0.1:{port}",
            "region": "us-east-1", "access": access, "secret": secret, "bucket": BUCKET, **more}


def juicefs():
    port, metrics = ports(2)
    at, tool = home("juicefs"), ROOT / "venv/bin/juicefs"
    meta = f"sqlite3://{at}/meta.db"
    subprocess.run([tool, "--no-agent", "format", "--storage", "file", "--bucket", f"{at}/data/", "--trash-days", "0", meta, "servers"],
                   check=True, capture_output=True, timeout=60)
    root = {"MINIO_ROOT_USER": "root-of-juicefs", "MINIO_ROOT_PASSWORD": "secret-of-root", "MINIO_REGION_NAME": "us-east-1",
            **oidc_of_minio()}
    start("juicefs", [tool, "--no-agent", "gateway", meta, f"127.0.0.1:{port}", "--multi-buckets", "--keep-etag", "--object-meta",
                      "--object-tag", "--no-usage-report", "--no-banner", "--backup-meta", "0", "--cache-dir", at / "cache",
                      "--metrics", f"127.0.0.1:{metrics}"], port, root)
    code = ("import sys\nfrom minio.credentials import StaticProvider\nfrom minio.minioadmin import MinioAdmin\n"
            "a=MinioAdmin(endpoint=sys.argv[1],credentials=StaticProvider('root-of-juicefs','secret-of-root'),secure=False)\n"
            "a.user_add('AKIATESTEROFJUICEFS','secret-of-tester')\na.policy_set('readwrite',user='AKIATESTEROFJUICEFS')\n"
            "a.user_add('AKIAREADEROFJUICEFS','secret-of-reader')\na.policy_set('readonly',user='AKIAREADEROFJUICEFS')\n")
    for _ in range(20):
        done = subprocess.run([ROOT / "venv/bin/python", "-c", code, f"127.0.0.1:{port}"], capture_output=True, timeout=60)
        if done.returncode == 0:
            break
        time.sleep(0.5)
    else:
        raise RuntimeError(done.stderr.decode()[-500:])
    return server("juicefs", "1.4.2", port, "AKIATESTEROFJUICEFS", "secret-of-tester", sts=True,
                  reader=("AKIAREADEROFJUICEFS", "secret-of-reader"))


def oidc_of_minio():
    url = os.environ.get("RECORD_OIDC")
    if not url:
        return {}
    return {"MINIO_IDENTITY_OPENID_CONFIG_URL": f"{url}/.well-known/openid-configuration", "MINIO_IDENTITY_OPENID_CLIENT_ID": "sts-test",
            "MINIO_IDENTITY_OPENID_CLAIM_NAME": "policy"}


def seaweedfs():
    p = ports(8)
    at, users = home("seaweedfs"), HERE / "seaweedfs-users.json"
    roles = json.loads((HERE / "seaweedfs-roles.json").read_text())
    if os.environ.get("RECORD_OIDC"):
        url = os.environ["RECORD_OIDC"]
        roles["providers"] = [{"name": "local", "type": "oidc", "enabled": True,
                               "config": {"issuer": url, "clientId": "sts-test", "jwksUri": f"{url}/jwks.json"}}]
        web = {"Effect": "Allow", "Principal": {"Federated": "*"}, "Action": ["sts:AssumeRoleWithWebIdentity"]}
        roles["roles"][0]["trustPolicy"]["Statement"].append(web)
    (at / "roles.json").write_text(json.dumps(roles))
    start("seaweedfs", [ROOT / "venv/bin/weed", "server", "-dir", at, "-ip", "127.0.0.1", "-ip.bind", "127.0.0.1",
                        "-master.port", p[0], "-master.port.grpc", p[4], "-master.telemetry=false", "-master.volumeSizeLimitMB", 64,
                        "-volume.port", p[1], "-volume.port.grpc", p[5], "-volume.max", 20, "-filer", "-filer.port", p[2],
                        "-filer.port.grpc", p[6], "-s3", "-s3.port", p[3], "-s3.port.grpc", p[7], "-s3.port.iceberg", 0,
                        "-s3.port.lance", 0, "-s3.config", users, "-s3.iam.config", at / "roles.json"], p[3])
    return server("seaweedfs", "4.48", p[3], "AKIATESTEROFSEAWEEDS", "secret-of-tester", sts=True,
                  role="arn:aws:iam::role/holder", reader=("AKIAREADEROFSEAWEEDS", "secret-of-reader"))


def moto():
    (port,) = ports(1)
    start("moto", [ROOT / "vmoto/bin/moto_server", "-H", "127.0.0.1", "-p", port], port)
    return server("moto", "5.2.5", port, "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", sts=True,
                  role="arn:aws:iam::123456789012:role/holder")


def ministack():
    (port,) = ports(1)
    at = home("ministack")
    start("ministack", [ROOT / "vmini/bin/ministack"], port,
          {"GATEWAY_PORT": str(port), "BIND_HOST": "127.0.0.1", "AUTH": os.environ.get("RECORD_MINISTACK_AUTH", "true"),
           "S3_DATA_DIR": str(at), "SERVICES": "s3,sts,iam", "DOCKER_HOST": "unix:///nonexistent"})
    root = server("ministack", "1.5.33", port, "test", "test", sts=True, role="arn:aws:iam::000000000000:role/holder", root=("test", "test"))
    if os.environ.get("RECORD_MINISTACK_AUTH", "true") != "true":
        return root
    # Signatures are checked for users, not for the root key.
    access, secret = aws_user(root, "tester", "s3:*,sts:*")
    return {**root, "access": access, "secret": secret, "reader": aws_user(root, "reader", "s3:Get*")}


def aws_user(root, name, actions):
    """A user with a policy and a key, made by the IAM of the emulators."""
    import re
    import sts
    make = lambda action, **params: sts.ask(root, action, {"UserName": name, **params}, service="iam", version="2010-05-08",
                                            creds=(*root["root"], None)).body.decode()
    make("CreateUser")
    allow = [{"Effect": "Allow", "Action": actions.split(","), "Resource": "*"}]
    make("PutUserPolicy", PolicyName="may", PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": allow}))
    text = make("CreateAccessKey")
    return re.search("<AccessKeyId>([^<]+)", text)[1], re.search("<SecretAccessKey>([^<]+)", text)[1]


def localstack():
    (port,) = ports(1)
    start("localstack", [ROOT / "vls/bin/python", "-m", "localstack.runtime.main"], port,
          {"GATEWAY_LISTEN": f"127.0.0.1:{port}", "SERVICES": "s3,sts,iam", "DISABLE_EVENTS": "1", "SKIP_SSL_CERT_DOWNLOAD": "1",
           "S3_SKIP_SIGNATURE_VALIDATION": "0", "LOCALSTACK_VOLUME_DIR": str(home("localstack")), "ACTIVATE_PRO": "0"}, seconds=120)
    return server("localstack", "4.13.1", port, "test", "test", sts=True,
                  role="arn:aws:iam::000000000000:role/holder")


def nanio():
    (port,) = ports(1)
    start("nanio", [ROOT / "vnanio/bin/nanio", "serve", "--host", "127.0.0.1", "--port", port, "--data-dir", home("nanio")], port,
          {"NANIO_ACCESS_KEY": "AKIATESTACCESSKEY001", "NANIO_SECRET_KEY": "secret-of-tester-of-nanio-000000000000000"})
    return server("nanio", "0.1.7", port, "AKIATESTACCESSKEY001", "secret-of-tester-of-nanio-000000000000000")


def s3rver():
    (port,) = ports(1)
    start("s3rver", ["node", "-e", "require('@20minutes/s3rver/lib/cli.js').parseAsync([process.execPath, 's3rver', ...process.argv.slice(1)])", "--",
                     "-d", home("s3rver"), "-a", "127.0.0.1", "-p", port], port, cwd=ROOT / "node")
    return server("s3rver", "5.0.0", port, "S3RVER", "S3RVER")


def rclone():
    (port,) = ports(1)
    at = home("rclone")
    start("rclone", [ROOT / "rclone", "serve", "s3", at, "--addr", f"127.0.0.1:{port}", "--auth-key",
                     "AKIATESTEROFRCLONE00,secret-of-tester", "--config", at.parent / "none.conf"], port)
    return server("rclone", "1.75.2", port, "AKIATESTEROFRCLONE00", "secret-of-tester")


def s3s():
    (port,) = ports(1)
    start("s3s", [ROOT / "cargo-bin/bin/s3s-fs", "--host", "127.0.0.1", "--port", port, "--access-key", "AKIAIOSFODNN7EXAMPLE",
                  "--secret-key", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", home("s3s")], port)
    return server("s3s", "0.14.1", port, "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")


def ceph():
    import ceph as recipe
    return recipe.rgw()


def garage():
    port, rpc, admin = ports(3)
    at, tool = home("garage"), ROOT / "cargo-bin/bin/garage"
    conf = at / "garage.toml"
    conf.write_text(f'metadata_dir = "{at}/meta"\ndata_dir = "{at}/data"\ndb_engine = "sqlite"\nreplication_factor = 1\n'
                    f'rpc_bind_addr = "127.0.0.1:{rpc}"\nrpc_public_addr = "127.0.0.1:{rpc}"\nrpc_secret = "{"1f" * 32}"\n'
                    f'[s3_api]\ns3_region = "us-east-1"\napi_bind_addr = "127.0.0.1:{port}"\nroot_domain = ".s3.garage.test"\n')
    start("garage", [tool, "-c", conf, "server"], port)
    run = lambda *c: subprocess.run([str(x) for x in (tool, "-c", conf, *c)], check=True, capture_output=True, timeout=30).stdout.decode()
    node = run("node", "id", "-q").split("@")[0]
    run("layout", "assign", "-z", "one", "-c", "1G", node)
    run("layout", "apply", "--version", "1")
    access, secret = "GK" + "0a" * 12, "5e" * 32
    run("key", "import", "--yes", access, secret)
    run("key", "allow", "--create-bucket", access)
    run("bucket", "create", BUCKET)
    run("bucket", "allow", "--read", "--write", "--owner", BUCKET, "--key", access)
    return server("garage", "2.5.0", port, access, secret)


def swift():
    p = ports(4)
    at, tools = home("swift"), ROOT / "venv/bin"
    (at / "disks/d1").mkdir(parents=True)
    (at / "swift.conf").write_text("[swift-hash]\nswift_hash_path_suffix = servers\n[storage-policy:0]\nname = only\ndefault = yes\n")
    top = "[DEFAULT]\nbind_ip = 127.0.0.1\nbind_port = {}\nworkers = 0\nuser = root\nswift_dir = " + f"{at}\n"
    for kind, port in zip(("account", "container", "object"), p):
        for step in (("create", "0", "1", "1"), ("add", f"r1z1-127.0.0.1:{port}/d1", "1"), ("rebalance",)):
            subprocess.run([tools / "python", tools / "swift-ring-builder", at / f"{kind}.builder", *step], capture_output=True, timeout=30)
        (at / f"{kind}.conf").write_text(top.format(port) + f"devices = {at}/disks\nmount_check = false\n[pipeline:main]\n"
                                         f"pipeline = {kind}-server\n[app:{kind}-server]\nuse = egg:swift#{kind}\n")
        start(f"swift-{kind}", [tools / "python", tools / f"swift-{kind}-server", at / f"{kind}.conf"], port)
    uses = {"filter:s3api": "location = us-east-1\n", "filter:bulk": "", "filter:slo": "", "filter:catch_errors": "", "filter:gatekeeper": "",
            "filter:tempauth": "user_test_tester = testing .admin\n", "app:proxy-server": "account_autocreate = true\n"}
    (at / "proxy.conf").write_text(top.format(p[3]) + "[pipeline:main]\npipeline = catch_errors gatekeeper s3api tempauth bulk slo proxy-server\n"
                                   + "".join(f"[{n}]\nuse = egg:swift#{'proxy' if n[0] == 'a' else n[7:]}\n{v}" for n, v in uses.items()))
    start("swift-proxy", [tools / "python", tools / "swift-proxy-server", at / "proxy.conf"], p[3])
    return server("swift", "2.38.3", p[3], "test:tester", "testing")
