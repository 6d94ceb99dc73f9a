# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""Running commands on a host, and looking at it from outside."""

import os
import pathlib

from . import processes
from .shell import run

PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def argv_on(name, *command):
    """The command line that runs `command` on a host as its root, with a clean environment."""
    pid = processes.require(name)
    return ["nsenter", "-t", str(pid), "-m", "-u", "-i", "-n", "-p", "-C", "--", "env", "-i", f"PATH={PATH}",
            "LANG=C.UTF-8", "HOME=/root", "TERM=dumb", *map(str, command)]


def on(name, *command, **options):
    return run(*argv_on(name, *command), **options)


def systemctl(name, *arguments, **options):
    return on(name, "systemctl", *arguments, **options)


def is_active(name, unit):
    return systemctl(name, "is-active", unit, check=False).stdout.strip() == "active"


def file_on(name, path):
    """A host's file, seen from the machine."""
    return pathlib.Path(f"/proc/{processes.require(name)}/root") / path.lstrip("/")


class LogMark:
    """Remembers how long a log is, to tell new lines from old ones."""

    def __init__(self, name, path):
        self.file = file_on(name, path)
        self.size = self.file.stat().st_size if self.file.exists() else 0

    def new_text(self):
        if not self.file.exists():
            return ""
        with self.file.open("rb") as stream:
            stream.seek(self.size)
            return stream.read().decode(errors="replace")

    def lacks(self, words):
        """None when the words were logged since the mark, else the complaint."""
        return None if words in self.new_text() else f"{os.path.basename(self.file)} does not say: {words}"
