"""boto3's URL for each case of standard input, as JSON by the case's id."""

import datetime
import json
import sys

import boto3
import botocore.auth
from botocore.config import Config

# The names of operations whose method is not the name in lower case.
METHODS = {"ListObjectsV2": "list_objects_v2"}


def method(operation):
    if operation in METHODS:
        return METHODS[operation]
    return "".join("_" + char.lower() if char.isupper() else char for char in operation).lstrip("_")


def client(case):
    credentials = case["credentials"]
    settings = {
        "addressing_style": case["style"],
        "use_accelerate_endpoint": case.get("accelerate", False),
        "use_arn_region": True,
        # Without it, us-east-1 goes to the host without a region.
        "us_east_1_regional_endpoint": "regional",
    }
    return boto3.client(
        "s3",
        region_name=case["region"],
        endpoint_url=case.get("endpoint"),
        aws_access_key_id=credentials["id"],
        aws_secret_access_key=credentials["secret"],
        aws_session_token=credentials.get("token"),
        config=Config(
            signature_version="s3v4",
            s3=settings,
            use_dualstack_endpoint=case.get("dual_stack", False),
            use_fips_endpoint=case.get("fips", False),
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    )


def url(case):
    then = datetime.datetime.fromtimestamp(case["time"], datetime.timezone.utc).replace(tzinfo=None)
    botocore.auth.get_current_datetime = lambda *_, **__: then
    try:
        signed = client(case).generate_presigned_url(
            method(case["operation"]), Params=case["input"], ExpiresIn=case["expires"]
        )
    except Exception as error:
        return {"error": str(error)}
    return {"url": signed}


print(json.dumps({case["id"]: url(case) for case in json.load(sys.stdin)}, indent=2))
