"""The mistakes that people make with a link, each with its true cause."""
import base64
import hashlib
import time
from urllib.parse import quote

import sigv4

TYPE = {"content-type": "image/jpeg"}


def sha(data):
    return hashlib.sha256(data).hexdigest()


def made(name, cause, words, url, *, meant=None, method="GET", meant_method=None, headers=(), body=b"", chunked=False):
    return {"mistake": name, "cause": cause, "words": words, "url": url, "meant_url": meant or url, "method": method,
            "meant_method": meant_method or method, "headers": [list(h) for h in headers], "body": body, "chunked": chunked}


def all_of(server):
    now = int(time.time())
    link = lambda method="GET", key="cat.jpg", **more: sigv4.presign(server, method, key, **{"at": now - 5, **more})
    for part in (times, signers, methods, addresses, spellings, parameters, headers_of, bodies, objects, tokens, last):
        yield from part(server, link, now)


def times(server, link, now):
    yield made("expired", "expired", "the link ran out ten minutes ago", link(at=now - 700, expires=100))
    yield made("expired_days_ago", "expired", "the link ran out two days ago", link(at=now - 3 * 86400, expires=86400))
    yield made("ahead_20_minutes", "not_yet_valid", "the signer's clock is 20 minutes ahead", link(at=now + 1200))
    yield made("ahead_5_hours", "not_yet_valid", "the signer wrote local time as UTC, 5 hours ahead", link(at=now + 18000))
    yield made("eight_days", "lifetime_out_of_range", "8 days are more than the 7 that are allowed", link(expires=691200))
    yield made("lifetime_negative", "lifetime_out_of_range", "the lifetime is below zero", link(expires=-5))
    yield made("lifetime_words", "lifetime_out_of_range", "the lifetime is no number", link(expires="1h"))


def signers(server, link, now):
    good = link()
    changed = good[:-1] + ("0" if good[-1] != "0" else "1")
    yield made("signature_tampered", "signature_changed", "the last digit of the signature was changed", changed, meant=good)
    yield made("signature_upper_case", "signature_changed", "the signature was written in upper case", good[:-64] + good[-64:].upper(), meant=good)
    yield made("newline_behind", "signature_changed", "an encoded line break stands behind the signature", good + "%0A", meant=good)
    yield made("full_stop_behind", "signature_changed", "a full stop stands behind the link", good + ".", meant=good)
    yield made("cut_off_signature", "cut_off", "the last ten characters were not copied", good[:-10], meant=good)
    yield made("cut_off_parameters", "cut_off", "the link was cut before X-Amz-Signature", good.split("&X-Amz-Signature")[0], meant=good)
    yield made("query_lost", "query_lost", "everything from ? on was lost", good.split("?")[0], meant=good)
    yield made("wrong_secret", "wrong_secret", "the secret access key is another's", link(secret="another-secret-of-nobody"))
    yield made("unknown_key", "unknown_key", "the server has no such access key id", link(access="AKIANOSUCHKEY0000000"))
    yield made("wrong_region", "wrong_region", "signed for ap-south-7, the server is us-east-1", link(region="ap-south-7"))
    yield made("wrong_service", "wrong_service", "signed for the service ec2", link(service="ec2"))


def methods(server, link, now):
    get, put = link(), link("PUT", "new.jpg")
    for method, meant, url in (("HEAD", "GET", get), ("PUT", "GET", get), ("DELETE", "GET", get), ("POST", "PUT", put), ("GET", "PUT", put), ("HEAD", "PUT", put)):
        body = b"meow" if method in ("PUT", "POST") else b""
        yield made(f"{method.lower()}_with_{meant.lower()}_link", "wrong_method", f"a link for {meant} was used with {method}", url, method=method,
                   meant_method=meant, body=body)


def addresses(server, link, now):
    good = link()
    named = good.replace("127.0.0.1", "localhost", 1)
    yield made("host_changed", "host_changed", "signed for 127.0.0.1, sent to localhost", named, meant=good)
    port = link(host="files.example.test")
    yield made("default_port_added", "host_changed", "signed without a port, sent with :80", port.replace("files.example.test", "files.example.test:80", 1), meant=port)
    proxied = link(host="cdn.example.test")
    yield made("proxy_changed_host", "host_changed", "a proxy put its own host in", proxied.replace("cdn.example.test", "origin.example.test", 1), meant=proxied)
    yield made("key_changed", "path_changed", "the name of the object was changed", good.replace("cat.jpg", "other.jpg", 1), meant=good)
    yield made("bucket_changed", "path_changed", "the name of the bucket was changed", good.replace("/diagnose-bucket/", "/another-bucket/", 1), meant=good)
    yield made("prefix_added", "path_changed", "a proxy put a prefix before the path", good.replace("/diagnose-bucket/", "/storage/diagnose-bucket/", 1), meant=good)
    folded = link(key="a/../cat.jpg")
    yield made("path_folded", "path_changed", "the client folded a/../ away", folded.replace("a/../", "", 1), meant=folded)
    slashes = link(key="a//b.jpg")
    yield made("slashes_folded", "path_changed", "the client made one slash of two", slashes.replace("a//b", "a/b", 1), meant=slashes)


