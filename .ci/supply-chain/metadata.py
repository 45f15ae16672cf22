"""What cargo knows of the library's dependencies."""

import json
import subprocess

TARGET = "x86_64-unknown-linux-gnu"


def metadata(features):
    command = ["cargo", "metadata", "--format-version=1", "--locked", "--features", features, "--filter-platform", TARGET]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def normal_dependencies(data):
    """The packages that are built with the library, dependencies of tests left out."""
    nodes = {node["id"]: node for node in data["resolve"]["nodes"]}
    found, waiting = set(), [data["resolve"]["root"]]
    while waiting:
        for dep in nodes[waiting.pop()]["deps"]:
            if dep["pkg"] not in found and any(kind["kind"] != "dev" for kind in dep["dep_kinds"]):
                found.add(dep["pkg"])
                waiting.append(dep["pkg"])
    return [package for package in data["packages"] if package["id"] in found]
