#!/usr/bin/env bash
# Formatting Markdown with remark puts a backslash before each "&" of a bare presigned link, and GitHub's Markdown then keeps it.
#
# Expected: a formatter (remark without plugins, the engine of remark-cli and of many documentation tools) leaves a URL in the text alone, as
#   Prettier does.
# What happens: CommonMark knows no bare links, so remark writes "\&X-Amz-Algorithm", as a guard against character references. A renderer with
#   GitHub's autolinks takes the URL before the backslash, and the link gets "%5C&". With remark-gfm the link is put in <...> and stays right.
# Seen with: remark-parse and remark-stringify 11.0.0, remark-gfm 4.0.1, marked 18.2.1 (2026-11-29).
# Why it matters: every presigned link has "&X-Amz-". After a run of the formatter over a README or an issue text, no link in it works.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --prefix "$dir" --silent --no-audit --no-fund unified@11.0.5 remark-parse@11.0.0 remark-stringify@11.0.0 remark-gfm@4.0.1 marked@18.2.1
cat > "$dir/show.mjs" <<'JS'
import assert from 'node:assert';
import { readFileSync } from 'node:fs';
import { unified } from 'unified';
import remarkParse from 'remark-parse';
import remarkStringify from 'remark-stringify';
import remarkGfm from 'remark-gfm';
import { marked } from 'marked';
const link = 'https://photos.s3.eu-west-1.amazonaws.com/cat.jpg?X-Amz-Algorithm=AWS4-HMAC-SHA256'
  + '&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20261129%2Feu-west-1%2Fs3%2Faws4_request&X-Amz-Date=20261129T090000Z&X-Amz-Expires=3600'
  + '&X-Amz-SignedHeaders=host&X-Amz-Signature=' + 'a'.repeat(64);
const href = (page) => /href="([^"]*)"/.exec(page)[1].replaceAll('&amp;', '&');
for (const name of ['remark-stringify', 'remark-gfm', 'marked']) {
  console.log(name, JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url))).version);
}
const plain = String(await unified().use(remarkParse).use(remarkStringify).process(link)).trim();
console.log('remark writes', plain);
assert.equal(plain, link.replaceAll('&', '\\&'));
console.log('and marked reads', href(marked(plain)));
assert.equal(href(marked(plain)), link.replaceAll('&', '%5C&'));
const gfm = String(await unified().use(remarkParse).use(remarkGfm).use(remarkStringify).process(link)).trim();
assert.equal(gfm, `<${link}>`, 'with remark-gfm it is not put in <...> any more');
JS
node "$dir/show.mjs"
