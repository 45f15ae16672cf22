"""Readers that read twice from one link: `python two_reads.py READER` says `ready` when its library is loaded, takes the
link from standard input, reads, says `first`, waits for a line, reads on, and says what came of it as JSON.

Each reader is a generator: it gets the link where it says `ready`, stops once after the first read, and last gives what the
second read brought.
"""

import json
import socket
import subprocess
import sys
import time

READERS = {}


def reader(function):
    READERS[function.__name__] = function
    return function


def main():
    reading = READERS[sys.argv[1]]()
    say(next(reading))
    try:
        reading.send(sys.stdin.readline().strip())
        say("first")
        sys.stdin.readline()
        say(json.dumps({"read": str(next(reading))}))
    except Exception as error:
        say(json.dumps({"error": f"{type(error).__name__}: {error}"}))


def say(word: str):
    print(word, flush=True)


@reader
def duckdb():
    from pathlib import Path

    import duckdb
    import duckdb_extension_httpfs

    base = duckdb.connect(config={"allow_unsigned_extensions": "true"})
    home = Path(duckdb_extension_httpfs.__file__).parent
    base.load_extension(str(next(home.rglob("*.duckdb_extension*"))))
    link = yield "ready"
    base.execute(f"create view v as select * from read_parquet('{link}')")
    base.execute("select count(*) from v").fetchone()
    yield
    yield base.execute("select sum(n) from v").fetchone()[0]


@reader
def polars():
    import polars

    link = yield "ready"
    table = polars.scan_parquet(link)
    table.collect_schema()
    yield
    yield table.select("n").sum().collect().item()


@reader
def pandas_chunks():
    import pandas

    link = yield "ready"
    chunks = pandas.read_csv(link, chunksize=1000)
    total = next(chunks)["n"].sum()
    yield
    yield total + sum(chunk["n"].sum() for chunk in chunks)


@reader
def rasterio():
    import rasterio

    link = yield "ready"
    with rasterio.open(link) as picture:
        picture.read(1, window=((0, 10), (0, 10)))
        yield
        yield picture.read(1, window=((2000, 2048), (2000, 2048))).sum()


@reader
def fsspec_ranges():
    import fsspec

    link = yield "ready"
    with fsspec.open(link, encoded=True, block_size=100_000) as file:
        file.read(100)
        yield
        file.seek(2_000_000)
        yield len(file.read())


@reader
def fsspec_stream():
    import fsspec

    link = yield "ready"
    with fsspec.open(link, encoded=True, block_size=0) as file:
        file.read(100)
        yield
        yield 100 + sum(len(piece) for piece in iter(lambda: file.read(65536), b""))


@reader
def h5py():
    import fsspec
    import h5py

    link = yield "ready"
    with fsspec.open(link, encoded=True, block_size=100_000) as remote, h5py.File(remote) as file:
        file["t"][0].sum()
        yield
        yield f"{file['t'][95].sum():.3f}"


@reader
def smart_open():
    import smart_open

    link = yield "ready"
    with smart_open.open(link, "rb") as file:
        file.read(100)
        yield
        file.seek(2_000_000)
        yield len(file.read())


@reader
def pysam():
    import pysam

    links = yield "ready"
    link, index = links.split(" ")
    with pysam.AlignmentFile(link, index_filename=index) as file:
        file.count("chr1", 0, 100_000)
        yield
        yield file.count("chr2", 5_000_000, 6_000_000)


@reader
def samtools():
    link = yield "ready"
    with subprocess.Popen(["samtools", "view", link], stdout=subprocess.PIPE) as running:
        running.stdout.readline()
        yield
        found = 1 + sum(1 for _ in running.stdout)
        yield f"{found} reads, exit status {running.wait(30)}"


@reader
def pyav():
    import av

    link = yield "ready"
    with av.open(link) as film:
        next(film.decode(video=0))
        yield
        film.seek(100 * av.time_base)
        yield int(next(film.decode(video=0)).time)


@reader
def ffmpeg():
    link = yield "ready"
    command = ["ffmpeg", "-v", "error", "-i", link, "-map", "0:v", "-pix_fmt", "gray", "-f", "rawvideo", "-"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL) as running:
        size = 640 * 360
        running.stdout.read(size)
        yield
        found = 1 + sum(1 for _ in iter(lambda: running.stdout.read(size), b""))
        yield f"{found} pictures, exit status {running.wait(30)}"


@reader
def mpv():
    """A person who watches, pauses, and then jumps to another place."""
    link = yield "ready"
    command = ["mpv", "--no-config", "--really-quiet", "--vo=null", "--ao=null", "--demuxer-max-bytes=1MiB", "--keep-open=no",
               "--input-ipc-server=control", link]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL) as running:
        time.sleep(2)
        control = socket.socket(socket.AF_UNIX)
        control.settimeout(10)
        control.connect("control")
        control.sendall(b'{"command": ["set_property", "pause", true]}\n')
        yield
        control.sendall(b'{"command": ["seek", 100, "absolute"]}\n{"command": ["set_property", "pause", false]}\n')
        outcome = "plays on" if plays_after(control, 99) else f"stopped, exit status {ended(running)}"
        running.kill()
        yield outcome


def plays_after(control: socket.socket, place: float) -> bool:
    """Whether the player shows a later place within some seconds; it closes the socket when it ends."""
    answers = control.makefile()
    try:
        for _ in range(20):
            time.sleep(0.5)
            control.sendall(b'{"command": ["get_property", "time-pos"], "request_id": 9}\n')
            answer = next(line for line in answers if '"request_id":9' in line)
            if (json.loads(answer).get("data") or 0) > place:
                return True
    except (OSError, StopIteration):
        pass
    return False


def ended(running: subprocess.Popen) -> int | str:
    try:
        return running.wait(5)
    except subprocess.TimeoutExpired:
        running.kill()
        return "none: it hangs"


if __name__ == "__main__":
    main()
