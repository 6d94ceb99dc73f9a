# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""DB01: the database went down at run time."""

from .. import hosts, look
from .fault import Fault

LOG = "/var/log/onlyoffice/documentserver/docservice/out.log"


class DatabaseDown(Fault):
    id = "DB01"
    summary = "PostgreSQL stopped on store"

    def plant(self):
        self.log = hosts.LogMark("docs", LOG)
        hosts.systemctl("store", "stop", "postgresql")

    def sign(self):
        return look.first_complaint(
            lambda: look.port_is("refused", "store", 5432),
            lambda: look.entry_is(200, "false"),
            lambda: self.log.lacks("healthCheck error Error: connect ECONNREFUSED 10.77.0.30:5432"))

    def undo(self):
        hosts.systemctl("store", "start", "postgresql")
