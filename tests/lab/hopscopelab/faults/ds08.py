# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""DS08: the Document Server's own nginx asks the wrong port."""

from .. import files, hosts, look
from .fault import Fault

CONFIGURATION = "/etc/onlyoffice/documentserver/nginx/includes/http-common.conf"
LOG = "/var/log/onlyoffice/documentserver/nginx.error.log"


class UpstreamWrong(Fault):
    id = "DS08"
    summary = "nginx on docs sends requests to port 8080, docservice listens on 8000"

    def plant(self):
        self.log = hosts.LogMark("docs", LOG)
        files.replace("docs", CONFIGURATION, "server localhost:8000", "server localhost:8080")
        hosts.systemctl("docs", "reload", "nginx")

    def sign(self):
        return look.first_complaint(
            lambda: look.port_is("open", "docs", 8000),
            lambda: look.entry_is(502),
            lambda: self.log.lacks(":8080/healthcheck"))

    def undo(self):
        files.replace("docs", CONFIGURATION, "server localhost:8080", "server localhost:8000")
        hosts.systemctl("docs", "reload-or-restart", "nginx")
