"""What reads data by its link: tables, arrays, maps, genomes. Small scripts of libraries lie in tools/data/."""

from tool import Tool

GROUP = "data"
SUM = "1249975000"


def package(name: str, *others: str) -> dict:
    return {"pip": [name, *others]}


def version(name: str) -> list[str]:
    return ["python", "-c", f"import importlib.metadata as m; print(m.version('{name}'))"]


def script(file: str, reader: str, link: str = "{link}") -> list[str]:
    return ["python", "{scripts}/data/" + file + ".py", reader, link, "{file}"]


def library(name: str, pins: tuple, reading: tuple, expect: str, **more) -> Tool:
    """A library that a script reads with: `reading` is the script, the function in it, and the kind of object."""
    file, reader, kind = reading
    many = more.pop("many", "beside" not in more)
    helps = tuple((words, script(file, *better)) for words, *better in more.pop("helps", ()))
    return Tool(
        name=name, group=GROUP, packages=package(*pins), version=version(pins[0].partition("==")[0]), object=kind,
        many=many, download=script(file, reader), expect=expect, helps=helps, **more,
    )


def table(name: str, pin: str, kind: str, reader: str, **more) -> Tool:
    return library(name, (pin, *more.pop("others", ())), ("tables", reader, kind), SUM, **more)


def array(name: str, pin: str, kind: str, reader: str, expect: str, **more) -> Tool:
    return library(name, (pin, *more.pop("others", ())), ("arrays", reader, kind), expect, **more)


def file(name: str, pin: str, reader: str, kind: str = "bytes", expect: str = "bytes", **more) -> Tool:
    return library(name, (pin, *more.pop("others", ())), ("files", reader, kind), expect, **more)


def debian(name: str, package: str, argv: list[str], kind: str, expect: str, **more) -> Tool:
    """A program of Debian's."""
    asked = more.pop("version", [argv[0], "--version"])
    return Tool(name=name, group=GROUP, packages={"apt": package.split()}, version=asked, object=kind, download=argv, expect=expect, **more)


def rscript(code: str) -> list[str]:
    return ["Rscript", "-e", "link <- commandArgs(TRUE)[1]; " + code, "{link}"]


def octave(code: str) -> list[str]:
    # No link holds an apostrophe: it is always escaped.
    return ["octave-cli", "--eval", code]


FSSPEC = ("fsspec==2026.9.0", "aiohttp==3.14.5")
R_SUM = "cat(format(sum({}$n), digits = 15))"
R_VERSION = ["R", "--version"]

TABLES = [
    table("DuckDB `read_parquet`", "duckdb==1.5.5", "parquet", "duckdb_parquet", others=("duckdb-extension-httpfs==1.5.5",),
          helps=(("`SET force_download = true`: one GET", "duckdb_parquet_whole"),)),
    table("DuckDB `read_csv`", "duckdb==1.5.5", "csv", "duckdb_csv", others=("duckdb-extension-httpfs==1.5.5",),
          helps=(("`SET force_download = true`: one GET", "duckdb_csv_whole"),)),
    table("chDB `url(…, 'CSVWithNames')`", "chdb==4.4.0", "csv", "chdb_csv"),
    table("chDB `url(…, 'Parquet')`", "chdb==4.4.0", "parquet", "chdb_parquet"),
    table("pandas `read_csv`", "pandas==3.1.1", "csv", "pandas_csv"),
    table("pandas `read_csv` of `.csv.gz`", "pandas==3.1.1", "csv.gz", "pandas_csv",
          slow=True, helps=(('`compression="gzip"`', "pandas_csv_named_gzip"), ("`#.gz` behind the link", "pandas_csv_ending"))),
    table("pandas `read_parquet`", "pandas==3.1.1", "parquet", "pandas_parquet", others=("pyarrow==26.0.1",)),
    table("polars `scan_parquet`", "polars==2.1.0", "parquet", "polars_parquet",
          helps=(("`glob=False`", "polars_parquet_no_glob"),)),
    table("polars `scan_csv`", "polars==2.1.0", "csv", "polars_csv", helps=(("`glob=False`", "polars_csv_no_glob"),)),
    table("polars `read_ipc`", "polars==2.1.0", "arrow", "polars_ipc"),
    table("Dask `read_csv`", "dask==2026.8.0", "csv", "dask_csv", others=FSSPEC),
    table("Dask `read_parquet`", "dask==2026.8.0", "parquet", "dask_parquet", others=FSSPEC),
    table("pyarrow `read_table`", "pyarrow==26.0.1", "parquet", "pyarrow_parquet", others=FSSPEC,
          slow=True, helps=(("`fsspec.open(link, encoded=True)`", "pyarrow_parquet_fsspec"),)),
    table("DataFusion `register_parquet`", "datafusion==55.0.0", "parquet", "datafusion_parquet", others=FSSPEC,
          slow=True, helps=(("a pyarrow dataset over fsspec", "datafusion_dataset"),)),
    table("smart_open, line by line", "smart-open==9.0.2", "csv", "smart_open_csv", others=("requests==2.34.2",)),
    debian("R `read.csv`", "r-base-core", rscript(R_SUM.format("read.csv(link)")), "csv", SUM, version=R_VERSION, slow=True),
    debian("readr `read_csv`", "r-cran-readr", rscript(R_SUM.format("readr::read_csv(link)")), "csv", SUM, slow=True,
           version=["Rscript", "-e", "cat(format(packageVersion('readr')))"]),
    debian("readr `read_csv` of `.csv.gz`", "r-cran-readr", rscript(R_SUM.format("readr::read_csv(link)")), "csv.gz", SUM,
           slow=True, version=["Rscript", "-e", "cat(format(packageVersion('readr')))"],
           helps=(("`#.gz` behind the link", rscript(R_SUM.format("readr::read_csv(paste0(link, '#.gz'))"))),)),
    debian("data.table `fread`", "r-cran-data.table", rscript(R_SUM.format("data.table::fread(link)")), "csv", SUM, slow=True,
           version=["Rscript", "-e", "cat(format(packageVersion('data.table')))"]),
    debian("Octave `webread`", "octave", octave("printf('%d bytes', length(webread('{link}')))"), "csv", "2252550 bytes", slow=True),
]

