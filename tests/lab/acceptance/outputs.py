# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""Where incident and report are to be written: what cannot be opened, what is no file, a disk that is full."""

import os
import stat

from hopscopelab import desk, linux, paths
from hopscopelab.selftest import same

from . import program
from .telling import told, visits

ENDINGS = (("--save", "hopscope"), ("--report", "pdf"))
ROOM = "size=32k,mode=777"


def unwritable(stand):
    """Paths that cannot be opened are refused before any host is contacted."""
    environment = stand.environment()
    saved = stand.path("made.hopscope")
    program.run("diagnose", environment, "--save", saved)
    for option, ending in ENDINGS:
        for what, path in (("in no folder", stand.path(f"none/x.{ending}")), ("a folder", str(stand.folder)),
                           ("where nobody may write", f"/proc/x.{ending}")):
            before = visits()
            done = program.run("diagnose", environment, "--json", option, path)
            stand.checks.that(f"{option} {what}", told(done, 2, path))
            stand.checks.that(f"{option} {what}: no host was contacted", same(visits(), before))
    page = stand.path("x.html")
    stand.checks.that("report to HTML is refused", told(program.run_alone("report", saved, "--output", page), 2, "x.html"))
    stand.checks.that("and nothing was written", same(os.path.exists(page), False))
    stand.checks.that("report in no folder", told(program.run_alone("report", saved, "--output", stand.path("none/x.pdf")), 2))
    stand.checks.that("replay of no file", told(program.run_alone("replay", stand.path("no.hopscope")), 2, "no.hopscope"))
    stand.checks.that("replay of another file", told(program.run_alone("replay", environment), 2, "stack.toml"))
    stand.checks.that("report of another file", told(program.run_alone("report", environment, "--output", stand.path("x.pdf")), 2))


def devices(stand):
    """Whoever names a device or a link by mistake still has it afterwards. The device is one made here."""
    for option, ending in ENDINGS:
        device, target, link = stand.path("device"), stand.write("precious.txt", "old"), stand.path(f"link.{ending}")
        os.mknod(device, 0o666 | stat.S_IFCHR, os.makedev(1, 7))
        os.chown(device, *paths.caller())
        os.symlink(target, link)
        program.run("diagnose", stand.environment(), option, device)
        stand.checks.that(f"{option} leaves a device where it is", same(stat.S_ISCHR(os.lstat(device).st_mode), True))
        program.run("diagnose", stand.environment(), option, link)
        stand.checks.that(f"{option} writes through a link", None if os.path.islink(link) and os.path.getsize(target) > 100
                          else f"link: {os.path.islink(link)}, target: {os.path.getsize(target)} bytes")
        for path in (device, link):
            os.unlink(path)


def full_disk(stand, fault, status):
    """A disk that runs full later leaves 1, turns 0 into 3; the result still stands on stdout."""
    folder = stand.folder / "small"
    folder.mkdir(exist_ok=True)

    def enter():
        linux.unshare(linux.CLONE_NEWNS)
        linux.mount(None, "/", None, linux.MS_REC | linux.MS_SLAVE)
        linux.mount("tmpfs", folder, "tmpfs", 0, ROOM)
        desk.enter()

    for option, ending in ENDINGS:
        done = program.run("diagnose", stand.environment(), "--json", option, folder / f"x.{ending}", enter=enter)
        what = f"{option} to a disk that runs full beside {fault or 'nothing'}"
        stand.checks.that(what, told(done, status))
        stand.checks.check(f"{what}: the result stands", lambda: same(
            done.json()["verdict"]["state"], "fault" if fault else "healthy"))
