"""Runs the tools, and writes what each did as JSON. `run` calls it; see README.md."""

import argparse
import json
import re
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

import keys
from bench import SCRIPTS, Bench, fill
from downloads import downloads
from dying import dying
from proxies import proxies
from respelling import NAME, respelling
from tool import Tool, all_tools
from uploads import uploads


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("build", type=Path, help="where `run` installed and compiled")
    parser.add_argument("names", nargs="*", help="tools; all of them, and the proxies, unless any is named")
    options = parser.parse_args()
    tools = [tool for tool in all_tools() if not options.names or tool.name in options.names]
    sink = options.build / "results"
    if not options.names:
        shutil.rmtree(sink, ignore_errors=True)
    sink.mkdir(exist_ok=True)
    with Bench(options.build.resolve()) as bench, ThreadPoolExecutor(3) as pool:
        for each in as_completed([pool.submit(measured, bench, tool) for tool in tools]):
            keep(sink, each.result()["name"], each.result())
        if not options.names or "proxies" in options.names:
            keep(sink, "proxies", {"proxies": proxies(bench)})


def keep(sink: Path, name: str, found: dict):
    (sink / (re.sub(r"\W+", "-", name) + ".json")).write_text(json.dumps(found, ensure_ascii=False))


def measured(bench: Bench, tool: Tool) -> dict:
    """All that is known of one tool."""
    began = time.monotonic()
    found = {"name": tool.name, "group": tool.group, "version": version(tool, bench.build)}
    tool = bench.with_beside(tool)
    if tool.download:
        found["download"] = downloads(bench, tool)
        if "by" in found["download"] and not tool.slow:
            argv = dict(tool.helps).get(found["download"]["by"], tool.download)
            found["respelling"] = respelling(bench, tool, argv, keys.nasty, NAME)
            found["plain"] = respelling(bench, tool, argv, keys.plain, "~")
    if tool.uploads:
        found["uploads"] = uploads(bench, tool)
    if tool.resume:
        found["dying"] = dying(bench, tool)
    print(f"{tool.name}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    return found


def version(tool: Tool, build: Path) -> str:
    """The first number that it prints: 1.2.3, or a date."""
    argv = [fill(word, build=build, scripts=SCRIPTS) for word in tool.version]
    done = subprocess.run(argv, capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL)
    number = re.search(r"\d+(\.\d+)+|\d{8}", done.stdout + done.stderr)
    if not number:
        raise SystemExit(f"{tool.name} does not run: {done.stdout}{done.stderr}")
    return number[0]


if __name__ == "__main__":
    main()