FILES = [
    file("fsspec `open`", FSSPEC[0], "fsspec_open", others=FSSPEC[1:],
         helps=(("`encoded=True`: not one byte changed", "fsspec_encoded"), ("`size=` known: no HEAD", "fsspec_sized"))),
    file("fsspec `get`", FSSPEC[0], "fsspec_get", others=FSSPEC[1:],
         slow=True, helps=(("`get_file`, `encoded=True`", "fsspec_get_file"),)),
    file("fsspec `filecache::`", FSSPEC[0], "fsspec_filecache", others=FSSPEC[1:],
         helps=(('`http={"encoded": True}`', "fsspec_filecache_encoded"),)),
    file("universal_pathlib `UPath`", "universal-pathlib==0.3.10", "universal_pathlib", others=FSSPEC,
         helps=(("`encoded=True`", "universal_pathlib_encoded"),)),
    file("obstore `get`", "obstore==0.12.1", "obstore_get"),
    file("obstore `head`", "obstore==0.12.1", "obstore_head", expect="2200000 bytes", needs="HEAD"),
    file("smart_open", "smart-open==9.0.2", "smart_open", others=("requests==2.34.2",)),
    file("wget for Python", "wget==3.2", "wget", many=False),
    file("huggingface_hub `http_get`", "huggingface-hub==2.4.0", "huggingface_hub"),
    file("huggingface_hub metadata", "huggingface-hub==2.4.0", "huggingface_hub_metadata", expect="2200000 bytes", needs="HEAD"),
    file("remotezip", "remotezip==0.12.6", "remotezip", "zip", "hello", others=FSSPEC,
         helps=(("`zipfile` over fsspec", "zipfile_fsspec"),)),
    file("astropy `fits.open`", "astropy==8.0.2", "astropy", "fits", "(1000, 800)"),
    file("ObsPy `read`", "obspy==1.5.1", "obspy", "mseed", "500000 samples",
         slow=True, helps=(("the bytes, by `urllib`", "obspy_bytes"),)),
    debian("R `download.file`", "r-base-core",
           ["Rscript", "-e", "a <- commandArgs(TRUE); download.file(a[1], a[2], mode = 'wb', quiet = TRUE)", "{link}", "{file}"],
           "bytes", "bytes", version=R_VERSION, slow=True),
    debian("Octave `urlwrite`", "octave", octave("urlwrite('{link}', 'out');"), "bytes", "bytes", slow=True),
]

PICTURE = "(1200, 1200"
FIRST = "4943.711"
# Its own answer is not UTF-8.
INSTALLED_SAMTOOLS = ["dpkg-query", "-W", "samtools"]
HDF5 = ("netCDF4==1.7.5.1.post1",)

