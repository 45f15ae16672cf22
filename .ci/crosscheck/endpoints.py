"""Holds the endpoints of this crate against botocore's rule set: its own tests, and a grid over all regions.

    endpoints.py TOOL EXCEPTIONS BOTOCORE

TOOL is the program of this folder, and BOTOCORE the source distribution of botocore, which has the tests; the rules,
and the partitions with their regions, are those of the botocore that runs this. An endpoint that differs fails unless
EXCEPTIONS has it with a reason, and so does an exception that nothing needs.
"""

import itertools
import json
import subprocess
import sys
import tarfile
import tomllib

import botocore.loaders
from botocore.endpoint_provider import EndpointProvider
from botocore.exceptions import EndpointProviderError

TESTS = "tests/functional/endpoint-rules/s3/endpoint-tests-1.json"

# A bucket of each sort: plain, dotted, of capital letters, too old for a host name, ARNs, a directory bucket.
BUCKETS = [
    None, "bucket", "bucket.with.dots", "arn:aws:s3:REGION:123456789012:accesspoint/point",
    "arn:aws:s3::123456789012:accesspoint/point.mrap",
    "arn:aws:s3-object-lambda:REGION:123456789012:accesspoint/banner",
    "arn:aws:s3-outposts:REGION:123456789012:outpost/op-01234567890123456/accesspoint/point",
    "bucket--usw2-az1--x-s3", "bucket--usw2-az1--xa-s3",
]
SWITCHES = ["UseDualStack", "UseFIPS", "Accelerate", "ForcePathStyle"]


def tests(archive):
    with tarfile.open(archive) as sources:
        name = next(name for name in sources.getnames() if name.endswith(TESTS))
        cases = json.load(sources.extractfile(name))["testCases"]
    return [(f"test {number} {case['documentation']}", case["params"]) for number, case in enumerate(cases)]


def grid(partitions):
    for partition in partitions:
        for region, bucket in itertools.product(partition["regions"], BUCKETS):
            for count in (0, 1):
                for chosen in itertools.combinations(SWITCHES, count):
                    name = bucket and bucket.replace("REGION", region).replace("arn:aws:", f"arn:{partition['id']}:")
                    params = {"Region": region, **dict.fromkeys(chosen, True)} | ({"Bucket": name} if name else {})
                    yield f"grid {region} {name} {' '.join(chosen)}", params


def theirs(provider, params):
    try:
        endpoint = provider.resolve_endpoint(**params)
    except EndpointProviderError as error:
        return {"error": str(error)}
    scheme = next(each for each in endpoint.properties["authSchemes"])
    region = scheme.get("signingRegion") or ",".join(scheme["signingRegionSet"])
    return {"url": endpoint.url, "name": scheme["name"], "service": scheme["signingName"], "region": region}


def explains(difference, params, ours, wanted):
    """Whether it is refused on purpose, or a setting of the rules, which links have no use for, makes the difference;
    `same` is no part of that one."""
    if "refusal" in difference:
        return difference["refusal"] in ours.get("error", "")
    same = difference.get("same")
    return params.get(difference["setting"]) is True and (same is None or ours.get(same) == wanted.get(same))


def main(tool, exceptions, archive):
    loader = botocore.loaders.Loader()
    partitions = loader.load_data_with_path("partitions")[0]
    rules = loader.load_service_model("s3", "endpoint-rule-set-1")
    provider = EndpointProvider(rules, partitions)
    cases = tests(archive) + list(grid(partitions["partitions"]))
    asked = json.dumps([params for _, params in cases])
    run = subprocess.run([tool, "endpoints"], input=asked, capture_output=True, text=True, check=True)
    with open(exceptions, "rb") as file:
        listed = tomllib.load(file)["difference"]
    faults, used, equal = [], set(), 0
    for (name, params), ours in zip(cases, json.loads(run.stdout), strict=True):
        wanted = theirs(provider, params)
        if ours == wanted or ("error" in ours and "error" in wanted):
            equal += 1
            continue
        reasons = [number for number, each in enumerate(listed) if explains(each, params, ours, wanted)]
        used.update(reasons)
        if not reasons:
            faults.append(f"{name}: ours {ours}, botocore {wanted}")
    faults += [f"nothing needs the exception {each}" for number, each in enumerate(listed) if number not in used]
    print(f"endpoints of botocore {botocore.__version__}: {len(cases)} asked, {equal} equal, "
          f"{len(cases) - equal} another, explained by {len(used)} reasons; {len(faults)} faults")
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
