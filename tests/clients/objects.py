"""The objects behind the links, each of a real format."""

import random
from pathlib import Path


def bytes_(path: Path):
    """Two megabytes that no client compresses or mistakes for text, enough for tools that split downloads."""
    path.write_bytes(random.Random(17).randbytes(2_200_000))


# By the name that a tool asks for: the suffix of its keys, and what writes it.
OBJECTS = {"bytes": (".bin", bytes_)}


def suffix(kind: str) -> str:
    return OBJECTS[kind][0]


def make(kind: str, folder: Path) -> Path:
    """The object's file, made once."""
    ending, write = OBJECTS[kind]
    path = folder / f"object-{kind}{ending}"
    if not path.exists():
        write(path)
    return path
