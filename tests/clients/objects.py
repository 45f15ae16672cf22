"""The objects behind the links, each of a real format, made by a library of its own kind.

All but the packages are large enough to be read in ranges.
"""

import gzip
import io
import json
import math
import random
import subprocess
import tarfile
import tempfile
import zipfile
from pathlib import Path

ROWS, MANY_ROWS = 50_000, 200_000
SEED = 17


def suffix(kind: str) -> str:
    return OBJECTS[kind][0]


def make(kind: str, folder: Path) -> Path:
    """The object's file, made once."""
    ending, write = OBJECTS[kind]
    # In a folder of its own: some libraries lay more files beside it.
    path = folder / "objects" / kind / f"object{ending}"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path)
    return path


def bytes_(path: Path):
    """Two megabytes that no client compresses or mistakes for text, enough for tools that split downloads."""
    path.write_bytes(random.Random(SEED).randbytes(2_200_000))


def table(rows: int = ROWS):
    """The table of the tabular formats: its `n` adds up to rows * (rows - 1) / 2."""
    import pyarrow

    chance = random.Random(SEED)
    numbers = [chance.random() for _ in range(rows)]
    words = [f"word-{chance.randrange(10**12):012}" for _ in range(rows)]
    return pyarrow.table({"n": range(rows), "x": numbers, "word": words})


def csv(path: Path, rows: int = ROWS):
    from pyarrow import csv as format_csv

    format_csv.write_csv(table(rows), path)


def long_csv(path: Path):
    csv(path, MANY_ROWS)


def gzipped_csv(path: Path):
    plain = io.BytesIO()
    from pyarrow import csv as format_csv

    format_csv.write_csv(table(), plain)
    path.write_bytes(gzip.compress(plain.getvalue(), mtime=0))


