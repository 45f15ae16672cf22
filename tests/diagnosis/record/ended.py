"""Sessions that end: takes the shortest session that each server gives, makes links for longer, waits, and sends them.

Writes ../ended.jsonl. The wait is a quarter of an hour, the least lifetime of a session at most servers.
"""
import json
import re
import sys
import time

import report
import servers
import sigv4
import sts
import wire


def session(server, seconds):
    role = server.get("role", "arn:aws:iam::123456789012:role/holder")
    answer = sts.ask(server, "AssumeRole", {"RoleArn": role, "RoleSessionName": "made-up", "DurationSeconds": str(seconds)})
    text = answer.body.decode()
    field = lambda name: re.search(rf"<{name}>([^<]+)", text)[1]
    return {"access": field("AccessKeyId"), "secret": field("SecretAccessKey"), "token": field("SessionToken"), "end": field("Expiration")}


def main(names):
    waiting = []
    for name in names:
        try:
            server = getattr(servers, name)()
            sts.prepare(server)
            report.fill(server)
            held = session(server, 900)
            keys = {k: held[k] for k in ("access", "secret", "token")}
            get = sigv4.presign(server, "GET", "cat.jpg", at=time.time(), expires=7200, **keys)
            put = sigv4.presign(server, "PUT", "new.jpg", at=time.time(), expires=7200, headers={"content-type": "image/jpeg"}, **keys)
            control = report.ask(server, get, "GET", [])
            print(name, held["end"], "control", control.status, flush=True)
            waiting.append((server, get, put, keys, held["end"]))
        except Exception as error:
            print(name, repr(error), flush=True)
    time.sleep(907)
    with open(servers.ROOT / "ended.jsonl", "w") as out:
        for server, get, put, keys, end in waiting:
            late = sigv4.presign(server, "GET", "cat.jpg", at=time.time(), expires=600, **keys)
            for mistake, url, method, headers, words in (
                    ("token_ended_get", get, "GET", [], f"the link runs on, but its session ended at {end}"),
                    ("token_ended_put", put, "PUT", [["Content-Type", "image/jpeg"]], f"the link runs on, but its session ended at {end}"),
                    ("token_ended_before_signing", late, "GET", [], f"signed after the session had ended at {end}")):
                try:
                    line = report.line(server, mistake, "token_ended", words, url=url, meant_url=url, method=method, meant_method=method,
                                       headers=headers, body=b"meow" if method == "PUT" else b"")
                except Exception as error:
                    print(server["server"], mistake, repr(error), flush=True)
                    continue
                print(server["server"], mistake, line["status"], re.sub(r"\s+", " ", line["response_body"])[:150], flush=True)
                out.write(json.dumps(line, ensure_ascii=False) + "\n")
    servers.stop_all()


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    finally:
        servers.stop_all()
