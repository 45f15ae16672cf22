"""Players and libraries of films."""

from tool import Tool

GROUP = "media"
DECODED = "3000 pictures"


def debian(name: str, package: str, argv: list[str], expect: str, **more) -> Tool:
    asked = more.pop("version", [argv[0], "--version"])
    kind = more.pop("object", "mp4")
    return Tool(name=name, group=GROUP, packages={"apt": package.split()}, version=asked, object=kind, download=argv, expect=expect, **more)


def installed(package: str) -> list[str]:
    """Where the program's own answer is hard to read."""
    return ["dpkg-query", "-W", "-f", "${Version}", package]


def library(name: str, pin: str, reader: str) -> Tool:
    asked = ["python", "-c", f"import importlib.metadata as m; print(m.version('{pin.partition('==')[0]}'))"]
    script = ["python", "{scripts}/data/arrays.py", reader, "{link}", "{file}"]
    return Tool(name=name, group=GROUP, packages={"pip": [pin]}, version=asked, object="mp4", many=True, download=script, expect=DECODED)


# VLC does not run as root, and with a link that is too long it never ends.
VLC = ["setpriv", "--reuid=65534", "--clear-groups", "timeout", "--signal=KILL", "45", "cvlc"]
SEEK = ["--vo=null", "--ao=null", "--start=100", "--length=1"]

TOOLS = [
    debian("ffprobe", "ffmpeg", ["ffprobe", "-v", "error", "-show_format", "{link}"], "duration=120.0", version=["ffprobe", "-version"]),
    debian("ffmpeg", "ffmpeg", ["ffmpeg", "-v", "error", "-i", "{link}", "-c", "copy", "-f", "framecrc", "-"], "#dimensions 0: 640x360",
           version=["ffmpeg", "-version"]),
    debian("ffmpeg from a place", "ffmpeg", ["ffmpeg", "-v", "error", "-ss", "100", "-i", "{link}", "-t", "1", "-c", "copy", "-f", "framecrc", "-"],
           "#dimensions 0: 640x360", version=["ffmpeg", "-version"]),
    debian("ffmpeg of a playlist", "ffmpeg", ["ffmpeg", "-v", "error", "-i", "{link}", "-c", "copy", "-f", "framecrc", "-"],
           "#dimensions 0: 640x360", version=["ffmpeg", "-version"], object="m3u8"),
    debian("mpv", "mpv", ["mpv", "--no-config", *SEEK, "{link}"], "VO: [null] 640x360"),
    debian("MPlayer", "mplayer", ["mplayer", "-vo", "null", "-ao", "null", "-ss", "100", "-frames", "10", "{link}"], "V: 100.",
           version=installed("mplayer")),
    debian("VLC", "vlc-bin vlc-plugin-base", [*VLC, "-vv", "-I", "dummy", "--no-audio", "--vout", "dummy", "--start-time=100", "--run-time=1", "{link}", "vlc://quit"],
           "640x360", version=installed("vlc-bin")),
    debian("GStreamer `souphttpsrc`", "gstreamer1.0-tools gstreamer1.0-plugins-good", ["gst-launch-1.0", "-q", "souphttpsrc", "location={link}", "!", "filesink", "location={file}"],
           "bytes", object="bytes", version=installed("gstreamer1.0-plugins-good")),
    debian("GStreamer `playbin`", "gstreamer1.0-tools gstreamer1.0-plugins-base gstreamer1.0-plugins-good gstreamer1.0-libav", ["gst-launch-1.0", "playbin", "uri={link}", "video-sink=fakesink sync=false", "audio-sink=fakesink sync=false"],
           "EOS", version=installed("gstreamer1.0-plugins-good")),
    Tool(name="yt-dlp", group=GROUP, packages={"pip": ["yt-dlp==2026.10.26"]}, version=["yt-dlp", "--version"], object="mp4", slow=True,
         download=["yt-dlp", "-q", "{link}"], helps=(("`-o file`", ["yt-dlp", "-q", "-o", "{file}", "{link}"]),)),
    library("PyAV", "av==18.1.0", "pyav"),
    library("imageio-ffmpeg", "imageio-ffmpeg==0.8.1", "imageio_ffmpeg"),
]
