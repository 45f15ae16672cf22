"""Runs SQL and writes the last result as CSV, or a blob as it is."""
import csv
import sys

import duckdb
import duckdb_extensions

try:
    duckdb.sql("LOAD httpfs")
except duckdb.Error:
    duckdb_extensions.import_extension("httpfs")
result = duckdb.sql(sys.argv[1])
if "content" in result.columns:
    sys.stdout.buffer.write(result.fetchone()[result.columns.index("content")])
else:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(result.columns)
    writer.writerows(result.fetchall())
