"""Makes the tables ../*.jsonl of the recordings: one line a refusal, without what cannot be sure of its cause."""
import collections
import hashlib
import json
import pathlib
import re

import servers

TABLES = pathlib.Path(__file__).parent.parent
KEPT = ("allow", "content-length", "content-type", "date", "location", "server", "x-amz-bucket-region", "x-amz-request-id")

# Values that the link was made with and does not show, as in mistakes.py.
IMAGE, PLAIN, ANN, RANGE = ["content-type", "image/jpeg"], ["content-type", "text/plain"], ["x-amz-meta-by", "ann"], ["range", "bytes=0-1"]
MEANT_HEADERS = {"content_type_other": IMAGE, "content_type_missing": IMAGE, "content_type_charset": PLAIN, "meta_missing": ANN, "meta_other": ANN,
                 "length_other": ["content-length", "4"], "range_missing": RANGE, "range_other": RANGE,
                 "body_hash_not_sent": ["x-amz-content-sha256", hashlib.sha256(b"meow").hexdigest()]}


def code(line):
    found = re.search(r"<Code>([^<]*)", line["response_body"])
    return found[1] if found else None


def settled(line):
    """The true cause is what the server met first: a part with a wrong number of an upload that is not there is no upload."""
    if line["mistake"] == "part_number" and code(line) == "NoSuchUpload":
        line["true_cause"] = {"name": "no_such_upload", "words": "there is no such multipart upload (its part number is out of range too)"}
    return line


def is_sure(line):
    """Failures of a server, and mistakes that an answer of it cannot tell from another, have no sure cause."""
    unsure = {("s3rver", "key_too_long"), ("s3s", "no_such_upload"), ("s3s", "no_such_bucket")}
    return not (line["source"].startswith("unverified") or line["mistake"] in ("newline_behind", "token_taken_out")
                or (line["server"] == "localstack" and line["status"] == 500) or (line["server"], line["mistake"]) in unsure)


def row(line):
    out = {"id": line["id"], "server": line["server"], "version": line["version"], "mistake": line["mistake"],
           "cause": line["true_cause"]["name"], "words": line["true_cause"]["words"]}
    if line["source"] != "recorded":
        out["source"] = line["source"]
    out |= {"method": line["method"], "url": line["url"]}
    if line["headers"]:
        out["headers"] = line["headers"]
    for name, sent in (("meant_method", "method"), ("meant_url", "url")):
        if line[name] != line[sent]:
            out[name] = line[name]
    if line["mistake"] in MEANT_HEADERS:
        out["meant_headers"] = [MEANT_HEADERS[line["mistake"]]]
    headers = [h for h in line["response_headers"] if h[0].lower() in KEPT]
    return out | {"sent_at": line["sent_at"][:19] + "Z", "status": line["status"], "answer_headers": headers, "answer": line["response_body"]}


def main():
    lines = []
    for path in [*sorted((servers.ROOT / "recorded").glob("*.jsonl")), servers.ROOT / "ended.jsonl"]:
        lines += [settled(json.loads(text)) for text in path.read_text().splitlines()]
    lines = [each for each in lines if each["status"] >= 300 and is_sure(each)]
    assert len({each["id"] for each in lines}) == len(lines)
    tables = collections.defaultdict(list)
    for each in lines:
        tables[each["server"]].append(json.dumps(row(each), ensure_ascii=False) + "\n")
    for name, rows in tables.items():
        (TABLES / f"{name}.jsonl").write_text("".join(rows))
        print(name, len(rows))


if __name__ == "__main__":
    main()
