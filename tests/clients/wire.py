"""What became of a link on its way: which bytes were respelled, or what else was asked for."""

import re
from urllib.parse import unquote_to_bytes, urlsplit


def target(link: str) -> str:
    return "/" + link.split("/", 3)[3]


def respelled(given: str, sent: str) -> list[tuple[str, str]] | None:
    """The spellings that were changed, each once, in their order; None if it is not the same path and query."""
    given_path, _, given_query = given.partition("?")
    sent_path, _, sent_query = sent.partition("?")
    changes: dict[tuple[str, str], None] = {}
    for one, other in ((given_path, sent_path), (given_query, sent_query)):
        if unquote_to_bytes(one) != unquote_to_bytes(other.encode("latin-1")):
            return None
        for before, after in zip(_spellings(one), _spellings(other)):
            if before != after:
                changes[before, after] = None
    return list(changes)


def described(given: str, sent: str) -> str:
    """What was asked for instead of the link's own path and query."""
    if respelled(given, sent) is not None:
        return ""
    path, _, query = given.partition("?")
    asked, _, its_query = sent.partition("?")
    name = path.rsplit("/", 1)[1]
    with_query = "" if not its_query else " with the query" if its_query == query else " with another query"
    if its_query.startswith(query):
        rest = its_query[len(query):]
        with_query = " with the query" + (f" and `{rest}` behind it" if rest else "")
    if asked.startswith(path + "%3F"):
        return "`KEY%3F…`, the query escaped into the path"
    shown = urlsplit(asked).path
    for whole, word in ((path, "KEY"), (path.rsplit(".", 1)[0], "KEY without its suffix"), (path.removesuffix(name), "FOLDER/")):
        if shown.startswith(whole):
            rest = shown[len(whole):]
            return f"`{word}{rest}`{with_query}" if rest or with_query != " with the query" else f"`{word}`{with_query}"
    return f"`{shown}`{with_query}"


def sorted_out(links: list[str], requests: list) -> list[list]:
    """The requests of each link, by path and query; what fits none goes in order to the links that got none."""
    given = [target(link) for link in links]
    found: list[list] = [[] for _ in links]
    strange = []
    for request in requests:
        place = next((place for place, one in enumerate(given) if respelled(one, request.target) is not None), None)
        (strange if place is None else found[place]).append(request)
    for own, request in zip([each for each in found if not each], strange):
        own.append(request)
    return found


def _spellings(text: str) -> list[str]:
    return re.findall(r"%[0-9A-Fa-f]{2}|[\s\S]", text)
