"""Readers of arrays, maps and reads of genomes."""

from reader import main, reader


@reader
def rasterio(link):
    import rasterio

    with rasterio.open(link) as picture:
        return picture.read(1).sum()


@reader
def rasterio_no_listing(link):
    import rasterio

    with rasterio.Env(GDAL_DISABLE_READDIR_ON_OPEN="EMPTY_DIR"), rasterio.open(link) as picture:
        return picture.read(1).sum()


@reader
def rioxarray(link):
    import rioxarray

    return int(rioxarray.open_rasterio(link).sum())


@reader
def pyogrio(link):
    import pyogrio

    return f"{pyogrio.read_info(link)['features']} features"


@reader
def geopandas(link):
    import geopandas

    return f"{len(geopandas.read_file(link))} features"


@reader
def tifffile(link):
    import tifffile

    return tifffile.imread(link).sum()


@reader
def tifffile_fsspec(link):
    import fsspec
    import tifffile

    with fsspec.open(link, encoded=True) as file:
        return tifffile.imread(file).sum()


def first_row(dataset):
    return f"{float(dataset['t'][0].sum()):.3f}"


@reader
def h5py(link):
    import h5py

    return first_row(h5py.File(link))


@reader
def h5py_fsspec(link):
    import fsspec
    import h5py

    with fsspec.open(link, encoded=True) as file:
        return first_row(h5py.File(file))


@reader
def netcdf4(link):
    import netCDF4

    return first_row(netCDF4.Dataset(link))


@reader
def netcdf4_bytes(link):
    import netCDF4

    return first_row(netCDF4.Dataset(link + "#mode=bytes"))


@reader
def xarray(link):
    import xarray

    return first_row(xarray.open_dataset(link))


@reader
def xarray_h5netcdf(link):
    import xarray

    return first_row(xarray.open_dataset(link, engine="h5netcdf"))


@reader
def xarray_fsspec(link):
    import fsspec
    import xarray

    with fsspec.open(link, encoded=True) as file:
        return first_row(xarray.open_dataset(file, engine="h5netcdf"))


@reader
def xarray_zarr(link):
    import xarray

    return first_row(xarray.open_dataset(link, engine="zarr"))


@reader
def kerchunk(link):
    """References that are made from the link, and read again: they hold the whole link."""
    import fsspec
    import kerchunk.hdf
    import xarray

    with fsspec.open(link) as file:
        found = kerchunk.hdf.SingleHdf5ToZarr(file, link).translate()
    options = {"fo": found, "remote_protocol": "http", "remote_options": {"asynchronous": True}}
    store = {"consolidated": False, "storage_options": options}
    return first_row(xarray.open_dataset("reference://", engine="zarr", backend_kwargs=store))


@reader
def pysam(link):
    import pysam

    with pysam.AlignmentFile(link) as file:
        return f"{file.count(until_eof=True)} reads"


@reader
def pysam_region(link):
    import pysam

    with pysam.AlignmentFile(link) as file:
        return f"{file.count('chr1', 0, 100_000)} reads"


@reader
def pysam_region_index(links):
    import pysam

    link, index = links.split(" ")
    with pysam.AlignmentFile(link, index_filename=index) as file:
        return f"{file.count('chr1', 0, 100_000)} reads"


@reader
def pillow(link):
    import urllib.request

    from PIL import Image

    return Image.open(urllib.request.urlopen(link)).convert("RGB").size


@reader
def matplotlib(link):
    from matplotlib import image

    return image.imread(link).shape


@reader
def imageio(link):
    from imageio import v3

    return v3.imread(link).shape


@reader
def scikit_image(link):
    from skimage import io

    return io.imread(link).shape


@reader
def pyav(link):
    import av

    with av.open(link) as film:
        return f"{sum(packet.size > 0 for packet in film.demux(video=0))} pictures"


@reader
def imageio_ffmpeg(link):
    import imageio_ffmpeg

    return f"{imageio_ffmpeg.count_frames_and_secs(link)[0]} pictures"


if __name__ == "__main__":
    main()
