"""Runs every tool of tools.toml in two zones, and compares the end that the crate reads with the true one.

`check.py READER VENVS HOMES`; exits with 1 where one differs. Never later than the truth is the law.
"""
import datetime, os, pathlib, re, subprocess, sys, time, tomllib
import stand_in

here = pathlib.Path(__file__).parent
reader, venvs, homes = map(pathlib.Path, sys.argv[1:4])
ZONES = ["Asia/Kolkata", "America/Los_Angeles"]
KEYS = "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = madeUpSecret\n"
END_LINE = re.compile(r"""(?i)"?(\w*expir\w*)"?\s*[=:]\s*"?([^"\n,}]+)""")


def home_of(name, zone):
    home = homes / name / zone
    (home / ".aws").mkdir(parents=True)
    (home / ".aws/credentials").write_text(f"[default]\n{KEYS}[default-long-term]\n{KEYS}")
    role = "role_arn = arn:aws:iam::111122223333:role/r\nsource_profile = default\n"
    (home / ".aws/config").write_text(f"[default]\nregion = eu-west-1\n[profile work]\n{role}")
    return home


def write(name, tool, zone, address, end):
    home, bin = home_of(name, zone), venvs / tool["venv"] / "bin"
    environment = {"HOME": str(home), "TZ": zone, "PATH": f"{bin}:{os.environ['PATH']}",
                   "AWS_EC2_METADATA_DISABLED": "true", "AWS_ENDPOINT_URL_STS": address, "AWS_REGION": "eu-west-1",
                   "AWS_DEFAULT_REGION": "eu-west-1"}
    command = tool.get("command", f"%/python {here}/writers.py {name} {end}").replace("%", str(bin))
    done = subprocess.run(command, shell=True, env=environment, timeout=60, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True)
    return home, (done.stderr or done.stdout).strip()[-300:]


def read(tool, home):
    """The arguments for the reader, and the text that the tool wrote."""
    credentials, config = home / ".aws/credentials", home / ".aws/config"
    if "profile" in tool:
        text = credentials.read_text()
        section = text.partition(f"[{tool['profile']}]")[2].partition("\n[")[0]
        return ["profile", tool["profile"], credentials, config], section
    place = "document" if (home / "document").exists() else "environment"
    return [place, home / place], (home / place).read_text()


def verdict(expect, line, end):
    found = re.match(r"end=(\d+|none)", line)
    if not found:
        return "FAIL: " + line[:120]
    read = found[1]
    if read != "none" and int(read) > end:
        return f"FAIL: {int(read) - end} s later than the truth"
    right = read == str(end) if expect == "exact" else read == "none" or int(read) < end
    return "right" if right else f"FAIL: {expect} was to be had"


def versions():
    pins = "".join(file.read_text() for file in (here / "requirements").glob("*.txt"))
    return dict(line.split("==") for line in pins.split() if "==" in line)


def main():
    end = int(time.time()) + 3600 * 11 + 37
    address = stand_in.start(datetime.datetime.fromtimestamp(end, datetime.timezone.utc).strftime("%FT%TZ"))
    pins, failed, passed = versions(), 0, 0
    for name, tool in tomllib.loads((here / "tools.toml").read_text()).items():
        for zone in ZONES:
            home, said = write(name, tool, zone, address, end)
            try:
                arguments, text = read(tool, home)
                key, value = END_LINE.findall(text)[0]
                done = subprocess.run([reader, *arguments], capture_output=True, text=True, timeout=20)
                line, place = done.stdout.strip() or done.stderr.strip(), arguments[0]
                outcome = verdict(tool["expect"], line, end)
            except (OSError, IndexError):
                key = value = line = place = "-"
                outcome = f"FAIL: it wrote no end: {said}"
            passed, failed = passed + (outcome == "right"), failed + (outcome != "right")
            how = "run" if "command" in tool else "fn"
            print(" | ".join([name, pins.get(name, "?"), how, zone, place, key, value, line[:60], outcome]))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
