"""Reads a file by its address with one of the tools, and compares it with the same file on disk.

client.py version NAME; client.py make FOLDER; client.py TOOL FILE ADDRESS
"""

import importlib.metadata
import os
import sys


def make(folder):
    """A table in row groups, the same as CSV, and a picture in tiles, large enough to be read in ranges."""
    import duckdb
    import numpy
    import rasterio

    table = "SELECT i, hash(i) AS h, hash(i + 1) AS g FROM range(122880) t(i)"
    duckdb.sql(f"COPY ({table}) TO '{folder}/table.parquet' (ROW_GROUP_SIZE 10240, COMPRESSION uncompressed)")
    duckdb.sql(f"COPY ({table}) TO '{folder}/table.csv'")
    shape = dict(driver="GTiff", width=2048, height=2048, count=1, dtype="uint8", tiled=True)
    with rasterio.open(f"{folder}/picture.tif", "w", **shape) as picture:
        picture.write(numpy.random.default_rng(7).integers(0, 255, (1, 2048, 2048), dtype="uint8"))


def fsspec(place):
    import fsspec

    with fsspec.open(place, "rb", block_size=200_000) as file:
        size = file.seek(0, os.SEEK_END)
        return [(file.seek(at), file.read(16)) for at in range(0, size - 16, size // 8)]


def duckdb(place):
    import duckdb
    import duckdb_extension_httpfs
    import pathlib

    extensions = pathlib.Path(duckdb_extension_httpfs.__file__).parent.rglob("httpfs.duckdb_extension")
    connection = duckdb.connect(config={"threads": 1})
    connection.sql(f"LOAD '{next(extensions)}'")
    place = place.replace("'", "''")
    return connection.sql(f"SELECT sum(h), max(g), count(*) FROM read_parquet('{place}')").fetchall()


def gdal(place):
    import rasterio
    from rasterio.windows import Window

    with rasterio.Env(GDAL_DISABLE_READDIR_ON_OPEN="EMPTY_DIR", GDAL_CACHEMAX=1):
        with rasterio.open(place) as picture:
            return [picture.read(1, window=Window(0, row, 256, 256)).tobytes() for row in range(0, 2048, 256)]


def polars_csv(place):
    import polars

    return polars.scan_csv(place).select(polars.col("g").max()).collect().item()


def polars_parquet(place):
    import polars

    return polars.scan_parquet(place).select(polars.col("g").max()).collect().item()


def version(name):
    if name == "gdal":
        import rasterio

        return rasterio.__gdal_version__
    return importlib.metadata.version(name)


match sys.argv[1:]:
    case ["version", name, *_]:
        print(version(name))
    case ["make", folder]:
        make(folder)
    case [tool, file, address]:
        read = globals()[tool]
        if read(address) != read(file):
            sys.exit("other bytes than in the file")
