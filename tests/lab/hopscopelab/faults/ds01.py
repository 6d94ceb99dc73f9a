# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""DS01: docservice was stopped."""

from .. import hosts, look
from .fault import Fault


class DocserviceStopped(Fault):
    id = "DS01"
    summary = "docservice stopped on docs"

    def plant(self):
        hosts.systemctl("docs", "stop", "ds-docservice")

    def sign(self):
        return look.first_complaint(
            lambda: look.unit_is("inactive", "docs", "ds-docservice"),
            lambda: look.port_is("refused", "docs", 8000),
            lambda: look.entry_is(502))

    def undo(self):
        hosts.systemctl("docs", "start", "ds-docservice")
