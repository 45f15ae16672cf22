"""Answers of Amazon S3 itself, retold from public reports; names, ids and long texts are replaced or shortened.

Where only the answer is known, the link is made up to fit it: `url_made_up` says so.
"""
import json
from datetime import datetime, timezone

import servers
import sigv4

HOST = "photos.s3.us-east-1.amazonaws.com"
SERVER = {"host": HOST, "bucket": "photos", "region": "us-east-1", "access": "AKIAIOSFODNN7EXAMPLE", "secret": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"}
AT = 1795910400
TAIL = "<RequestId>0A1B2C3D4E5F6071</RequestId><HostId>made-up-host-id=</HostId>"
DOCS = "unverified: written from memory of the published list of error codes, no report looked up"
WHO = "User: arn:aws:iam::111122223333:user/ann is not authorized to perform: s3:{} on resource: &quot;arn:aws:s3:::photos/cat.jpg&quot; "

# name, source, status, code, message, further elements, machine cause, words, and what differs from a plain GET link
ROWS = [
    ("expired", "aws/aws-sdk-php issue 1333", 403, "AccessDenied", "Request has expired", "<X-Amz-Expires>600</X-Amz-Expires><Expires>2026-11-29T00:10:00Z</Expires><ServerTime>2026-11-29T00:10:10Z</ServerTime>", "expired", "ran out 10 seconds before it came", {"late": 610}),
    ("expired_without_fields", "aws/aws-sdk-js issue 3493", 403, "AccessDenied", "Request has expired", "<Expires>2026-11-29T00:10:00Z</Expires><ServerTime>2026-11-29T00:10:05Z</ServerTime>", "expired", "ran out 5 seconds before it came", {"late": 605}),
    ("not_yet_valid", "minio/minio issue 2638", 403, "AccessDenied", "Request is not yet valid", "<X-Amz-Date>1795910400000</X-Amz-Date><Expires>2026-11-29T00:10:00Z</Expires><ServerTime>2026-11-28T00:00:09Z</ServerTime>", "not_yet_valid", "the signer's clock is a day ahead", {"late": -86391}),
    ("more_than_a_week", "bryanjos/aws_auth issue 31", 400, "AuthorizationQueryParametersError", "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds", "", "lifetime_out_of_range", "asked for 73,000 days", {"expires": 6307000000}),
    ("expires_undefined", "minio/minio-js issue 1312 (message only; code and status supplied)", 400, "AuthorizationQueryParametersError", "X-Amz-Expires should be a number", "", "lifetime_out_of_range", "the lifetime is the word undefined", {"expires": "undefined"}),
    ("region_wrong", "TTLabs/EvaporateJS issue 364, aws/aws-sdk-go issue 380 (messages of header-signed requests; Region supplied)", 400, "AuthorizationHeaderMalformed", "The authorization header is malformed; the region 'us-east-1' is wrong; expecting 'eu-central-1'", "<Region>eu-central-1</Region>", "wrong_region", "the bucket is in eu-central-1", {}),
    ("region_wrong_query", DOCS, 400, "AuthorizationQueryParametersError", "Error parsing the X-Amz-Credential parameter; the region 'us-east-1' is wrong; expecting 'eu-west-1'", "<Region>eu-west-1</Region>", "wrong_region", "the bucket is in eu-west-1", {}),
    ("location_constraint", "humanmade/S3-Uploads issue 406", 400, "IllegalLocationConstraintException", "The af-south-1 location constraint is incompatible for the region specific endpoint this request was sent to.", "", "wrong_region", "the bucket is in af-south-1, asked at another region's host", {}),
    ("location_unspecified", "aws/aws-cli pull request 9113 (message of the CLI, put into XML)", 400, "IllegalLocationConstraintException", "The unspecified location constraint is incompatible for the region specific endpoint this request was sent to.", "", "wrong_region", "a bucket of us-east-1 asked at another region's host", {"region": "ap-south-2", "host": "photos.s3.ap-south-2.amazonaws.com"}),
    ("location_eu_south", "iterate-ch/cyberduck issue 17301", 400, "IllegalLocationConstraintException", "The eu-south-1 location constraint is incompatible for the region specific endpoint this request was sent to.", "", "wrong_region", "the bucket is in eu-south-1", {"host": "photos.s3.amazonaws.com"}),
    ("permanent_redirect", "transloadit/uppy issue 713", 301, "PermanentRedirect", "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.", "<Bucket>photos</Bucket><Endpoint>s3.amazonaws.com</Endpoint>", "wrong_region", "the bucket belongs to another endpoint", {"region": "us-east-2", "host": "s3.us-east-2.amazonaws.com"}),
    ("headers_not_signed_acl", "soto-project/soto issue 374", 403, "AccessDenied", "There were headers present in the request which were not signed", "<HeadersNotSigned>x-amz-acl</HeadersNotSigned>", "header_unsigned", "x-amz-acl was sent and is not signed", {"method": "PUT", "sent": [["x-amz-acl", "public-read"]]}),
    ("headers_not_signed_copy", "badslug/Paw-AWSSignature4DynamicValue issue 4", 403, "AccessDenied", "There were headers present in the request which were not signed", "<HeadersNotSigned>x-amz-copy-source</HeadersNotSigned>", "header_unsigned", "x-amz-copy-source was sent and is not signed", {"method": "PUT", "sent": [["x-amz-copy-source", "/photos/other.jpg"]]}),
    ("headers_not_signed_ssec", "aws/aws-sdk-js issue 896", 403, "AccessDenied", "There were headers present in the request which were not signed", "<HeadersNotSigned>x-amz-server-side-encryption-customer-algorithm, x-amz-server-side-encryption-customer-key</HeadersNotSigned>", "header_unsigned", "the headers of SSE-C were sent and are not signed", {"sent": [["x-amz-server-side-encryption-customer-algorithm", "AES256"], ["x-amz-server-side-encryption-customer-key", "bWFkZS11cA=="]]}),
    ("host_not_signed_encoded_twice", "aws/aws-sdk-java issue 1680", 403, "AccessDenied", "There were headers present in the request which were not signed", "<HeadersNotSigned>host</HeadersNotSigned>", "encoded_twice", "X-Amz-SignedHeaders was encoded twice, so host does not stand in it", {"method": "PUT", "put": {"content-type": "image/jpeg"}, "sent": [["Content-Type", "image/jpeg"]], "swap": ("%3B", "%253B")}),
    ("explicit_deny_resource", "noobaa/noobaa-core issue 10060 (form of the message, action replaced, put into XML)", 403, "AccessDenied", WHO.format("GetObject") + "with an explicit deny in a resource-based policy", "", "access_denied_policy", "the bucket policy denies it", {}),
    ("explicit_deny_identity", "Panfactum/stack issue 190 (policy type only; sentence and XML supplied)", 403, "AccessDenied", WHO.format("GetObject") + "with an explicit deny in an identity-based policy", "", "access_denied_policy", "a policy of the signer denies it (by source address)", {}),
    ("no_identity_policy", "aws-ia/terraform-aws-bedrock issue 41 (message of an SDK, put into XML)", 403, "AccessDenied", WHO.format("GetObject") + "because no identity-based policy allows the s3:GetObject action", "", "access_denied_policy", "nothing allows the signer to read", {}),
    ("no_identity_policy_put", "aws-ia/terraform-aws-bedrock issue 41 (same form)", 403, "AccessDenied", WHO.format("PutObject") + "because no identity-based policy allows the s3:PutObject action", "", "access_denied_policy", "nothing allows the signer to write", {"method": "PUT"}),
    ("plain_access_denied", "boto/boto3 issue 3710 (cause only; plain answer supplied)", 403, "AccessDenied", "Access Denied", "", "access_denied_policy", "the role that signed may not read the object", {}),
    ("entity_too_large", "versity/versitygw issue 2041", 400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size", "<ProposedSize>6442450944</ProposedSize><MaxSizeAllowed>5368709120</MaxSizeAllowed>", "entity_too_large", "6 GiB in one PUT, 5 GiB are allowed", {"method": "PUT", "sent": [["Content-Length", "6442450944"]]}),
    ("entity_too_small", "versity/versitygw issue 2040", 400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size", "<ProposedSize>60166</ProposedSize><MinSizeAllowed>5242880</MinSizeAllowed><PartNumber>1</PartNumber>", "entity_too_small", "a part that is not the last is below 5 MiB", {"method": "POST", "query": [("uploadId", "abc")]}),
]
# Codes and texts of the published list, without a report: each with the cause that its description names.
LISTED = [
    ("invalid_access_key", 403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.", "unknown_key"),
    ("expired_token", 400, "ExpiredToken", "The provided token has expired.", "token_ended"),
    ("invalid_token", 400, "InvalidToken", "The provided token is malformed or otherwise invalid.", "token_foreign"),
    ("precondition_failed", 412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold", "precondition"),
    ("conditional_conflict", 409, "ConditionalRequestConflict", "The conditional request cannot succeed due to a conflicting operation against this resource.", "write_conflict"),
    ("invalid_object_state", 403, "InvalidObjectState", "The operation is not valid for the object's storage class", "archived"),
    ("bad_digest", 400, "BadDigest", "The Content-MD5 you specified did not match what we received.", "checksum"),
    ("sha256_mismatch", 400, "XAmzContentSHA256Mismatch", "The provided 'x-amz-content-sha256' header does not match what was computed.", "body_hash"),
    ("missing_length", 411, "MissingContentLength", "You must provide the Content-Length HTTP header.", "chunked"),
    ("method_not_allowed", 405, "MethodNotAllowed", "The specified method is not allowed against this resource.", "wrong_method"),
    ("no_such_key", 404, "NoSuchKey", "The specified key does not exist.", "no_such_key"),
    ("no_such_bucket", 404, "NoSuchBucket", "The specified bucket does not exist", "no_such_bucket"),
    ("no_such_upload", 404, "NoSuchUpload", "The specified upload does not exist.", "no_such_upload"),
    ("invalid_range", 416, "InvalidRange", "The requested range is not satisfiable", "range"),
    ("override_not_latin", 400, "InvalidArgument", "Header value cannot be represented using ISO-8859-1.", "override_text"),
    ("two_auth", 400, "InvalidArgument", "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified", "auth_twice"),
    ("message_too_long", 400, "MaxMessageLengthExceeded", "Your request was too big.", "message_too_long"),
    ("malformed_post", 400, "MalformedPOSTRequest", "The body of your POST request is not well-formed multipart/form-data.", "malformed_post"),
    ("slow_down", 503, "SlowDown", "Please reduce your request rate.", "slow_down"),
    ("request_timeout", 400, "RequestTimeout", "Your socket connection to the server was not read from or written to within the timeout period.", "timeout"),
]
VARIED = {"expired_token": {"token": "made-up-token-of-a-session-that-ended"}, "invalid_token": {"token": "made-up-token-of-another"}, "invalid_access_key": {"access": "AKIANOSUCHKEY0000000"},
          "missing_length": {"method": "PUT", "sent": [["Transfer-Encoding", "chunked"]]}, "two_auth": {"sent": [["Authorization", "Bearer made-up"]]},
          "precondition_failed": {"method": "PUT", "put": {"if-none-match": "*"}, "sent": [["If-None-Match", "*"]]},
          "conditional_conflict": {"method": "PUT", "put": {"if-none-match": "*"}, "sent": [["If-None-Match", "*"]]},
          "bad_digest": {"method": "PUT", "put": {"content-md5": "XrY7u+Ae7tCTyyK7j1rNww=="}, "sent": [["Content-MD5", "XrY7u+Ae7tCTyyK7j1rNww=="]]},
          "invalid_range": {"sent": [["Range", "bytes=100-200"]]}, "method_not_allowed": {"method": "GET", "as": "POST"}, "malformed_post": {"method": "POST"},
          "sha256_mismatch": {"method": "PUT"}, "no_such_upload": {"method": "PUT", "query": [("partNumber", "1"), ("uploadId", "abc")]},
          "override_not_latin": {"query": [("response-content-disposition", "attachment; filename=\"отчёт.pdf\"")]}, "request_timeout": {"method": "PUT"}}


def line(name, source, status, code, message, fields, cause, words, how):
    method = how.get("method", "GET")
    more = {k: how[k] for k in ("expires", "region", "host", "token", "access", "query") if k in how}
    made = sigv4.presign(SERVER, method, "cat.jpg", at=AT, headers=how.get("put"), **more).replace("http://", "https://", 1)
    if how.get("host", HOST).startswith("photos."):
        # The path of a link with the bucket in its host has no bucket; signed anew for that.
        made = virtual(method, how, more)
    url = made.replace(*how["swap"]) if "swap" in how else made
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{code}</Code><Message>{message}</Message>{fields}{TAIL}</Error>'
    sent = how.get("late", 60)
    return {"id": f"aws-{name}", "server": "aws", "version": None, "source": source, "mistake": name, "url": url, "meant_url": made, "url_made_up": True,
            "method": how.get("as", method), "meant_method": method, "headers": how.get("sent", []), "status": status,
            "response_headers": [["Content-Type", "application/xml"]], "response_body": body,
            "sent_at": datetime.fromtimestamp(AT + sent, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "true_cause": {"name": cause, "words": words}}


def virtual(method, how, more):
    get = lambda k: more.get(k, SERVER.get(k))
    headers = {"host": get("host"), **(how.get("put") or {})}
    when = sigv4.stamp(AT)
    pairs = [("X-Amz-Algorithm", "AWS4-HMAC-SHA256"), ("X-Amz-Credential", f"{get('access')}/{when[:8]}/{get('region')}/s3/aws4_request"),
             ("X-Amz-Date", when), ("X-Amz-Expires", str(more.get("expires", 600))), ("X-Amz-SignedHeaders", ";".join(sorted(headers))), *more.get("query", ())]
    if "token" in more:
        pairs.append(("X-Amz-Security-Token", more["token"]))
    text, query = sigv4.canonical(method, "/cat.jpg", pairs, headers, sigv4.UNSIGNED)
    return f"https://{get('host')}/cat.jpg?{query}&X-Amz-Signature=" + sigv4.signature(SERVER["secret"], when, get("region"), "s3", text)


def lines():
    for row in ROWS:
        yield line(*row)
    for name, status, code, message, cause in LISTED:
        yield line(name, DOCS, status, code, message, "", cause, f"as the description of {code} says", VARIED.get(name, {}))


if __name__ == "__main__":
    (servers.ROOT / "recorded").mkdir(exist_ok=True)
    (servers.ROOT / "recorded/aws.jsonl").write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in lines()))
