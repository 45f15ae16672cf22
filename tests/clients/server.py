"""SeaweedFS with its ports on loopback: an S3 server that refuses HEAD with a link that was signed for GET."""

import http.client
import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

RECIPES = Path(__file__).resolve().parents[2] / ".ci" / "servers"
BUCKET = "bucket"


class Server:
    """`with` starts it, and ends what it started."""

    def __enter__(self):
        self.home = Path(tempfile.mkdtemp())
        ports = self.ports = free_ports(8)
        names = ["master.port", "volume.port", "filer.port", "s3.port", "master.port.grpc", "volume.port.grpc", "filer.port.grpc", "s3.port.grpc"]
        arguments = [word for name, port in zip(names, ports) for word in (f"-{name}", str(port))]
        self.process = subprocess.Popen(
            ["weed", "server", "-dir", str(self.home), "-ip", "127.0.0.1", "-ip.bind", "127.0.0.1", *arguments,
             "-master.telemetry=false", "-master.volumeSizeLimitMB", "64", "-volume.max", "400",
             # Else it takes nothing more when a hundredth of the disk is left.
             "-volume.minFreeSpace", "100MiB", "-filer", "-s3",
             "-s3.port.iceberg", "0", "-s3.port.lance", "0", "-s3.config", str(RECIPES / "seaweedfs-users.json"),
             "-s3.iam.config", str(RECIPES / "seaweedfs-roles.json")],
            stdout=open(self.home / "log", "w"), stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
        )
        self.address = ("127.0.0.1", ports[3])
        wait(self.address, self.process)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
        shutil.rmtree(self.home, ignore_errors=True)
        # It leaves its Unix sockets behind, in a folder that cannot be chosen.
        for port in self.ports:
            for left in Path("/tmp").glob(f"seaweedfs-*-{port}.sock"):
                left.unlink(missing_ok=True)


def send(link: str, method: str = "GET", body: bytes | None = None) -> tuple[int, bytes]:
    """One request with exactly the link's bytes."""
    host, _, target = link.removeprefix("http://").partition("/")
    connection = http.client.HTTPConnection(host, timeout=30)
    try:
        connection.putrequest(method, "/" + target, skip_accept_encoding=True)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def credentials() -> dict[str, str]:
    """The environment of `presign` for the server's user."""
    return os.environ | {
        "AWS_ACCESS_KEY_ID": "AKIATESTEROFSEAWEEDS",
        "AWS_SECRET_ACCESS_KEY": "secret-of-tester",
        "AWS_REGION": "us-east-1",
    }


def client(server: Server, service: str):
    """botocore's client of the server, for what needs an Authorization header."""
    import botocore.session

    env = credentials()
    return botocore.session.Session().create_client(
        service, region_name="us-east-1", endpoint_url="http://%s:%d" % server.address,
        aws_access_key_id=env["AWS_ACCESS_KEY_ID"], aws_secret_access_key=env["AWS_SECRET_ACCESS_KEY"],
    )


def session(server: Server) -> dict[str, str]:
    """The environment of `presign` for a session, whose links hold a token."""
    asked = client(server, "sts").assume_role(
        RoleArn="arn:aws:iam::role/holder", RoleSessionName="clients", DurationSeconds=43200,
    )["Credentials"]
    return credentials() | {
        "AWS_ACCESS_KEY_ID": asked["AccessKeyId"],
        "AWS_SECRET_ACCESS_KEY": asked["SecretAccessKey"],
        "AWS_SESSION_TOKEN": asked["SessionToken"],
    }


def free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def wait(address: tuple[str, int], process: subprocess.Popen):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(address, timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("it does not take connections")
