"""What proxies do to the path of a presigned link: nginx and Apache httpd, each in two settings, and HAProxy.

Starts each on the loopback in front of a server that answers with the request line that it got, asks through it, and
compares with what the cautions `leading_slash`, `empty_segment`, `dot_segment`, `respelled` and `too_long` say
(src/caution). Needs Debian's nginx, apache2 and haproxy; run as `python3 tests/clients/cautions_behind_proxies.py` from anywhere.
"""

import contextlib
import pathlib
import shutil
import socket
import socketserver
import subprocess
import sys
import tempfile
import threading
import time

# Path as signed, as nginx and Apache send it on where they write it anew, and as Apache does with nocanon.
PATHS = [
    ("//k", "/k", "/k"),
    ("/a//k", "/a/k", "/a//k"),
    ("/a/../k", "/k", "/a/../k"),
    ("/%21%24%26%27%28%29%2A%2B%2C%3A%3B%3D%40", "/!$&'()*+,:;=@", "/%21%24%26%27%28%29%2A%2B%2C%3A%3B%3D%40"),
    ("/a%20b%25c%C3%BC", "/a%20b%25c%C3%BC", "/a%20b%25c%C3%BC"),
]
QUERY = "?X-Amz-Credential=A%2Fs3&response-content-disposition=%27a%27%2B"
FILES = "client_body proxy fastcgi uwsgi scgi"

NGINX = """daemon off; pid {home}/nginx.pid; error_log {home}/nginx.log; events {{ }}
http {{ access_log off; {temp}
server {{ listen 127.0.0.1:{port}; location / {{ proxy_pass http://127.0.0.1:{back}{path}; }} }} }}
"""
APACHE = """ServerRoot {home}
ServerName localhost
PidFile {home}/apache.pid
ErrorLog {home}/apache.log
Listen 127.0.0.1:{port}
LoadModule mpm_event_module {modules}/mod_mpm_event.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule proxy_module {modules}/mod_proxy.so
LoadModule proxy_http_module {modules}/mod_proxy_http.so
{merge}
ProxyPass / http://127.0.0.1:{back}/ {nocanon}
"""
HAPROXY = """defaults
 mode http
 timeout client 5s
 timeout server 5s
 timeout connect 5s
listen front
 bind 127.0.0.1:{port}
 server back 127.0.0.1:{back}
"""


class Echo(socketserver.StreamRequestHandler):
    """Answers with the request line."""

    def handle(self):
        with contextlib.suppress(ConnectionError):
            line = self.rfile.readline().strip()
            while self.rfile.readline().strip():
                pass
            head = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
            self.wfile.write(head % len(line) + line)


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def ask(port, target):
    """Status, and the target that came through."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(f"GET {target} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    line = answer.rsplit(b"\r\n", 1)[-1].decode("latin-1").split(" ")
    return int(answer.split(b" ")[1]), line[1] if len(line) == 3 else ""


def takes(port, length):
    """Whether a request line of this length gets through."""
    with contextlib.suppress(ConnectionError, IndexError):
        return ask(port, "/" + "a" * (length - len("GET / HTTP/1.1")))[0] == 200
    return False


def proxies(home, back):
    """Name, arguments that start it, port, which column of PATHS it sends on, the longest request line."""
    temp = " ".join(f"{name}_temp_path {home}/{name};" for name in FILES.split())
    modules = "/usr/lib/apache2/modules"
    for name, template, changes, column, limit in [
        ("nginx, proxy_pass with a path", NGINX, {"path": "/"}, 1, 8190),
        ("nginx, proxy_pass without a path", NGINX, {"path": ""}, 0, 8190),
        ("Apache httpd, ProxyPass", APACHE, {"merge": "", "nocanon": ""}, 1, 8190),
        ("Apache httpd, nocanon", APACHE, {"merge": "MergeSlashes Off", "nocanon": "nocanon"}, 2, 8190),
        ("HAProxy", HAPROXY, {}, 0, 15200),
    ]:
        port = free_port()
        path = home / f"{port}.conf"
        path.write_text(template.format(home=home, temp=temp, modules=modules, port=port, back=back, **changes))
        start = {
            NGINX: ["nginx", "-c", str(path)],
            APACHE: ["apache2", "-f", str(path), "-DFOREGROUND"],
            HAPROXY: ["haproxy", "-f", str(path)],
        }[template]
        yield name, start, port, column, limit


def check(name, port, column, limit):
    faults = []
    for row in PATHS:
        expected = row[column] + QUERY
        status, target = ask(port, row[0] + QUERY)
        if (status, target) != (200, expected):
            faults.append(f"{row[0]}: {status} {target}, not {expected}")
    if not takes(port, limit) or takes(port, limit + 300):
        faults.append(f"the longest request line is not about {limit}")
    print(f"{name}: {'as told' if not faults else '; '.join(faults)}")
    return not faults


def main():
    missing = [name for name in ("nginx", "apache2", "haproxy") if not shutil.which(name)]
    if missing:
        sys.exit(f"install {', '.join(missing)}")
    is_right = True
    with tempfile.TemporaryDirectory() as folder, Server(("127.0.0.1", 0), Echo) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for name, start, port, column, limit in proxies(pathlib.Path(folder), server.server_address[1]):
            process = subprocess.Popen(start, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                deadline = time.monotonic() + 10
                while time.monotonic() < deadline and not takes(port, 100):
                    time.sleep(0.1)
                is_right &= check(name, port, column, limit)
            finally:
                process.terminate()
                process.wait(timeout=10)
        server.shutdown()
    sys.exit(0 if is_right else 1)


if __name__ == "__main__":
    main()
