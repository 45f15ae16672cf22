#!/usr/bin/env bash
# pandas' to_excel with XlsxWriter leaves out the cell of a presigned link of more than 2,079 characters.
#
# Expected: a cell holds 32,767 characters, so a long link is written as text if it cannot be a hyperlink.
# What happens: XlsxWriter makes every text that looks like a URL into a hyperlink, and one that is longer than Excel allows is neither
#   written as a link nor as text: the cell is empty. There is a UserWarning, and no error. openpyxl writes the text.
# Seen with: pandas 3.1.1, XlsxWriter 3.3.1, openpyxl 3.1.5 (2026-11-29).
# Why it matters: a report with a column of links that were signed by a role (long session token) comes out with holes; with a developer's own
#   keys it is whole. `engine_kwargs={"options": {"strings_to_urls": False}}` keeps the texts.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check pandas==3.1.1 xlsxwriter==3.3.1 openpyxl==3.1.5
"$dir/venv/bin/python" - "$dir" <<'PYTHON'
import sys, warnings
from importlib.metadata import version
import openpyxl, pandas

START = "https://photos.s3.eu-west-1.amazonaws.com/cat.jpg?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=ASIAIOSFODNN7EXAMPLE" \
    "%2F20261129%2Feu-west-1%2Fs3%2Faws4_request&X-Amz-Date=20261129T090000Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host" \
    "&X-Amz-Signature=" + 64 * "a" + "&X-Amz-Security-Token="
links = [START + (length - len(START)) * "t" for length in (2079, 2080)]
table = pandas.DataFrame({"name": ["fits", "too long"], "link": links})
print(*(f"{name} {version(name)}" for name in ("pandas", "XlsxWriter", "openpyxl")))

def written(engine, **options):
    path = f"{sys.argv[1]}/{engine}.xlsx"
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        table.to_excel(path, index=False, engine=engine, **options)
    cells = [row[1].value for row in openpyxl.load_workbook(path).active.iter_rows(min_row=2)]
    print(engine, options, "characters in the cells:", [cell and len(cell) for cell in cells], "warnings:", [str(w.message)[-60:] for w in said])
    return cells

assert written("xlsxwriter") == [links[0], None], "XlsxWriter writes the long link now"
assert written("openpyxl") == links
assert written("xlsxwriter", engine_kwargs={"options": {"strings_to_urls": False}}) == links
PYTHON
