"""What the scripts beside it share: `python SCRIPT.py READER LINK FILE [LINK FILE]...` reads each link with the function
READER, prints what that returns, and puts it into the file; a function that takes two arguments fills the file itself.
"""

import inspect
import sys
import traceback
from pathlib import Path

READERS = {}


def reader(function):
    """Makes a function callable by its name."""
    READERS[function.__name__] = function
    return function


def main():
    name, *given = sys.argv[1:]
    failed = False
    for link, file in zip(given[::2], given[1::2]):
        try:
            read(READERS[name], link, file)
        except Exception:
            traceback.print_exc()
            failed = True
    sys.exit(failed)


def read(function, link: str, file: str):
    if len(inspect.signature(function).parameters) == 2:
        function(link, file)
    else:
        found = str(function(link))
        print(found)
        Path(file).write_text(found)
