# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""MQ02: the broker went down at run time."""

from .. import hosts, look
from .fault import Fault

LOG = "/var/log/onlyoffice/documentserver/docservice/out.log"


class BrokerDown(Fault):
    id = "MQ02"
    summary = "RabbitMQ stopped on store while docservice runs"

    def plant(self):
        self.log = hosts.LogMark("docs", LOG)
        hosts.systemctl("store", "stop", "rabbitmq-server")

    def sign(self):
        return look.first_complaint(
            lambda: look.port_is("refused", "store", 5672),
            lambda: look.port_is("open", "docs", 8000),
            lambda: look.entry_is(200, "false"),
            self._health_check_names_it)

    def _health_check_names_it(self):
        text = self.log.new_text()
        named = any(f"healthCheck error Error: {part}" in text for part in ("pubsub", "queue"))
        return None if named else "docservice does not name the broker in its log"

    def undo(self):
        hosts.systemctl("store", "start", "rabbitmq-server")
