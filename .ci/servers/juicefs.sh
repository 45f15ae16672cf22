# The JuiceFS gateway: metadata in SQLite, data in a folder, no usage reports. Its root user may not
# assume roles, so another is made, with MinIO's own client for it.

start_juicefs() {
  local port metrics home=$data/juicefs
  read -r port metrics <<< "$(free_ports 2)"
  mkdir -p "$home"
  "$venv/bin/juicefs" --no-agent format --storage file --bucket "$home/data/" --trash-days 0 \
    "sqlite3://$home/meta.db" servers > "$logs/juicefs-format.log" 2>&1
  export MINIO_ROOT_USER=root-of-juicefs MINIO_ROOT_PASSWORD=secret-of-root
  # Without a region of its own it takes links for every region.
  MINIO_REGION_NAME=us-east-1 start juicefs "$venv/bin/juicefs" --no-agent gateway \
    "sqlite3://$home/meta.db" "127.0.0.1:$port" --multi-buckets --keep-etag --object-meta --object-tag \
    --domain s3.example.test --no-usage-report --no-banner --backup-meta 0 \
    --cache-dir "$home/cache" --log "$logs/juicefs-gateway.log" --metrics "127.0.0.1:$metrics"
  ready juicefs "$port"
  export S3_PRESIGNER_JUICEFS_ENDPOINT=http://127.0.0.1:$port
  export S3_PRESIGNER_JUICEFS_ACCESS_KEY_ID=tester
  export S3_PRESIGNER_JUICEFS_SECRET_ACCESS_KEY=secret-of-tester
  export S3_PRESIGNER_JUICEFS_DOMAIN=s3.example.test
  export S3_PRESIGNER_JUICEFS_STS_ENDPOINT=http://127.0.0.1:$port
  juicefs_user "127.0.0.1:$port"
}

juicefs_user() {
  "$venv/bin/python" - "$1" <<'PYTHON'
import os, sys
from minio.credentials import StaticProvider
from minio.minioadmin import MinioAdmin

env = os.environ
root = StaticProvider(env["MINIO_ROOT_USER"], env["MINIO_ROOT_PASSWORD"])
admin = MinioAdmin(endpoint=sys.argv[1], credentials=root, secure=False)
user = env["S3_PRESIGNER_JUICEFS_ACCESS_KEY_ID"]
admin.user_add(user, env["S3_PRESIGNER_JUICEFS_SECRET_ACCESS_KEY"])
admin.policy_set("readwrite", user=user)
PYTHON
}
