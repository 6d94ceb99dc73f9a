# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""What every fault has in common."""

from ..shell import wait_until


class Fault:
    """One catalogue entry that can be planted for real.

    `undo` runs in a new process and must work from any half-planted state. Nothing a fault leaves on a host
    (unit, file, log line, process) may name it or look staged.
    """

    id = ""
    summary = ""
    sign_timeout = 60

    def plant(self):
        raise NotImplementedError

    def sign(self):
        """None once the fault shows from outside, else what is still missing."""
        raise NotImplementedError

    def undo(self):
        raise NotImplementedError

    def wait_for_sign(self):
        wait_until(f"the sign of {self.id}", self.sign, self.sign_timeout, 0.2)
