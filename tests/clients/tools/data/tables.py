"""Readers of tables: each adds up the column `n`, so that every row has to come."""

from reader import main, reader


def duckdb_with(link: str, setting: str, function: str):
    """A query of DuckDB with its extension from the package of that name, as no other place is asked."""
    from pathlib import Path

    import duckdb
    import duckdb_extension_httpfs

    base = duckdb.connect(config={"allow_unsigned_extensions": "true"})
    home = Path(duckdb_extension_httpfs.__file__).parent
    base.load_extension(str(next(home.rglob("*.duckdb_extension*"))))
    base.execute(setting)
    return base.execute(f"select sum(n) from {function}(?)", [link]).fetchone()[0]


@reader
def duckdb_parquet(link):
    return duckdb_with(link, "select 1", "read_parquet")


@reader
def duckdb_parquet_whole(link):
    return duckdb_with(link, "set force_download = true", "read_parquet")


@reader
def duckdb_csv(link):
    return duckdb_with(link, "select 1", "read_csv")


@reader
def duckdb_csv_whole(link):
    return duckdb_with(link, "set force_download = true", "read_csv")


@reader
def chdb_csv(link):
    return chdb_with(link, "CSVWithNames")


@reader
def chdb_parquet(link):
    return chdb_with(link, "Parquet")


def chdb_with(link, form):
    import chdb

    quoted = link.replace("\\", "\\\\").replace("'", "\\'")
    return chdb.query(f"select sum(n) from url('{quoted}', '{form}')")


@reader
def pandas_csv(link):
    import pandas

    return pandas.read_csv(link)["n"].sum()


@reader
def pandas_csv_named_gzip(link):
    import pandas

    return pandas.read_csv(link, compression="gzip")["n"].sum()


@reader
def pandas_csv_ending(link):
    """No server sees what stands behind `#`, but pandas takes the compression from it."""
    import pandas

    return pandas.read_csv(link + "#.gz")["n"].sum()


@reader
def pandas_parquet(link):
    import pandas

    return pandas.read_parquet(link)["n"].sum()


@reader
def polars_parquet(link):
    import polars

    return polars.scan_parquet(link).select("n").sum().collect().item()


@reader
def polars_parquet_no_glob(link):
    import polars

    return polars.scan_parquet(link, glob=False).select("n").sum().collect().item()


@reader
def polars_csv(link):
    import polars

    return polars.scan_csv(link).select("n").sum().collect().item()


@reader
def polars_csv_no_glob(link):
    import polars

    return polars.scan_csv(link, glob=False).select("n").sum().collect().item()


@reader
def polars_ipc(link):
    import polars

    return polars.read_ipc(link)["n"].sum()


@reader
def dask_csv(link):
    import dask.dataframe

    return dask.dataframe.read_csv(link)["n"].sum().compute()


@reader
def dask_parquet(link):
    import dask.dataframe

    return dask.dataframe.read_parquet(link)["n"].sum().compute()


@reader
def pyarrow_parquet(link):
    from pyarrow import compute, parquet

    return compute.sum(parquet.read_table(link)["n"])


@reader
def pyarrow_parquet_fsspec(link):
    import fsspec
    from pyarrow import compute, parquet

    with fsspec.open(link, encoded=True) as file:
        return compute.sum(parquet.read_table(file)["n"])


@reader
def datafusion_parquet(link):
    import datafusion

    context = datafusion.SessionContext()
    context.register_parquet("t", link)
    return context.sql("select sum(n) from t")


@reader
def datafusion_dataset(link):
    import datafusion
    import fsspec
    from pyarrow import dataset

    context = datafusion.SessionContext()
    context.register_dataset("t", dataset.dataset(link, filesystem=fsspec.filesystem("http")))
    return context.sql("select sum(n) from t")


@reader
def smart_open_csv(link):
    import csv

    import smart_open

    with smart_open.open(link) as lines:
        return sum(int(row["n"]) for row in csv.DictReader(lines))


if __name__ == "__main__":
    main()
