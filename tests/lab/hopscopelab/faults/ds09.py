# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""DS09: docservice is alive but stuck: halted by a signal, its port open and silent."""

from .. import hosts, look
from .fault import Fault


class Stuck(Fault):
    id = "DS09"
    summary = "docservice halted by SIGSTOP: accepts connections, answers nothing"

    def plant(self):
        hosts.on("docs", "pkill", "-STOP", "-x", "docservice")

    def sign(self):
        return look.first_complaint(
            lambda: look.process_is("T", "docs", "docservice"),
            lambda: look.port_is("open", "docs", 8000),
            lambda: look.is_silent("docs", 8000))

    def undo(self):
        hosts.on("docs", "pkill", "-CONT", "-x", "docservice", check=False)
