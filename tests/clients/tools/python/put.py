"""put.py LIBRARY bytes|text|file|generator LINK FILE [TYPE]: uploads with one library of Python, in one way."""

import asyncio
import sys

library, way, link, file, *given = sys.argv[1:]
headers = {"Content-Type": given[0]} if given else {}


def pieces():
    with open(file, "rb") as source:
        while piece := source.read(4096):
            yield piece


async def async_pieces():
    for piece in pieces():
        yield piece


def body():
    if way == "bytes":
        return open(file, "rb").read()
    if way == "text":
        return open(file, encoding="latin-1", newline="").read()
    return open(file, "rb") if way == "file" else pieces()


def check(status):
    if status >= 300:
        raise SystemExit(f"status {status}")


def requests():
    import requests
    check(requests.put(link, data=body(), headers=headers).status_code)


def niquests():
    import niquests
    check(niquests.put(link, data=body(), headers=headers).status_code)


def httpx():
    import httpx
    check(httpx.put(link, content=body(), headers=headers).status_code)


def aiohttp():
    import aiohttp

    async def send():
        sent = async_pieces() if way == "generator" else body()
        async with aiohttp.ClientSession() as session, session.put(link, data=sent, headers=headers) as answer:
            check(answer.status)

    asyncio.run(send())


def urllib():
    import urllib.request
    urllib.request.urlopen(urllib.request.Request(link, data=body(), method="PUT", headers=headers))


def urllib3():
    import urllib3
    check(urllib3.request("PUT", link, body=body(), headers=headers).status)


def curl_cffi():
    import curl_cffi
    check(curl_cffi.put(link, data=body(), headers=headers).status_code)


def pycurl():
    import os
    import pycurl
    with open(file, "rb") as source:
        handle = pycurl.Curl()
        handle.setopt(handle.URL, link)
        handle.setopt(handle.UPLOAD, True)
        handle.setopt(handle.READDATA, source)
        handle.setopt(handle.HTTPHEADER, [f"{name}: {value}" for name, value in headers.items()])
        if way == "file":
            handle.setopt(handle.INFILESIZE_LARGE, os.path.getsize(file))
        handle.perform()
        check(handle.getinfo(handle.RESPONSE_CODE))


def httplib2():
    import httplib2
    check(httplib2.Http().request(link, "PUT", body=body(), headers=headers)[0].status)


def tornado():
    from tornado.httpclient import HTTPClient
    check(HTTPClient().fetch(link, method="PUT", body=body(), headers=headers).code)


globals()[library]()
