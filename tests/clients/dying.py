"""What a tool does when the connection breaks and the link is dead when it asks again; then with a new link."""

import shutil
import tempfile
import time
from pathlib import Path

import keys
from bench import Bench
from downloads import sequence
from links import Signer
from objects import suffix
from tool import Tool

LIFETIME = 3
BREAKS_AFTER = 700_000


def dying(bench: Bench, tool: Tool) -> dict:
    """By the way of going on, in words."""
    return {words: _dying(bench, tool, argv) for words, argv in tool.resume}


def _dying(bench: Bench, tool: Tool, argv: list[str]) -> dict:
    key, wanted = keys.plain(suffix(tool.object)), bench.object(tool.object).read_bytes()
    bench.put(tool.object, [key])
    folder = Path(tempfile.mkdtemp(dir=bench.folder))
    with bench.observer() as observer:
        signer = Signer(observer.address, bench.owner)
        link = signer.one("get", key, lifetime=str(LIFETIME))
        observer.cut = (BREAKS_AFTER, time.time() + LIFETIME + 1)
        first = bench.run(argv, link, observer, folder)
        left = _left(folder / "out", wanted)
        dead = bench.run(argv, link, observer, folder)
        left_then = _left(folder / "out", wanted)
        again = signer.one("get", key)
        last = bench.run(argv, again, observer, folder)
        found = {
            "requests": sequence(link, first), "code": first.code, "left": left,
            "dead": sequence(link, dead), "dead_code": dead.code, "left_then": left_then,
            "again": sequence(again, last), "whole": _left(folder / "out", wanted) == "the whole" and last.code == 0,
        }
    shutil.rmtree(folder, ignore_errors=True)
    return found


def _left(file: Path, wanted: bytes) -> str:
    left = file.read_bytes() if file.exists() else None
    if left is None:
        return "nothing"
    if wanted.startswith(left):
        return "the whole" if left == wanted else "the beginning" if left else "an empty file"
    return "**the server's error text in the file**" if b"<Error>" in left else "**other bytes**"
