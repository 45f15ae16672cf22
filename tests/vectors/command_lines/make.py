"""Command lines with the words that botocore splits them into, on POSIX and on Windows.

    pip install botocore==1.43.11 && python3 make.py > lines.jsonl
"""

import json
import random

from botocore.compat import compat_shell_split


def words(line, platform):
    try:
        return compat_shell_split(line, platform)
    except ValueError:
        return None


def lines():
    yield from [
        "",
        " ",
        "/opt/bin/tool --user alice",
        '"/opt/my tools/tool" --name "a b"',
        "'/opt/my tools/tool' --name 'it'\\''s'",
        r'"C:\Path\To\tool.exe" --dir "C:\My Dir\\" end',
        r"C:\tools\tool.cmd parameter",
        'tool "" \'\' end',
        "tool 'open",
        'tool "open',
        "tool end\\",
        "~/bin/tool $HOME `id` $(id) | less > x & y",
        "tool ünï\u00a0côde",
    ]
    rng = random.Random(4711)
    pieces = ["a", "bc", " ", "  ", "\t", "'", '"', "\\", "\\\\", "$x", "é", "#", "="]
    for _ in range(600):
        yield "".join(rng.choice(pieces) for _ in range(rng.randint(1, 12)))


for line in lines():
    case = {"line": line, "posix": words(line, "linux"), "windows": words(line, "win32")}
    print(json.dumps(case, ensure_ascii=False))
