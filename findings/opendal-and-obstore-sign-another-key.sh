#!/usr/bin/env bash
# opendal and obstore make a link for another key than the one given: "a//b" becomes "a/b", and "notes/" becomes "notes".
#
# Expected: a key is a string of bytes; a signer takes it as it is, or refuses it.
# What happens: opendal folds two slashes into one before it signs, and says nothing. obstore takes the slash off the end; two slashes
#   it refuses ("Expected string path or sequence of string paths", which does not name the slashes).
# Seen with: opendal 0.47.12, obstore 0.12.1 (2026-11-29). boto3, minio-py and s5cmd keep both keys.
# Why it matters: the link is good, and gives the bytes of another object or 404; a PUT writes beside the folder's marker.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check opendal==0.47.12 obstore==0.12.1
"$dir/venv/bin/python" - <<'PYTHON'
import asyncio
from datetime import timedelta
from importlib.metadata import version
from urllib.parse import urlsplit
import obstore, opendal
from obstore.store import S3Store

ID, SECRET = "AKIAIOSFODNN7EXAMPLE", "secret-of-the-example"
other = opendal.AsyncOperator("s3", bucket="photos", region="eu-west-1", access_key_id=ID, secret_access_key=SECRET,
                              disable_ec2_metadata="true", disable_config_load="true")
store = S3Store("photos", region="eu-west-1", access_key_id=ID, secret_access_key=SECRET)

async def opendal_path(key):
    return urlsplit((await other.presign_read(key, 60)).url).path

def obstore_path(key):
    try:
        return urlsplit(obstore.sign(store, "GET", key, timedelta(minutes=1))).path
    except TypeError as error:
        return str(error)

async def main():
    seen = {key: (await opendal_path(key), obstore_path(key)) for key in ("a/b", "a//b", "notes/")}
    print("opendal", version("opendal"), "obstore", version("obstore"))
    for key, paths in seen.items():
        print(repr(key), "->", *map(repr, paths))
    refused = "Expected string path or sequence of string paths."
    assert seen == {"a/b": ("/photos/a/b", "/photos/a/b"), "a//b": ("/photos/a/b", refused), "notes/": ("/photos/notes/", "/photos/notes")}

asyncio.run(main())
PYTHON
