#!/usr/bin/env python3
"""Runs the mutants of `cargo mutants --list` against the tests, all of them from one build.

    python3 tests/mutants/run.py [PREFIX OF A FILE IN src]...

`cargo mutants` builds the crate once for each mutant. This builds it once with all mutants behind a switch (see
`src/main.rs`), asks each test which mutants it reaches, and runs for each mutant only those tests, cheap ones first.
Constants and the fields of `..` expressions cannot be switched: `target/mutants/left.txt` names them, for
`cargo mutants` itself. The results are in `target/mutants/results.json`; what was not caught is printed.
"""

import collections
import concurrent.futures
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORK = ROOT / "target/mutants"
TREE = WORK / "tree"
TARGET = os.environ.get("CARGO_TARGET_DIR", str(WORK / "target"))
# All in one binary; these have crate paths or an allocator of their own.
ALONE = ["allocations", "iam"]
TOGETHER = """answers aws_adapter bad_input diagnose differential documents e2e endpoint_vectors expiry inspect laws
    multi_region operations post_vectors presigner problems profiles refusals rotation secrets serde stable_window surface
    vectors verify verify_errors""".split()
# It asks a Python package, not the crate.
SKIPPED = "botocore_itself"
BUDGET = 5.0
TAIL = "\n[workspace]\n\n[profile.dev.package.s3-presigner]\ndebug = 0\n"
SWITCH = """
pub(crate) mod mutants {
    use std::io::Write;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::{Mutex, OnceLock};
    static ACTIVE: OnceLock<Option<usize>> = OnceLock::new();
    static TRACE: OnceLock<Option<Mutex<std::fs::File>>> = OnceLock::new();
    static SEEN: [AtomicBool; 8192] = [const { AtomicBool::new(false) }; 8192];
    pub(crate) fn is(n: usize) -> bool {
        let trace = TRACE.get_or_init(|| Some(Mutex::new(std::fs::File::create(std::env::var_os("TRACE")?).ok()?)));
        if let Some(file) = trace {
            if !SEEN[n].swap(true, Ordering::Relaxed) {
                writeln!(file.lock().unwrap(), "{n}").unwrap();
            }
        }
        *ACTIVE.get_or_init(|| std::env::var("MUTANT").ok()?.parse().ok()) == Some(n)
    }
}
"""


