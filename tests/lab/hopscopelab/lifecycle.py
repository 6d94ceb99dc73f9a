# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""Bringing the lab up and down."""

import contextlib
import fcntl
import json
import shutil
import uuid

from . import boot, cache, cgroups, faults, health, hosts, look, material, network, paths, processes
from .plan import DOCS, HOSTS, STORE, LabError
from .shell import wait_until

HOLDERS = ("yard", "desk")
PATIENCE = 150          # a busy machine is slow, not broken
HEAL_TIMEOUT = 60       # a new lab takes a quarter of that: no use to wait longer for an old one
PATH = "/usr/sbin:/usr/bin:/sbin:/bin:/lib/systemd:/usr/lib/postgresql/15/bin"
# What must be on the machine, by the Debian package that brings it.
PROGRAMS = {"systemd": "systemd", "dbus-daemon": "dbus", "nginx": "nginx-light", "sshd": "openssh-server",
            "ssh-keygen": "openssh-client", "openssl": "openssl", "postgres": "postgresql-15", "psql": "postgresql-client-15",
            "rabbitmq-server": "rabbitmq-server", "redis-server": "redis-server", "ip": "iproute2",
            "iptables": "iptables", "sudo": "sudo", "node": "nodejs", "npm": "npm", "nsenter": "util-linux"}


@contextlib.contextmanager
def exclusive():
    """Only one command changes the lab at a time."""
    paths.make_folders()
    with open(paths.STATE / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _check_programs():
    missing = [f"{program} ({package})" for program, package in PROGRAMS.items() if not shutil.which(program, path=PATH)]
    if missing:
        raise LabError(f"not installed: {', '.join(missing)}; see tests/lab/packages")


def up(keep=False):
    """Idempotent: a lab that stands is healed if need be, remains of another are removed."""
    _check_programs()
    material.make()
    if processes.all_started((*HOLDERS, *HOSTS)):
        with contextlib.suppress(LabError):
            faults.heal(HEAL_TIMEOUT)
            return
    down()
    cache.node_modules()
    cache.database_cluster()
    try:
        _start_all()
        _wait_for_store()
        _start_late_units()
        _wait_for_doors()
        health.wait()
        processes.mark_complete()
    except BaseException:
        if not keep:
            down()
        raise


def down():
    cgroups.kill_all()
    processes.forget_all()
    faults.forget()


def _machine_ids():
    file = paths.PRIVATE / "machine-ids.json"
    if not file.exists():
        file.write_text(json.dumps({name: uuid.uuid4().hex for name in HOSTS}))
    return json.loads(file.read_text())


def _start_all():
    ids = _machine_ids()
    started = {name: boot.start_holder(name) for name in HOLDERS}
    for name in ("store", "docs", "gate"):              # the slowest first
        started[name] = boot.start_host(HOSTS[name], ids[name])
    for name, starting in started.items():
        processes.remember(name, starting.pid)
    pids = {name: starting.pid for name, starting in started.items()}
    network.connect(pids.pop("yard"), pids)
    for starting in started.values():
        starting.go()
    for starting in started.values():
        starting.wait_started()


def _wait_for_store():
    """docservice must find broker and database at its first try: a healthy log has no errors."""
    def complaint():
        for number in (5432, 5672, 8080):
            state = look.port(DOCS.name, STORE.address, number)
            if state != "open":
                return f"store:{number} is {state}"
        return None

    wait_until("the store", complaint, PATIENCE)
    wait_until("the store's database", lambda: look.unit_is("active", "store", "postgresql@15-main"), PATIENCE)
    wait_until("the broker", lambda: look.unit_is("active", "store", "rabbitmq-server"), PATIENCE)


def _start_late_units():
    for host in HOSTS.values():
        if host.late_units:
            wait_until(f"boot of {host.name}", lambda name=host.name: _booted(name), PATIENCE)
            hosts.systemctl(host.name, "enable", "--now", *host.late_units)


def _wait_for_doors():
    """Asking too early would leave refused requests in the logs of a stack that is well."""
    wait_until("docservice", lambda: look.port_is("open", "docs", 8000), PATIENCE)
    wait_until("nginx on docs", lambda: look.port_is("open", "docs", 80), PATIENCE)
    wait_until("nginx on gate", lambda: look.port_is("open", "gate", 443), PATIENCE)


def _booted(name):
    return look.unit_is("active", name, "multi-user.target")