def spellings(server, link, now):
    good, space, utf8 = link(), link(key="my cat.jpg"), link(key="katze ä.jpg")
    path, query = good.split("?")
    yield made("html_escaped", "html_escaped", "every & became &amp;", good.replace("&", "&amp;"), meant=good)
    yield made("json_escaped", "json_escaped", "every & became \\u0026", good.replace("&", "\\u0026"), meant=good)
    yield made("path_encoded_twice", "encoded_twice", "the path was encoded once more", space.replace("%20", "%2520"), meant=space)
    yield made("query_encoded_twice", "encoded_twice", "the query was encoded once more", f"{path}?{query.replace('%', '%25')}", meant=good)
    yield made("separators_encoded", "encoded_twice", "the & of the query became %26", f"{path}?{query.replace('&', '%26')}", meant=good)
    yield made("plus_for_space", "path_changed", "%20 became + in the path", space.replace("%20", "+", 1), meant=space)
    yield made("lower_case_escapes", "respelled", "the escapes of the path were written in lower case", utf8.replace("%C3%A4", "%c3%a4"), meant=utf8)


def parameters(server, link, now):
    good = link()
    cut = lambda name: "&".join(p for p in good.split("&") if not p.startswith(name))
    path, query = good.split("?")
    yield made("utm_added", "param_added", "utm_source was added behind the link", good + "&utm_source=mail", meant=good)
    yield made("cache_buster_added", "param_added", "a cache buster was added behind the link", good + "&v=4.6.9", meant=good)
    yield made("fbclid_in_front", "param_added", "fbclid was put before the other parameters", f"{path}?fbclid=abc&{query}", meant=good)
    yield made("expires_edited", "query_changed", "X-Amz-Expires was raised by hand", good.replace("X-Amz-Expires=600", "X-Amz-Expires=86400"), meant=good)
    later = good.replace(f"X-Amz-Date={sigv4.stamp(now - 5)}", f"X-Amz-Date={sigv4.stamp(now - 1)}")
    yield made("date_edited", "query_changed", "X-Amz-Date was changed by hand", later, meant=good)
    named = link(query=[("response-content-disposition", "attachment")])
    yield made("parameter_removed", "query_changed", "response-content-disposition was taken out", named.replace("&response-content-disposition=attachment", "").replace("?response-content-disposition=attachment&", "?"), meant=named)
    yield made("credential_missing", "param_missing", "X-Amz-Credential is missing", cut("X-Amz-Credential"), meant=good)
    yield made("date_missing", "param_missing", "X-Amz-Date is missing", cut("X-Amz-Date"), meant=good)
    yield made("expires_missing", "param_missing", "X-Amz-Expires is missing", cut("X-Amz-Expires"), meant=good)
    yield made("signed_headers_missing", "param_missing", "X-Amz-SignedHeaders is missing", cut("X-Amz-SignedHeaders"), meant=good)
    yield made("algorithm_unknown", "algorithm", "the algorithm is one that S3 does not know", good.replace("HMAC-SHA256", "HMAC-SHA512"), meant=good)
    iso = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now - 5)).replace(":", "%3A")
    yield made("date_in_another_form", "date_malformed", "X-Amz-Date has hyphens and colons", good.replace(sigv4.stamp(now - 5), iso), meant=good)
    yield made("two_authorizations", "auth_twice", "an Authorization header was sent beside the link", good, headers=[["Authorization", "Bearer made-up"]])
    head = sigv4.authorize("GET", server["host"], path[len("http://") + len(server["host"]):], (), {}, b"", access=server["access"], secret=server["secret"], at=now)
    yield made("signed_header_and_link", "auth_twice", "the request was signed in its header too", good, headers=[[n, v] for n, v in head.items() if n != "host"])


def headers_of(server, link, now):
    put = lambda **more: link("PUT", "new.jpg", **more)
    send = lambda name, cause, words, url, headers, body=b"meow": made(name, cause, words, url, method="PUT", headers=headers, body=body)
    yield send("content_type_other", "header_value", "Content-Type is signed as image/jpeg, sent as image/png", put(headers=TYPE), [["Content-Type", "image/png"]])
    yield send("content_type_missing", "header_missing", "the signed Content-Type was not sent", put(headers=TYPE), [])
    yield send("content_type_charset", "header_value", "the client added a charset to the signed type", put(headers={"content-type": "text/plain"}), [["Content-Type", "text/plain;charset=UTF-8"]])
    by = put(headers={"x-amz-meta-by": "ann"})
    yield send("meta_missing", "header_missing", "the signed x-amz-meta-by was not sent", by, [])
    yield send("meta_other", "header_value", "x-amz-meta-by is signed as ann, sent as bob", by, [["x-amz-meta-by", "bob"]])
    yield send("meta_unsigned", "header_unsigned", "x-amz-meta-by was sent and is not signed", put(), [["x-amz-meta-by", "ann"]])
    yield send("acl_unsigned", "header_unsigned", "x-amz-acl was sent and is not signed", put(), [["x-amz-acl", "private"]])
    yield send("length_other", "header_value", "Content-Length is signed as 4, and 9 bytes came", put(headers={"content-length": "4"}), [], b"meow meow")
    ranged = link(headers={"range": "bytes=0-1"})
    yield made("range_missing", "header_missing", "the signed Range was not sent", ranged)
    yield made("range_other", "header_value", "Range is signed as bytes=0-1, sent as bytes=0-2", ranged, headers=[["Range", "bytes=0-2"]])
    yield made("range_beyond", "range", "the range begins behind the end of the object", link(), headers=[["Range", "bytes=100-200"]])