def command(*words, cwd=TREE, check=True, **more):
    environment = dict(os.environ, CARGO_TARGET_DIR=TARGET)
    done = subprocess.run(words, cwd=cwd, text=True, capture_output=True, env=environment, **more)
    if check and done.returncode:
        sys.exit(f"{' '.join(map(str, words))}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
    return done.stdout


def copy_tree():
    shutil.rmtree(TREE, ignore_errors=True)
    for name in command("git", "ls-files", "-z", cwd=ROOT).split("\0"):
        if name and (ROOT / name).is_file():
            (TREE / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, TREE / name)
    # The copy is compiled, never linted.
    edit("Cargo.toml", lambda text: re.sub(r"\[lints\.\w+\]\n(?:.+\n)*", "", text) + TAIL)
    for path in TREE.glob("tests/**/*.rs"):
        fewer = lambda text: re.sub(r"(cases: |with_cases\()[12]_000", r"\g<1>200", text)
        edit(path, fewer)
    modules = [f'#[path = "{name}.rs"]\nmod {name}_;\n' for name in TOGETHER]
    (TREE / "tests/together.rs").write_text("".join(modules))


def edit(path, change):
    path = TREE / path
    path.write_text(change(path.read_text()))


def unfold_tables():
    """Tables that are made when the crate is compiled are made when it runs, so that their mutants can be switched."""
    lazy = "std::sync::LazyLock"
    table = r"static (QUERY|PATH): Table = (table\(\w+\));"
    lazy_table = rf"static \1: {lazy}<Table> = {lazy}::new(|| \2);"
    # The blanks keep every mutant in its column.
    edit("src/encode.rs", lambda text: re.sub(table, lazy_table, text.replace("const fn ", "      fn ")))


def rewrite(mutants, left):
    """Puts all mutants in, and takes out those that do not compile, until it compiles."""
    originals = {path: path.read_text() for path in (TREE / "src").rglob("*.rs")}
    tool = ["cargo", "run", "--quiet", "--manifest-path", ROOT / "tests/mutants/Cargo.toml", "--"]
    for _ in range(12):
        for path, text in originals.items():
            path.write_text(text)
        unfold_tables()
        (WORK / "left.numbers").write_text(" ".join(map(str, left)))
        missed = command(*tool, WORK / "list.json", WORK / "left.numbers", TREE, cwd=ROOT / "tests/mutants")
        left.update({int(number): "no place" for number in missed.split()})
        allow = "#![allow(warnings, arithmetic_overflow, unconditional_panic)]"
        edit("src/lib.rs", lambda text: text.replace("#![forbid(unsafe_code)]", allow) + SWITCH)
        check = ["cargo", "check", "--all-features", "--lib", "--message-format=json"]
        lines = map(json.loads, command(*check, check=False).splitlines())
        errors = [line["message"] for line in lines if line.get("reason") == "compiler-message"]
        errors = [error for error in errors if error["level"] == "error" and error["spans"]]
        if not errors:
            return
        before = len(left)
        for error in errors:
            blame(error, mutants, left)
        if len(left) == before:
            sys.exit("\n".join(error["rendered"] for error in errors[:5]))
    sys.exit("it does not settle")


def blame(error, mutants, left):
    """The mutants that an error is about: the one it is in, else those of the choice, else arms of the match."""
    code = (error["code"] or {}).get("code")
    for span in sorted(error["spans"], key=lambda span: not span["is_primary"]):
        text = (TREE / span["file_name"]).read_bytes()
        places = collections.defaultdict(dict)
        for mark in re.finditer(rb"/\*([MEGH])(\d+)\*/", text):
            places[int(mark[2])][mark[1].decode()] = mark.start()
        start, end = span["byte_start"], span["byte_end"]
        for first, last in ["ME", "GH"]:
            around = [
                (place[last] - place[first], place[first], place[last])
                for number, place in places.items()
                if first in place and last in place and place[first] <= start and end <= place[last] + 8
            ]
            if not around:
                continue
            _, low, high = min(around)
            found = [n for n, place in places.items() if "M" in place and low <= place["M"] <= high and n not in left]
            if found:
                # What is no error of the mutant itself is left to `cargo mutants`.
                own = first == "M" and code != "E0015"
                left.update({number: "unviable" if own else "not switchable" for number in found})
                return
        if code == "E0004":
            low = text.index(b"{", end)
            high, depth = low, 0
            while depth or high == low:
                depth += {b"{": 1, b"}": -1}.get(text[high : high + 1], 0)
                high += 1
            arms = [n for n, place in places.items() if "M" in place and low < place["M"] < high]
            arms = [number for number in arms if mutants[number]["genre"] == "MatchArm" and number not in left]
            if arms:
                left.update({number: "unviable" for number in arms})
                return


def build():
    names = [word for name in ["together", *ALONE] for word in ("--test", name)]
    lines = command("cargo", "test", "--no-run", "--all-features", "--lib", *names, "--message-format=json")
    artifacts = [line for line in map(json.loads, lines.splitlines()) if line.get("executable")]
    return {line["target"]["name"]: line["executable"] for line in artifacts if line["profile"]["test"]}


def run(binary, tests, limit, **environment):
    quiet = {"PROPTEST_MAX_SHRINK_ITERS": "0", "RUST_BACKTRACE": "0", "CARGO_MANIFEST_DIR": str(TREE)}
    start = time.time()
    try:
        done = subprocess.run(
            ["bash", "-c", 'ulimit -v 8000000; exec "$@"', "run", binary, "--exact", "--test-threads=1", "-q", *tests],
            cwd=TREE, env=dict(os.environ, **quiet, **environment), capture_output=True, timeout=limit, check=False,
        )
    except subprocess.TimeoutExpired:
        return "timeout", limit
    return ("failed" if done.returncode else "passed"), time.time() - start


def trace(binaries, pool):
    """Which tests reach each mutant, and how long each takes."""
    tests = []
    for name, binary in binaries.items():
        listed = command(binary, "--list").splitlines()
        tests += [(name, line.removesuffix(": test")) for line in listed if line.endswith(": test")]
    (WORK / "traces").mkdir(exist_ok=True)

    def one(test):
        file = WORK / "traces" / re.sub(r"\W", "_", "-".join(test))
        outcome, seconds = run(binaries[test[0]], [test[1]], 300, TRACE=str(file))
        # An allocation is counted where the trace is opened.
        if outcome != "passed" and test[0] != "allocations":
            sys.exit(f"{test} {outcome} without a mutant")
        return test, seconds, file.read_text().split() if file.exists() else []

    reached = collections.defaultdict(dict)
    for test, seconds, numbers in pool.map(one, [test for test in tests if SKIPPED not in test[1]]):
        for number in numbers:
            reached[int(number)][test] = seconds
    return reached


def judge(mutant, number, tests, binaries):
    """Its own unit tests first, then the others by their cost, as far as the budget goes."""
    module = mutant["file"].removeprefix("src/").removesuffix(".rs").replace("/", "::") + "::tests"
    order = sorted(tests, key=lambda test: (not test[1].startswith(module), tests[test]))
    batch, cost, limit, spent = collections.defaultdict(list), 0.0, 0.6, 0.0
    for place, test in enumerate(order):
        if spent + tests[test] > BUDGET and not test[1].startswith(module):
            order = order[:place]
            break
        spent += tests[test]
    for place, test in enumerate(order, 1):
        batch[test[0]].append(test[1])
        cost += tests[test]
        if cost < limit and place < len(order):
            continue
        for name, names in batch.items():
            outcome, _ = run(binaries[name], names, 6 + 3 * cost, MUTANT=str(number))
            if outcome != "passed":
                return "caught" if outcome == "failed" else outcome
        batch, cost, limit = collections.defaultdict(list), 0.0, 2 * limit
    return "missed"


def main():
    WORK.mkdir(parents=True, exist_ok=True)
    copy_tree()
    mutants = json.loads(command("cargo", "mutants", "--list", "--json", cwd=ROOT))
    (WORK / "list.json").write_text(json.dumps(mutants))
    left = {}
    rewrite(mutants, left)
    binaries = build()
    results = {mutants[number]["name"]: why for number, why in left.items()}
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        reached = trace(binaries, pool)
        chosen = [n for n, mutant in enumerate(mutants) if n not in left and mutant["file"].startswith(tuple(sys.argv[1:] or ["src"]))]
        judged = pool.map(lambda n: judge(mutants[n], n, reached[n], binaries) if n in reached else "missed", chosen)
        for number, outcome in zip(chosen, judged):
            results[mutants[number]["name"]] = outcome
            if outcome == "missed":
                print(mutants[number]["name"], flush=True)
    (WORK / "results.json").write_text(json.dumps(results, indent=1))
    elsewhere = [name for name, why in results.items() if why in ("no place", "not switchable")]
    (WORK / "left.txt").write_text("\n".join(elsewhere) + "\n")
    print(dict(collections.Counter(results.values())))


if __name__ == "__main__":
    main()
