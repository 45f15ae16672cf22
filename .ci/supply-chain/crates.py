"""Counts the crates that a build brings, and holds them to what the documentation says."""

import subprocess
import sys

from metadata import TARGET

# By the features that are on: how many are linked, without macros, which run at build time only.
MOST = {
    "": 27,
    "url": 50,
    "aws-credential-types,url": 72,
    "http,url": 52,
    "lanes": 28,
    "lanes,url": 51,
    "serde,url": 51,
    "sigv4a,url": 70,
    "aws-credential-types,http,lanes,serde,sigv4a,url": 94,
}
# Of the smallest build: all that is compiled for it, macros and the library itself among them.
MOST_BUILT = 35
# None of these has a need of its own for the crate `url`.
OTHERS = "aws-credential-types,http,lanes,serde,sigv4a"


def crates(features, edges):
    command = ["cargo", "tree", "--package", "s3-presigner", "--locked", "--edges", edges, "--prefix", "none", "--target", TARGET,
               "--no-default-features", "--features", features]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    return {line.split(" (")[0] for line in lines if not line.startswith("s3-presigner ")}


faults = 0
for features, most in MOST.items():
    linked, built = len(crates(features, "normal,no-proc-macro")), len(crates(features, "normal"))
    is_more = linked > most
    faults += is_more
    print(f"{features or 'no features'}: {linked} crates linked, {built} built"
          + (f"; no more than {most} were meant" if is_more else ""))
smallest = len(crates("", "normal")) + 1
if smallest > MOST_BUILT:
    faults += 1
    print(f"the build without features has {smallest} crates; no more than {MOST_BUILT} were meant")
if any(name.startswith("url ") for name in crates(OTHERS, "normal")):
    faults += 1
    print(f"the features {OTHERS} bring the crate url, which is a feature of its own")
sys.exit(1 if faults else 0)