def bodies(server, link, now):
    put = lambda **more: link("PUT", "new.jpg", **more)
    send = lambda name, cause, words, url, headers, **more: made(name, cause, words, url, method="PUT", headers=headers, body=b"meow", **more)
    other = sha(b"woof")
    yield send("body_hash_other", "body_hash", "the signed SHA-256 is of other bytes", put(headers={"x-amz-content-sha256": other}, payload=other), [["x-amz-content-sha256", other]])
    yield send("body_hash_not_sent", "body_hash", "the link was signed with the body's hash in place of UNSIGNED-PAYLOAD, and no header says so", put(payload=sha(b"meow")), [])
    digest = base64.b64encode(hashlib.sha256(b"woof").digest()).decode()
    yield send("checksum_other", "checksum", "x-amz-checksum-sha256 is of other bytes", put(headers={"x-amz-checksum-sha256": digest}), [["x-amz-checksum-sha256", digest]])
    md5 = base64.b64encode(hashlib.md5(b"woof").digest()).decode()
    yield send("md5_other", "checksum", "Content-MD5 is of other bytes", put(headers={"content-md5": md5}), [["Content-MD5", md5]])
    yield send("md5_malformed", "checksum", "Content-MD5 is hexadecimal, not Base64", put(headers={"content-md5": hashlib.md5(b"meow").hexdigest()}), [["Content-MD5", hashlib.md5(b"meow").hexdigest()]])
    yield send("chunked", "chunked", "the body came in chunks, without its length", put(), [], chunked=True)


def objects(server, link, now):
    there = link("PUT", "cat.jpg", headers={"if-none-match": "*"})
    yield made("if_none_match", "precondition", "the object is there, and If-None-Match is *", there, method="PUT", headers=[["If-None-Match", "*"]], body=b"meow")
    yield made("if_match", "precondition", "If-Match names another ETag", link(), headers=[["If-Match", '"0123456789abcdef0123456789abcdef"']])
    yield made("no_such_key", "no_such_key", "there is no such object", link(key="nothing.jpg"))
    yield made("no_such_bucket", "no_such_bucket", "there is no such bucket", link(bucket="no-such-bucket-here"))
    part = [("partNumber", "1"), ("uploadId", "bm9zdWNodXBsb2Fk")]
    yield made("no_such_upload", "no_such_upload", "there is no such multipart upload", link("PUT", "big.bin", query=part), method="PUT", body=b"meow")
    yield made("part_number", "part_number", "part numbers end at 10,000", link("PUT", "big.bin", query=[("partNumber", "10001"), part[1]]), method="PUT", body=b"meow")
    yield made("key_too_long", "key_too_long", "the name of the object is longer than 1024 bytes", link("PUT", "k" * 1100), method="PUT", body=b"meow")


def tokens(server, link, now):
    if "session" in server:
        held, another = server["session"], server["another"]
        keys = {k: held[k] for k in ("access", "secret")}
        yield made("token_missing", "token_missing", "a temporary key was used without its session token", link(**keys))
        yield made("token_foreign", "token_foreign", "the session token belongs to another session", link(**keys, token=another["token"]))
        changed = held["token"][:20] + ("A" if held["token"][20] != "A" else "B") + held["token"][21:]
        yield made("token_changed", "token_foreign", "one character of the session token was changed before signing", link(**keys, token=changed))
        good = link(**keys, token=held["token"])
        lost = "&".join(p for p in good.split("&") if not p.startswith("X-Amz-Security-Token"))
        yield made("token_taken_out", "token_missing", "X-Amz-Security-Token was taken out of the link", lost, meant=good)
    if "reader" in server:
        access, secret = server["reader"]
        yield made("reader_writes", "access_denied_policy", "the signer may read but not write", link("PUT", "new.jpg", access=access, secret=secret), method="PUT", body=b"meow")
        yield made("reader_deletes", "access_denied_policy", "the signer may read but not delete", link("DELETE", "other.jpg", access=access, secret=secret), method="DELETE")


def last(server, link, now):
    """Some servers delete a bucket with all that is in it: nothing comes after this one."""
    yield made("bucket_not_empty", "bucket_not_empty", "the bucket still holds objects", link("DELETE", ""), method="DELETE")
