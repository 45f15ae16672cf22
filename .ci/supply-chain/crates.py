"""Counts the crates that a build brings, and holds them to what the documentation says."""

import subprocess
import sys

from metadata import TARGET

# By the features that are on: how many are linked, without macros, which run at build time only.
MOST = {
    "": 50,
    "aws-credential-types": 72,
    "http": 52,
    "serde": 51,
    "sigv4a": 70,
    "aws-credential-types,http,serde,sigv4a": 93,
}


def count(features, edges):
    command = ["cargo", "tree", "--package", "s3-presigner", "--locked", "--edges", edges, "--prefix", "none", "--target", TARGET,
               "--no-default-features", "--features", features]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    return len({line.split(" (")[0] for line in lines if not line.startswith("s3-presigner ")})


faults = 0
for features, most in MOST.items():
    linked, built = count(features, "normal,no-proc-macro"), count(features, "normal")
    is_more = linked > most
    faults += is_more
    print(f"{features or 'no features'}: {linked} crates linked, {built} built"
          + (f"; no more than {most} were meant" if is_more else ""))
sys.exit(1 if faults else 0)
