# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""CV01: the converter was stopped. A conversion an integrator asks for now waits in the queue for ever."""

import threading

from .. import conversion, hosts, look
from .fault import Fault

TASKS = "ds.converttask6"
PATIENCE = 5        # seconds after which the integrator gives up


class ConverterStopped(Fault):
    id = "CV01"
    summary = "converter stopped on docs, a conversion waits in the queue"

    def plant(self):
        hosts.systemctl("docs", "stop", "ds-converter")
        self.answer = None
        self.integrator = threading.Thread(target=self._ask, daemon=True)
        self.integrator.start()

    def _ask(self):
        try:
            self.answer = conversion.convert(timeout=PATIENCE)
        except OSError:
            pass

    def sign(self):
        return look.first_complaint(
            lambda: look.unit_is("inactive", "docs", "ds-converter"),
            self._a_task_waits,
            self._nobody_answers,
            lambda: look.entry_is(200, "true"))

    def _a_task_waits(self):
        _, queues = look.broker()
        messages, consumers = queues.get(TASKS, (0, 0))
        return None if messages > 0 and consumers == 0 else f"task queue: {messages} messages, {consumers} consumers"

    def _nobody_answers(self):
        if self.integrator.is_alive():
            return "the integrator still waits"
        return None if self.answer is None else f"the conversion was answered: {self.answer}"

    def undo(self):
        hosts.systemctl("docs", "start", "ds-converter")
