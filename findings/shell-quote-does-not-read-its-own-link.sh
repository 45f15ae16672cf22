#!/usr/bin/env bash
# parse of npm's shell-quote does not read back the link that its quote wrote: it hands out an object in place of a string.
#
# Expected: parse(quote([link])) is [link]; both are the two halves of one package, and a shell reads what quote wrote.
# What happens: quote escapes ":", "?", "=" and "&" by backslashes, and a shell reads the link. parse takes the escaped "?" for a wildcard and
#   returns {op: "glob", pattern: link}. A link in quotes, as "curl 'https://...'", is read as a string.
# Seen with: shell-quote 1.12.0 (2026-11-29).
# Why it matters: every presigned link has a "?". A tool that reads a copied curl line and takes the first argument that is a string for the URL
#   finds none, or prints "[object Object]".
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --prefix "$dir" --silent --no-audit --no-fund shell-quote@1.12.0
cat > "$dir/show.cjs" <<'JS'
const assert = require('node:assert');
const { execFileSync } = require('node:child_process');
const { parse, quote } = require('shell-quote');
const link = 'https://photos.s3.eu-west-1.amazonaws.com/cat.jpg?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=3600';
const written = quote([link]);
console.log('shell-quote', require('shell-quote/package.json').version);
console.log('quote writes', written);
console.log('a shell reads', execFileSync('sh', ['-c', `printf %s ${written}`]).toString());
console.log('parse reads  ', JSON.stringify(parse(written)));
assert.equal(execFileSync('sh', ['-c', `printf %s ${written}`]).toString(), link);
assert.deepEqual(parse(written), [{ op: 'glob', pattern: link }]);
assert.deepEqual(parse(`curl '${link}'`), ['curl', link]);
JS
node "$dir/show.cjs"
