"""A Git LFS server that hands out one link, and git that uses it: `lfs.py pull|push LINK [FILE]`.

The object is fetched into, or pushed from, a repository in the working folder.
"""

import hashlib
import json
import subprocess
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


def main():
    direction, link, *file = sys.argv[1:]
    server = HTTPServer(("127.0.0.1", 0), handler(link))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    if direction == "pull":
        pull(address, known_content())
    else:
        push(address, Path(file[0]).read_bytes())


def known_content() -> bytes:
    """What is behind the link: a pointer holds its hash, so it has to be known before."""
    import objects

    with tempfile.TemporaryDirectory() as folder:
        return objects.make("bytes", Path(folder)).read_bytes()


def pull(address: str, content: bytes):
    repository(address)
    Path("object.bin").write_text(
        "version https://git-lfs.github.com/spec/v1\n"
        f"oid sha256:{hashlib.sha256(content).hexdigest()}\nsize {len(content)}\n"
    )
    # Only then is it tracked: the filter would take the pointer for content.
    git("add", ".")
    track()
    git("lfs", "pull")


def push(address: str, content: bytes):
    repository(address)
    Path("object.bin").write_bytes(content)
    track()
    oid = hashlib.sha256(content).hexdigest()
    git("lfs", "push", "--object-id", "origin", oid)


def repository(address: str):
    git("init", "-q", ".")
    git("lfs", "install", "--local")
    for name, value in {"lfs.url": address, "lfs.locksverify": "false", "user.name": "a", "user.email": "a@example.test",
                        "lfs.transfer.maxretries": "1", "remote.origin.url": address}.items():
        git("config", name, value)


def track():
    """Commits what is there."""
    Path(".gitattributes").write_text("*.bin filter=lfs diff=lfs merge=lfs -text\n")
    git("add", ".gitattributes", "object.bin")
    git("commit", "-q", "-m", "one object")


def git(*words: str):
    subprocess.run(["git", *words], check=True, timeout=50, stdin=subprocess.DEVNULL)


def handler(link: str):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            entries = [each | {"authenticated": True, "actions": {asked["operation"]: {"href": link}}} for each in asked["objects"]]
            answer = json.dumps({"transfer": "basic", "objects": entries}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/vnd.git-lfs+json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_):
            pass

    return Handler


if __name__ == "__main__":
    main()
