#!/usr/bin/env bash
# The JavaScript SDK's presigner signs Content-Disposition and Expires of a PutObjectCommand, and leaves its CacheControl out.
#
# Expected: what is given to PutObjectCommand is bound by the link, or nothing is: boto3 signs cache-control, content-disposition and expires.
# What happens: cache-control is on the signer's list of headers that are never signed. The link does not name it, the uploader need not send it,
#   and may send any other value; no warning is given. `signableHeaders` with cache-control in it binds it.
# Seen with: @aws-sdk/s3-request-presigner 3.1169.0, @aws-sdk/client-s3 3.1175.0 (2026-11-29).
# Why it matters: "private, no-store" for a customer's upload, set where the link is made, is not on the object. A CDN in front keeps it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --prefix "$dir" --silent --no-audit --no-fund @aws-sdk/client-s3@3.1175.0 @aws-sdk/s3-request-presigner@3.1169.0
cat > "$dir/show.mjs" <<'JS'
import assert from 'node:assert';
import { readFileSync } from 'node:fs';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret-of-the-example' };
const client = new S3Client({ region: 'eu-west-1', credentials, requestChecksumCalculation: 'WHEN_REQUIRED' });
const signed = async (options) => {
  const command = new PutObjectCommand({
    Bucket: 'photos', Key: 'cat.jpg', CacheControl: 'no-store', ContentDisposition: 'inline', Expires: new Date(0),
  });
  const url = new URL(await getSignedUrl(client, command, options));
  assert(!/cache-control/i.test(url.search.replace(/X-Amz-SignedHeaders=[^&]*/, '')), 'it is in the query now');
  return url.searchParams.get('X-Amz-SignedHeaders');
};
const version = JSON.parse(readFileSync(new URL('node_modules/@aws-sdk/s3-request-presigner/package.json', import.meta.url))).version;
const plain = await signed({}), asked = await signed({ signableHeaders: new Set(['cache-control', 'content-disposition', 'expires', 'host']) });
console.log('s3-request-presigner', version, 'signs', plain, 'and with signableHeaders', asked);
assert.equal(plain, 'content-disposition;expires;host');
assert.equal(asked, 'cache-control;content-disposition;expires;host');
JS
node "$dir/show.mjs"
