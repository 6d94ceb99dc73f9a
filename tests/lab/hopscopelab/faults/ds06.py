# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""DS06: another program took docservice's port while it was away."""

from .. import hosts, look
from ..shell import wait_until
from .fault import Fault

LOG = "/var/log/onlyoffice/documentserver/docservice/out.log"
UNIT = "file-share"


def _file_server_listens():
    """It has IPv4 only, as Python's server does; docservice wants both families and finds one taken."""
    state = look.port("docs", "127.0.0.1", 8000)
    return None if state == "open" else f"docs:8000 is {state}"


class PortTaken(Fault):
    id = "DS06"
    summary = "a file server of Python listens on docs:8000, docservice crashes at every start"

    def plant(self):
        self.log = hosts.LogMark("docs", LOG)
        hosts.systemctl("docs", "stop", "ds-docservice")
        hosts.on("docs", "systemd-run", "--quiet", "--collect", f"--unit={UNIT}", "--uid=www-data",
                 "/usr/bin/python3", "-m", "http.server", "8000", "--directory", "/var/www")
        wait_until("the file server", _file_server_listens, self.sign_timeout, 0.2)
        hosts.systemctl("docs", "start", "ds-docservice")

    def sign(self):
        return look.first_complaint(
            lambda: self.log.lacks("listen EADDRINUSE"),
            _file_server_listens,
            lambda: look.entry_is(404))

    def undo(self):
        hosts.systemctl("docs", "stop", UNIT, check=False)
        hosts.systemctl("docs", "restart", "ds-docservice")
