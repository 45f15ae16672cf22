#!/usr/bin/env bash
# html2text breaks a presigned link at its hyphens, and Markdown then links to another host.
#
# Expected: a link stays in one piece, as there is no space in it (html-to-text 10.0.1 of npm keeps it).
# What happens: at the default width of 78 the text is broken behind hyphens, inside the link too: in its host ("eu-" / "west-1") and in the
#   names of its parameters. CommonMark reads no link there any more, and a linker takes the rest of the host, "west-1.amazonaws.com", for a host.
# Seen with: html2text 2025.4.15, markdown-it-py 4.3.0 with linkify-it-py 2.2.0 (2026-11-29).
# Why it matters: mail gateways, crawlers and chat bots turn HTML into text in this way: every regional link has hyphens in its host.
#   `body_width = 0` or `wrap_links = False` keeps links whole.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check html2text==2025.4.15 markdown-it-py==4.3.0 linkify-it-py==2.2.0
"$dir/venv/bin/python" - <<'PYTHON'
import html, html2text, re
from importlib.metadata import version
from markdown_it import MarkdownIt

link = "https://photos.s3.eu-west-1.amazonaws.com/2026/cat.jpg?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE" \
    "%2F20261129%2Feu-west-1%2Fs3%2Faws4_request&X-Amz-Date=20261129T090000Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host" \
    "&X-Amz-Signature=" + 64 * "a"
page = f'<p>Your file: <a href="{html.escape(link)}">cat.jpg</a></p>'
print("html2text", version("html2text"))
text = html2text.html2text(page)
print(text)
assert link not in text, "the link is whole now"
assert "eu-\nwest-1.amazonaws.com" in text, "it is broken elsewhere now"
targets = re.findall('href="([^"]*)"', MarkdownIt("gfm-like").render(text))
print("links that Markdown finds:", targets)
assert targets and targets[0].startswith("http://west-1.amazonaws.com/"), "Markdown finds another link now"
whole = html2text.HTML2Text(bodywidth=0).handle(page)
assert link in whole, "a width of 0 does not help any more"
PYTHON
