#!/usr/bin/env bash
# Django's urlize filter decodes the escapes of a link's path that keep the path a path.
#
# Expected: a URL in plain text becomes <a href="the same URL">; other linkers (Jinja's urlize, bleach, markdown-it, linkifyjs) keep it.
# What happens: urlize decodes and quotes anew, and leaves ? # + ' ( ) raw in the path. "%3F" becomes "?", so that the object's name ends
#   there and the rest is a query; "%23" becomes "#", and the browser sends nothing behind it, not even the signature.
#   In the query, values are decoded twice: a name in filename*=UTF-8''%25C3%25A9 loses one level of its escapes.
# Seen with: Django 5.2.19 (2026-11-29).
# Why it matters: a page that shows presigned links from a text field breaks those whose key or download name has such characters.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check django==5.2.19
"$dir/venv/bin/python" - <<'PYTHON'
import html, re, django
from django.conf import settings

settings.configure()
from django.utils.html import urlize

SIGNED = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20261129%2Feu-west-1%2Fs3%2Faws4_request" \
    "&X-Amz-Date=20261129T090000Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature=" + 64 * "a"
NAME = "response-content-disposition=attachment%3Bfilename%2A%3DUTF-8%27%27"

def href(path, query=""):
    link = f"https://photos.s3.eu-west-1.amazonaws.com/{path}?{query}{SIGNED}"
    shown = html.unescape(re.search('href="([^"]*)"', urlize("Your file: " + link, autoescape=True)).group(1))
    print(f"{path}?{query[:200]}", "->", shown.removeprefix("https://photos.s3.eu-west-1.amazonaws.com/")[:110])
    return link, shown

print("django", django.__version__)
plain, shown = href("cat.jpg")
assert shown == plain, "a plain link is changed too"
for escape, raw in (("%3F", "?"), ("%23", "#"), ("%2B", "+")):
    link, shown = href(f"what{escape}.txt")
    assert shown == link.replace(f"what{escape}", f"what{raw}"), "the path is kept now"
link, shown = href("a.txt", NAME + "%25C3%25A9.txt&")
assert shown == link.replace("%25C3%25A9", "%C3%A9"), "the query is kept now"
PYTHON
