# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""What the lab consists of: hosts, addresses, units, sizes."""

import dataclasses

SITE = "docs.lab.test"
DESK_ADDRESS = "10.77.0.5"
PREFIX_LENGTH = 24
OPERATOR = "ops"
ONLOOKER = "guest"


class LabError(Exception):
    """Something the caller must be told in one line."""


@dataclasses.dataclass(frozen=True)
class Host:
    """One host. `units` start at boot, `late_units` once every host they need is ready."""

    name: str
    address: str
    disk: str                       # size of the writable layer
    software: tuple = ()            # keys of SOFTWARE that this host has
    units: tuple = ()
    late_units: tuple = ()
    kernel_log: bool = False        # one kernel, one kernel log: given to one host only
    users: tuple = ()               # further system users
    memberships: tuple = ()         # (user, group)


GATE = Host("gate", "10.77.0.10", "256m", ("nginx",), ("nginx.service",))
DOCS = Host("docs", "10.77.0.20", "768m", ("nginx",), ("nginx.service",),
            ("ds-docservice.service", "ds-converter.service"), kernel_log=True,
            users=("ds",), memberships=(("www-data", "ds"),))
STORE = Host("store", "10.77.0.30", "768m", ("postgresql", "rabbitmq", "redis"),
             ("postgresql.service", "epmd.socket", "rabbitmq-server.service", "redis-server.service",
              "integrator.service"), users=("integrator",))
HOSTS = {host.name: host for host in (GATE, DOCS, STORE)}

# Files by which a package shows on a host; hosts without the software do not have them.
SOFTWARE = {
    "nginx": ("etc/nginx", "var/log/nginx", "var/lib/nginx", "lib/systemd/system/nginx.service"),
    "postgresql": ("etc/postgresql", "var/lib/postgresql", "var/log/postgresql",
                   "lib/systemd/system/postgresql.service", "lib/systemd/system/postgresql@.service",
                   "lib/systemd/system-generators/postgresql-generator", "usr/lib/tmpfiles.d/postgresql.conf",
                   "usr/lib/tmpfiles.d/postgresql-common.conf"),
    "rabbitmq": ("etc/rabbitmq", "var/lib/rabbitmq", "var/log/rabbitmq",
                 "lib/systemd/system/rabbitmq-server.service", "lib/systemd/system/epmd.service",
                 "lib/systemd/system/epmd.socket"),
    "redis": ("etc/redis", "var/lib/redis", "var/log/redis", "lib/systemd/system/redis-server.service",
              "lib/systemd/system/redis-server@.service"),
}

# Started or reachable on every host; every other unit of the machine is masked.
BASE_UNITS = frozenset({
    "dbus.service", "dbus.socket", "systemd-journald.service", "systemd-journald.socket",
    "systemd-journald-dev-log.socket", "systemd-journal-flush.service", "systemd-tmpfiles-setup.service",
    "systemd-user-sessions.service", "ssh.service",
})
# Pulled in by a unit above, never enabled by itself.
HELPER_UNITS = {"postgresql": {"postgresql@.service"}, "rabbitmq": {"epmd.service"}}


def hosts_file(own_name=None):
    """The text of /etc/hosts: localhost on both families, then every lab name."""
    lines = ["127.0.0.1\tlocalhost", "::1\tlocalhost ip6-localhost ip6-loopback"]
    lines.append(f"{GATE.address}\tgate {SITE}")
    lines += [f"{host.address}\t{host.name}" for host in HOSTS.values() if host is not GATE]
    if own_name is None:
        lines.append(f"{DESK_ADDRESS}\tdesk")
    return "\n".join(lines) + "\n"
