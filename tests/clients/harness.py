"""Runs the tools, and writes what each did as JSON. `run` calls it; see README.md."""

import argparse
import json
import re
import shutil
import sys
import time
import traceback
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from functools import partial
from pathlib import Path

import keys
from bench import Bench, version
from downloads import downloads
from dying import dying
from ending import CASES, ending
from proxies import proxies
from respelling import NAME, respelling
from tool import Tool, all_tools
from uploads import uploads


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("build", type=Path, help="where `run` installed and compiled")
    parser.add_argument("names", nargs="*", help="tools; all of them, the endings and the proxies, unless any is named")
    options = parser.parse_args()
    tools = [tool for tool in all_tools() if not options.names or tool.name in options.names]
    sink = options.build / "results"
    if not options.names:
        shutil.rmtree(sink, ignore_errors=True)
    sink.mkdir(exist_ok=True)
    with Bench(options.build.resolve()) as bench, ThreadPoolExecutor(3) as pool:
        asked = {pool.submit(measured, bench, tool): tool.name for tool in tools}
        failed = [asked[each] for each in as_completed(asked) if not kept(sink, asked[each], each)]
        if not options.names or "ending" in options.names:
            keep(sink, "ending", {"ending": list(pool.map(partial(ending, bench), CASES))})
        if not options.names or "proxies" in options.names:
            keep(sink, "proxies", {"proxies": proxies(bench)})
    if failed:
        raise SystemExit(f"not measured: {', '.join(failed)}")


def kept(sink: Path, name: str, measuring: Future) -> bool:
    """Writes down what was measured. One tool that cannot be does not stop the others."""
    try:
        keep(sink, name, measuring.result())
        return True
    except Exception:
        print(f"{name}: {traceback.format_exc()}", file=sys.stderr, flush=True)
        return False


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


if __name__ == "__main__":
    main()