ARRAYS = [
    array("rasterio", "rasterio==1.4.4", "tiff", "rasterio", "532810611",
          helps=(("`GDAL_DISABLE_READDIR_ON_OPEN=EMPTY_DIR`: no listing", "rasterio_no_listing"),)),
    array("rioxarray", "rioxarray==0.19.0", "tiff", "rioxarray", "532810611", others=("rasterio==1.4.4",)),
    array("pyogrio", "pyogrio==0.13.0", "gpkg", "pyogrio", "30000 features"),
    array("GeoPandas `read_file`", "geopandas==1.2.0", "fgb", "geopandas", "30000 features", others=("pyogrio==0.13.0",)),
    array("tifffile", "tifffile==2026.3.3", "tiff", "tifffile", "532810611", others=FSSPEC,
          slow=True, helps=(("fsspec's file", "tifffile_fsspec"),)),
    array("h5py", "h5py==3.16.0", "hdf5", "h5py", FIRST, others=FSSPEC, slow=True, helps=(("fsspec's file", "h5py_fsspec"),)),
    array("netCDF4 of a classic file", "netCDF4==1.7.5.1.post1", "netcdf3", "netcdf4", "0.000",
          slow=True, helps=(("`#mode=bytes` behind the link", "netcdf4_bytes"),)),
    array("netCDF4", "netCDF4==1.7.5.1.post1", "netcdf", "netcdf4_bytes", FIRST, needs="HEAD"),
    array("xarray `open_dataset`", "xarray==2026.9.0", "netcdf", "xarray", FIRST, others=(*FSSPEC, *HDF5, "h5netcdf==1.8.2"),
          slow=True, helps=(('`engine="h5netcdf"`', "xarray_h5netcdf"), ("fsspec's file, `encoded=True`", "xarray_fsspec"))),
    array("kerchunk", "kerchunk==0.2.10", "hdf5", "kerchunk", FIRST, others=FSSPEC),
    array("pysam", "pysam==0.24.1", "bam", "pysam", "60000 reads"),
    array("pysam of a region", "pysam==0.24.1", "bam", "pysam_region", "334 reads", beside="bai",
          slow=True, helps=(("`index_filename=` a link of the index", "pysam_region_index", "{link} {beside}"),)),
    array("Pillow over urllib", "pillow==13.0.0", "png", "pillow", PICTURE),
    array("Matplotlib `imread`", "matplotlib==3.11.2", "png", "matplotlib", PICTURE, slow=True, helps=(("Pillow over urllib", "pillow"),)),
    array("imageio", "imageio==2.38.1", "png", "imageio", PICTURE),
    array("scikit-image `imread`", "scikit-image==0.26.0", "png", "scikit_image", PICTURE),
    debian("GDAL `gdalinfo /vsicurl/`", "gdal-bin", ["gdalinfo", "/vsicurl/{link}"], "tiff", "Size is 2048, 2048"),
    debian("GDAL `ogrinfo` of a GeoPackage", "gdal-bin", ["ogrinfo", "-so", "-al", "/vsicurl/{link}"], "gpkg", "Feature Count: 30000",
           helps=(("`#.gpkg` behind the link", ["ogrinfo", "-so", "-al", "/vsicurl/{link}#.gpkg"]),)),
    debian("GDAL `ogrinfo` of CSV", "gdal-bin", ["ogrinfo", "-so", "-al", "/vsicurl/{link}"], "csv", "Feature Count: 50000",
           helps=(("`CSV:` before it", ["ogrinfo", "-so", "-al", "CSV:/vsicurl/{link}"]),)),
    debian("ncdump", "netcdf-bin", ["ncdump", "-h", "{link}"], "netcdf3", "x = 500000",
           helps=(("`#mode=bytes` behind the link", ["ncdump", "-h", "{link}#mode=bytes"]),)),
    debian("samtools", "samtools", ["samtools", "view", "-c", "{link}"], "bam", "60000", version=INSTALLED_SAMTOOLS),
    debian("samtools of a region", "samtools", ["samtools", "view", "-c", "{link}", "chr1:1-100000"], "bam", "334", beside="bai", version=INSTALLED_SAMTOOLS,
           helps=(("`-X`, a link of the index", ["samtools", "view", "-c", "-X", "{link}", "{beside}", "chr1:1-100000"]),
                  ("`##idx##`, a link of the index", ["samtools", "view", "-c", "{link}##idx##{beside}", "chr1:1-100000"]))),
    debian("bcftools of a region", "bcftools", ["bcftools", "view", "-H", "-r", "chr1:1-1000", "{link}"], "vcf", "chr1\t951", beside="tbi",
           helps=(("`##idx##`, a link of the index", ["bcftools", "view", "-H", "-r", "chr1:1-1000", "{link}##idx##{beside}"]),)),
    debian("tabix", "tabix", ["tabix", "{link}", "chr1:1-1000"], "vcf", "chr1\t951", beside="tbi",
           helps=(("`##idx##`, a link of the index", ["tabix", "{link}##idx##{beside}", "chr1:1-1000"]),)),
]

TOOLS = TABLES + FILES + ARRAYS
