# OpenStack Swift: one process of each kind, one replica, accounts from `tempauth`, S3 by `s3api`.
#
# As it comes, it answers 503 once less than a hundredth of the disk is free, or once its only server of a kind was slow ten
# times. Neither says anything about a link, so neither is asked for.

start_swift() {
  local kind port proxy ports
  local -A port_of
  read -ra ports <<< "$(free_ports 4)"
  proxy=${ports[3]}
  port_of=([account]=${ports[0]} [container]=${ports[1]} [object]=${ports[2]})
  mkdir -p "$data/swift/disks/d1"
  # The hash suffix is a secret of the cluster; this one lives for minutes.
  printf '[swift-hash]\nswift_hash_path_suffix = servers\n[storage-policy:0]\nname = only\ndefault = yes\n' \
    > "$data/swift/swift.conf"
  for kind in account container object; do
    port=${port_of[$kind]}
    swift_ring "$kind" "$port"
    swift_storage "$kind" "$port" > "$data/swift/$kind.conf"
    start "swift-$kind" "$venv/bin/python" "$venv/bin/swift-$kind-server" "$data/swift/$kind.conf" --verbose
  done
  swift_proxy "$proxy" > "$data/swift/proxy.conf"
  start swift-proxy "$venv/bin/python" "$venv/bin/swift-proxy-server" "$data/swift/proxy.conf" --verbose
  for kind in account container object; do ready "swift-$kind" "${port_of[$kind]}"; done
  ready swift-proxy "$proxy"
  export S3_PRESIGNER_SWIFT_ENDPOINT=http://127.0.0.1:$proxy
  export S3_PRESIGNER_SWIFT_ACCESS_KEY_ID=test:tester
  export S3_PRESIGNER_SWIFT_SECRET_ACCESS_KEY=testing
  export S3_PRESIGNER_SWIFT_DOMAIN=s3.example.test
}

swift_ring() {
  local builder=("$venv/bin/python" "$venv/bin/swift-ring-builder" "$data/swift/$1.builder")
  "${builder[@]}" create 0 1 1
  "${builder[@]}" add "r1z1-127.0.0.1:$2/d1" 1
  "${builder[@]}" rebalance
} > /dev/null

swift_defaults() {
  cat <<CONF
[DEFAULT]
bind_ip = 127.0.0.1
bind_port = $1
workers = 0
user = $(id -un)
swift_dir = $data/swift
CONF
}

swift_storage() {
  swift_defaults "$2"
  cat <<CONF
devices = $data/swift/disks
mount_check = false
fallocate_reserve = 0
[pipeline:main]
pipeline = $1-server
[app:$1-server]
use = egg:swift#$1
CONF
}

swift_proxy() {
  swift_defaults "$1"
  cat <<CONF
[pipeline:main]
pipeline = catch_errors gatekeeper s3api tempauth bulk slo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
conn_timeout = 10
node_timeout = 25
error_suppression_interval = 0
[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = testing .admin
[filter:s3api]
use = egg:swift#s3api
location = us-east-1
storage_domain = s3.example.test
[filter:bulk]
use = egg:swift#bulk
[filter:slo]
use = egg:swift#slo
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:gatekeeper]
use = egg:swift#gatekeeper
CONF
}
