"""A Ceph object gateway with one monitor and one store in memory, all on loopback (Debian's radosgw, ceph-mon, ceph-osd)."""
import json
import os
import subprocess
import time
import uuid

import servers

CONF = """[global]
fsid = {fsid}
mon host = [v2:127.0.0.1:{mon},v1:127.0.0.1:{mon1}]
mon initial members = a
auth cluster required = cephx
auth service required = cephx
auth client required = cephx
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 4
osd pool default pgp num = 4
osd crush chooseleaf type = 0
mon allow pool size one = true
mon warn on pool no redundancy = false
public addr = 127.0.0.1
cluster addr = 127.0.0.1
ms bind msgr2 = true
run dir = {at}
log file = {at}/$name.log
admin socket = {at}/$name.asok
pid file = {at}/$name.pid
[mon]
mon data = {at}/mon
[osd]
osd data = {at}/osd
osd objectstore = memstore
memstore device bytes = 1073741824
keyring = {at}/osd/keyring
osd max object name len = 460
[client]
keyring = {at}/keyring
[client.rgw]
rgw frontends = beast endpoint=127.0.0.1:{rgw}
rgw sts key = abcdefghijklmnop
rgw s3 auth use sts = true
rgw zonegroup root pool = .rgw.root
"""


def rgw():
    mon, mon1, port = servers.ports(3)
    at = servers.home("ceph")
    conf = at / "ceph.conf"
    fsid = str(uuid.uuid4())
    conf.write_text(CONF.format(fsid=fsid, mon=mon, mon1=mon1, rgw=port, at=at))
    run = lambda *c, seconds=60: subprocess.run([str(x) for x in c], check=True, capture_output=True, timeout=seconds).stdout
    (at / "osd").mkdir()
    ring = at / "keyring"
    everything = ["--cap", "mon", "allow *", "--cap", "osd", "allow *"]
    run("ceph-authtool", "--create-keyring", ring, "--gen-key", "-n", "mon.", "--cap", "mon", "allow *")
    run("ceph-authtool", ring, "--gen-key", "-n", "client.admin", *everything, "--cap", "mgr", "allow *")
    run("ceph-authtool", ring, "--gen-key", "-n", "client.rgw", *everything)
    run("ceph-mon", "-c", conf, "--mkfs", "-i", "a", "--monmap", monmap(at, fsid, mon, mon1), "--keyring", ring)
    servers.start("ceph-mon", ["ceph-mon", "-c", conf, "-i", "a", "-f"], mon)
    ceph = lambda *c: run("ceph", "-c", conf, "--connect-timeout", "20", *c)
    osd = str(uuid.uuid4())
    ceph("osd", "new", osd)
    run("ceph-authtool", "--create-keyring", at / "osd/keyring", "--gen-key", "-n", "osd.0")
    ceph("auth", "add", "osd.0", "mon", "allow profile osd", "osd", "allow *", "-i", at / "osd/keyring")
    run("ceph-osd", "-c", conf, "-i", "0", "--mkfs", "--osd-uuid", osd)
    servers.start("ceph-osd", ["ceph-osd", "-c", conf, "-i", "0", "-f"], None)
    end = time.time() + 60
    while b"1 up" not in ceph("osd", "stat") and time.time() < end:
        time.sleep(0.5)
    admin = lambda *c: run("radosgw-admin", "-c", conf, "-n", "client.rgw", *c, seconds=120)
    access, secret = "AKIATESTEROFCEPHRGW0", "secret-of-tester"
    admin("user", "create", "--uid=tester", "--display-name=tester", f"--access-key={access}", f"--secret={secret}",
          "--caps=roles=*;user-policy=*")
    admin("user", "create", "--uid=reader", "--display-name=reader", "--access-key=AKIAREADEROFCEPHRGW0", "--secret=secret-of-reader")
    trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": ["arn:aws:iam:::user/tester"]},
                                                     "Action": ["sts:AssumeRole"]}]}
    admin("role", "create", "--role-name=holder", "--path=/", "--assume-role-policy-doc=" + json.dumps(trust))
    allow = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["s3:*"], "Resource": "arn:aws:s3:::*"}]}
    admin("role-policy", "put", "--role-name=holder", "--policy-name=everything", "--policy-doc=" + json.dumps(allow))
    servers.start("radosgw", ["radosgw", "-c", conf, "-n", "client.rgw", "-f"], port, seconds=90)
    return servers.server("ceph-rgw", "16.2.15", port, access, secret, region="us-east-1", sts=True,
                          role="arn:aws:iam:::role/holder", reader=("AKIAREADEROFCEPHRGW0", "secret-of-reader"))


def monmap(at, fsid, mon, mon1):
    path = at / "monmap"
    subprocess.run(["monmaptool", "--create", "--clobber", "--fsid", fsid, "--addv", "a", f"[v2:127.0.0.1:{mon},v1:127.0.0.1:{mon1}]",
                    str(path)], check=True, capture_output=True, timeout=20)
    return path
