"""What cargo knows of the library's dependencies."""

import json
import subprocess

TARGET = "x86_64-unknown-linux-gnu"


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def normal_dependencies(features):
    """The packages that are built with the library, dependencies of tests left out.

    `cargo metadata` knows what they say of themselves, but turns on what any package of the workspace asks of the library;
    `cargo tree` looks at the library alone.
    """
    data = json.loads(output("cargo", "metadata", "--format-version=1", "--locked", "--filter-platform", TARGET, "--all-features"))
    lines = output("cargo", "tree", "--package", "s3-presigner", "--locked", "--target", TARGET, "--features", features,
                   "--edges", "normal,build", "--prefix", "none", "--format", "{p}").splitlines()
    found = {tuple(line.split()[:2]) for line in lines[1:]}
    return [package for package in data["packages"] if (package["name"], "v" + package["version"]) in found]
