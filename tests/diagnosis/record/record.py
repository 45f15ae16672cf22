"""Makes every mistake at every server, and keeps what was refused. Usage: record.py NAME…; lines go to ../recorded/NAME.jsonl."""
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import ended
import mistakes
import report
import servers
import sigv4
import sts


def sessions(server):
    if not server.get("sts"):
        return
    try:
        sts.prepare(server)
        server["session"], server["another"] = ended.session(server, 3600), ended.session(server, 3600)
    except Exception as error:
        print(server["server"], "gives no session:", repr(error), flush=True)


def control(server):
    """The ground of all: right links are taken, so that what is refused below is refused for the mistake."""
    now = time.time() - 5
    kind = {"content-type": "image/jpeg"}
    get, put = sigv4.presign(server, "GET", "my cat.jpg", at=now), sigv4.presign(server, "PUT", "new.jpg", at=now, headers=kind)
    taken = report.ask(server, get, "GET", []).status, report.ask(server, put, "PUT", [["Content-Type", "image/jpeg"]], b"meow").status
    if taken != (200, 200):
        raise RuntimeError(f"right links are refused: {taken}")


def record(name):
    server = getattr(servers, name)()
    report.fill(server)
    control(server)
    sessions(server)
    kept, taken = [], []
    for each in mistakes.all_of(server):
        each = dict(each)
        mistake, cause, words = each.pop("mistake"), each.pop("cause"), each.pop("words")
        try:
            line = report.line(server, mistake, cause, words, **each)
        except Exception as error:
            print(name, mistake, repr(error), flush=True)
            continue
        (taken if line["status"] < 400 else kept).append(line)
    out = servers.ROOT / "recorded"
    out.mkdir(exist_ok=True)
    (out / f"{name}.jsonl").write_text("".join(json.dumps(k, ensure_ascii=False) + "\n" for k in kept))
    (out / f"{name}-taken.txt").write_text("".join(f"{k['mistake']} {k['status']}\n" for k in taken))
    return f"{name}: {len(kept)} refused, {len(taken)} taken"


def guarded(name):
    try:
        return record(name)
    except Exception as error:
        return f"{name} failed: {error!r}"


if __name__ == "__main__":
    try:
        with ThreadPoolExecutor(4) as pool:
            for said in pool.map(guarded, sys.argv[1:]):
                print(said, flush=True)
    finally:
        servers.stop_all()
