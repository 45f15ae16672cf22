# SeaweedFS: master, volume server, filer and S3 gateway in one process, every port on loopback,
# telemetry off, one user and one role.

start_seaweedfs() {
  local home=$data/seaweedfs
  # Master, volume server, filer, gateway, and the same again for their gRPC.
  read -ra seaweedfs_ports <<< "$(free_ports 8)"
  local -a p=("${seaweedfs_ports[@]}")
  mkdir -p "$home"
  start seaweedfs "$venv/bin/weed" server -dir "$home" -ip 127.0.0.1 -ip.bind 127.0.0.1 \
    -master.port "${p[0]}" -master.port.grpc "${p[4]}" -master.telemetry=false \
    -master.volumeSizeLimitMB 64 \
    -volume.port "${p[1]}" -volume.port.grpc "${p[5]}" -volume.max 20 \
    -volume.minFreeSpace 100MiB \
    -filer -filer.port "${p[2]}" -filer.port.grpc "${p[6]}" \
    -s3 -s3.port "${p[3]}" -s3.port.grpc "${p[7]}" -s3.port.iceberg 0 -s3.port.lance 0 \
    -s3.domainName s3.example.test \
    -s3.config "$recipes/seaweedfs-users.json" -s3.iam.config "$recipes/seaweedfs-roles.json"
  export S3_PRESIGNER_SEAWEEDFS_ENDPOINT=http://127.0.0.1:${p[3]}
  export S3_PRESIGNER_SEAWEEDFS_ACCESS_KEY_ID=AKIATESTEROFSEAWEEDS
  export S3_PRESIGNER_SEAWEEDFS_SECRET_ACCESS_KEY=secret-of-tester
  export S3_PRESIGNER_SEAWEEDFS_DOMAIN=s3.example.test
  export S3_PRESIGNER_SEAWEEDFS_STS_ENDPOINT=http://127.0.0.1:${p[3]}
  export S3_PRESIGNER_SEAWEEDFS_ROLE_ARN=arn:aws:iam::role/holder
}

# It leaves its Unix sockets behind, in a folder that cannot be chosen.
tidy_seaweedfs() {
  local port
  for port in "${seaweedfs_ports[@]:-}"; do
    [[ -z $port ]] || rm -f /tmp/seaweedfs-*-"$port".sock
  done
}
