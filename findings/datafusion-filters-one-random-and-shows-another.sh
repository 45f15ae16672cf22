#!/usr/bin/env bash
# DataFusion 55 filters a subquery by one value of a volatile function and shows another: WHERE l['r'] < 0.1 gives rows of 0.9.
#
# Expected: a subquery that puts random() into a struct has one number in each row, so that a filter on the field and the column shown mean the
#   same number, as they do without a struct.
# What happens: a rule that is on by default (datafusion.optimizer.enable_leaf_expression_pushdown) copies the expression of the struct, with the
#   call in it, to each place where a field is read. It does not ask whether the function is volatile. With the rule off it is as expected.
# Seen with: datafusion 55.0.0 for Python (2026-11-29); the Rust crate 55.2.0 does the same.
# Why it matters: a function that gives a struct, such as one that signs a link and says when it ends, runs once for each field that is read; and
#   what it gives must not differ from call to call. A function that reads the clock itself would show the end of another link.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check datafusion==55.0.0
"$dir/venv/bin/python" - <<'PYTHON'
import datafusion

session = datafusion.SessionContext()

def largest(statement):
    values = [value for batch in session.sql(statement).collect() for value in batch.to_pydict()["r"]]
    print(f"{len(values)} rows, the largest {max(values):.3f}: {statement}")
    return max(values)

print("datafusion", datafusion.__version__)
STRUCT = "SELECT l['r'] AS r FROM (SELECT named_struct('r', random()) AS l FROM range(10000)) WHERE l['r'] < 0.1"
PLAIN = "SELECT r FROM (SELECT random() AS r FROM range(10000)) WHERE r < 0.1"
assert largest(PLAIN) < 0.1, "a plain column is filtered by another number, too"
assert largest(STRUCT) > 0.1, "the number that is shown is the one that was filtered"
session.sql("SET datafusion.optimizer.enable_leaf_expression_pushdown = false").collect()
print("without the rule:")
assert largest(STRUCT) < 0.1, "the rule is not the cause"
PYTHON
