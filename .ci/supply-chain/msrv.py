"""No dependency asks for a newer compiler than the crate says that it needs.

But for the AWS SDK's, which ask for one of the last few; whoever turns that feature on uses the SDK anyway.
"""

import sys
import tomllib

from metadata import metadata, normal_dependencies

OF_ANOTHER_PACE = "aws-credential-types"


def version(text):
    return tuple(int(part) for part in f"{text}.0".split(".")[:3])


def asked(package):
    return version(package["rust_version"] or "1.0")


def most(packages):
    highest = max(packages, key=asked)
    return f"{len(packages)} dependencies, the newest compiler asked for is {highest['rust_version']}, by {highest['name']}"


with open("Cargo.toml", "rb") as file:
    manifest = tomllib.load(file)
ours = manifest["package"]["rust-version"]
features = [name for name in manifest["features"] if name != OF_ANOTHER_PACE]
dependencies = normal_dependencies(metadata(",".join(features)))
print(f"the crate says {ours}; {most(dependencies)}")
print("say nothing:", ", ".join(sorted(package["name"] for package in dependencies if not package["rust_version"])))
print(f"with {OF_ANOTHER_PACE} too: {most(normal_dependencies(metadata(','.join(manifest['features']))))}")
newer = [package for package in dependencies if asked(package) > version(ours)]
for package in newer:
    print(f"{package['name']} {package['version']} needs Rust {package['rust_version']}")
sys.exit(1 if newer else 0)
