#!/usr/bin/env bash
# minio's JavaScript client makes a link of seven days when it is asked for one of 0 seconds.
#
# Expected: presignedGetObject(bucket, key, 0) is refused, as -1 would be at S3 and as minio's Python client does
#   ("expires must be between 1 second to 7 days").
# What happens: 0 counts as "not given", so the link gets the longest life there is: X-Amz-Expires=604800. 1.5 is signed as "1.5", which S3
#   does not take for a number.
# Seen with: minio 8.0.7 of npm, minio 7.2.20 of PyPI (2026-11-29).
# Why it matters: "seconds left" of a session, reckoned by a program, is 0 at its end; the link then outlives the session by a week.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check minio==7.2.20
npm install --prefix "$dir" --silent --no-audit --no-fund minio@8.0.7
cat > "$dir/show.cjs" <<'JS'
const assert = require('node:assert');
const { Client } = require('minio');
const client = new Client({ endPoint: 's3.example.com', accessKey: 'AKIAIOSFODNN7EXAMPLE', secretKey: 'secret-of-the-example', region: 'eu-west-1' });
const lifetime = async (seconds) => new URL(await client.presignedGetObject('photos', 'cat.jpg', seconds)).searchParams.get('X-Amz-Expires');
(async () => {
  const answers = [await lifetime(60), await lifetime(0), await lifetime(1.5)];
  console.log('minio of npm 8.0.7, asked for 60, 0 and 1.5 seconds:', answers);
  assert.deepEqual(answers, ['60', '604800', '1.5']);
})().catch((error) => { console.error(error); process.exit(1); });
JS
node "$dir/show.cjs"
"$dir/venv/bin/python" - <<'PYTHON'
from datetime import timedelta
from minio import Minio

client = Minio("s3.example.com", access_key="AKIAIOSFODNN7EXAMPLE", secret_key="secret-of-the-example", region="eu-west-1")
try:
    client.presigned_get_object("photos", "cat.jpg", expires=timedelta(0))
    raise SystemExit("minio of PyPI takes 0 seconds now")
except ValueError as error:
    print("minio of PyPI 7.2.20, asked for 0 seconds:", error)
PYTHON
