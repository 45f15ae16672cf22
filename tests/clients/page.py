"""Holds docs/clients.md against what the harness saw, cell by cell, or writes it anew.

`page.py RESULTS DOCUMENT`, with `--write` to write (`--compare` is the default); `page.py RESULTS NAME...` prints the tables of these tools.
"""

import json
import re
import sys
from pathlib import Path

from tables import tables


# Second columns that a row needs for its name.
TWO_NAMES = ["sends", "what it does"]


def main(results: str, *given: str) -> int:
    seen = [json.loads(file.read_text()) for file in sorted(Path(results).iterdir())]
    if not given[0].endswith(".md"):
        made = tables([line for line in seen if line.get("name", next(iter(line))) in given])
        print("\n\n".join(f"{name}:\n{table}" for name, table in made.items() if table.count("\n") > 1))
        return 0
    document, *options = given
    made = tables(seen)
    text = Path(document).read_text()
    if "--write" in options:
        for name, table in made.items():
            text = _block(name).sub(lambda found: f"{found[1]}{table}\n{found[3]}", text)
        Path(document).write_text(text)
        return 0
    wrong = [line for name, table in made.items() for line in _differences(name, _block(name).search(text), table)]
    print("\n".join(wrong) or "every cell is as the page says")
    print(f"{sum(len(_cells(table)) for table in made.values())} cells, {len(wrong)} differ")
    return 1 if wrong else 0


def _block(name: str) -> re.Pattern:
    return re.compile(rf"(<!-- {name} -->\n)(.*?)(<!-- end -->)", re.DOTALL)


def _differences(name: str, found: re.Match | None, table: str) -> list[str]:
    if not found:
        return [f"{name}: the page has no such table"]
    said, seen = _cells(found[2]), _cells(table)
    return [
        f"{name}, {', '.join(cell)}:\n  the page: {said.get(cell, '(nothing)')}\n  seen now: {seen.get(cell, '(nothing)')}"
        for cell in list(dict.fromkeys([*said, *seen])) if said.get(cell) != seen.get(cell)
    ]


def _cells(text: str) -> dict[tuple[str, str], str]:
    """Each cell by its row and its column."""
    cells, head = {}, None
    for line in text.splitlines():
        if not line.startswith("| "):
            head = None
            continue
        row = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if head is None:
            head = row
        elif row[0] != "---":
            key = f"{row[0]} {row[1]}" if head[1] in TWO_NAMES else row[0]
            cells |= {(key, column): cell for column, cell in zip(head, row)}
    return cells


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
