#!/bin/sh
# Chromium on Linux saves nothing, and says nothing, where the server names a download with 245 bytes or more. File systems
# take 255, but `.crdownload` has to fit behind the name meanwhile. Firefox saves it, shortened where it has to be.
# Run with Debian 12's chromium, headless, with an empty profile. Exits non-zero if one of the names is another.
set -eu

temp=$(mktemp -d)
pids=
trap 'for pid in $pids; do kill "$pid" 2> /dev/null || true; done; sleep 1; rm -rf "$temp"' EXIT
command -v chromium > /dev/null || {
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium > "$temp/apt.log"
}

cat > "$temp/server.py" << 'PYTHON'
import http.server, sys

class Download(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        length = int(self.path.strip("/")) if self.path[1:].isdigit() else 10
        self.send_response(200)
        self.send_header("Content-Type", "application/octet-stream")
        self.send_header("Content-Disposition", 'attachment; filename="%s.txt"' % ("x" * (length - 4)))
        self.send_header("Content-Length", "5")
        self.end_headers()
        self.wfile.write(b"hello")

    def log_message(self, *_):
        pass

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Download)
with open(sys.argv[1], "w") as port:
    print(server.server_port, file=port)
server.serve_forever()
PYTHON
timeout 120 python3 "$temp/server.py" "$temp/port" &
pids="$pids $!"
for _ in 1 2 3 4 5 6 7 8 9 10; do [ -s "$temp/port" ] && break; sleep 0.5; done

# saved LENGTH SECONDS: the length of the name that a download of such a name is saved under.
saved() {
  profile=$temp/profile-$1
  mkdir -p "$profile/Default" "$temp/saved-$1"
  printf '{"download":{"default_directory":"%s","prompt_for_download":false}}' "$temp/saved-$1" \
    > "$profile/Default/Preferences"
  timeout 60 chromium --headless --no-sandbox --disable-gpu --disable-background-networking --user-data-dir="$profile" \
    "http://127.0.0.1:$(cat "$temp/port")/$1" > /dev/null 2>&1 &
  pids="$pids $!"
  for _ in $(seq "$2"); do
    name=$(find "$temp/saved-$1" -name '*.txt' -size +0 -exec basename {} \;)
    [ -z "$name" ] || break
    sleep 1
  done
  kill "$!" 2> /dev/null || true
  printf '%s' "$name" | wc -c
}

chromium --version
shorter=$(saved 244 40)
longer=$(saved 245 20)
echo "named with 244 bytes: saved under a name of $shorter bytes"
echo "named with 245 bytes: saved under a name of $longer bytes"
[ "$shorter $longer" = "244 0" ] || { echo "it was 244 and 0 in Chromium 156.0.8078.108" >&2; exit 1; }
