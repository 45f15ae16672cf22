#!/usr/bin/env bash
# Converters from HTML to Markdown break every presigned link that stands as bare text: they escape the "_" of "aws4_request".
#
# Expected: a URL in the text of a page is the same URL after a turn into Markdown and back, since a backslash before "_" is taken off again.
# What happens: turndown and markdownify write "aws4\_request". Linkers of Markdown (marked, markdown-it) look for URLs before backslashes are
#   taken off, so the link gets "aws4%5C_request" in X-Amz-Credential. A link in an <a href> survives.
# Seen with: turndown 7.2.5, markdownify 1.2.3, marked 18.2.1, markdown-it 15.0.3 (2026-11-29).
# Why it matters: editors, wikis and AI tools turn pages into Markdown and show it again. "_" is in the scope of every SigV4 link, so all are
#   broken, and S3 answers that the credential is malformed. Write links as <a href>, not as text.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check markdownify==1.2.3
npm install --prefix "$dir" --silent --no-audit --no-fund turndown@7.2.5 marked@18.2.1 markdown-it@15.0.3
link="https://photos.s3.eu-west-1.amazonaws.com/cat.jpg?X-Amz-Algorithm=AWS4-HMAC-SHA256\
&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20261129%2Feu-west-1%2Fs3%2Faws4_request&X-Amz-Date=20261129T090000Z&X-Amz-Expires=3600\
&X-Amz-SignedHeaders=host&X-Amz-Signature=$(printf 'a%.0s' {1..64})"
"$dir/venv/bin/python" -c '
import html, markdownify, sys
from importlib.metadata import version
print("markdownify", version("markdownify"), file=sys.stderr)
print(markdownify.markdownify("<p>" + html.escape(sys.argv[1]) + "</p>").strip())' "$link" > "$dir/markdownify.md"
cat > "$dir/show.mjs" <<'JS'
import { readFileSync } from 'node:fs';
import assert from 'node:assert';
import TurndownService from 'turndown';
import { marked } from 'marked';
import MarkdownIt from 'markdown-it';
const link = process.argv[2], escaped = link.replaceAll('&', '&amp;');
const href = (page) => /href="([^"]*)"/.exec(page)[1].replaceAll('&amp;', '&');
const version = (name) => JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url))).version;
for (const name of ['turndown', 'marked', 'markdown-it']) console.log(name, version(name));
const texts = {
  turndown: new TurndownService().turndown(`<p>${escaped}</p>`),
  markdownify: readFileSync(new URL('markdownify.md', import.meta.url), 'utf8').trim(),
};
for (const [name, text] of Object.entries(texts)) {
  console.log(name, 'writes', text.slice(45, 175));
  assert.equal(text, link.replace('aws4_request', 'aws4\\_request'));
  for (const page of [marked(text), new MarkdownIt({ linkify: true }).render(text)]) {
    console.log('  and back:', href(page).slice(105, 180));
    assert.equal(href(page), link.replace('aws4_request', 'aws4%5C_request'));
  }
}
const anchor = new TurndownService().turndown(`<a href="${escaped}">cat</a>`);
assert.equal(href(marked(anchor)), link, 'a link in an <a href> is changed too');
JS
node "$dir/show.mjs" "$link"
