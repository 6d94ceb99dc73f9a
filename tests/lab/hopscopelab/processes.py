# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""The lab's long-lived processes by name: a host's PID 1, or the holder of a bare namespace."""

import json
import pathlib

from .paths import RUN
from .plan import LabError


def _file(name):
    return RUN / f"{name}.json"


def _start_time(pid):
    """Tells a process from a later one with the same number. The dead that nobody has buried count as gone."""
    state, *fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    if state in "ZX":
        raise ProcessLookupError(pid)
    return fields[18]


def remember(name, pid):
    _file(name).write_text(json.dumps({"pid": pid, "start": _start_time(pid)}))


def forget_all():
    for file in (*RUN.glob("*.json"), RUN / "complete"):
        file.unlink(missing_ok=True)


def all_started(names):
    """True when `up` came to its end and all its processes still run."""
    return (RUN / "complete").exists() and all(find(name) for name in names)


def mark_complete():
    (RUN / "complete").touch()


def find(name):
    """The process id, or None when it does not run (any more)."""
    try:
        entry = json.loads(_file(name).read_text())
        if _start_time(entry["pid"]) == entry["start"]:
            return entry["pid"]
    except (OSError, ValueError, KeyError, IndexError):
        pass
    return None


def require(name):
    pid = find(name)
    if pid is None:
        raise LabError(f"{name} does not run; start the lab with: lab up")
    return pid
