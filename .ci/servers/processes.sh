# Programs that run as long as a script does. The script that sources this names `recipes`, this folder, and `home`, where
# all that they need may lie.

venv=$home/venv
logs=$home/logs
declare -A pids=()

# start NAME COMMAND...: in the background, to be ended with this script.
start() {
  local name=$1
  shift
  "$@" > "$logs/$name.log" 2>&1 < /dev/null &
  pids[$name]=$!
}

# ready NAME PORT: waits until the server takes connections.
ready() {
  local deadline=$((SECONDS + 60))
  until (exec 3<> "/dev/tcp/127.0.0.1/$2") 2> /dev/null; do
    if ! kill -0 "${pids[$1]}" 2> /dev/null || ((SECONDS > deadline)); then
      printf '%s does not run:\n' "$1" >&2
      tail -n 30 "$logs/$1.log" >&2
      exit 1
    fi
    sleep 0.1
  done
}

# free_ports COUNT: that many ports that nobody listens on.
free_ports() {
  python3 - "$1" <<'PYTHON'
import socket, sys
sockets = [socket.socket() for _ in range(int(sys.argv[1]))]
for each in sockets:
    each.bind(("127.0.0.1", 0))
print(*(each.getsockname()[1] for each in sockets))
PYTHON
}

# What each program said last, as the folder of the logs may be gone when somebody asks.
last_words() {
  local name
  for name in "${!pids[@]}"; do
    printf '\n-- the end of %s/%s.log\n' "$logs" "$name"
    tail -n 15 "$logs/$name.log"
  done
} >&2

# Ends only what was started here; the data is of no further use, so nobody is waited for long.
finish() {
  local status=$? pid
  for pid in "${pids[@]}"; do kill "$pid" 2> /dev/null || true; done
  for _ in {1..30}; do
    kill -0 "${pids[@]}" 2> /dev/null || break
    sleep 0.1
  done
  for pid in "${pids[@]}"; do kill -KILL "$pid" 2> /dev/null || true; done
  wait 2> /dev/null || true
  rm -rf "$data"
  tidy_seaweedfs
  if ((status != 0)); then last_words; fi
  exit "$status"
}

install() {
  if cmp -s "$recipes/requirements.txt" "$venv/installed"; then return; fi
  rm -rf "$venv"
  python3 -m venv "$venv" || { echo "python3 needs its venv module (Debian: python3-venv)" >&2; exit 1; }
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    --require-hashes --only-binary :all: -r "$recipes/requirements.txt"
  cp "$recipes/requirements.txt" "$venv/installed"
}

# prepare: the programs, and a folder for their data.
prepare() {
  mkdir -p "$logs"
  install
  data=$(mktemp -d "$home/data.XXXXXX")
  trap finish EXIT
  trap 'exit 130' INT TERM
}
