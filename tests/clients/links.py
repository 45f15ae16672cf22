"""Links, made by the example program `presign`."""

import json
import os
import subprocess
from dataclasses import dataclass

from server import BUCKET


@dataclass(frozen=True)
class Signer:
    """Signs for one address, with one set of credentials."""

    address: str
    env: dict

    def one(self, method: str, key: str, *options: str, lifetime: str = "2h") -> str:
        """The link for a key, with options of `presign get` or `presign put`."""
        return _run([method, f"s3://{BUCKET}/{key}", *self._where(lifetime), *options], self.env)

    def many(self, method: str, keys: list[str]) -> list[str]:
        """The links for many keys."""
        lines = "\n".join(json.dumps({"key": key}) for key in keys)
        answer = _run(["batch", "--bucket", BUCKET, "-X", method, *self._where("2h")], self.env, lines)
        return [json.loads(line)["url"] for line in answer.split("\n")]

    def _where(self, lifetime: str) -> list[str]:
        return ["--path-style", "--endpoint", self.address, "-e", lifetime]


def _run(arguments: list[str], env: dict, given: str | None = None) -> str:
    done = subprocess.run([os.environ["PRESIGN"], *arguments], env=env, input=given, text=True, capture_output=True, timeout=60)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout.removesuffix("\n")
