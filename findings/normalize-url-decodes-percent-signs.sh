#!/usr/bin/env bash
# normalize-url decodes "%25" in a link's path, so that the link names another object or none.
#
# Expected: what is called normalisation keeps what a URL means: at most it decodes unreserved characters and sorts parameters.
# What happens: the whole path is decoded once, by decodeURI. "100%25.txt" becomes "100%.txt", which is no valid escape, and "a%2520b" becomes
#   "a%20b", the key "a b" in place of "a%20b". The order of the parameters changes too, which S3 does not mind.
# Seen with: normalize-url 9.0.1 (2026-11-29).
# Why it matters: it is used to compare and store links (get-urls, crawlers, caches). A presigned link that went through it fails for such keys.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --prefix "$dir" --silent --no-audit --no-fund normalize-url@9.0.1
cat > "$dir/show.mjs" <<'JS'
import assert from 'node:assert';
import { readFileSync } from 'node:fs';
import normalizeUrl from 'normalize-url';
const query = '?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20261129%2Feu-west-1%2Fs3%2Faws4_request'
  + '&X-Amz-Date=20261129T090000Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature=' + 'a'.repeat(64);
console.log('normalize-url', JSON.parse(readFileSync(new URL('node_modules/normalize-url/package.json', import.meta.url))).version);
for (const [key, becomes] of [['cat.jpg', 'cat.jpg'], ['100%25.txt', '100%.txt'], ['a%2520b', 'a%20b']]) {
  const path = normalizeUrl('https://photos.s3.eu-west-1.amazonaws.com/' + key + query).split('?')[0].split('.com/')[1];
  console.log(key, '->', path);
  assert.equal(path, becomes);
}
JS
node "$dir/show.mjs"
