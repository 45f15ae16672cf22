"""The tables of docs/clients.md, out of the harness's lines of JSON."""

from respelling import SPELLINGS
from tool import GROUPS, all_tools


def tables(results: list[dict]) -> dict[str, str]:
    """By the name of the marker that they stand behind in the document."""
    order = {tool.name: place for place, tool in enumerate(all_tools())}
    tools = sorted((line for line in results if line.get("name") in order), key=lambda line: order[line["name"]])
    opened = [line for line in tools if "download" in line]
    endings = next((line["ending"] for line in results if "ending" in line), [])
    proxies = next((line["proxies"] for line in results if "proxies" in line), [])
    return {
        "downloads": _grouped([line for line in opened if line["group"] not in OF_DATA], DOWNLOADS, _download),
        "data": _grouped([line for line in opened if line["group"] in OF_DATA], DOWNLOADS, _download),
        "folding": _table(FOLDING, _folding(tools)),
        "respelling": _table(RESPELLING, _respelling(tools)),
        "uploads": _grouped([line for line in tools if line.get("uploads")], UPLOADS, _uploads),
        "dying": _table(DYING, [row for line in tools for row in _dying(line)]),
        "ending": _table(ENDING, [_ending(line) for line in endings]),
        "proxies": _table(PROXIES, [_proxy(line) for line in proxies]),
    }


MANY_STEPS = 4
OF_DATA = ["data", "media", "packages"]
DOWNLOADS = ["tool", "requests in order", "result", "on the wire", "odd keys that fail", "longest link", "what helps, or does not"]
FOLDING = ["key with", "path changed by", "of"]
RESPELLING = ["spelling", "kept by", "with a plain key", "changed by", "sent as another request, or not at all, by"]
UPLOADS = ["tool", "sends", "Content-Type added", "length", "Expect", "link that signs the host alone", "link that signs `application/octet-stream`"]
DYING = ["tool", "it breaks", "what is left", "once more, with the dead link", "what is left then", "with a new link"]
ENDING = ["tool", "what it does", "asked after the end", "what comes of it"]
PROXIES = ["proxy", "respells in the path", "folds", "refuses", "longest path and query", "beyond it"]


def _grouped(lines: list[dict], head: list[str], rows) -> str:
    """A table for each group, under its name."""
    parts = []
    for group in GROUPS:
        of_group = [row for line in lines if line["group"] == group for row in rows(line)]
        if of_group:
            parts.append(f"**{group[0].upper()}{group[1:]}**\n\n{_table(head, of_group)}")
    return "\n\n".join(parts)


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _download(line: dict) -> list[list[str]]:
    found = line["download"]
    opened = "by" in found
    helps = [f"{words}: {_result(help)}{_more(help, found)}" for words, help in found["helps"].items()]
    return [[
        f"{line['name']} {line['version']}", _steps(found["requests"]), _result(found),
        _wire(line) if opened else "", _names(found["fails"], found["keys"]) if opened else "",
        _longest(found["longest"]) if opened else "", "; ".join(helps),
    ]]


def _steps(steps: list[str]) -> str:
    """In order; of many, only which: what asks for several at once does so in another order each time."""
    if len(steps) <= MANY_STEPS:
        return "; ".join(steps) or "none"
    return "in turns " + "; ".join(dict.fromkeys(step.removesuffix(" …") for step in steps)) + " …"


def _result(found: dict) -> str:
    if not found["ok"]:
        return "fails: file name too long" if "name too long" in found["output"].lower() else "fails"
    names = {"": "works", "the key's": "works, saved under the key's name", "with the query": "works, saved under a name with the query"}
    return names.get(found["saved"], f"works, saved as {found['saved']}")


def _more(help: dict, found: dict) -> str:
    """The requests, where they are others."""
    return "" if help["requests"] == found["requests"] else f" ({_steps(help['requests'])})"


def _wire(line: dict) -> str:
    """The worst key in the crate's own spelling tells whether path and query are the link's at all."""
    sent = line.get("respelling", {}).get(next(iter(SPELLINGS)), [])
    return "odd keys: another path or query" if sent is None else _changes(line["download"]["changes"])


def _changes(changes: list[list[str]]) -> str:
    if not changes:
        return "same"
    parts = [(part, [change[1:] for change in changes if change[0] == part]) for part in ("path", "query")]
    return "; ".join(f"{part}: {_respelled(pairs)}" for part, pairs in parts if pairs)


