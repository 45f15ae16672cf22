#!/usr/bin/env bash
# boto3 turns the body of a presigned request into query parameters: a bucket policy ends up in the URL, and Body=b"ok" becomes ?111=107.
#
# Expected: generate_presigned_url leaves the body to whoever sends the request, as its documents say that a link holds no body.
# What happens: the SigV4 query signer reads the body as a mapping and adds its entries to the query. A JSON body (put_bucket_policy) is spread
#   over the URL and signed; bytes of length 2 become one numbered parameter; any other bytes raise a ValueError, XML a JSONDecodeError, and
#   neither names the body.
# Seen with: boto3 1.44.8 (2026-11-29).
# Why it matters: a link made with Body= in the parameters, copied from put_object, fails with an error that nobody understands, or sends
#   other parameters than meant. Leave Body out.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check boto3==1.44.8
"$dir/venv/bin/python" - <<'PYTHON'
import boto3
from botocore.config import Config
from urllib.parse import parse_qsl, urlsplit

client = boto3.client("s3", region_name="eu-west-1", aws_access_key_id="AKIAIOSFODNN7EXAMPLE", aws_secret_access_key="secret-of-the-example",
                      config=Config(signature_version="s3v4"))

def parameters(operation, **fields):
    try:
        url = client.generate_presigned_url(operation, {"Bucket": "photos", **fields})
    except ValueError as error:
        return type(error).__name__ + ": " + str(error)
    return {name: value for name, value in parse_qsl(urlsplit(url).query, True) if not name.startswith("X-Amz-")}

print("boto3", boto3.__version__)
policy = parameters("put_bucket_policy", Policy='{"Version":"2012-10-17","Id":"mine"}')
ok = parameters("put_object", Key="a", Body=b"ok")
hello = parameters("put_object", Key="a", Body=b"hello")
tags = parameters("put_object_tagging", Key="a", Tagging={"TagSet": [{"Key": "a", "Value": "b"}]})
for name, value in (("policy", policy), ('Body=b"ok"', ok), ('Body=b"hello"', hello), ("tags", tags)):
    print(name, "->", value)
assert policy == {"policy": "", "Version": "2012-10-17", "Id": "mine"}, "the policy stays out of the query now"
assert ok == {"111": "107"}, "the body stays out of the query now"
assert hello.startswith("ValueError: dictionary update sequence"), "another body is taken now"
assert tags.startswith("JSONDecodeError"), "XML is taken now"
PYTHON
