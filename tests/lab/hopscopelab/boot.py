# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""Starts processes in namespaces of their own: a host's systemd, or an idle holder."""

import contextlib
import os
import resource
import signal
import traceback

from . import cgroups, furnish, linux, rootfs
from .plan import LabError

INIT = "/lib/systemd/systemd"
HOST_NAMESPACES = (linux.CLONE_NEWNS | linux.CLONE_NEWUTS | linux.CLONE_NEWIPC | linux.CLONE_NEWNET
                   | linux.CLONE_NEWPID | linux.CLONE_NEWCGROUP)


class Starting:
    """A process that has been started and waits for `go` before it becomes what it shall be."""

    def __init__(self, name, pid, gate, log):
        self.name = name
        self.pid = pid
        self._gate = gate
        self._log = log

    def go(self):
        """Lets it run on; raises with its own words when it has failed before that."""
        os.write(self._gate, b"g")
        os.close(self._gate)

    def wait_started(self):
        with os.fdopen(self._log) as stream:
            words = stream.read().strip()
        if words:
            raise LabError(f"{self.name} did not start: {words.splitlines()[-1]}\n{words}")


def start_holder(name):
    """A process that only keeps a network namespace alive."""
    def become(wait):
        wait()
        os.execv("/usr/bin/sleep", [name, "infinity"])

    return _start(name, linux.CLONE_NEWNET, become)


def start_host(host, machine_id):
    """A host: its file system is built at once, systemd starts after `go`."""
    def become(wait):
        root = rootfs.mount_overlay(host)
        furnish.furnish(root, host, machine_id)
        rootfs.mount_kernel_views(root, host)
        linux.sethostname(host.name)
        wait()
        _reset_limits()
        linux.pivot_to(root)
        os.execve(INIT, [INIT, "--system"], {"container": "other", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"})

    return _start(host.name, HOST_NAMESPACES, become)


def _start(name, namespaces, become):
    log_read, log_write = os.pipe()         # closed by exec: empty means it went well
    gate_read, gate_write = os.pipe()
    number_read, number_write = os.pipe()
    first = os.fork()
    if first == 0:
        _in_child(name, namespaces, become, (log_read, log_write), (gate_read, gate_write), number_write)
    for descriptor in (log_write, gate_read, number_write):
        os.close(descriptor)
    with os.fdopen(number_read) as stream:
        number = stream.read()
    os.waitpid(first, 0)
    starting = Starting(name, int(number or 0), gate_write, log_read)
    if not number:
        starting.wait_started()
    return starting


def _in_child(name, namespaces, become, log, gate, number_write):
    """Two forks: unshare moves only children into a new PID namespace, and nobody must wait for it."""
    try:
        os.close(log[0])
        os.close(gate[1])
        os.setsid()
        cgroups.join(name)
        linux.unshare(namespaces)
        second = os.fork()
        if second:
            os.write(number_write, str(second).encode())
            os._exit(0)
        os.close(number_write)
        _detach_from_terminal()
        become(lambda: _wait_for_go(gate[0]))
    except BaseException:
        os.write(log[1], traceback.format_exc().encode())
    os._exit(1)


def _wait_for_go(gate):
    if os.read(gate, 1) != b"g":
        os._exit(1)         # the starter is gone


def _reset_limits():
    """What a kernel gives its PID 1, as far as this machine allows, whatever the caller's shell has."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(1024, most), most))
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (1024, 524288))


def _detach_from_terminal():
    null = os.open("/dev/null", os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    os.umask(0o022)
    os.chdir("/")
    for number in (signal.SIGINT, signal.SIGPIPE, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
