# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""What is made once and kept in the state folder: secrets, CA, keys, ssh_config, environment file."""

import base64
import hashlib
import json
import os
import secrets

from . import paths
from .plan import HOSTS, OPERATOR, SITE
from .shell import run

SECRET_NAMES = ("DB_PASSWORD", "AMQP_PASSWORD", "JWT_SECRET", "SECURE_LINK")


def make():
    """Makes what is missing. Host keys stay the same from one `up` to the next."""
    paths.make_folders()
    _make_secrets()
    _make_certificates()
    _make_ssh_keys()
    _make_access()


def give_to_caller():
    """Somebody else may have started the lab: ssh takes a private key only from its owner."""
    for file in paths.ACCESS.iterdir():
        if file.stat().st_uid != paths.caller()[0]:
            os.chown(file, *paths.caller())


def read_secrets():
    return json.loads((paths.PRIVATE / "secrets.json").read_text())


def environment_text():
    """The environment file of the lab's stack."""
    lines = ['name = "lab"', f'url = "https://{SITE}/healthcheck"', 'policy = "confirm"',
             f'ca_file = "{paths.ACCESS / "ca.pem"}"', f'ssh_config = "{paths.ACCESS / "ssh_config"}"']
    for name in HOSTS:
        lines += ["", "[[host]]", f'ssh = "{name}"', 'sudo = "passwordless"']
    return "\n".join(lines) + "\n"


def rabbit_definitions(password):
    """RabbitMQ's import file: one user, one virtual host."""
    salt = secrets.token_bytes(4)
    digest = hashlib.sha256(salt + password.encode()).digest()
    return json.dumps({
        "users": [{"name": "onlyoffice", "password_hash": base64.b64encode(salt + digest).decode(),
                   "hashing_algorithm": "rabbit_password_hashing_sha256", "tags": []}],
        "vhosts": [{"name": "/"}],
        "permissions": [{"user": "onlyoffice", "vhost": "/", "configure": ".*", "write": ".*", "read": ".*"}],
    }, indent=2) + "\n"


def _make_secrets():
    file = paths.PRIVATE / "secrets.json"
    if not file.exists():
        file.write_text(json.dumps({name: secrets.token_hex(16) for name in SECRET_NAMES}))
        file.chmod(0o600)


def _make_certificates():
    folder = paths.PRIVATE
    if (folder / "site.pem").exists():
        return
    run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
        "-keyout", folder / "ca.key", "-out", folder / "ca.pem", "-days", "3650", "-subj", "/CN=Lab CA",
        "-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign,cRLSign")
    run("openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
        "-keyout", folder / "site.key", "-out", folder / "site.csr", "-subj", f"/CN={SITE}")
    extensions = folder / "site.ext"
    extensions.write_text(f"subjectAltName=DNS:{SITE}\nbasicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\n")
    made = run("openssl", "x509", "-req", "-in", folder / "site.csr", "-CA", folder / "ca.pem", "-CAkey",
               folder / "ca.key", "-CAcreateserial", "-days", "825", "-extfile", extensions)
    (folder / "site.pem").write_text(made.stdout)


def _make_ssh_keys():
    for name in (*HOSTS, "client"):
        file = paths.PRIVATE / f"{name}_ed25519"
        if not file.exists():
            run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", f"{OPERATOR}@{name}", "-f", file)


def _public_key(name):
    return " ".join((paths.PRIVATE / f"{name}_ed25519.pub").read_text().split()[:2])


def _make_access():
    """The copies for the calling user: an ssh client refuses a private key others can read."""
    access = paths.ACCESS
    blocks = []
    known = []
    for host in HOSTS.values():
        known += [f"{host.address} {_public_key(host.name)}", f"{host.name} {_public_key(host.name)}"]
        blocks.append(f"Host {host.name}\n    HostName {host.address}\n    Port 22\n    User {OPERATOR}\n"
                      f"    IdentityFile {access}/id_ed25519\n    IdentitiesOnly yes\n"
                      f"    UserKnownHostsFile {access}/known_hosts\n    GlobalKnownHostsFile /dev/null\n"
                      "    StrictHostKeyChecking yes\n")
    _place("ca.pem", (paths.PRIVATE / "ca.pem").read_text(), 0o644)
    _place("known_hosts", "\n".join(known) + "\n", 0o644)
    _place("ssh_config", "\n".join(blocks), 0o644)
    _place("id_ed25519", (paths.PRIVATE / "client_ed25519").read_text(), 0o600)


def _place(name, text, mode):
    file = paths.ACCESS / name
    file.unlink(missing_ok=True)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "w") as stream:
        stream.write(text)
    os.chown(file, *paths.caller())
