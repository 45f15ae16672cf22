"""What the measures share: the server, the signers, the objects that are there, and how a tool is run once."""

import os
import re
import shutil
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path

import keys
import objects
import server as servers
import wire
from links import Signer
from observer import Observer, Request
from tool import Tool

SCRIPTS = Path(__file__).resolve().parent / "tools"
# Generous: a tool that is only slow on a busy machine is not to look broken.
TIMEOUT = 120


@dataclass
class Run:
    """One run of a tool: whether it got the bytes, what it asked for, the name it chose, what it printed."""

    ok: bool
    requests: list[Request]
    saved: str
    output: str
    code: int


class Bench:
    """A server with a bucket; `with` ends the server and drops the objects."""

    def __init__(self, build: Path):
        self.build = build
        self.server = servers.Server()

    def __enter__(self):
        self.server.__enter__()
        servers.client(self.server, "s3").create_bucket(Bucket=servers.BUCKET)
        self.folder = Path(tempfile.mkdtemp())
        self.owner = servers.credentials()
        self.session = servers.session(self.server)
        self.direct = Signer("http://%s:%d" % self.server.address, self.owner)
        self.there: set[tuple[str, str]] = set()
        self.lock = threading.Lock()
        return self

    def __exit__(self, *_):
        self.server.__exit__()
        shutil.rmtree(self.folder, ignore_errors=True)

    def observer(self) -> Observer:
        return Observer(self.server.address)

    def object(self, kind: str) -> Path:
        with self.lock:
            return objects.make(kind, self.folder)

    def put(self, kind: str, keys: list[str]):
        """Lays the object under these keys, if it is not there yet."""
        content = self.object(kind).read_bytes()
        with self.lock:
            missing = [key for key in keys if (kind, key) not in self.there]
            for key, link in zip(missing, self.direct.many("PUT", missing) if missing else []):
                status, answer = servers.send(link, "PUT", content)
                if status != 200:
                    raise RuntimeError(f"{key}: {status} {answer!r}")
                self.there.add((kind, key))

    def with_beside(self, tool):
        """The tool with the link of what lies beside its object. It goes past the observer: only the first is watched."""
        if not tool.beside:
            return tool
        key = keys.plain(objects.suffix(tool.beside))
        self.put(tool.beside, [key])
        link = self.direct.one("get", key)
        return replace(tool, helps=tuple((words, [word.replace("{beside}", link) for word in argv]) for words, argv in tool.helps))

    def get(self, key: str) -> tuple[int, bytes]:
        return servers.send(self.direct.one("get", key))

    def run(self, argv: list[str], link: str, observer: Observer, folder: Path, timeout: int = TIMEOUT) -> Run:
        """Runs a command line in a folder, which is its home too."""
        host = link.split("/")[2]
        filled = [fill(word, link=link, host=host, file=folder / "out", dir=folder, scripts=SCRIPTS, build=self.build) for word in argv]
        env = {name: os.environ[name] for name in ("PATH", "LANG", "NODE_OPTIONS") if name in os.environ}
        env |= {"HOME": str(folder), "TMPDIR": str(self.folder), "LC_ALL": "C.UTF-8", "CLIENTS_BUILD": str(self.build)}
        try:
            done = subprocess.run(filled, cwd=folder, env=env, stdin=subprocess.DEVNULL, capture_output=True, timeout=timeout)
            code, output = done.returncode, (done.stdout + done.stderr).decode(errors="replace")
        except subprocess.TimeoutExpired:
            code, output = -1, "(ended by the harness)"
        observer.settle()
        return Run(False, observer.requests(), "", output, code)

    def download(self, tool, argv: list[str], link: str, observer: Observer) -> Run:
        """Runs a tool that downloads, in a new folder, and holds what came against the object."""
        folder = Path(tempfile.mkdtemp(dir=self.folder))
        run = self.run(argv, link, observer, folder)
        if tool.expect == "bytes":
            wanted = self.object(tool.object).read_bytes()
            files = [each for each in folder.rglob("*") if each.is_file() and each.read_bytes() == wanted]
            run.ok = run.code == 0 and bool(files)
            run.saved = str(files[0].relative_to(folder)) if files and folder / "out" not in files else ""
        else:
            run.ok = run.code == 0 and tool.expect in run.output
        shutil.rmtree(folder, ignore_errors=True)
        return run

    def download_many(self, tool, argv: list[str], links: list[str], observer: Observer) -> list[Run]:
        """Each of these links; by one process where the tool takes many."""
        if not (tool.many and argv is tool.download):
            return [self.download(tool, argv, link, observer) for link in links]
        folder = Path(tempfile.mkdtemp(dir=self.folder))
        pairs = [word for place, link in enumerate(links) for word in (link, str(folder / str(place)))]
        run = self.run(argv[:-2] + pairs, links[0], observer, folder, 5 * TIMEOUT)
        wanted = self.object(tool.object).read_bytes()
        files = [folder / str(place) for place in range(len(links))]
        came = [file.exists() and (file.read_bytes() == wanted if tool.expect == "bytes" else tool.expect in file.read_text()) for file in files]
        shutil.rmtree(folder, ignore_errors=True)
        return [Run(ok, requests, "", run.output, 0) for ok, requests in zip(came, wire.sorted_out(links, run.requests))]


def fill(word: str, **values) -> str:
    """Puts the values in place of their names; other braces stay."""
    for name, value in values.items():
        word = word.replace("{" + name + "}", str(value))
    return word


def version(tool: Tool, build: Path) -> str:
    """The first number that it prints: 1.2.3, or a date."""
    argv = [fill(word, build=build, scripts=SCRIPTS) for word in tool.version]
    done = subprocess.run(argv, capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL)
    number = re.search(r"\d+(\.\d+)+|\d{8}", done.stdout + done.stderr)
    if not number:
        raise RuntimeError(f"{tool.name} does not run: {done.stdout}{done.stderr}")
    return number[0]
