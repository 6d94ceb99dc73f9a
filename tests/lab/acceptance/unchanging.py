# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""Every file of the three hosts before and after a diagnosis, with nginx on docs running and stopped."""

import hashlib
import os
import pathlib
import stat
import time

from hopscopelab import hosts, processes
from hopscopelab.plan import HOSTS
from hopscopelab.selftest import same

from . import program

LEFT_OUT = {"/proc", "/sys", "/dev", "/run", "/var/log", "/var/lib/postgresql", "/var/lib/rabbitmq", "/var/lib/redis"}
OTHER_LABS = "/var/lib/hopscope-lab"       # the machine's, seen from a host whose own lab has another state folder
SHOWN = 10


def options(parser):
    parser.add_argument("--all", action="store_true",
                        help="hash every byte, also of files that lie on the machine below and cannot be written from a host")


def body(stand, options):
    environment = stand.environment()
    stand.checks.check("the comparison sees a change", lambda: _sees_a_change(options.all))
    _compare(stand.checks, "healthy", environment, 0, options.all)
    stand.plant("NG01")
    _compare(stand.checks, "nginx stopped", environment, 1, options.all)
    stand.heal()


def _compare(checks, what, environment, status, everything):
    before = {name: manifest(name, everything) for name in HOSTS}
    ports = {name: _listening(name) for name in HOSTS}
    done = program.run("diagnose", environment, "--json")
    checks.that(f"{what}: the diagnosis ran", None if done.status == status else done.words())
    for name in HOSTS:
        after = manifest(name, everything)
        print(f"        {what}, {name}: {len(after)} names, {sum(entry[-1] is not None for entry in after.values())} contents hashed")
        checks.that(f"{what}: no file of {name} differs", difference(before[name], after))
        checks.that(f"{what}: {name} listens on the same ports", same(_listening(name), ports[name]))


def _listening(name):
    return hosts.on(name, "ss", "-Hltnu").stdout.split()[4::6]


def _sees_a_change(everything):
    """The proof that this test can fail: a changed byte of equal length, a new file, another mode."""
    nginx = hosts.file_on("docs", "/etc/nginx/nginx.conf")
    text, before = nginx.read_bytes(), manifest("docs", everything)
    try:
        nginx.write_bytes(text.replace(b"e", b"E", 1))
        complaint = difference(before, manifest("docs", everything))
    finally:
        nginx.write_bytes(text)
    return None if complaint and "nginx.conf" in complaint else f"it says {complaint}"


def difference(before, after):
    """None, or what was added, removed and changed."""
    lines = [f"new {path}" for path in sorted(set(after) - set(before))]
    lines += [f"gone {path}" for path in sorted(set(before) - set(after))]
    lines += [f"changed {path}: {before[path]} to {after[path]}" for path in sorted(set(before) & set(after))
              if before[path] != after[path]]
    return None if not lines else f"{len(lines)} differ: " + "; ".join(lines[:SHOWN])


def manifest(name, everything=False):
    """Path to (mode, owner, group, size or link target, what tells its content, sha256 or None) of all a host has.

    A host writes only to its own layer, in memory; changing a file of the machine below makes a copy there first, with
    a new change time. So what has not changed since the host started is told by inode and change time, unless
    `everything` is wanted.
    """
    top = str(hosts.file_on(name, "/")).rstrip("/")
    started = 0 if everything else _started(processes.require(name))
    found = {}
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        for entry in os.scandir(f"{top}{folder}/"):
            path = f"{folder}/{entry.name}"
            if path in LEFT_OUT or path.startswith(OTHER_LABS):
                continue
            status = entry.stat(follow_symlinks=False)
            found[path] = _told(entry.path, status, started)
            if stat.S_ISDIR(status.st_mode):
                waiting.append(path)
    return found


def _told(path, status, started):
    mode = status.st_mode
    owner = (oct(mode), status.st_uid, status.st_gid)
    if stat.S_ISLNK(mode):
        return (*owner, os.readlink(path), None)
    if not stat.S_ISREG(mode):
        return (*owner, status.st_rdev, None)
    if status.st_ctime < started:
        return (*owner, status.st_size, (status.st_ino, status.st_ctime_ns), None)
    with open(path, "rb") as stream:
        return (*owner, status.st_size, None, hashlib.file_digest(stream, "sha256").hexdigest())


def _started(pid):
    """When a process started, in seconds since 1970, a little early."""
    ticks = int(pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19])
    up = float(pathlib.Path("/proc/uptime").read_text().split()[0])
    return time.time() - up + ticks / os.sysconf("SC_CLK_TCK") - 2
