# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""DS03: default.json is older than the program and lacks a key, as when a package update kept the old file."""

import json

from .. import files, hosts, look
from .fault import Fault

CONFIGURATION = "/etc/onlyoffice/documentserver/default.json"
LOG = "/var/log/onlyoffice/documentserver/docservice/out.log"
PARENT, KEY = ("services", "CoAuthoring", "server"), "limits_tempfile_upload"


class KeyMissing(Fault):
    id = "DS03"
    summary = "a key docservice needs is gone from default.json: it crashes at every start"

    def plant(self):
        self.log = hosts.LogMark("docs", LOG)
        file = hosts.file_on("docs", CONFIGURATION)
        values = json.loads(file.read_text())
        parent = values
        for name in PARENT:
            parent = parent[name]
        del parent[KEY]
        file.write_text(json.dumps(values, indent=2) + "\n")
        hosts.systemctl("docs", "restart", "ds-docservice")

    def sign(self):
        return look.first_complaint(
            lambda: self.log.lacks(f'Configuration property "{".".join((*PARENT, KEY))}" is not defined'),
            lambda: look.unit_is("activating", "docs", "ds-docservice"),
            lambda: look.port_is("refused", "docs", 8000),
            lambda: look.entry_is(502))

    def undo(self):
        files.restore("docs", CONFIGURATION)
        hosts.systemctl("docs", "restart", "ds-docservice")
