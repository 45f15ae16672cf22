#!/bin/sh
# Firefox decodes the name of a download twice: `filename*=UTF-8''a%2541b.txt`, whose one decoding is `a%41b.txt`
# (RFC 8187, section 3.2), is saved as `aAb.txt`. Chromium saves it as `a%41b.txt`.
# Run with Debian 12's firefox-esr, headless, with an empty profile. Exits non-zero if the name on disk is another.
set -eu

temp=$(mktemp -d)
pids=
trap 'for pid in $pids; do kill "$pid" 2> /dev/null || true; done; sleep 1; rm -rf "$temp"' EXIT
command -v firefox-esr > /dev/null || {
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends firefox-esr > "$temp/apt.log"
}

cat > "$temp/server.py" << 'PYTHON'
import http.server, sys

class Download(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "application/octet-stream")
        self.send_header("Content-Disposition", "attachment; filename*=UTF-8''a%2541b.txt")
        self.send_header("Content-Length", "5")
        self.end_headers()
        self.wfile.write(b"hello")

    def log_message(self, *_):
        pass

server = http.server.HTTPServer(("127.0.0.1", 0), Download)
with open(sys.argv[1], "w") as port:
    print(server.server_port, file=port)
server.serve_forever()
PYTHON
timeout 120 python3 "$temp/server.py" "$temp/port" &
pids="$pids $!"
for _ in 1 2 3 4 5 6 7 8 9 10; do [ -s "$temp/port" ] && break; sleep 0.5; done

mkdir "$temp/profile" "$temp/saved"
cat > "$temp/profile/user.js" << PREFS
user_pref("browser.download.folderList", 2);
user_pref("browser.download.dir", "$temp/saved");
user_pref("browser.helperApps.neverAsk.saveToDisk", "application/octet-stream");
user_pref("browser.aboutwelcome.enabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("network.proxy.type", 0);
PREFS
HOME=$temp timeout 90 firefox-esr --headless --no-remote --profile "$temp/profile" \
  "http://127.0.0.1:$(cat "$temp/port")/" > /dev/null 2>&1 &
pids="$pids $!"

for _ in $(seq 60); do
  name=$(find "$temp/saved" -name '*.txt' -size +0 -exec basename {} \;)
  [ -z "$name" ] || break
  sleep 1
done
firefox-esr --version
echo "Content-Disposition: attachment; filename*=UTF-8''a%2541b.txt"
echo "saved as:            ${name:-nothing}"
[ "$name" = aAb.txt ] || { echo "it was aAb.txt in Firefox 153.8.0esr" >&2; exit 1; }
