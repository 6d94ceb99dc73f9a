# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""NW02: a firewall on docs drops what comes to port 80, so the gate's nginx waits until it gives up."""

from .. import hosts, look
from ..plan import DOCS
from .fault import Fault

LOG = "/var/log/nginx/docs.lab.test.error.log"
RULE = ("INPUT", "-p", "tcp", "--dport", "80", "-j", "DROP")


class PacketsDropped(Fault):
    id = "NW02"
    summary = "packets from the gate to nginx on docs dropped by a firewall"

    def plant(self):
        self.log = hosts.LogMark("gate", LOG)
        hosts.on("docs", "iptables", "-I", *RULE)

    def sign(self):
        return look.first_complaint(
            self._silence,
            lambda: look.port_is("open", "docs", 8000),
            lambda: look.entry_is(504),
            lambda: self.log.lacks("upstream timed out (110: Connection timed out) while connecting to upstream"))

    def _silence(self):
        found = look.port("gate", DOCS.address, 80)
        return None if found == "TimeoutError" else f"port 80 of docs is {found} from the gate"

    def undo(self):
        # The hosts have no rules of their own; the table goes as well, it was not there before.
        hosts.on("docs", "nft", "flush", "ruleset")
