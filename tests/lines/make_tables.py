"""Writes one table in every format into the working folder."""
import gzip
import pathlib

import polars

table = polars.DataFrame({"a": [1, 2], "b": ["x", "ü"]})
table.write_parquet("table.parquet")
table.write_csv("table.csv")
table.write_csv("table.tsv", separator="\t")
table.write_json("table.json")
table.write_ndjson("table.jsonl")
table.write_ndjson("table.ndjson")
for ending in ["csv", "tsv", "json", "ndjson"]:
    plain = pathlib.Path(f"table.{ending}")
    pathlib.Path(f"table.{ending}.gz").write_bytes(gzip.compress(plain.read_bytes()))
