# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""MQ07: the broker's memory alarm. Its threshold is set below what it uses; publishers are blocked from then on."""

from .. import hosts, look
from .fault import Fault

LOG = "/var/log/rabbitmq/rabbit@store.log"
DEFAULT_THRESHOLD = "0.4"


class MemoryAlarm(Fault):
    id = "MQ07"
    summary = "RabbitMQ on store over its memory threshold: publishers blocked"

    def plant(self):
        self.log = hosts.LogMark("store", LOG)
        _set_threshold("0.001")

    def sign(self):
        return look.first_complaint(
            lambda: self.log.lacks("memory resource limit alarm set on node rabbit@store"),
            lambda: self.log.lacks("*** Publishers will be blocked until this alarm clears ***"),
            self._publishers_are_blocked,
            lambda: look.entry_is(200, "true"))

    def _publishers_are_blocked(self):
        states = hosts.on("store", "rabbitmqctl", "-q", "-s", "list_connections", "state", timeout=60).stdout.split()
        blocked = [state for state in states if state in ("blocking", "blocked")]
        return None if states and blocked == states else f"connections are {states}"

    def undo(self):
        # A broker that was stopped meanwhile reads the threshold from its configuration again.
        if hosts.is_active("store", "rabbitmq-server"):
            _set_threshold(DEFAULT_THRESHOLD)


def _set_threshold(fraction):
    hosts.on("store", "rabbitmqctl", "-q", "set_vm_memory_high_watermark", fraction, timeout=60)
