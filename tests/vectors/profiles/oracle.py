#!/usr/bin/env python3
"""What botocore makes of pairs of profile files.

Reads cases as JSON lines from standard input (id, credentials, config, profile) and writes each of them
again with what botocore finds, as `expected`. With --generate, writes the cases themselves.

    python3 oracle.py --generate | python3 oracle.py > cases.jsonl
"""

import itertools
import json
import os
import random
import sys
import tempfile


# botocore reads no end of credentials, but tells what stands there.
EXPIRATIONS = ["aws_expiration", "aws_session_expiration", "aws_credential_expiration", "expiration",
               "x_security_token_expires"]
SETTINGS = EXPIRATIONS + ["use_dualstack_endpoint", "use_fips_endpoint"]


def expected(case):
    import botocore.configprovider
    import botocore.credentials
    import botocore.exceptions
    import botocore.session

    with tempfile.TemporaryDirectory() as folder:
        paths = {}
        for name in ("credentials", "config"):
            paths[name] = os.path.join(folder, name)
            with open(paths[name], "w", encoding="utf-8", newline="") as file:
                file.write(case[name])
        for name in [name for name in os.environ if name.startswith("AWS_")]:
            del os.environ[name]
        os.environ["AWS_SHARED_CREDENTIALS_FILE"] = paths["credentials"]
        os.environ["AWS_CONFIG_FILE"] = paths["config"]
        session = botocore.session.Session(profile=case["profile"])
        try:
            scoped = session.get_scoped_config()
            full = session.full_config
        except botocore.exceptions.ProfileNotFound:
            return {"error": "profile"}
        except botocore.exceptions.ConfigParseError:
            return {"error": "syntax"}
        endpoint = botocore.configprovider.ConfiguredEndpointProvider(full, scoped, "s3", environ={})
        try:
            endpoint_url = endpoint.provide() or None
        except botocore.exceptions.InvalidConfigError:
            endpoint_url = {"error": "services"}
        return {
            "credentials": credentials(case["profile"], scoped, paths),
            "region": scoped.get("region") or None,
            "settings": {key: scoped[key] for key in SETTINGS if scoped.get(key)},
            "endpoint_url": endpoint_url,
            "s3": {k: v for k, v in scoped.get("s3", {}).items()} if isinstance(scoped.get("s3"), dict) else {},
        }


def credentials(profile, scoped, paths):
    """Asks botocore's own providers in their order, all but those that use the network or a process."""
    import botocore.credentials as of
    import botocore.exceptions

    def has(*keys):
        return any(key in scoped for key in keys)

    if has("web_identity_token_file"):
        return {"needs": "web identity"}
    if has("role_arn"):
        return {"needs": "role"}
    if has("sso_account_id", "sso_role_name"):
        return {"needs": "sso"}
    try:
        found = of.SharedCredentialProvider(paths["credentials"], profile).load()
        if found is None and has("login_session"):
            return {"needs": "login"}
        if found is None and has("credential_process"):
            return {"needs": "process"}
        if found is None:
            found = of.ConfigProvider(paths["config"], profile).load()
    except botocore.exceptions.PartialCredentialsError:
        return {"partial": True}
    if found is None:
        return None
    return {"id": found.access_key, "secret": found.secret_key, "token": found.token or None}


