"""Compares the URLs of s3-presigner with those of other signers, part by part.

    compare.py EXCEPTIONS OURS NAME=THEIRS=VERDICTS...

A difference that no exception explains fails, and so does an exception for a case that does not differ.
"""

import fnmatch
import json
import sys
import tomllib
from urllib.parse import urlsplit


def parts(answer):
    if "error" in answer:
        return None
    url = urlsplit(answer["url"])
    # Text, not decoded: the spelling counts. No fragment and no path parameter is taken off it.
    target = answer["url"].split("://", 1)[1]
    path = target[len(url.netloc):].split("?", 1)[0]
    query = [param.partition("=")[::2] for param in url.query.split("&")]
    return {"scheme": url.scheme, "host": url.netloc, "path": path, "query": query}


def differences(ours, theirs, verdict):
    """What differs, in words."""
    our, their = parts(ours), parts(theirs)
    if our is None or their is None:
        if our is None and their is None:
            return []
        return ["only they sign it" if our is None else "only we sign it"]
    found = [f"{part}: ours {our[part]}, theirs {their[part]}"
             for part in ("scheme", "host", "path") if our[part] != their[part]]
    signature = "X-Amz-Signature"
    mine, other = (sorted(p for p in each["query"] if p[0] != signature) for each in (our, their))
    found += [f"query: only theirs {name}={value}" for name, value in other if (name, value) not in mine]
    found += [f"query: only ours {name}={value}" for name, value in mine if (name, value) not in other]
    if mine != other and not any(each.startswith("query") for each in found):
        found.append("query: a parameter stands twice")
    signatures = [dict(each["query"]).get(signature) for each in (our, their)]
    if not found and signatures[0] != signatures[1]:
        found.append("signature")
    if verdict != "ok":
        found.append(f"verifier: {verdict}")
    return found


def check(name, ours, theirs, verdicts, exceptions):
    """Prints what is not as it should be, and counts it."""
    used, faults, equal = set(), [], 0
    for case, answer in ours.items():
        found = differences(answer, theirs[case], verdicts.get(case, "ok"))
        equal += not found
        for difference in found:
            reasons = [number for number, each in enumerate(exceptions)
                       if covers(each, name, case) and fnmatch.fnmatchcase(difference, each["difference"])]
            if not reasons:
                faults.append(f"{name} {case}: {difference}")
            used.update((number, case) for number in reasons)
    for number, each in enumerate(exceptions):
        cases = [case for case in ours if covers(each, name, case)]
        if name in each["oracles"] and not cases:
            faults.append(f"{name}: no case is called {each['cases']}")
        faults += [f"{name} {case}: no longer differs by {each['difference']!r}; strike the exception"
                   for case in cases if (number, case) not in used]
    taken = sum(verdicts.get(case) == "ok" for case in ours)
    print(f"{name}: of {len(ours)} requests {equal} have the same URL but for the order of parameters, "
          f"{len(ours) - equal} another; {taken} of theirs verify here; {len(faults)} differences unexplained")
    for fault in faults:
        print(f"  {fault}")
    return len(faults)


def covers(exception, name, case):
    matches = [fnmatch.fnmatchcase(case, pattern) for pattern in exception["cases"]]
    without = [fnmatch.fnmatchcase(case, pattern) for pattern in exception.get("but", [])]
    return name in exception["oracles"] and any(matches) and not any(without)


def main():
    exceptions_file, ours_file, *others = sys.argv[1:]
    with open(exceptions_file, "rb") as file:
        exceptions = tomllib.load(file)["exception"]
    load = lambda path: json.load(open(path))
    ours = load(ours_file)
    faults = 0
    for name, theirs, verdicts in (other.split("=") for other in others):
        faults += check(name, ours, load(theirs), load(verdicts), exceptions)
    sys.exit(1 if faults else 0)


main()
