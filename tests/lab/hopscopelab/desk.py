# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""The desktop: the desk's network, names of the lab, the calling user and environment."""

import os
import pwd
import tempfile

from . import linux, material, paths, processes
from .plan import LabError, hosts_file


def run(command):
    """Replaces this process by the command."""
    if not command:
        raise LabError("desk needs a command")
    enter()
    try:
        os.execvp(command[0], command)
    except OSError as error:
        raise LabError(f"{command[0]}: {error.strerror}") from error


def enter():
    """Moves this process to the desk and drops to the calling user. Its working folder stays."""
    material.give_to_caller()
    descriptor = os.open(f"/proc/{processes.require('desk')}/ns/net", os.O_RDONLY)
    linux.setns(descriptor, linux.CLONE_NEWNET)
    os.close(descriptor)
    _own_names()
    _become_caller()


def _own_names():
    """A mount namespace of its own: the machine's /etc/hosts and resolv.conf stay as they are."""
    linux.unshare(linux.CLONE_NEWNS)
    linux.mount(None, "/", None, linux.MS_REC | linux.MS_SLAVE)
    _cover("/etc/hosts", hosts_file())
    _cover("/etc/resolv.conf", "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n")


def _cover(path, text):
    with tempfile.NamedTemporaryFile("w", dir=paths.RUN, prefix="desk-") as stream:
        stream.write(text)
        stream.flush()
        os.chmod(stream.name, 0o644)
        linux.mount(stream.name, os.path.realpath(path), None, linux.MS_BIND)


def _become_caller():
    uid, gid = paths.caller()
    if uid == os.getuid():
        return
    user = pwd.getpwuid(uid)
    os.initgroups(user.pw_name, gid)
    os.setgid(gid)
    os.setuid(uid)
    # sudo has put root's home there: the caller's own is meant.
    os.environ.update(HOME=user.pw_dir, USER=user.pw_name, LOGNAME=user.pw_name)
