"""What a tool does with links to read."""

import wire
import keys
from bench import Bench, Run
from links import Signer
from objects import suffix
from observer import Observer
from tool import Tool

# The longest link that is tried, in bytes.
LONGEST = 64 * 1024
# The name that links sign where a tool may take it.
NAME = "the name.bin"
SLOW_KEYS = ["all at once", "{", "text `%41`", "leading `/`", "emoji"]
TOKEN = ["--attachment", "naïve file.bin"]


def downloads(bench: Bench, tool: Tool) -> dict:
    """Every measure of downloads, of one tool."""
    with bench.observer() as observer:
        signer = Signer(observer.address, bench.owner)
        key = keys.plain(suffix(tool.object))
        bench.put(tool.object, [key])
        found = opened(bench, tool, tool.download, signer.one("get", key), observer)
        named = signer.one("get", key, "--attachment", NAME)
        found["helps"] = {words: opened(bench, tool, argv, named, observer) for words, argv in tool.helps}
        words = works(found)
        if words is not None:
            argv = dict(tool.helps).get(words, tool.download)
            found |= {"by": words} | odd_keys(bench, tool, argv, observer)
            found["longest"] = longest(bench, tool, argv, observer)
        return found


def works(found: dict) -> str | None:
    """The first way that works: an empty text for the tool as it is, else the words of what helps."""
    if found["ok"]:
        return ""
    return next((words for words, help in found["helps"].items() if help["ok"]), None)


def opened(bench: Bench, tool: Tool, argv: list[str], link: str, observer: Observer) -> dict:
    """One link, one way."""
    run = bench.download(tool, argv, link, observer)
    return {"ok": run.ok, "requests": sequence(link, run), "saved": saved(link, run), "output": "" if run.ok else run.output[-400:]}


def odd_keys(bench: Bench, tool: Tool, argv: list[str], observer: Observer) -> dict:
    """Which keys do not come, and what became of path and query."""
    signer = Signer(observer.address, bench.owner)
    ending = suffix(tool.object)
    odd = {name: key for name, key in keys.odd(ending).items() if not tool.slow or name in SLOW_KEYS}
    bench.put(tool.object, list(odd.values()))
    named = list(zip(odd, signer.many("GET", list(odd.values()))))
    session = Signer(observer.address, bench.session)
    named.append(("token", session.one("get", keys.nasty(ending), *TOKEN)))
    folding = keys.folding(ending)
    dots = [signer.one("get", key, "--allow-dot-segments") for key in folding.values()]
    runs = bench.download_many(tool, argv, [link for _, link in named] + dots, observer)
    changes = {(part, *change): None for (_, link), run in zip(named, runs) for part, change in changed(link, run)}
    folded = [
        name for name, link, run in zip(folding, dots, runs[len(named):])
        if run.requests and wire.respelled(wire.target(link), run.requests[0].target) is None
    ]
    fails = [name for (name, _), run in zip(named, runs) if not run.ok]
    return {"fails": fails, "keys": len(named), "changes": [list(each) for each in changes], "folded": folded}


def changed(link: str, run: Run) -> list[tuple[str, tuple[str, str]]]:
    """What was respelled in path and query of the first request for the object itself."""
    for request in run.requests:
        given = wire.target(link)
        if wire.respelled(given, request.target) is not None:
            path, _, query = given.partition("?")
            sent_path, _, sent_query = request.target.partition("?")
            return [("path", each) for each in wire.respelled(path, sent_path)] + [
                ("query", each) for each in wire.respelled("?" + query, "?" + sent_query)
            ]
    return []


def longest(bench: Bench, tool: Tool, argv: list[str], observer: Observer) -> int:
    """The longest link that the tool opens, in bytes."""
    signer, key = Signer(observer.address, bench.owner), keys.plain(suffix(tool.object))
    shortest = len(signer.one("get", key, "--query", "x-pad="))

    def opens(size: int) -> bool:
        link = signer.one("get", key, "--query", "x-pad=" + "a" * (size - shortest))
        return bench.download(tool, argv, link, observer).ok

    least, most = shortest, LONGEST
    if opens(most):
        return most
    while most - least > 1:
        middle = (least + most) // 2
        least, most = (middle, most) if opens(middle) else (least, middle)
    return least


def sequence(link: str, run: Run) -> list[str]:
    """The requests in order, equal neighbours once."""
    steps: list[str] = []
    for request in run.requests:
        ranged = request.header("Range")
        words = request.method + (f" {_range(ranged)}" if ranged else "")
        where = wire.described(wire.target(link), request.target)
        if where:
            words += " of " + where
        if request.header("If-Match"):
            words += " with If-Match"
        if request.status >= 300:
            words += f" {request.status}"
        if not steps or steps[-1].removesuffix(" …") != words:
            steps.append(words)
        elif not steps[-1].endswith(" …"):
            steps[-1] += " …"
    return steps


def _range(text: str) -> str:
    """A range's kind: the exact place differs from run to run."""
    first, _, last = text.removeprefix("bytes=").partition("-")
    if not first:
        return "the last bytes"
    if first == "0":
        return "from 0" if not last else "the first bytes" if int(last) < 64 else "a range"
    return "a range"


def saved(link: str, run: Run) -> str:
    """How the name that the tool chose stands to the link."""
    if not run.saved:
        return ""
    name = wire.target(link).partition("?")[0].rsplit("/", 1)[1]
    if run.saved == name:
        return "the key's"
    return "with the query" if "X-Amz-" in run.saved else f"`{run.saved}`"
