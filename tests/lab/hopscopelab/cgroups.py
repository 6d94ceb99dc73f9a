# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""One cgroup per host: it tells which processes are the lab's, and ends them all at once."""

import pathlib
import time

from .paths import TAG
from .plan import LabError


def _root():
    for line in pathlib.Path("/proc/mounts").read_text().splitlines():
        _, target, kind, *_ = line.split()
        if kind == "cgroup2":
            return pathlib.Path(target)
    raise LabError("no cgroup2 hierarchy is mounted")


def _folder(name):
    return _root() / TAG / name


def join(name):
    """Moves the calling process into the group `name`."""
    folder = _folder(name)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "cgroup.procs").write_text("0")


def _groups(folder):
    return [path.parent for path in folder.rglob("cgroup.procs")] if folder.is_dir() else []


def processes():
    """Every process of the lab, as the machine numbers them."""
    found = []
    for group in _groups(_root() / TAG):
        found += [int(line) for line in (group / "cgroup.procs").read_text().split()]
    return found


def kill_all(timeout=10):
    """Ends every process of the lab and removes its groups."""
    top = _root() / TAG
    if not top.is_dir():
        return
    deadline = time.monotonic() + timeout
    while processes():
        (top / "cgroup.kill").write_text("1")
        if time.monotonic() > deadline:
            raise LabError(f"processes {processes()} do not end")
        time.sleep(0.05)
    for group in sorted(_groups(top), key=lambda path: len(path.parts), reverse=True):
        _remove(group, deadline)


def _remove(group, deadline):
    while True:
        try:
            group.rmdir()
            return
        except OSError as error:
            if time.monotonic() > deadline:
                raise LabError(f"{group} cannot be removed: {error}") from error
            time.sleep(0.05)
