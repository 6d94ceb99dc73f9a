# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""What the desktop may not do on a host, or only with a secret that nobody can type: told, and blamed on no host."""

import contextlib
import os
import pathlib
import shutil
import signal
import threading
import time

from hopscopelab import hosts, material, paths
from hopscopelab.plan import OPERATOR
from hopscopelab.selftest import same
from hopscopelab.shell import run

from . import program, shape
from .telling import told

HOST = "docs"


def body(stand):
    _locked_key(stand)
    with _file_away(f"/etc/sudoers.d/{OPERATOR}"):
        _sudo(stand, "passwordless", "sudo refused")
        _sudo(stand, "ask", "sudo that needs a password, without a terminal")
    with _mode("/etc/nginx/nginx.conf", 0o600):
        _sudo(stand, "never", "nginx configuration that may not be read")
    _frozen(stand)


def _judge(stand, what, done, *words):
    """Told in one line, every key in the JSON, no cause claimed, and the reason stands under `unmeasured`."""
    stand.checks.that(f"{what}: told in one line", told(done, 3, HOST, *words))
    try:
        found = done.json()
    except ValueError as error:
        stand.checks.that(f"{what}: JSON", f"{error}; {done.words()}")
        return
    stand.checks.that(f"{what}: JSON has every key", shape.complaint(found))
    stand.checks.that(f"{what}: no cause", same(found["verdict"]["causes"], []))
    told_there = [item for item in found["unmeasured"] if HOST in str(item)]
    stand.checks.that(f"{what}: told under unmeasured", None if told_there else f"unmeasured is {found['unmeasured']}")


def _environment(stand, change):
    return stand.environment("privileges.toml", change)


def _locked_key(stand):
    """The right key, locked with a passphrase: nobody is there to type it."""
    locked = stand.path("locked_key")
    shutil.copy(paths.ACCESS / "id_ed25519", locked)
    run("ssh-keygen", "-q", "-p", "-P", "", "-N", "only for this test", "-f", locked)
    os.chown(locked, *paths.caller())
    theirs = (paths.ACCESS / "ssh_config").read_text()
    head, docs, rest = theirs.partition(f"Host {HOST}")
    config = stand.write("locked_config", head + docs + rest.replace(str(paths.ACCESS / "id_ed25519"), locked, 1))
    environment = _environment(stand, lambda text: text.replace(str(paths.ACCESS / "ssh_config"), config))
    _judge(stand, "key with a passphrase and no terminal", program.run("diagnose", environment, "--json"), "passphrase")
    pathlib.Path(locked).unlink()


def _sudo(stand, setting, what):
    def change(text):
        head, docs, rest = text.partition(f'ssh = "{HOST}"')
        return head + docs + rest.replace("passwordless", setting, 1)

    done = program.run("diagnose", _environment(stand, change), "--json")
    _judge(stand, what, done)


@contextlib.contextmanager
def _file_away(path):
    file = hosts.file_on(HOST, path)
    kept, mode = file.read_bytes(), file.stat().st_mode
    file.unlink()
    try:
        yield
    finally:
        file.write_bytes(kept)
        file.chmod(mode & 0o7777)


@contextlib.contextmanager
def _mode(path, mode):
    file = hosts.file_on(HOST, path)
    before = file.stat().st_mode & 0o7777
    file.chmod(mode)
    try:
        yield
    finally:
        file.chmod(before)


def _frozen(stand):
    """sshd of one host stands still in the middle of the measurement, as on a host that swaps or lost its disk."""
    environment = stand.environment()
    usual = program.run("diagnose", environment, "--json").seconds
    for part in (0.3, 0.6):
        started = time.monotonic()
        process = program.start("diagnose", environment, "--json")
        timer = threading.Timer(usual * part, lambda: hosts.on(HOST, "pkill", "-STOP", "-x", "sshd"))
        timer.start()
        try:
            done = program.finish(process, started)
        finally:
            timer.join()
            hosts.on(HOST, "pkill", "-CONT", "-x", "sshd", check=False)
        what = f"sshd stopped by SIGSTOP after {usual * part:.1f} s"
        if done.status == 0:
            stand.checks.that(f"{what}: it was over before that", None)
            continue
        _judge(stand, what, done)
        stand.checks.that(f"{what}: ended within 30 s", None if done.seconds < 30 else f"{done.seconds:.1f} s")
