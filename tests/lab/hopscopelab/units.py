# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""Which systemd units a host knows, and which start by themselves."""

import os

from .plan import BASE_UNITS, HELPER_UNITS

MASKABLE = (".service", ".socket", ".timer", ".path", ".mount", ".automount")
# systemd cannot boot or stop without these, and they start nothing by themselves.
UNTOUCHED = ("systemd-exit.service", "systemd-poweroff.service", "systemd-reboot.service", "systemd-halt.service",
             "systemd-tmpfiles-clean.service")


def install(root, host):
    """Masks every unit of the machine that is not the host's own and enables the host's."""
    folder = root / "etc/systemd/system"
    own = {*BASE_UNITS, *host.units, *host.late_units, *UNTOUCHED}
    for software in host.software:
        own |= HELPER_UNITS.get(software, set())
    for unit in os.listdir(root / "lib/systemd/system"):
        if unit.endswith(MASKABLE) and unit not in own:
            _link(folder / unit, "/dev/null")
    _link(folder / "default.target", "/lib/systemd/system/multi-user.target")
    for unit in ("ssh.service", *host.units):
        target = "sockets" if unit.endswith(".socket") else "multi-user"
        enable(root, unit, target)
    _link(folder / "sshd.service", "/lib/systemd/system/ssh.service")


def enable(root, unit, target):
    folder = root / f"etc/systemd/system/{target}.target.wants"
    folder.mkdir(parents=True, exist_ok=True)
    local = root / "etc/systemd/system" / unit
    place = "/etc/systemd/system" if local.exists() else "/lib/systemd/system"
    _link(folder / unit, f"{place}/{unit}")


def _link(path, target):
    if not path.is_symlink() and not path.exists():
        os.symlink(target, path)
