# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""The lab's wires: a bridge in a namespace of its own, one veth pair to every host and to the desk.

Nothing of it exists in the machine's own network namespace.
"""

from .plan import DESK_ADDRESS, HOSTS, PREFIX_LENGTH
from .shell import run


def _ip_batch(pid, lines):
    run("nsenter", "-t", pid, "-n", "ip", "-batch", "-", input="\n".join(lines) + "\n")


def connect(yard, members):
    """Wires `members` (name to process id) to the bridge in the namespace of `yard`."""
    lines = ["link set lo up", "link add br0 type bridge", "link set br0 up"]
    for name, pid in members.items():
        lines += [f"link add {name} type veth peer name eth0 netns {pid}", f"link set {name} master br0 up"]
    _ip_batch(yard, lines)
    for name, pid in members.items():
        address = HOSTS[name].address if name in HOSTS else DESK_ADDRESS
        _ip_batch(pid, ["link set lo up", f"addr add {address}/{PREFIX_LENGTH} dev eth0", "link set eth0 up"])
