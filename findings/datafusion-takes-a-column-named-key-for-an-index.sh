#!/usr/bin/env bash
# DataFusion 55 cannot declare a column named key without quotes: it reads KEY of MySQL there, and asks for columns, or says that it has no indexes.
#
# Expected: CREATE TABLE inventory (bucket VARCHAR, key VARCHAR, size BIGINT) makes a table of three columns, as in DuckDB, which is asked here too.
#   SELECT key FROM … needs no quotes in DataFusion either.
# What happens: "key" at the beginning of a column begins an index of MySQL, whatever the column is for; so does "index". Behind it DataFusion wants
#   "a list of columns in parentheses"; and where the type has a length, as VARCHAR(1024) has, that is the list, and it says "Indexes are not currently
#   supported". Neither says that quotes help.
# Seen with: datafusion 55.0.0 for Python, DuckDB 2.0.1 (2026-11-29); the Rust crate 55.2.0 does the same, for CREATE EXTERNAL TABLE too.
# Why it matters: "key" is the name that S3 Inventory, and every list of objects, has for the column that links are made of.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check datafusion==55.0.0 duckdb==2.0.1
"$dir/venv/bin/python" - <<'PYTHON'
import datafusion, duckdb

session = datafusion.SessionContext()

def answer(columns):
    try:
        session.sql(f"CREATE OR REPLACE TABLE inventory ({columns})").collect()
        said = "made"
    except Exception as error:
        said = str(error)
    print(f"  ({columns}): {said}")
    return said

print("duckdb", duckdb.__version__)
duckdb.sql("CREATE TABLE inventory (bucket VARCHAR, key VARCHAR(1024), size BIGINT)")
print("  makes the table")
print("datafusion", datafusion.__version__)
assert answer('bucket VARCHAR, "key" VARCHAR, size BIGINT') == "made"
session.sql("SELECT key FROM inventory").collect()
for name in ["key", "index"]:
    said = answer(f"bucket VARCHAR, {name} VARCHAR, size BIGINT")
    assert "a list of columns in parentheses" in said, "DataFusion takes such a column now, or says otherwise"
said = answer("bucket VARCHAR, key VARCHAR(1024), size BIGINT")
assert "Indexes are not currently supported" in said, "DataFusion takes such a column now, or says otherwise"
PYTHON
