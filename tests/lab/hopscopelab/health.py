# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""What 'healthy' means for the whole stack."""

from . import hosts, look, material, processes
from .plan import HOSTS, STORE
from .shell import run, wait_until

DISK_RESERVE = 150 << 20
SERVICES = {"gate": ("nginx", "ssh"), "docs": ("nginx", "ssh", "ds-docservice", "ds-converter"),
            "store": ("postgresql@15-main", "rabbitmq-server", "redis-server", "integrator", "ssh")}
WRITE_TEST = ("BEGIN; INSERT INTO doc_changes SELECT 'localhost', 'draft', n, 'uid-1', 'uid-1', 'Ann',"
              " repeat(md5(n::text), 200), now() FROM generate_series(1, {rows}) n; ROLLBACK;")


def database_write(rows=20):
    """Writes rows and takes them back, from docs' address as the server's own role; the finished process tells."""
    secret = material.read_secrets()["DB_PASSWORD"]
    environment = {"PATH": hosts.PATH, "PGPASSWORD": secret, "PGCONNECT_TIMEOUT": "5", "PGAPPNAME": "",
                   "PGHOST": STORE.address, "PGUSER": "onlyoffice", "PGDATABASE": "onlyoffice"}
    return run("nsenter", "-t", processes.require("docs"), "-n", "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1",
               "-c", WRITE_TEST.format(rows=rows), check=False, cwd="/", env=environment)


def _services_run():
    for name, units in SERVICES.items():
        states = hosts.systemctl(name, "is-active", *units, check=False).stdout.split()
        if states != ["active"] * len(units):
            return f"units on {name}: {dict(zip(units, states))}"
    return None


def _disks_have_room():
    return look.first_complaint(*(lambda name=name: look.disk_has(name, DISK_RESERVE if name == "store" else 10 << 20)
                                  for name in HOSTS))


def _database_writes():
    done = database_write()
    return None if done.returncode == 0 else f"database: {done.stderr.strip()[:120]}"


def complaint():
    """None when everything is well, else the first thing that is not. Cheap checks first."""
    return look.first_complaint(
        lambda: look.entry_is(200, "true"), _disks_have_room, _services_run, _database_writes,
        look.broker_is_well)


def wait(timeout=150):
    wait_until("health", complaint, timeout, 0.3)
