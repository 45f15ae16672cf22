#!/usr/bin/env bash
# s3rver refuses the links that the JavaScript SDK makes to list a bucket in path style, and takes boto3's: one slash is the difference.
#
# Expected: a presigned ListObjectsV2 of the official SDK works at a test server that is written for that SDK's users.
# What happens: the SDK for JavaScript signs "/photos/?list-type=2", boto3 "/photos?list-type=2"; S3 takes both. s3rver takes the slash off the
#   path before it checks the signature, and answers 403 SignatureDoesNotMatch to the first.
# Seen with: @20minutes/s3rver 5.0.0, @aws-sdk/s3-request-presigner 3.1169.0, boto3 1.44.8 (2026-11-29).
# Why it matters: a test of list links fails with a right signature. Signers that write no slash behind the bucket fit both kinds of server.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check boto3==1.44.8
npm install --prefix "$dir" --silent --no-audit --no-fund @20minutes/s3rver@5.0.0 @aws-sdk/client-s3@3.1175.0 @aws-sdk/s3-request-presigner@3.1169.0
cat > "$dir/boto3-link.py" <<'PYTHON'
import boto3, sys
from botocore.config import Config

client = boto3.client("s3", region_name="us-east-1", endpoint_url=sys.argv[1], aws_access_key_id="S3RVER", aws_secret_access_key="S3RVER",
                      config=Config(signature_version="s3v4", s3={"addressing_style": "path"}))
print(client.generate_presigned_url("list_objects_v2", {"Bucket": "photos"}))
PYTHON
cat > "$dir/show.cjs" <<'JS'
const assert = require('node:assert');
const { execFileSync } = require('node:child_process');
const S3rver = require('@20minutes/s3rver');
const { ListObjectsV2Command, S3Client } = require('@aws-sdk/client-s3');
const { getSignedUrl } = require('@aws-sdk/s3-request-presigner');
const server = new S3rver({
  port: 0, address: '127.0.0.1', directory: `${__dirname}/files`, silent: true, configureBuckets: [{ name: 'photos' }],
});
(async () => {
  const { port } = await server.run();
  const endpoint = `http://127.0.0.1:${port}`;
  const credentials = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };
  const client = new S3Client({ region: 'us-east-1', endpoint, forcePathStyle: true, credentials });
  const ofJs = await getSignedUrl(client, new ListObjectsV2Command({ Bucket: 'photos' }));
  const ofBoto3 = execFileSync(`${__dirname}/venv/bin/python`, [`${__dirname}/boto3-link.py`, endpoint]).toString().trim();
  const answers = [];
  for (const link of [ofJs, ofBoto3]) {
    const answer = await fetch(link, { signal: AbortSignal.timeout(20000) });
    answers.push([new URL(link).pathname, answer.status, /<Code>(.*?)</.exec(await answer.text())?.[1] ?? 'listed']);
  }
  console.log('s3rver', require('@20minutes/s3rver/package.json').version, 'JS:', ...answers[0], 'boto3:', ...answers[1]);
  assert.deepEqual(answers, [['/photos/', 403, 'SignatureDoesNotMatch'], ['/photos', 200, 'listed']]);
})().then(() => process.exit(0), (error) => { console.error(error); process.exit(1); });
JS
node --no-warnings "$dir/show.cjs"
