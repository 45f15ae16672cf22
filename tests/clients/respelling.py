"""Which spelling of the same link survives: the crate's, and those that S3 would take for the same."""

import re

import wire
from bench import Bench
from links import Signer
from objects import suffix
from tool import Tool

NAME = "it's (a+b=c) ~*!.bin"


def _literal(path: str, query: str) -> tuple[str, str]:
    return re.sub("%(21|24|26|27|28|29|2A|2B|2C|3A|3B|3D|40)", lambda found: chr(int(found[1], 16)), path), query


def _tilde(path: str, query: str) -> tuple[str, str]:
    return path.replace("~", "%7E"), query.replace("~", "%7E")


def _lower(path: str, query: str) -> tuple[str, str]:
    lower = lambda text: re.sub("%[0-9A-F]{2}", lambda found: found[0].lower(), text)
    return lower(path), lower(query)


def _slash(path: str, query: str) -> tuple[str, str]:
    return path, re.sub("(?<=X-Amz-Credential=)[^&]*", lambda found: found[0].replace("%2F", "/"), query)


def _form(path: str, query: str) -> tuple[str, str]:
    return path, query.replace("%20", "+")


SPELLINGS = {
    "as the crate writes it: all but `A-Z a-z 0-9 - . _ ~` escaped, in upper case": lambda path, query: (path, query),
    "`! $ & ' ( ) * + , : ; = @` literal in the path": _literal,
    "`~` as `%7E`": _tilde,
    "escapes in lower case": _lower,
    "`/` literal in X-Amz-Credential": _slash,
    "`+` for a space in the query": _form,
}


def respelling(bench: Bench, tool: Tool, argv: list[str], key_of, name: str) -> dict:
    """By spelling of a link with this key and this signed name: what the tool changed; an empty list if it kept all."""
    with bench.observer() as observer:
        ending = suffix(tool.object)
        bench.put(tool.object, [key_of(ending)])
        signer = Signer(observer.address, bench.owner)
        given = []
        for place, respell in enumerate(SPELLINGS.values()):
            link = signer.one("get", key_of(ending), "--attachment", f"{place} {name}")
            given.append("?".join(respell(*wire.target(link).split("?"))))
        runs = bench.download_many(tool, argv, [observer.address + each for each in given], observer)
        return {words: _kept(one, run.requests) for words, one, run in zip(SPELLINGS, given, runs)}


def _kept(given: str, requests: list) -> list[list[str]] | None:
    """What was changed; None if it was sent as another path or query, or not at all."""
    sent = [request.target for request in requests if wire.respelled(given, request.target) is not None]
    return [list(each) for each in wire.respelled(given, sent[0])] if sent else None
