# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""DS12: docservice started while the database was away. The database is back, docservice does not ask again."""

from .. import hosts, look
from ..shell import wait_until
from .fault import Fault

LOG = "/var/log/onlyoffice/documentserver/docservice/out.log"


class ZombieStart(Fault):
    id = "DS12"
    summary = "docservice started before PostgreSQL; its port stays closed"

    def plant(self):
        hosts.systemctl("docs", "stop", "ds-docservice")
        hosts.systemctl("store", "stop", "postgresql")
        self.log = hosts.LogMark("docs", LOG)
        hosts.systemctl("docs", "start", "ds-docservice")
        wait_until("docservice's only try", lambda: self.log.lacks("getTableColumns error"), self.sign_timeout, 0.2)
        hosts.systemctl("store", "start", "postgresql")

    def sign(self):
        return look.first_complaint(
            lambda: look.unit_is("active", "docs", "ds-docservice"),
            lambda: look.port_is("open", "store", 5432),
            lambda: look.port_is("refused", "docs", 8000),
            lambda: look.entry_is(502))

    def undo(self):
        hosts.systemctl("store", "start", "postgresql")
        hosts.systemctl("docs", "restart", "ds-docservice")
