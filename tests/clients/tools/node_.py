"""Node's libraries, by node/get.mjs and node/put.mjs, which `run` copies to where npm installs."""

from tool import Tool

GROUP = "Node"
TYPE = "application/octet-stream"
WAYS = {
    "bytes": "a Buffer", "text": "a string", "blob": "`openAsBlob`", "file": "`createReadStream`",
    "file+length": "`createReadStream` and a content-length",
}


def library(name: str, pin: str = "", ways: tuple = ("bytes", "text", "file", "file+length")) -> Tool:
    """A library, by its name in the scripts, and the ways in which it uploads."""
    put = ["node", "{build}/node/put.mjs", name.split()[-1]]
    read = "process.versions.node" if not pin else f"JSON.parse(require('fs').readFileSync('{{build}}/node/node_modules/{name}/package.json')).version"
    return Tool(
        name=name, group=GROUP, packages={"npm": [pin]} if pin else {}, version=["node", "-p", read],
        download=["node", "{build}/node/get.mjs", name.split()[-1], "{link}", "{file}"], many=True,
        uploads=tuple((WAYS[way], put + [way, "{link}", "{file}"]) for way in ways)
        + ((("a Buffer, with the type", put + ["bytes", "{link}", "{file}", TYPE]),) if ways else ()),
    )


TOOLS = [
    library("Node fetch", ways=tuple(WAYS)),
    library("Node http"),
    library("axios", "axios@1.21.1"),
    library("got", "got@14.6.6"),
    library("undici", "undici@7.30.2"),
    library("node-fetch", "node-fetch@3.3.2"),
    library("superagent", "superagent@10.4.2"),
    library("needle", "needle@3.5.0"),
    library("ky", "ky@1.14.3", ("bytes", "text", "blob")),
    library("ofetch", "ofetch@1.5.1", ()),
    library("make-fetch-happen", "make-fetch-happen@15.0.6", ()),
    library("request", "request@2.88.2"),
]
