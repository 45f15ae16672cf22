"""What a tool is to the harness, and the list of all of them."""

import importlib
import pkgutil
from dataclasses import dataclass, field

import tools


@dataclass(frozen=True)
class Tool:
    """A program or library that opens links.

    Every argv may hold {link}, {host} (of the link, with its port), {file} (where the bytes are wanted, or what is
    uploaded), {beside}, {dir} (an empty folder, the working folder too), {scripts} (tests/clients/tools) and {build} (where `run`
    installs and compiles).
    """

    name: str
    group: str
    version: list[str]
    packages: dict = field(default_factory=dict)
    object: str = "bytes"
    download: list[str] | None = None
    # Whether `download` takes more pairs of link and file behind the first, which saves starting it for each.
    many: bool = False
    # "bytes": {file}, or the only file in {dir} if the tool chooses the name, equals the object; else text that the
    # standard output must hold.
    expect: str = "bytes"
    # What is sent, in words, and how.
    uploads: tuple = ()
    # What works instead or better, in words, and how. It has to keep the rule of `expect`. Where `download` fails, the
    # odd keys are tried with the first of these that works.
    helps: tuple = ()
    # How it goes on with what {file} has, in words, and how.
    resume: tuple = ()
    needs: str = ""
    # Starts so slowly that only the worst keys are tried, and only the crate's spelling.
    slow: bool = False
    # The object that lies beside the first, under its key with another ending (an index); {beside} is its link.
    beside: str = ""


def all_tools() -> list[Tool]:
    """The tools of every file in tools/, in the order of groups and then of the files."""
    found = []
    for module in sorted(pkgutil.iter_modules(tools.__path__), key=lambda each: each.name):
        found += importlib.import_module(f"tools.{module.name}").TOOLS
    order = {group: place for place, group in enumerate(GROUPS)}
    return sorted(found, key=lambda tool: order[tool.group])


def tool_named(name: str) -> Tool:
    return next(tool for tool in all_tools() if tool.name == name)


GROUPS = [
    "command line", "Python", "Node", "Ruby", "Perl", "PHP", "Go", "Java", "Rust", "data", "media", "packages", "browsers",
]
