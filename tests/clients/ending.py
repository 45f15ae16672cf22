"""What a tool does when the link ends while it reads.

Nothing breaks on purpose here: the tool reads, waits until the link is dead, and reads on.
"""

import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass

import keys
from bench import SCRIPTS, Bench, Run, version
from downloads import sequence
from links import Signer
from objects import suffix
from tool import tool_named

LIFETIME = 12


@dataclass(frozen=True)
class Case:
    """A reader of two_reads.py, what it does in words, and what the second read brings with a link that lives.

    `tool` is that of tools/ whose packages and version it has.
    """

    name: str
    tool: str
    words: str
    reader: str
    object: str
    whole: str


CASES = [
    Case("DuckDB", "DuckDB `read_parquet`", "a view, asked twice", "duckdb", "long parquet", "19999900000"),
    Case("polars", "polars `scan_parquet`", "`scan_parquet`, schema first, rows later", "polars", "long parquet", "19999900000"),
    Case("pandas", "pandas `read_csv`", "`read_csv(chunksize=…)`", "pandas_chunks", "long csv", "19999900000"),
    Case("rasterio (GDAL)", "rasterio", "a window, then another", "rasterio", "tiff", ""),
    Case("fsspec", "fsspec `open`", "`open`, `seek`", "fsspec_ranges", "bytes", "200000"),
    Case("fsspec", "fsspec `open`", "`open(block_size=0)`: a stream", "fsspec_stream", "bytes", "2200000"),
    Case("h5py over fsspec", "h5py", "a row, then another", "h5py", "hdf5", ""),
    Case("smart_open", "smart_open", "`seek`", "smart_open", "bytes", "200000"),
    Case("pysam", "pysam of a region", "a region, then another", "pysam", "bam", ""),
    Case("samtools", "samtools", "`view` into a slow pipe", "samtools", "bam", "60000 reads, exit status 0"),
    Case("PyAV", "PyAV", "`seek`", "pyav", "mp4", ""),
    Case("ffmpeg", "ffmpeg", "into a slow pipe", "ffmpeg", "mp4", "3000 pictures, exit status 0"),
    Case("mpv", "mpv", "pause, then jump", "mpv", "mp4", "plays on"),
]


def ending(bench: Bench, case: Case) -> dict:
    """What the second read brings while the link lives and when it is dead, and what is asked for then."""
    began = time.monotonic()
    alive, _ = read_twice(bench, case, wait=False)
    if "read" not in alive or case.whole not in ("", alive["read"]):
        raise SystemExit(f"{case.name} does not read a link that lives: {alive}")
    dead, asked = read_twice(bench, case, wait=True)
    print(f"{case.name}, {case.words}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    number = version(tool_named(case.tool), bench.build)
    return {"name": case.name, "version": number, "words": case.words, "alive": alive["read"], "dead": dead, "asked": asked}


def read_twice(bench: Bench, case: Case, wait: bool) -> tuple[dict, list[str]]:
    key = keys.plain(suffix(case.object))
    bench.put(case.object, [key])
    with bench.observer() as observer, tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, str(SCRIPTS / "data" / "two_reads.py"), case.reader]
        with subprocess.Popen(command, cwd=folder, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as running:
            said(running, "ready")
            link = Signer(observer.address, bench.owner).one("get", key, lifetime=str(LIFETIME if wait else 600))
            ends = time.monotonic() + LIFETIME + 1
            tell(running, given(bench, case, link))
            said(running, "first")
            observer.requests()
            if wait:
                time.sleep(max(ends - time.monotonic(), 0))
            tell(running, "")
            found = json.loads(running.stdout.readline() or '{"error": "no answer"}')
            observer.settle()
            asked = sequence(link, Run(False, observer.requests(), "", "", 0))
    return found, asked


def given(bench: Bench, case: Case, link: str) -> str:
    """The link, and for a region that of the index, which lives longer."""
    if case.reader != "pysam":
        return link
    index = keys.plain(suffix("bai"))
    bench.put("bai", [index])
    return f"{link} {bench.direct.one('get', index)}"


def tell(running: subprocess.Popen, line: str):
    running.stdin.write(line + "\n")
    running.stdin.flush()


def said(running: subprocess.Popen, word: str):
    line = running.stdout.readline().strip()
    if line != word:
        raise SystemExit(f"{running.args}: {line or 'no answer'} instead of {word}")

