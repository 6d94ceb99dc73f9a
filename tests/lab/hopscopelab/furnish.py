# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""Fills a host's file system with everything that makes it this host."""

import os
import shutil
import tarfile

from . import accounts, cache, material, paths, rootfs, units
from .plan import DOCS, GATE, OPERATOR, STORE, hosts_file

SERVER = "var/www/onlyoffice/documentserver/server"


def furnish(root, host, machine_id):
    """Everything but mounts. Runs before the host boots."""
    ids = accounts.build(root, host)
    values = {**material.read_secrets(), "DOCS_ADDRESS": DOCS.address}
    for name in ("common", host.name):
        rootfs.install_tree(paths.HOST_FILES / name / "root", root, values)
    _identity(root, host, machine_id)
    _ssh(root, host, ids)
    SPECIAL[host.name](root, ids, values)
    rootfs.apply_owners(paths.HOST_FILES / host.name / "owners", root, ids)
    units.install(root, host)


def _identity(root, host, machine_id):
    etc = root / "etc"
    rootfs.install_text(etc / "hostname", host.name + "\n")
    rootfs.install_text(etc / "hosts", hosts_file(host.name))
    rootfs.install_text(etc / "machine-id", machine_id + "\n", 0o444)
    rootfs.install_text(etc / "fstab", "")
    rootfs.install_text(etc / "timezone", "Etc/UTC\n")
    (etc / "localtime").unlink(missing_ok=True)
    os.symlink("/usr/share/zoneinfo/Etc/UTC", etc / "localtime")
    # No logind here: a session asked of it would only leave an error in the journal.
    session = etc / "pam.d/common-session"
    lines = session.read_text().splitlines(keepends=True)
    rootfs.install_text(session, "".join(line for line in lines if "pam_systemd" not in line))
    journal = root / "var/log/journal"
    journal.mkdir()
    for name in ("wtmp", "btmp", "lastlog"):
        rootfs.install_text(root / "var/log" / name, "", 0o664)


def _ssh(root, host, ids):
    folder = root / "etc/ssh"
    for old in folder.glob("ssh_host_*"):
        old.unlink()
    shutil.rmtree(folder / "sshd_config.d", ignore_errors=True)
    key = (paths.PRIVATE / f"{host.name}_ed25519").read_text()
    rootfs.install_text(folder / "ssh_host_ed25519_key", key, 0o600)
    os.chmod(root / "etc/sudoers", 0o440)
    for file in (root / "etc/sudoers.d").iterdir():
        if file.name != OPERATOR:
            file.unlink()
    os.chmod(root / "etc/sudoers.d" / OPERATOR, 0o440)
    public = (paths.PRIVATE / "client_ed25519.pub").read_text()
    for number, user in enumerate(("ops", "guest")):
        home = root / "home" / user
        (home / ".ssh").mkdir(parents=True)
        rootfs.install_text(home / ".ssh/authorized_keys", public, 0o600)
        rootfs.install_text(home / ".hushlogin", "")
        for path in (home, home / ".ssh", home / ".ssh/authorized_keys", home / ".hushlogin"):
            os.chown(path, ids.user(user), ids.group(user))
        os.chmod(home / ".ssh", 0o700)


def _drop_default_site(root):
    for name in ("sites-enabled/default", "sites-available/default"):
        (root / "etc/nginx" / name).unlink(missing_ok=True)


def _gate(root, ids, values):
    _drop_default_site(root)
    folder = root / "etc/ssl/docs.lab.test"
    chain = (paths.PRIVATE / "site.pem").read_text() + (paths.PRIVATE / "ca.pem").read_text()
    rootfs.install_text(folder / "fullchain.pem", chain)
    rootfs.install_text(folder / "privkey.pem", (paths.PRIVATE / "site.key").read_text(), 0o600)


def _docs(root, ids, values):
    _drop_default_site(root)
    server = root / SERVER
    for name in ("Common", "DocService", "FileConverter"):
        rootfs.install_tree(paths.STANDINS / name, server / name, values)
    rootfs.copy_tree(cache.node_modules(), server / "node_modules")
    # The packaged programs are executables with Node inside: same here, so that comm, argv and exe are real.
    shutil.copy(os.path.realpath("/usr/bin/node"), server / "DocService/docservice")
    os.chmod(server / "DocService/docservice", 0o755)
    os.link(server / "DocService/docservice", server / "FileConverter/converter")


def _store(root, ids, values):
    rootfs.install_tree(paths.STANDINS / "Integrator", root / "usr/lib/integrator", values)
    os.chmod(root / "usr/lib/integrator/integrator.py", 0o755)
    files = root / "var/lib/integrator/files"
    rootfs.install_text(files / "sample.txt", "Minutes of the meeting\n\nNothing was decided.\n")
    rootfs.install_text(root / "etc/rabbitmq/definitions.json", material.rabbit_definitions(values["AMQP_PASSWORD"]))
    data = root / "var/lib/postgresql/15/main"
    data.mkdir(parents=True)
    with tarfile.open(cache.database_cluster()) as archive:
        archive.extractall(data)


SPECIAL = {GATE.name: _gate, DOCS.name: _docs, STORE.name: _store}
