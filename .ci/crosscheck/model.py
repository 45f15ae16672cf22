"""Holds AWS's model of S3 against this crate: every operation, and every header and parameter of it.

    model.py PAGE LIST

PAGE is docs/operations.md, which a test makes from the source: the operations with a constructor, and what the typed
methods write. LIST is model.toml: what the general way signs, and what is no link's business, with the reason. What a
new release of the model has, and neither of them, fails; so does what is listed and is no longer there.
"""

import fnmatch
import re
import sys
import tomllib

import botocore
import botocore.loaders

PLACES = {"header": "", "headers": "", "querystring": "?"}


def model():
    """Each operation with the headers and parameters that its request may have; a parameter as `?name`."""
    loader = botocore.loaders.Loader()
    service = loader.load_service_model("s3", "service-2")
    found = {}
    for name, operation in service["operations"].items():
        shape = service["shapes"].get(operation.get("input", {}).get("shape"), {})
        members = shape.get("members", {}).values()
        found[name] = {PLACES[member["location"]] + member["locationName"].lower()
                       for member in members if member.get("location") in PLACES}
    return found


def covered_by(patterns, name, operation):
    """The patterns that cover a header or parameter: `name`, or `Operation name`; `*` stands for any text."""
    texts = (name, f"{operation} {name}")
    return [each for each in patterns if any(fnmatch.fnmatchcase(text, each) for text in texts)]


def typed(page):
    """The operations that have a constructor, and the headers and parameters that a constructor or method writes."""
    with open(page, encoding="utf-8") as file:
        text = file.read()
    operations = set(re.findall(r"^\| \[(\w+)\]\(", text, re.MULTILINE)) 
    rows = re.findall(r"^\| \[\w+\]\([^)]*\) \| `\w+ /\w*\??([^`]*)` \| ([^|]*)\|", text, re.MULTILINE)
    names = {f"?{name}".lower() for query, _ in rows for name in query.split("&") if name}
    names |= {name for _, headers in rows for name in re.findall(r"`([^`]+)`", headers)}
    names |= {name.lower() for name in re.findall(r"^\| `(\??[^`]+)` \|", text, re.MULTILINE)}
    return operations, names


def main(page, listed):
    constructors, names = typed(page)
    with open(listed, "rb") as file:
        listed = tomllib.load(file)
    faults, used = [], set()
    operations = model()
    general, excluded = listed["general"], listed["excluded"]
    for name, fields in operations.items():
        if name in constructors:
            unknown = [each for each in sorted(fields) if each not in names]
        else:
            patterns = [each for each in [*general["operations"], *excluded["operations"]]
                        if fnmatch.fnmatchcase(name, each)]
            used.update(patterns)
            if not patterns:
                faults.append(f"new operation {name} with {', '.join(sorted(fields)) or 'no field'}")
            unknown = []
        for each in unknown:
            patterns = covered_by([*general["fields"], *excluded["fields"]], each, name)
            used.update(patterns)
            if not patterns:
                faults.append(f"{name}: {each} has no typed method and is not listed")
    faults += [f"{each} is not in the model" for each in constructors - set(operations)]
    for pattern in [*general["operations"], *excluded["operations"], *general["fields"], *excluded["fields"]]:
        if pattern not in used:
            faults.append(f"{pattern} is listed, but nothing needs it")
    fields = sum(map(len, operations.values()))
    print(f"model of botocore {botocore.__version__}: {len(operations)} operations, {fields} headers and parameters, "
          f"{len(constructors)} constructors; {len(faults)} unlisted")
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
