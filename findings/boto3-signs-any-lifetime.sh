#!/usr/bin/env bash
# boto3 signs whatever it is given as ExpiresIn: a timedelta becomes X-Amz-Expires=1:00:00. With awscrt installed it raises an empty error.
#
# Expected: ExpiresIn=timedelta(hours=1) is an hour or a TypeError, as minio-py, whose `expires` is a timedelta, suggests.
# What happens: the value is printed into the link as it is: "1:00:00", "1.5", "-5". Nothing says so until S3 refuses the link. If the package
#   awscrt happens to be installed (boto3[crt]), another signer does the work: it sorts the parameters otherwise, and answers 0 and -5 with an
#   AssertionError without a text, and a timedelta with a TypeError.
# Seen with: boto3 1.44.8, awscrt 0.38.1 (2026-11-29).
# Why it matters: a link that S3 will refuse looks like any other; and the same program makes another link, or none, on a machine with awscrt.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check boto3==1.44.8
cat > "$dir/lifetimes.py" <<'PYTHON'
import boto3, sys
from botocore.config import Config
from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

client = boto3.client("s3", region_name="eu-west-1", aws_access_key_id="AKIAIOSFODNN7EXAMPLE", aws_secret_access_key="secret-of-the-example",
                      config=Config(signature_version="s3v4"))

def lifetime(seconds):
    try:
        url = client.generate_presigned_url("get_object", {"Bucket": "photos", "Key": "cat.jpg"}, ExpiresIn=seconds)
    except Exception as error:
        return type(error).__name__ + (" without a text" if not str(error) else "")
    return dict(parse_qsl(urlsplit(url).query))["X-Amz-Expires"]

asked = [timedelta(hours=1), 1.5, -5, 0, 60]
answers = [lifetime(seconds) for seconds in asked]
print("boto3", boto3.__version__, sys.argv[1], dict(zip(map(str, asked), answers)))
assert answers == sys.argv[2].split(","), "it answers otherwise now"
PYTHON
"$dir/venv/bin/python" "$dir/lifetimes.py" "without awscrt" "1:00:00,1.5,-5,0,60"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check awscrt==0.38.1
"$dir/venv/bin/python" "$dir/lifetimes.py" "with awscrt" "TypeError,TypeError,AssertionError without a text,AssertionError without a text,60"
