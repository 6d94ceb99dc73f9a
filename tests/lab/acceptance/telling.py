# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""Whether a refusal was told well, and whether hosts were left alone."""

from hopscopelab import hosts
from hopscopelab.plan import HOSTS


def told(done, status, *words):
    """None when it ended so and one line on stderr names all these words."""
    if done.status != status:
        return f"instead of {status}: {done.words()}"
    if len(done.lines) != 1:
        return f"{len(done.lines)} lines: {done.words()}"
    missing = [word for word in words if word.lower() not in done.lines[0].lower()]
    return None if not missing else f"{missing} not named: {done.words()}"


def visits():
    """How often hosts were visited: sshd's log and the entry's access log."""
    count = 0
    for name in HOSTS:
        count += hosts.on(name, "journalctl", "-q", "--no-pager", "-t", "sshd").stdout.count("port")
    return count, hosts.file_on("gate", "/var/log/nginx/access.log").stat().st_size
