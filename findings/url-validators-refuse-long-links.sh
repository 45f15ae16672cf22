#!/usr/bin/env bash
# Three common validators of URLs refuse presigned links with a long session token, each from another length on.
#
# Expected: a validator asks whether a text is a URL; no standard sets a length, and S3 takes links of more than 2,500 characters.
# What happens: Django's URLValidator takes up to 2,048 characters, pydantic's HttpUrl up to 2,083, isURL of validator.js up to 2,084 (relics of
#   Internet Explorer). Links signed with a session token are about 700 characters longer than the token, so a token of 1,400 characters
#   already decides. pydantic's AnyUrl, joi and zod have no limit.
# Seen with: Django 5.2.19, pydantic 2.14.4, validator 13.15.35 (2026-11-29).
# Why it matters: a web hook or a form that takes download links works with a developer's own keys, and refuses the links of a role.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check django==5.2.19 pydantic==2.14.4
npm install --prefix "$dir" --silent --no-audit --no-fund validator@13.15.35
cat > "$dir/lengths.py" <<'PYTHON'
import subprocess, sys, django, pydantic
from django.conf import settings

settings.configure()
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

def link(length):
    start = "https://photos.s3.eu-west-1.amazonaws.com/cat.jpg?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=ASIAIOSFODNN7EXAMPLE" \
        "%2F20261129%2Feu-west-1%2Fs3%2Faws4_request&X-Amz-Date=20261129T090000Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host" \
        "&X-Amz-Signature=" + 64 * "a" + "&X-Amz-Security-Token="
    return start + (length - len(start)) * "t"

def takes_django(url):
    try:
        URLValidator()(url)
        return True
    except ValidationError:
        return False

def takes(kind, url):
    try:
        pydantic.TypeAdapter(kind).validate_python(url)
        return True
    except pydantic.ValidationError:
        return False

def takes_js(url):
    script = "process.exit(require('validator').isURL(process.argv[1]) ? 0 : 1)"
    return subprocess.run(["node", "-e", script, url], cwd=sys.argv[1]).returncode == 0

print("django", django.__version__, "pydantic", pydantic.VERSION, "validator", "13.15.35")
for name, check, most in (("Django URLValidator", takes_django, 2048), ("pydantic HttpUrl", lambda u: takes(pydantic.HttpUrl, u), 2083),
                          ("validator.js isURL", takes_js, 2084)):
    answers = check(link(most)), check(link(most + 1))
    print(f"{name}: {most} characters {answers[0]}, {most + 1} characters {answers[1]}")
    assert answers == (True, False), f"{name} has another limit now"
assert takes(pydantic.AnyUrl, link(5000)), "pydantic's AnyUrl has a limit now"
PYTHON
"$dir/venv/bin/python" "$dir/lengths.py" "$dir"
