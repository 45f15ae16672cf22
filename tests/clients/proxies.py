"""What proxies do to links: which keys they change or refuse, and the longest request line that they take."""

import http.client
import re
import subprocess

import keys
import wire
from bench import Bench
from links import Signer
from proxy import PROXIES, Proxy, Running



def proxies(bench: Bench) -> list[dict]:
    return [_proxy(bench, proxy) for proxy in PROXIES]


def _proxy(bench: Bench, proxy: Proxy) -> dict:
    with bench.observer() as observer, Running(proxy, observer.address) as running:
        signer = Signer(observer.address if proxy.forward else running.address, bench.owner)
        changes, refused, folded = {}, {}, []
        odd = keys.odd(".bin") | keys.folding(".bin")
        bench.put("bytes", list(keys.odd(".bin").values()))
        for name, key in odd.items():
            link = signer.one("get", key, "--allow-dot-segments")
            status = _ask(proxy, running.port, link)
            came = observer.requests()
            if not came:
                refused[name] = status
                continue
            change = wire.respelled(wire.target(link), came[0].target)
            if change is None:
                folded.append(name)
            changes.update(dict.fromkeys(change or []))
        limit, status = _limit(proxy, running.port, signer)
        return {
            "name": proxy.name, "version": _version(proxy), "changes": [list(each) for each in changes],
            "refused": refused, "folded": folded, "limit": limit, "beyond": status,
        }


def _ask(proxy: Proxy, port: int, link: str) -> int:
    """The status of the proxy's answer; 0 if it closes without one."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.putrequest("GET", link if proxy.forward else wire.target(link), skip_host=True, skip_accept_encoding=True)
        connection.putheader("Host", link.split("/")[2])
        connection.endheaders()
        answer = connection.getresponse()
        answer.read()
        return answer.status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def _limit(proxy: Proxy, port: int, signer: Signer) -> tuple[int, int]:
    """The longest path and query, in bytes, that come through, and the status of the next longer."""
    shortest = len(wire.target(signer.one("get", "folder/object.bin", "--query", "x-pad=")))

    def link(size: int) -> str:
        return signer.one("get", "folder/object.bin", "--query", "x-pad=" + "a" * (size - shortest))

    least, most, status = 1000, 100_000, 0
    if _ask(proxy, port, link(most)) == 200:
        return most, 200
    while most - least > 1:
        middle = (least + most) // 2
        answer = _ask(proxy, port, link(middle))
        if answer == 200:
            least = middle
        else:
            most, status = middle, answer
    return least, status


def _version(proxy: Proxy) -> str:
    done = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", proxy.package], capture_output=True, text=True, timeout=30)
    return re.search(r"\d+(\.\d+)+", done.stdout)[0]
