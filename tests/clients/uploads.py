"""What a tool sends with a link to write."""

import itertools
import random
import shutil
import tempfile
from pathlib import Path

from bench import Bench
from links import Signer
from tool import Tool

CONTENT = random.Random(18).randbytes(20_000)
TYPE = "application/octet-stream"
NUMBERS = itertools.count()


def uploads(bench: Bench, tool: Tool) -> dict:
    """By what is sent, in words."""
    with bench.observer() as observer:
        signer = Signer(observer.address, bench.owner)
        return {words: _upload(bench, signer, argv, observer) for words, argv in tool.uploads}


def _upload(bench: Bench, signer: Signer, argv: list[str], observer) -> dict:
    """One way, with a link that signs the host alone, and with one that signs a type."""
    key = f"uploads/{next(NUMBERS)} +~'()@:=,&;*!$%/ü[]?#.bin"
    request = _send(bench, argv, signer.one("put", key), observer)
    if request is None:
        return {"sent": False}
    came = bench.get(key)[1]
    framing = "chunked" if request.header("Transfer-Encoding") else "length" if request.header("Content-Length") else "neither"
    typed = _send(bench, argv, signer.one("put", key, "--content-type", TYPE), observer)
    return {
        "sent": True, "type": request.header("Content-Type"), "framing": framing, "expect": request.header("Expect"),
        "status": request.status, "same": came == CONTENT, "text": came != CONTENT and came == CONTENT.decode("latin-1").encode(),
        "typed": typed.status if typed else 0,
    }


def _send(bench: Bench, argv: list[str], link: str, observer):
    folder = Path(tempfile.mkdtemp(dir=bench.folder))
    (folder / "out").write_bytes(CONTENT)
    run = bench.run(argv, link, observer, folder)
    shutil.rmtree(folder, ignore_errors=True)
    return next((request for request in run.requests if request.method == "PUT"), None)
