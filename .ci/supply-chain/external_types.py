"""Lists the crates whose types are in the public API, from rustdoc's JSON, and holds them to those that may be.

A type of another crate in the API makes that crate's next major version one of ours.
"""

import json
import sys

# The standard library, what Cargo.toml says is public, and the AWS SDK's trait for providers.
ALLOWED = {"std", "core", "alloc", "serde_core", "url", "http", "aws_credential_types"}


def ids(value, found):
    """Every type and trait that a piece of a signature names."""
    if isinstance(value, dict):
        if "id" in value and ("path" in value or "name" in value):
            found.add(str(value["id"]))
        for each in value.values():
            ids(each, found)
    elif isinstance(value, list):
        for each in value:
            ids(each, found)
    return found


def is_api(item):
    # What a derive or `auto` adds on its own is no signature of ours; a blanket implementation is another's.
    impl = item["inner"].get("impl")
    if impl is not None:
        return not impl["is_synthetic"] and impl["blanket_impl"] is None
    return item["visibility"] in ("public", "default") and "module" not in item["inner"]


with open(sys.argv[1]) as file:
    data = json.load(file)
paths, crates = data["paths"], data["external_crates"]
uses = {}
for item in data["index"].values():
    if item["crate_id"] == 0 and is_api(item):
        inner = dict(item["inner"])
        for kind in ("impl", "struct", "enum", "trait"):
            # Methods and implementations are items of their own.
            if isinstance(inner.get(kind), dict):
                inner[kind] = {key: value for key, value in inner[kind].items() if key not in ("items", "impls")}
        for found in ids(inner, set()):
            path = paths.get(found)
            if path and path["crate_id"] != 0:
                name = crates[str(path["crate_id"])]["name"]
                uses.setdefault(name, set()).add("::".join(path["path"]))
strange = set(uses) - ALLOWED
for name in sorted(uses):
    others = "" if name in ("std", "core", "alloc") else ": " + ", ".join(sorted(uses[name]))
    print(f"{name}, {len(uses[name])} items{others}")
for name in sorted(strange):
    print(f"{name} must not be in the public API")
sys.exit(1 if strange or not uses else 0)
