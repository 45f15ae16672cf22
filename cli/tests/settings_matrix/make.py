"""Asks botocore who signs, for which region and endpoint, in every way in which these can be given or missing.

    pip install botocore==1.44.8 && python3 make.py > matrix.tsv
    python3 make.py --check        # compares with matrix.tsv

A row is a cell: what is given, then botocore's answer. README.md says what the words mean.
"""

import itertools
import os
import sys
import tempfile

import botocore
import botocore.config
import botocore.exceptions
import botocore.loaders
import botocore.session

COLUMNS = ["profile", "keys", "default", "x", "AWS_REGION", "AWS_DEFAULT_REGION", "--region",
           "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "--endpoint", "url", "default-url", "ignore", "answer"]
KEYS = "aws_access_key_id = AKID{0}\naws_secret_access_key = secret\n"
PROCESS = 'credential_process = echo \'{{"Version": 1, "AccessKeyId": "AKID{0}PROCESS", "SecretAccessKey": "s"}}\'\n'
REGIONS = {"default": "eu-north-1", "x": "eu-south-1", "y": "eu-west-3"}
LOADER = botocore.loaders.create_loader()


def section(name, what):
    """A profile's lines by what it has: words joined by a plus sign."""
    parts = what.split("+")
    lines = "[default]\n" if name == "default" else f"[profile {name}]\n"
    if "keys" in parts:
        lines += KEYS.format(name.upper())
    if "process" in parts:
        lines += PROCESS.format(name.upper())
    if "region" in parts:
        lines += f"region = {REGIONS[name]}\n"
    return lines


def config(cell):
    text = ""
    used = "default" if cell["profile"] == "none" else "x"
    for name in ["default", "x"]:
        if cell[name] == "absent":
            continue
        text += section(name, cell[name])
        url = cell["url"] if name == used else cell["default-url"]
        if url in ("own", "both"):
            text += f"endpoint_url = http://{name}.own\n"
        if url in ("services", "both"):
            text += f"services = of-{name}\n"
        if name == used and cell["ignore"] == "profile":
            text += "ignore_configured_endpoint_urls = true\n"
    text += section("y", "keys+region")
    for name in ["default", "x"]:
        text += f"[services of-{name}]\ns3 =\n  endpoint_url = http://{name}.services\n"
    return text


def variables(cell):
    found = {"AWS_EC2_METADATA_DISABLED": "true"}
    if cell["keys"] in ("env", "env-id"):
        found["AWS_ACCESS_KEY_ID"] = "AKIDENV"
    if cell["keys"] in ("env", "env-secret"):
        found["AWS_SECRET_ACCESS_KEY"] = "secret"
    if cell["profile"] in ("env", "both"):
        found["AWS_PROFILE"] = "y" if cell["profile"] == "both" else "x"
    for name, value in [("AWS_REGION", "us-west-1"), ("AWS_DEFAULT_REGION", "us-west-2"),
                        ("AWS_ENDPOINT_URL_S3", "http://variable-s3"), ("AWS_ENDPOINT_URL", "http://variable")]:
        if cell[name] != "-":
            found[name] = "" if cell[name] == "blank" else value
    if cell["ignore"] == "env":
        found["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] = "true"
    return found


def answer(cell, folder):
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        del os.environ[name]
    path = os.path.join(folder, "config")
    with open(path, "w") as file:
        file.write(config(cell))
    os.environ.update(variables(cell), AWS_CONFIG_FILE=path, AWS_SHARED_CREDENTIALS_FILE=path + "-none")
    flag = "x" if cell["profile"] in ("flag", "both") else None
    session = botocore.session.Session(profile=flag)
    session.register_component("data_loader", LOADER)
    try:
        client = session.create_client(
            "s3",
            region_name="us-east-2" if cell["--region"] == "flag" else None,
            endpoint_url="http://argument" if cell["--endpoint"] == "flag" else None,
            config=botocore.config.Config(signature_version="s3v4"),
        )
        url = client.generate_presigned_url("get_object", Params={"Bucket": "photos", "Key": "k"})
    except botocore.exceptions.ProfileNotFound:
        return "no-profile"
    except botocore.exceptions.PartialCredentialsError:
        return "partial"
    except botocore.exceptions.NoCredentialsError:
        return "no-keys"
    except botocore.exceptions.NoRegionError:
        return "no-region"
    scope = url.split("X-Amz-Credential=")[1].split("&")[0].split("%2F")
    host = url.split("/")[2]
    endpoint = "aws" if host.endswith("amazonaws.com") else "http://" + host.removeprefix("photos.")
    return " ".join([scope[0], scope[2], endpoint])


def cells():
    plain = dict.fromkeys(COLUMNS[:-1], "-")
    plain.update({"url": "none", "default-url": "none"})
    has = ["absent", "keys+region", "keys", "region"]
    switches = [["-", "set"], ["-", "set"], ["-", "flag"]]
    for profile, keys, default in itertools.product(["none", "flag", "env", "both"], ["none", "env"], has):
        of_x = ["absent"] if profile == "none" else has + ["process+region"]
        for x, (region, default_region, flag) in itertools.product(of_x, itertools.product(*switches)):
            yield plain | {"profile": profile, "keys": keys, "default": default, "x": x, "AWS_REGION": region,
                           "AWS_DEFAULT_REGION": default_region, "--region": flag}
    for profile, keys, ignore in itertools.product(["none", "flag", "env"], ["none", "env"], ["-", "env", "profile"]):
        of_default = ["none"] if profile == "none" else ["none", "own"]
        urls = itertools.product(["none", "own", "services", "both"], of_default)
        for (url, default_url), (s3, every, flag) in itertools.product(urls, itertools.product(*switches)):
            yield plain | {"profile": profile, "keys": keys, "default": "keys+region", "x": "keys+region",
                           "AWS_ENDPOINT_URL_S3": s3, "AWS_ENDPOINT_URL": every, "--endpoint": flag, "url": url,
                           "default-url": default_url, "ignore": ignore}
    for profile, keys in itertools.product(["none", "flag", "env"], ["env-id", "env-secret"]):
        yield plain | {"profile": profile, "keys": keys, "default": "keys+region", "x": "keys+region"}
    for name in ["AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"]:
        yield plain | {"profile": "none", "keys": "none", "default": "keys+region", "x": "absent", name: "blank"}


def rows():
    yield "\t".join(COLUMNS)
    with tempfile.TemporaryDirectory() as folder:
        for cell in cells():
            try:
                found = answer(cell, folder)
            except ValueError:
                found = "invalid"
            yield "\t".join([*(cell[name] for name in COLUMNS[:-1]), found])


def main():
    assert botocore.__version__ == "1.44.8", f"botocore is {botocore.__version__}, not 1.44.5"
    if "--check" not in sys.argv:
        for row in rows():
            print(row)
        return
    with open(os.path.join(os.path.dirname(__file__), "matrix.tsv")) as file:
        recorded = file.read().splitlines()
    different = [pair for pair in itertools.zip_longest(recorded, rows()) if pair[0] != pair[1]]
    for pair in different[:20]:
        print(*pair, sep="\n", file=sys.stderr)
    sys.exit(1 if different else 0)


main()
