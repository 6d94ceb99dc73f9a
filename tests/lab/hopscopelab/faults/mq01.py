# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""MQ01: the broker was down when docservice started."""

from .. import hosts, look
from .fault import Fault

LOG = "/var/log/onlyoffice/documentserver/docservice/out.log"


class BrokerDownAtStart(Fault):
    id = "MQ01"
    summary = "RabbitMQ stopped on store, docservice restarted after that"

    def plant(self):
        hosts.systemctl("store", "stop", "rabbitmq-server")
        hosts.systemctl("docs", "stop", "ds-docservice")
        self.log = hosts.LogMark("docs", LOG)
        hosts.systemctl("docs", "start", "ds-docservice")

    def sign(self):
        return look.first_complaint(
            lambda: look.port_is("refused", "docs", 8000),
            lambda: look.unit_is("active", "docs", "ds-docservice"),
            self._retries,
            lambda: look.entry_is(502))

    def _retries(self):
        tries = self.log.new_text().count("[AMQP] Error: connect ECONNREFUSED 10.77.0.30:5672")
        return None if tries >= 2 else f"{tries} tries logged"

    def undo(self):
        hosts.systemctl("store", "start", "rabbitmq-server")
        hosts.systemctl("docs", "start", "ds-docservice")