def generate():
    rng = random.Random(4711)
    names = ["default", "work", "with space", "dev-1", "ünïcode"]

    def header(name, file):
        if file == "credentials":
            return f"[{name}]"
        if name == "default":
            return rng.choice(["[default]", "[profile default]"])
        quoted = f'"{name}"' if " " in name else rng.choice([name, f'"{name}"', f"'{name}'"])
        return f"[profile{rng.choice([' ', '  '])}{quoted}]"

    def setting(key, value, indent):
        around = rng.choice(["=", " = ", "= ", " ="])
        key = rng.choice([key, key, key.upper()])
        return f"{indent}{key}{around}{value}{rng.choice(['', '', ' '])}"

    def noise():
        return rng.choice([[], [], [""], ["# a comment"], ["; another = one"], ["  # indented"]])

    def section(name, file, kind):
        indent = rng.choice(["", "", "", "  "])
        lines = [header(name, file)]
        id_ = "AKIA" + "".join(rng.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", k=16))
        secret = "".join(rng.choices("abcdefghijklmnopqrstuvwxyzABCDEFGHIJ0123456789+/=#;", k=40)).strip("=#;") + "k"
        token = "".join(rng.choices("abcdefABCDEF0123456789+/=", k=60))
        settings = {
            "static": [("aws_access_key_id", id_), ("aws_secret_access_key", secret)],
            "session": [("aws_access_key_id", id_), ("aws_secret_access_key", secret), ("aws_session_token", token)],
            "security": [("aws_access_key_id", id_), ("aws_secret_access_key", secret),
                         ("aws_security_token", token), ("aws_session_token", "not-this-one")],
            "partial": [("aws_access_key_id", id_)],
            "secret-only": [("aws_secret_access_key", secret)],
            "role": [("role_arn", "arn:aws:iam::123456789012:role/x"), ("source_profile", "default")],
            "web": [("role_arn", "arn:aws:iam::123456789012:role/x"), ("web_identity_token_file", "/tmp/t")],
            "sso": [("sso_account_id", "123456789012"), ("sso_role_name", "x"), ("sso_session", "s")],
            "process": [("credential_process", "/bin/true --x = y")],
            "login": [("login_session", "arn:aws:sts::123456789012:assumed-role/x/y")],
            "none": [],
        }[kind]
        settings = list(settings)
        if rng.random() < 0.6:
            settings.append(("region", rng.choice(["eu-west-1", "us-gov-west-1", "auto"])))
        if rng.random() < 0.3:
            settings.append(("endpoint_url", "http://localhost:9000/a?b=c"))
        if rng.random() < 0.2:
            settings.append(("services", "local"))
        if rng.random() < 0.2:
            settings.append(("output", ""))
        rng.shuffle(settings)
        for key, value in settings:
            lines += noise()
            lines.append(setting(key, value, indent))
        if rng.random() < 0.5:
            lines.append(setting("s3", "", indent).rstrip())
            deeper = indent + rng.choice(["  ", "    ", "\t"])
            for key, value in rng.sample([("addressing_style", "path"), ("use_accelerate_endpoint", "true"),
                                          ("max_concurrent_requests", "20")], k=2):
                lines.append(setting(key, value, deeper).replace(key.upper(), key))
            if rng.random() < 0.5:
                lines.append(setting("cli_pager", "less", indent))
        return lines

    def file(name, kinds):
        lines = []
        for profile, kind in kinds:
            lines += noise() + section(profile, name, kind) + noise()
        if name == "config" and rng.random() < 0.5:
            lines += ["[services local]", "s3 =", "  endpoint_url = http://services.example:1", "dynamodb =", "  x = y"]
        if name == "config" and rng.random() < 0.3:
            lines += ["[sso-session s]", "sso_region = us-east-1"]
        newline = rng.choice(["\n", "\n", "\r\n"])
        return newline.join(lines) + rng.choice(["", newline])

    kinds = ["static", "session", "security", "partial", "secret-only", "role", "web", "sso", "process", "login", "none"]
    for number in range(120):
        profiles = rng.sample(names, k=rng.randint(1, 3))
        in_credentials = [(name, rng.choice(kinds[:5] + ["none"])) for name in profiles if rng.random() < 0.6]
        in_config = [(name, rng.choice(kinds)) for name in profiles if rng.random() < 0.7]
        yield {
            "id": f"random-{number:03}",
            "profile": rng.choice(profiles),
            "credentials": file("credentials", in_credentials),
            "config": file("config", in_config),
        }
    keys = "aws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = secret"
    for name, credentials_text, config_text, profile in [
        ("empty", "", "", "default"),
        ("missing", f"[a]\n{keys}\n", "", "b"),
        ("bom-free", f"[a]\n{keys}\n", "", "a"),
        ("config-without-the-word", "", f"[a]\n{keys}\n", "a"),
        ("both-files", f"[a]\n{keys}\nregion = eu-west-1\n", "[profile a]\nregion = us-east-1\noutput = json\n", "a"),
        ("keys-in-config-only", "[a]\nregion = eu-west-1\n", f"[profile a]\n{keys}\n", "a"),
        ("role-beats-keys", f"[a]\n{keys}\n", "[profile a]\nrole_arn = x\nsource_profile = a\n", "a"),
        ("process-beats-config-keys", "", f"[profile a]\n{keys}\ncredential_process = x\n", "a"),
        ("keys-beat-process", f"[a]\n{keys}\n", "[profile a]\ncredential_process = x\n", "a"),
        ("sso-session-alone", f"[a]\n{keys}\n", "[profile a]\nsso_session = s\n", "a"),
        ("no-section", f"{keys}\n", "", "default"),
        ("unended-section", f"[a\n{keys}\n", "", "a"),
        ("no-equals", "[a]\nnonsense\n", "", "a"),
        ("no-equals-nested", "", "[profile a]\ns3 =\n  nonsense\n", "a"),
        ("tabs", f"[a]\n\taws_access_key_id\t=\tAKIDEXAMPLE\n\taws_secret_access_key = secret\n", "", "a"),
        ("hash-in-secret", "[a]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = a#b;c=d\n", "", "a"),
        ("empty-nested", "", "[profile a]\nregion = eu-west-1\ns3 =\noutput = json\n", "a"),
        ("blank-lines-in-nested", "", "[profile a]\ns3 =\n  addressing_style = path\n\n  use_dualstack_endpoint = true\n", "a"),
    ]:
        yield {"id": name, "profile": profile, "credentials": credentials_text, "config": config_text}


def generate_settings():
    """Ends of credentials, flags, and the spellings of a section's name."""
    rng = random.Random(4712)
    keys = ["aws_access_key_id = ASIAEXAMPLE", "aws_secret_access_key = secret", "aws_session_token = token"]
    ends = ["2030-01-01T00:00:00Z", "2030-01-01 00:00:00", "2030-01-01T02:00:00+0200", "1893456000"]
    names = {"local": ["local", '"local"', "'local'"], "two words": ['"two words"', "'two words'"]}

    def settings():
        lines = [f"{key} = {rng.choice(ends)}" for key in EXPIRATIONS if rng.random() < 0.4]
        lines += [f"{key} = {rng.choice(['true', 'false'])}" for key in SETTINGS[5:] if rng.random() < 0.5]
        rng.shuffle(lines)
        return lines

    def section(word, name):
        return f"[{word}{rng.choice([' ', '  ', chr(9)])}{rng.choice(names[name])}]"

    for number in range(60):
        profile, services = rng.choice(list(names)), rng.choice(list(names))
        in_credentials = [f"[{profile}]"] + (keys if rng.random() < 0.7 else []) + settings()
        in_config = [section("profile", profile)] + (keys if rng.random() < 0.3 else []) + settings()
        in_config += ["s3 =", f"  use_dualstack_endpoint = {rng.choice(['true', 'false'])}"]
        if rng.random() < 0.8:
            in_config.append(f"services = {services}")
        if rng.random() < 0.9:
            in_config += [section("services", services), "s3 =", "  endpoint_url = http://services.example:1"]
        yield {
            "id": f"settings-{number:02}",
            "profile": profile,
            "credentials": "\n".join(in_credentials) + "\n",
            "config": "\n".join(in_config) + "\n",
        }


def generate_continuations():
    """Values that go on in indented lines, below keys that nobody here uses and below a process."""
    keys = "aws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = secret"
    process = "credential_process = /bin/x \\\n  --role=arn:x \\\n\t--other y"
    for name, credentials_text, config_text in [
        ("pager", f"[a]\n{keys}\n", "[profile a]\nregion = eu-west-1\ncli_pager = less\n  -R\n"),
        ("pager-first", f"[a]\ncli_pager = less\n  -R\n  -X = y\n{keys}\n", ""),
        ("below-brackets", f"[a]\n{keys}\noutput = json\n  [b]\n", "[profile a]\nregion = eu-west-1\n"),
        ("before-a-block", f"[a]\n{keys}\n", "[profile a]\noutput = json\n  text\ns3 =\n  addressing_style = path\n"),
        ("of-a-process", "", f"[profile a]\n{process}\nregion = eu-west-1\n"),
        ("of-a-process-beside-keys", f"[a]\n{keys}\n{process}\n", "[profile a]\nregion = eu-west-1\n"),
    ]:
        yield {"id": f"goes-on-{name}", "profile": "a", "credentials": credentials_text, "config": config_text}


def main():
    generated = itertools.chain(generate(), generate_settings(), generate_continuations())
    cases = generated if "--generate" in sys.argv else map(json.loads, sys.stdin)
    for case in cases:
        if "--generate" not in sys.argv:
            case["expected"] = expected(case)
        print(json.dumps(case, ensure_ascii=False))


main()
