"""Libraries that open a link as a file: each writes what it got to a file, or says what it found."""

from pathlib import Path

from reader import main, reader


@reader
def fsspec_open(link, file):
    import fsspec

    with fsspec.open(link) as remote:
        Path(file).write_bytes(remote.read())


@reader
def fsspec_encoded(link, file):
    import fsspec

    with fsspec.open(link, encoded=True) as remote:
        Path(file).write_bytes(remote.read())


@reader
def fsspec_sized(link, file):
    import fsspec

    with fsspec.filesystem("http", encoded=True).open(link, size=2_200_000) as remote:
        Path(file).write_bytes(remote.read())


@reader
def fsspec_get(link, file):
    import fsspec

    fsspec.filesystem("http").get(link, file)


@reader
def fsspec_get_file(link, file):
    import fsspec

    fsspec.filesystem("http", encoded=True).get_file(link, file)


@reader
def fsspec_filecache(link, file):
    import fsspec

    with fsspec.open("filecache::" + link, filecache={"cache_storage": "cache"}) as remote:
        Path(file).write_bytes(remote.read())


@reader
def fsspec_filecache_encoded(link, file):
    import fsspec

    with fsspec.open("filecache::" + link, filecache={"cache_storage": "cache"}, http={"encoded": True}) as remote:
        Path(file).write_bytes(remote.read())


@reader
def universal_pathlib(link, file):
    import upath

    Path(file).write_bytes(upath.UPath(link).read_bytes())


@reader
def universal_pathlib_encoded(link, file):
    import upath

    Path(file).write_bytes(upath.UPath(link, encoded=True).read_bytes())


@reader
def obstore_get(link, file):
    from obstore.store import HTTPStore

    # The server of the harness has no TLS.
    store = HTTPStore.from_url(link, client_options={"allow_http": True})
    Path(file).write_bytes(store.get("").bytes())


@reader
def obstore_head(link):
    from obstore.store import HTTPStore

    store = HTTPStore.from_url(link, client_options={"allow_http": True})
    return f"{store.head('')['size']} bytes"


@reader
def smart_open(link, file):
    import smart_open

    with smart_open.open(link, "rb") as remote:
        Path(file).write_bytes(remote.read())


@reader
def wget(link):
    """It chooses the name."""
    import wget

    return wget.download(link, bar=None)


@reader
def huggingface_hub(link, file):
    from huggingface_hub.file_download import http_get

    with open(file, "wb") as local:
        http_get(link, local)


@reader
def huggingface_hub_metadata(link):
    from huggingface_hub import get_hf_file_metadata

    return f"{get_hf_file_metadata(link).size} bytes"


@reader
def remotezip(link):
    import remotezip

    with remotezip.RemoteZip(link) as archive:
        return archive.read("hello.txt")


@reader
def zipfile_fsspec(link):
    import zipfile

    import fsspec

    with fsspec.open(link, encoded=True) as file:
        return zipfile.ZipFile(file).read("hello.txt")


@reader
def astropy(link):
    from astropy.io import fits

    with fits.open(link) as file:
        return file[1].data.shape


@reader
def obspy(link):
    import obspy

    return obspy.read(link)


@reader
def obspy_bytes(link):
    import io
    import urllib.request

    import obspy

    return obspy.read(io.BytesIO(urllib.request.urlopen(link).read()))


if __name__ == "__main__":
    main()
