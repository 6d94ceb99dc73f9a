# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""NG01: the Document Server's own nginx is down."""

from .. import hosts, look
from .fault import Fault


class NginxDown(Fault):
    id = "NG01"
    summary = "nginx stopped on docs"

    def plant(self):
        hosts.systemctl("docs", "stop", "nginx")

    def sign(self):
        return look.first_complaint(
            lambda: look.port_is("refused", "docs", 80),
            lambda: look.port_is("open", "docs", 8000),
            lambda: look.entry_is(502))

    def undo(self):
        hosts.systemctl("docs", "start", "nginx")
