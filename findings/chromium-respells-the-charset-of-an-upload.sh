#!/bin/sh
# XMLHttpRequest of Chromium sends `text/plain; charset=UTF-8` where a script has set `text/plain; charset=utf-8`, if the
# body is a string. The standard (XMLHttpRequest, "send()") lets it alone: the charset matches UTF-8 in ASCII case.
# A Blob, and `fetch`, are sent as set; so is all of it in Firefox. A signature over the header no longer fits.
# Run with Debian 12's chromium, headless, with an empty profile. Exits non-zero if what is sent is another.
set -eu

temp=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2> /dev/null || true; rm -rf "$temp"' EXIT
command -v chromium > /dev/null || {
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium > "$temp/apt.log"
}

cat > "$temp/server.py" << 'PYTHON'
import http.server, sys

PAGE = b"""<!doctype html><pre id=sent></pre><script>
for (const body of ["text", new Blob(["text"])]) {
  const request = new XMLHttpRequest();
  request.open("PUT", "/echo", false);
  request.setRequestHeader("Content-Type", "text/plain; charset=utf-8");
  request.send(body);
  sent.append(`${typeof body}: ${request.responseText}\\n`);
}
</script>"""

class Echo(http.server.BaseHTTPRequestHandler):
    def answer(self, type, body):
        self.send_response(200)
        self.send_header("Content-Type", type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.answer("text/html", PAGE)

    def do_PUT(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.answer("text/plain", self.headers["Content-Type"].encode())

    def log_message(self, *_):
        pass

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Echo)
with open(sys.argv[1], "w") as port:
    print(server.server_port, file=port)
server.serve_forever()
PYTHON
timeout 120 python3 "$temp/server.py" "$temp/port" &
server=$!
for _ in 1 2 3 4 5 6 7 8 9 10; do [ -s "$temp/port" ] && break; sleep 0.5; done

chromium --version
echo 'set:    text/plain; charset=utf-8'
timeout 60 chromium --headless --no-sandbox --disable-gpu --disable-background-networking --user-data-dir="$temp/profile" \
  --dump-dom "http://127.0.0.1:$(cat "$temp/port")/" 2> /dev/null | sed 's/.*<pre id="sent">//' | grep '^[a-z]*: text' > "$temp/sent"
cat "$temp/sent"
grep -qx 'string: text/plain; charset=UTF-8' "$temp/sent" && grep -qx 'object: text/plain; charset=utf-8' "$temp/sent" || {
  echo "Chromium 156.0.8078.108 sent charset=UTF-8 for a string, and what was set for a Blob" >&2
  exit 1
}
