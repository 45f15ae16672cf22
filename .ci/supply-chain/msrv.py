"""No dependency asks for a newer compiler than the crate says that it needs.

But for those of two features, each of which has a floor of its own, which `Cargo.toml` says. The AWS SDK's ask for one of
the last few, and whoever turns that feature on uses the SDK anyway; AVX-512 came with Rust 1.89.
"""

import sys
import tomllib

from metadata import normal_dependencies

FLOORS = {"aws-credential-types": "1.94.1", "lanes": "1.89"}


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
features = [name for name in manifest["features"] if name not in FLOORS]
newer = []
for floor, names in [(ours, features)] + [(floor, [*features, name]) for name, floor in FLOORS.items()]:
    dependencies = normal_dependencies(",".join(names))
    newer += [(floor, package) for package in dependencies if asked(package) > version(floor)]
    print(f"{floor} with {', '.join(names)}: {most(dependencies)}")
print("say nothing:", ", ".join(sorted(package["name"] for package in dependencies if not package["rust_version"])))
for floor, package in newer:
    print(f"{package['name']} {package['version']} needs Rust {package['rust_version']}, not {floor}")
sys.exit(1 if newer else 0)
