"""Copies the library alone to a directory: without tests and benchmarks, whose dependencies ask for more."""

import pathlib
import re
import shutil
import sys

out = pathlib.Path(sys.argv[1])
shutil.rmtree(out, ignore_errors=True)
out.mkdir(parents=True)
shutil.copytree("src", out / "src")
shutil.copy("README.md", out)
shutil.copy("LICENSE", out)
sections = re.split(r"(?m)^(?=\[)", pathlib.Path("Cargo.toml").read_text())
unwanted = ("[workspace]", "[dev-dependencies]", "[[bench]]", "[[bin]]", "[[example]]", "[[test]]")
kept = [section for section in sections if not section.startswith(unwanted)]
# A workspace of its own, as it lies below another package.
(out / "Cargo.toml").write_text("".join(kept) + "\n[workspace]\n")
