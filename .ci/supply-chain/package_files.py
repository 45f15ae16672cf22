"""Holds the files of the package, on standard input, against a list of patterns that somebody reviewed.

A file that no pattern covers fails, and so does a pattern that covers none.
"""

import fnmatch
import sys

with open(sys.argv[1]) as file:
    patterns = [line.strip() for line in file if line.strip() and not line.startswith("#")]
files = sys.stdin.read().split()
strange = [name for name in files if not any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)]
idle = [pattern for pattern in patterns if not fnmatch.filter(files, pattern)]
print(f"{len(files)} files")
for name in strange:
    print(f"not reviewed: {name}")
for pattern in idle:
    print(f"covers nothing: {pattern}")
sys.exit(1 if strange or idle else 0)
