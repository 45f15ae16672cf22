"""Proxies and servers that stand between a holder and S3, each as its package sets it up, but for the address."""

import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from server import free_ports, wait


@dataclass(frozen=True)
class Proxy:
    """A program that passes requests on. Its configuration and argv may hold {port}, {backend}, {dir} and {config}."""

    name: str
    package: str
    program: str
    config: str
    argv: list[str]
    # Asked with the whole link, as browsers do where a proxy is set.
    forward: bool = False


class Running:
    """`with` starts a proxy on loopback, and ends it."""

    def __init__(self, proxy: Proxy, backend: str):
        self.proxy, self.backend = proxy, backend

    def __enter__(self):
        self.folder = Path(tempfile.mkdtemp())
        self.folder.chmod(0o777)
        self.port, self.address = free_ports(1)[0], ""
        self.address = f"http://127.0.0.1:{self.port}"
        (self.folder / "config").write_text(self._fill(self.proxy.config))
        argv = [self.proxy.program, *map(self._fill, self.proxy.argv)]
        log = open(self.folder / "log", "w")
        env = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": str(self.folder)}
        self.process = subprocess.Popen(argv, stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd=self.folder, env=env)
        try:
            wait(("127.0.0.1", self.port), self.process)
        except RuntimeError as error:
            raise RuntimeError(f"{self.proxy.name}: {(self.folder / 'log').read_text()[-600:]}") from error
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _fill(self, text: str) -> str:
        host = self.backend.removeprefix("http://")
        for name, value in {"port": self.port, "backend": host, "dir": self.folder, "config": self.folder / "config"}.items():
            text = text.replace("{" + name + "}", str(value))
        return text


NGINX = """
user root;
pid {dir}/pid;
error_log stderr;
events {}
http {
  access_log off;
  client_body_temp_path {dir}/b; proxy_temp_path {dir}/p; fastcgi_temp_path {dir}/f; uwsgi_temp_path {dir}/u; scgi_temp_path {dir}/s;
  server { listen 127.0.0.1:{port}; location / { proxy_pass http://{backend}SLASH; proxy_set_header Host $http_host; } }
}
"""

APACHE = """
ServerRoot /usr/lib/apache2
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {dir}/pid
ErrorLog {dir}/error
Mutex file:{dir}
LoadModule mpm_event_module modules/mod_mpm_event.so
LoadModule authz_core_module modules/mod_authz_core.so
LoadModule proxy_module modules/mod_proxy.so
LoadModule proxy_http_module modules/mod_proxy_http.so
User www-data
Group www-data
ProxyPreserveHost On
MORE
ProxyPass / http://{backend}/WORDS
"""

HAPROXY = """
defaults
  mode http
  timeout connect 5s
  timeout client 30s
  timeout server 30s
frontend all
  bind 127.0.0.1:{port}
  default_backend one
backend one
  server one {backend}
"""

SQUID = """
http_port 127.0.0.1:{port}
http_access allow localhost
acl all_ports port 1-65535
cache deny all
access_log none
cache_log {dir}/cache.log
pid_filename {dir}/pid
coredump_dir {dir}
cache_effective_user proxy
shutdown_lifetime 0 seconds
"""

LIGHTTPD = """
server.modules = ("mod_proxy")
server.document-root = "{dir}"
server.bind = "127.0.0.1"
server.port = {port}
proxy.server = ("" => (("host" => "HOST", "port" => PORT)))
"""

CADDY = """
{
  admin off
  auto_https off
}
http://127.0.0.1:{port} {
  bind 127.0.0.1
  reverse_proxy {backend}
}
"""

_NGINX = ["-c", "{config}", "-p", "{dir}", "-g", "daemon off;"]
_APACHE = ["-f", "{config}", "-DFOREGROUND"]

PROXIES = [
    Proxy("nginx, `proxy_pass http://server`", "nginx-light", "nginx", NGINX.replace("SLASH", ""), _NGINX),
    Proxy("nginx, `proxy_pass http://server/`", "nginx-light", "nginx", NGINX.replace("SLASH", "/"), _NGINX),
    Proxy("Apache, `ProxyPass / http://server/`", "apache2", "apache2", APACHE.replace("MORE", "").replace("WORDS", ""), _APACHE),
    Proxy("Apache, `AllowEncodedSlashes NoDecode`, `nocanon`", "apache2", "apache2",
          APACHE.replace("MORE", "AllowEncodedSlashes NoDecode").replace("WORDS", " nocanon"), _APACHE),
    Proxy("HAProxy", "haproxy", "haproxy", HAPROXY, ["-db", "-f", "{config}"]),
    Proxy("Caddy, `reverse_proxy`", "caddy", "caddy", CADDY, ["run", "--config", "{config}", "--adapter", "caddyfile"]),
    Proxy("Varnish", "varnish", "varnishd", "", ["-F", "-j", "none", "-n", "{dir}/work", "-a", "127.0.0.1:{port}", "-b", "{backend}"]),
    Proxy("Squid, as a browser's proxy", "squid", "squid", SQUID, ["-N", "-f", "{config}"], forward=True),
]
