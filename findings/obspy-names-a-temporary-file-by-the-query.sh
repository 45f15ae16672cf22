#!/usr/bin/env bash
# ObsPy's read of a web address names its temporary file by the address's query, so a presigned link is refused before it is asked for.
#
# Expected: a request, or at most a file of the key's suffix.
# What happens: all that stands behind the last dot of the address, query and all, becomes the suffix of the temporary file: "File name too long",
#   and no request is sent. A plain address with a short query works. Reading the bytes by urllib and giving ObsPy a BytesIO works.
# Seen with: ObsPy 1.5.1 (2026-11-29).
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check obspy==1.5.1 'setuptools<81'
"$dir/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version
import obspy

print("ObsPy", version("obspy"))
link = "http://127.0.0.1:9/bucket/a.mseed?X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20261129%2Fus-east-1%2Fs3%2Faws4_request" \
    "&X-Amz-Date=20261129T090000Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=" + 64 * "a"
try:
    obspy.read(link)
except OSError as error:
    print(type(error).__name__, str(error)[:60])
    assert "File name too long" in str(error), "ObsPy asks for the link now"
else:
    raise SystemExit("ObsPy read a link where no server is")
PYTHON