def _respelled(pairs: list[list[str]]) -> str:
    """Equal kinds of change together."""
    kinds: dict[str, list[str]] = {}
    for before, after in sorted(pairs):
        kind = "literal" if len(after) == 1 else "escaped" if len(before) == 1 else "in upper case" if after == after.upper() else "in lower case"
        kinds.setdefault(kind, []).append(before)
    return ", ".join(f"`{' '.join(given)}` {kind}" for kind, given in kinds.items())


def _names(names: list[str], count: int) -> str:
    if not names:
        return f"none of {count}"
    if len(names) == count:
        return f"all {count}"
    return ", ".join(name if name.startswith("`") or len(name) > 1 else f"`{name}`" for name in names)


def _longest(length: int) -> str:
    return "64 KiB and more" if length == 64 * 1024 else f"{length:,} bytes"


def _folding(tools: list[dict]) -> list[list[str]]:
    opened = [line for line in tools if "by" in line.get("download", {})]
    names = ["`/./`", "`/../`", "`/.` at the end", "`/` at the end"]
    return [
        [name, ", ".join(line["name"] for line in opened if name in line["download"]["folded"]) or "none", str(len(opened))]
        for name in names
    ]


def _respelling(tools: list[dict]) -> list[list[str]]:
    asked = [line for line in tools if "respelling" in line]
    return [[
        words, f"{sum(line['respelling'][words] == [] for line in asked)} of {len(asked)}",
        f"{sum(line['plain'][words] == [] for line in asked)} of {len(asked)}",
        "; ".join(f"{line['name']} ({_respelled(line['respelling'][words])})" for line in asked if line["respelling"][words]) or "none",
        ", ".join(line["name"] for line in asked if line["respelling"][words] is None) or "none",
    ] for words in SPELLINGS]


def _uploads(line: dict) -> list[list[str]]:
    rows = []
    for words, found in line["uploads"].items():
        name = f"{line['name']} {line['version']}"
        if not found["sent"]:
            rows.append([name, words, "", "", "", "sends nothing", ""])
            continue
        framing = {"chunked": "**chunked**", "length": "Content-Length", "neither": "**neither**"}[found["framing"]]
        changed = "" if found["same"] else ", as UTF-8" if found["text"] else ", **other bytes**"
        rows.append([
            name, words, f"`{found['type']}`" if found["type"] else "none", framing, found["expect"] or "no",
            f"{found['status']}{changed}", str(found["typed"] or "no answer"),
        ])
    return rows


def _dying(line: dict) -> list[list[str]]:
    return [[
        f"{line['name']} {line['version']} {words}", f"{_steps(found['requests'])}: {_exit(found['code'])}", found["left"],
        f"{_steps(found['dead'])}: {_exit(found['dead_code'])}", found["left_then"],
        f"{_steps(found['again'])}: {'whole' if found['whole'] else '**not whole**'}",
    ] for words, found in line.get("dying", {}).items()]


def _ending(line: dict) -> list[str]:
    dead = line["dead"]
    if dead.get("read") == line["alive"]:
        outcome = "all comes"
    elif "read" in dead:
        outcome = f"**wrong without an error**: {dead['read']}"
    else:
        outcome = "fails: `" + dead["error"].split("\n")[0].split("http://")[0].strip(" '\"`")[:80] + "`"
    return [f"{line['name']} {line['version']}", line["words"], _steps(line["asked"]) if line["asked"] else "nothing: the one GET goes on", outcome]


def _exit(code: int) -> str:
    return "it waits on" if code == -1 else f"exit {code}"


def _proxy(line: dict) -> list[str]:
    refused = ", ".join(f"{name} ({status})" for name, status in line["refused"].items()) or "nothing"
    beyond = {200: "", 0: "closes"}.get(line["beyond"], str(line["beyond"]))
    limit = f"{line['limit']:,} bytes" if line["beyond"] != 200 else "100,000 bytes and more"
    name, _, words = line["name"].partition(", ")
    return [f"{name} {line['version']}{', ' + words if words else ''}", _respelled(line["changes"]) if line["changes"] else "nothing",
            ", ".join(line["folded"]) or "nothing", refused, limit, beyond]
