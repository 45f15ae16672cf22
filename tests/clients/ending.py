"""What a tool does when the link ends while it reads: `ending.py BUILD` prints the table, `--write` puts it into the docs.

Nothing breaks on purpose here: the tool reads, waits until the link is dead, and reads on.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import keys
from bench import SCRIPTS, Bench, Run
from downloads import sequence
from links import Signer
from objects import suffix

LIFETIME = 8
PAGE = Path(__file__).resolve().parents[2] / "docs" / "clients.md"
BEGIN, END = "<!-- ending -->", "<!-- end -->"


@dataclass(frozen=True)
class Case:
    """A reader of two_reads.py, what it does in words, and what the second read brings with a link that lives."""

    name: str
    words: str
    reader: str
    object: str
    whole: str


CASES = [
    Case("DuckDB", "a view, asked twice", "duckdb", "parquet", "19999900000"),
    Case("polars", "`scan_parquet`, schema first, rows later", "polars", "parquet", "19999900000"),
    Case("pandas", "`read_csv(chunksize=…)`", "pandas_chunks", "csv", "19999900000"),
    Case("rasterio (GDAL)", "a window, then another", "rasterio", "tiff", ""),
    Case("fsspec", "`open`, `seek`", "fsspec_ranges", "bytes", "200000"),
    Case("fsspec", "`open(block_size=0)`: a stream", "fsspec_stream", "bytes", "2200000"),
    Case("h5py over fsspec", "a row, then another", "h5py", "hdf5", ""),
    Case("smart_open", "`seek`", "smart_open", "bytes", "200000"),
    Case("pysam", "a region, then another", "pysam", "bam", ""),
    Case("samtools", "`view` into a slow pipe", "samtools", "bam", "60000 reads, exit status 0"),
    Case("PyAV", "`seek`", "pyav", "mp4", ""),
    Case("ffmpeg", "into a slow pipe", "ffmpeg", "mp4", "3000 pictures, exit status 0"),
    Case("mpv", "pause, then jump", "mpv", "mp4", "plays on"),
]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("build", type=Path)
    parser.add_argument("names", nargs="*", help="readers; all, unless any is named")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    with Bench(options.build.resolve()) as bench:
        rows = [measured_row(bench, case) for case in CASES if not options.names or case.reader in options.names]
    text = "\n".join(["| tool | what it does | asked after the end | what comes of it |", "|---|---|---|---|", *rows])
    if options.write:
        page = PAGE.read_text()
        before, rest = page.split(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{rest.split(END, 1)[1]}")
    print(text)


def measured_row(bench: Bench, case: Case) -> str:
    found = row(case, *measured(bench, case))
    print(found, file=sys.stderr, flush=True)
    return found


def measured(bench: Bench, case: Case) -> tuple[str, str, list[str]]:
    """What the second read brings while the link lives and when it is dead, and what is asked for then."""
    alive, _ = read_twice(bench, case, wait=False)
    if case.whole and alive.get("read") != case.whole:
        raise SystemExit(f"{case.name} does not read a link that lives: {alive}")
    dead, steps = read_twice(bench, case, wait=True)
    return alive["read"], dead, steps


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


def row(case: Case, alive: str, dead: dict, steps: list[str]) -> str:
    asked = ", ".join(steps) or "nothing: the one GET goes on"
    if dead.get("read") == alive:
        outcome = "all comes"
    elif "read" in dead:
        outcome = f"**wrong without an error**: {dead['read']}"
    else:
        outcome = "fails: `" + dead["error"].split("\n")[0].split("http://")[0].strip(" '\"`")[:80] + "`"
    return f"| {case.name} | {case.words} | {asked} | {outcome} |"


if __name__ == "__main__":
    main()