def parquet(path: Path, rows: int = ROWS):
    from pyarrow import parquet as format_parquet

    format_parquet.write_table(table(rows), path, row_group_size=rows // 10)


def long_parquet(path: Path):
    parquet(path, MANY_ROWS)


def arrow(path: Path):
    from pyarrow import feather

    feather.write_feather(table(), path, compression="uncompressed")


def tiff(path: Path):
    """A cloud-optimised GeoTIFF of noise, so that its tiles stay large."""
    import numpy
    import rasterio
    from rasterio import shutil

    size = 2048
    noise = numpy.random.default_rng(SEED).integers(0, 255, (size, size), dtype="uint8")
    # The COG driver writes only copies, so the picture is laid down in memory first.
    with rasterio.MemoryFile() as memory:
        shape = rasterio.transform.from_origin(0, 60, 0.01, 0.01)
        with memory.open(driver="GTiff", width=size, height=size, count=1, dtype="uint8",
                         crs="EPSG:4326", transform=shape) as picture:
            picture.write(noise, 1)
        with memory.open() as picture:
            shutil.copy(picture, path, driver="COG", compress="DEFLATE")


def netcdf(path: Path):
    import netCDF4
    import numpy

    with netCDF4.Dataset(path, "w") as file:
        file.createDimension("time", 100)
        file.createDimension("x", 10_000)
        values = file.createVariable("t", "f8", ("time", "x"), chunksizes=(10, 10_000))
        values[:] = numpy.random.default_rng(SEED).random((100, 10_000))


def classic_netcdf(path: Path):
    from scipy.io import netcdf_file

    with netcdf_file(path, "w") as file:
        file.createDimension("x", 500_000)
        values = file.createVariable("t", "f8", ("x",))
        values[:] = range(500_000)


def hdf5(path):
    import h5py
    import numpy

    with h5py.File(path, "w") as file:
        noise = numpy.random.default_rng(SEED).random((100, 10_000))
        file.create_dataset("t", data=noise, chunks=(10, 10_000))


def fits(path: Path):
    import numpy
    from astropy.io import fits as format_fits

    noise = numpy.random.default_rng(SEED).random((1000, 800))
    format_fits.HDUList([format_fits.PrimaryHDU(), format_fits.ImageHDU(noise)]).writeto(path, overwrite=True)


def seismogram(path: Path):
    import numpy
    import obspy

    noise = numpy.random.default_rng(SEED).random(500_000)
    obspy.Stream([obspy.Trace(noise)]).write(str(path), format="MSEED")


def bam(path: Path):
    """Reads on two chromosomes, sorted, with the index beside."""
    import pysam

    chance = random.Random(SEED)
    header = {"HD": {"VN": "1.6", "SO": "coordinate"},
              "SQ": [{"SN": "chr1", "LN": 10_000_000}, {"SN": "chr2", "LN": 10_000_000}]}
    with pysam.AlignmentFile(str(path), "wb", header=header) as file:
        for number in range(60_000):
            read = pysam.AlignedSegment(file.header)
            read.query_name = f"read-{number}"
            read.query_sequence = "".join(chance.choices("ACGT", k=100))
            read.query_qualities = pysam.qualitystring_to_array("".join(chance.choices("FGHIJ", k=100)))
            read.reference_id = number // 30_000
            read.reference_start = number % 30_000 * 300
            read.cigarstring = "100M"
            read.mapping_quality = 60
            file.write(read)
    pysam.index(str(path))


def variants(path: Path):
    """A block-compressed VCF of one chromosome, with its index beside."""
    import pysam

    chance = random.Random(SEED)
    plain = path.with_suffix("")
    lines = ["##fileformat=VCFv4.2", "##contig=<ID=chr1,length=10000000>",
             "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO"]
    lines += [f"chr1\t{place}\trs{chance.randrange(10**9)}\tA\tC\t{chance.randrange(99)}\tPASS\t."
              for place in range(1, 10_000_000, 50)]
    plain.write_text("\n".join(lines) + "\n")
    pysam.tabix_compress(str(plain), str(path), force=True)
    pysam.tabix_index(str(path), preset="vcf", force=True)


def places(path: Path):
    """A GeoPackage, which is an SQLite file, of points."""
    import geopandas
    from shapely import Point

    points = [Point(n % 180, math.sin(n) * 80) for n in range(30_000)]
    frame = geopandas.GeoDataFrame({"n": range(30_000)}, geometry=points, crs="EPSG:4326")
    frame.to_file(path, layer="places",
                  driver="GPKG" if path.suffix == ".gpkg" else "FlatGeobuf")


def picture(path: Path):
    import numpy
    from PIL import Image

    noise = numpy.random.default_rng(SEED).integers(0, 255, (1200, 1200, 3), dtype="uint8")
    Image.fromarray(noise).save(path)


def film(path: Path):
    """Two minutes of noise and a tone; the index lies at the end, as a camera writes it."""
    encode = ["ffmpeg", "-y", "-v", "error", "-f", "lavfi", "-i", "testsrc2=s=640x360:r=25:d=120",
              "-f", "lavfi", "-i", "sine=d=120", "-c:v", "mpeg4", "-b:v", "400k", "-c:a", "aac",
              "-bitexact", str(path)]
    subprocess.run(encode, check=True, timeout=300)


def playlist(path: Path):
    """A playlist whose one piece has a relative name: its link has no query of its own."""
    path.write_text("#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\npiece.ts\n#EXT-X-ENDLIST\n")


def archive(path: Path):
    noise = random.Random(SEED).randbytes(3_000_000)
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("noise.bin", noise)
        file.writestr("hello.txt", "hello")


def wheel(path: Path):
    info = "object-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("object.py", "hello = 'hello'\n")
        file.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: object\nVersion: 1.0\n")
        file.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        file.writestr(f"{info}/RECORD", f"object.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n")


def npm_pack(path: Path):
    with tarfile.open(path, "w:gz") as file:
        add(file, "package/package.json", json.dumps({"name": "parcel", "version": "1.0.0", "main": "index.js"}).encode())
        add(file, "package/index.js", b"module.exports = 'hello'\n")


def bundle(path: Path):
    """A repository in one file, with one commit."""
    with tempfile.TemporaryDirectory() as folder:
        who = ["-c", "user.name=a", "-c", "user.email=a@example.test"]
        for words in (["init", "-q"], [*who, "commit", "-q", "--allow-empty", "-m", "hello"], ["bundle", "create", "-q", str(path), "--all"]):
            subprocess.run(["git", "-C", folder, *words], check=True, timeout=60)


def add(file, name, content):
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    file.addfile(entry, io.BytesIO(content))


def index(source, ending):
    """The file that an indexer lays beside an object is an object too: it needs a link of its own."""

    def write(path: Path):
        beside = path.with_name("source" + suffix(source))
        OBJECTS[source][1](beside)
        Path(f"{beside}{ending}").rename(path)

    return write


# By the name that a tool asks for: the suffix of its keys, and what writes it.
OBJECTS = {
    "bytes": (".bin", bytes_),
    "csv": (".csv", csv),
    "csv.gz": (".csv.gz", gzipped_csv),
    "parquet": (".parquet", parquet),
    # For what reads on when its link has ended.
    "long csv": (".long.csv", long_csv),
    "long parquet": (".long.parquet", long_parquet),
    "arrow": (".arrow", arrow),
    "tiff": (".tif", tiff),
    "netcdf": (".nc", netcdf),
    "netcdf3": (".cdf", classic_netcdf),
    "hdf5": (".h5", hdf5),
    "fits": (".fits", fits),
    "mseed": (".mseed", seismogram),
    "bam": (".bam", bam),
    "vcf": (".vcf.gz", variants),
    "gpkg": (".gpkg", places),
    "fgb": (".fgb", places),
    "png": (".png", picture),
    "mp4": (".mp4", film),
    "m3u8": (".m3u8", playlist),
    "zip": (".zip", archive),
    "wheel": ("/object-1.0-py3-none-any.whl", wheel),
    "npm": (".tgz", npm_pack),
    "bundle": (".bundle", bundle),
    "bai": (".bam.bai", index("bam", ".bai")),
    "tbi": (".vcf.gz.tbi", index("vcf", ".tbi")),
}
