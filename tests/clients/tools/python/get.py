"""get.py LIBRARY LINK FILE [LINK FILE]...: downloads with one library of Python."""

import asyncio
import sys

library, *given = sys.argv[1:]


def keep(content, status=200):
    if status >= 300:
        raise ValueError(f"status {status}")
    open(file, "wb").write(content)


def requests():
    import requests
    answer = requests.get(link)
    keep(answer.content, answer.status_code)


def httpx():
    import httpx
    answer = httpx.get(link)
    keep(answer.content, answer.status_code)


async def _aiohttp(wrap):
    import aiohttp
    async with aiohttp.ClientSession() as session, session.get(wrap(link)) as answer:
        keep(await answer.read(), answer.status)


def aiohttp():
    asyncio.run(_aiohttp(str))


def aiohttp_encoded():
    import yarl
    asyncio.run(_aiohttp(lambda text: yarl.URL(text, encoded=True)))


def urllib():
    import urllib.request
    keep(urllib.request.urlopen(link).read())


def urlretrieve():
    import urllib.request
    urllib.request.urlretrieve(link, file)


def urllib3():
    import urllib3
    answer = urllib3.request("GET", link)
    keep(answer.data, answer.status)


def niquests():
    import niquests
    answer = niquests.get(link)
    keep(answer.content, answer.status_code)


def curl_cffi():
    import curl_cffi
    answer = curl_cffi.get(link)
    keep(answer.content, answer.status_code)


def curl_cffi_unquoted():
    import curl_cffi
    answer = curl_cffi.get(link, quote=False)
    keep(answer.content, answer.status_code)


def pycurl():
    import pycurl
    with open(file, "wb") as sink:
        handle = pycurl.Curl()
        handle.setopt(handle.URL, link)
        handle.setopt(handle.WRITEDATA, sink)
        handle.setopt(handle.FAILONERROR, True)
        handle.perform()


def httplib2():
    import httplib2
    answer, content = httplib2.Http().request(link)
    keep(content, answer.status)


def tornado():
    from tornado.httpclient import HTTPClient
    keep(HTTPClient().fetch(link).body)


def pooch():
    import os
    import pooch
    pooch.retrieve(link, known_hash=None, fname=os.path.basename(file), path=os.path.dirname(file))


def pooch_own_name():
    import os
    import pooch
    pooch.retrieve(link, known_hash=None, path=os.path.dirname(file))


failed = False
for link, file in zip(given[::2], given[1::2]):
    try:
        globals()[library]()
    except Exception as error:
        print(error, file=sys.stderr)
        failed = True
sys.exit(failed)
