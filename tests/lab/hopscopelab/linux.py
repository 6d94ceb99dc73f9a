# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""The few system calls that Python 3.11 does not offer."""

import contextlib
import ctypes
import os

CLONE_NEWNS = 0x00020000
CLONE_NEWCGROUP = 0x02000000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000

MS_RDONLY = 1
MS_NOSUID = 2
MS_NODEV = 4
MS_NOEXEC = 8
MS_REMOUNT = 32
MS_BIND = 4096
MS_REC = 16384
MS_PRIVATE = 1 << 18
MS_SLAVE = 1 << 19
MNT_DETACH = 2
SYS_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}

_libc = ctypes.CDLL(None, use_errno=True)


def _check(result, *what):
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), " ".join(map(str, what)))


def unshare(flags):
    _check(_libc.unshare(flags), "unshare", hex(flags))


def setns(descriptor, flags):
    _check(_libc.setns(descriptor, flags), "setns", hex(flags))


def mount(source, target, kind=None, flags=0, options=None):
    def text(value):
        return None if value is None else os.fsencode(str(value))

    data = None if options is None else ctypes.c_char_p(text(options))
    _check(_libc.mount(text(source), text(target), text(kind), ctypes.c_ulong(flags), data), "mount", target)


def pivot_to(folder):
    """Makes `folder` the root and drops the old one from sight."""
    os.chdir(folder)
    number = SYS_PIVOT_ROOT[os.uname().machine]
    _check(_libc.syscall(ctypes.c_long(number), b".", b"."), "pivot_root", folder)
    _check(_libc.umount2(b".", MNT_DETACH), "umount", "old root")
    os.chdir("/")


def sethostname(name):
    _check(_libc.sethostname(name.encode(), len(name)), "sethostname")


@contextlib.contextmanager
def network_of(pid):
    """The calling thread is in the network namespace of `pid` inside the block."""
    own = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
    other = os.open(f"/proc/{pid}/ns/net", os.O_RDONLY)
    try:
        setns(other, CLONE_NEWNET)
        try:
            yield
        finally:
            setns(own, CLONE_NEWNET)
    finally:
        os.close(own)
        os.close(other)
