"""Python's libraries, by python/get.py and python/put.py."""

from tool import Tool

GROUP = "Python"
TYPE = "application/octet-stream"


def library(name: str, pin: str, ways: tuple = (), interpreter: str = "python", **more) -> Tool:
    """A library, by its name in the scripts, and the ways in which it uploads."""
    module = name.split()[0]
    package = pin.split("==")[0]
    read = "import platform as p; print(p.python_version())" if not package else f"import importlib.metadata as m; print(m.version('{package}'))"
    put = [interpreter, "{scripts}/python/put.py", module]
    return Tool(**{
        "name": name, "group": GROUP, "packages": {"pip": [pin]} if package else {},
        "version": [interpreter, "-c", read], "download": [interpreter, "{scripts}/python/get.py", module, "{link}", "{file}"], "many": True,
        "uploads": tuple((WAYS[way], put + [way, "{link}", "{file}"]) for way in ways)
        + tuple(("bytes, with the type", put + [way, "{link}", "{file}", TYPE]) for way in ways if way == "bytes"),
    } | more)


WAYS = {"bytes": "bytes", "text": "text", "file": "an open file", "generator": "a generator"}
ALL = tuple(WAYS)

TOOLS = [
    library("requests", "requests==2.34.2", ALL),
    library("httpx", "httpx==0.28.1", ALL),
    library(
        "aiohttp", "aiohttp==3.14.5", ALL,
        helps=(("`yarl.URL(link, encoded=True)`", ["python", "{scripts}/python/get.py", "aiohttp_encoded", "{link}", "{file}"]),),
    ),
    library(
        "urllib", "", ("bytes", "file", "generator"),
        helps=(("`urlretrieve`", ["python", "{scripts}/python/get.py", "urlretrieve", "{link}", "{file}"]),),
    ),
    library("urllib3", "urllib3==2.8.0", ALL),
    # It brings a fork that takes urllib3's place for every other library.
    library("niquests", "niquests==3.21.2", ALL, "{build}/venvs/niquests/bin/python", packages={"venv": ["niquests==3.21.2"]}),
    library(
        "curl_cffi", "curl_cffi==0.17.0", ("bytes", "text"),
        helps=(("`quote=False`", ["python", "{scripts}/python/get.py", "curl_cffi_unquoted", "{link}", "{file}"]),),
    ),
    library("pycurl", "pycurl==7.49.0", ("file", "generator")[:1]),
    library("httplib2", "httplib2==0.32.1", ("bytes", "file")),
    library("tornado", "tornado==6.6.1", ("bytes",)),
    library(
        "pooch", "pooch==1.9.0",
        helps=(("without `fname`", ["python", "{scripts}/python/get.py", "pooch_own_name", "{link}", "{file}"]),),
    ),
]
