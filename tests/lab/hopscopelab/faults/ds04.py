# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""DS04: local.json was edited by hand and is no JSON any more."""

from .. import files, hosts, look
from .fault import Fault

CONFIGURATION = "/etc/onlyoffice/documentserver/local.json"
LOGS = "/var/log/onlyoffice/documentserver"
UNITS = ("ds-docservice", "ds-converter")
WORDS = f"Cannot parse config file: '{CONFIGURATION}'"


class ConfigurationUnparsable(Fault):
    id = "DS04"
    summary = "a brace too many in local.json: docservice and converter crash at every start"

    def plant(self):
        self.logs = [hosts.LogMark("docs", f"{LOGS}/{name}/out.log") for name in ("docservice", "converter")]
        files.append("docs", CONFIGURATION, "}\n")
        hosts.systemctl("docs", "restart", *UNITS)

    def sign(self):
        return look.first_complaint(
            *(lambda log=log: log.lacks(WORDS) for log in self.logs),
            *(lambda unit=unit: look.unit_is("activating", "docs", unit) for unit in UNITS),
            lambda: look.port_is("refused", "docs", 8000),
            lambda: look.entry_is(502))

    def undo(self):
        files.restore("docs", CONFIGURATION)
        hosts.systemctl("docs", "restart", *UNITS)
