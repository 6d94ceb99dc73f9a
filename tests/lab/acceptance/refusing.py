# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""What cannot be used or reached: each is refused or told, in one clear line and with the right exit status."""

import os
import pathlib
import re
import signal
import time

from hopscopelab import hosts, material, paths
from hopscopelab.plan import SITE
from hopscopelab.selftest import same
from hopscopelab.shell import run

from . import incident, outputs, program, shape
from .telling import told, visits

SPARE = '\n[[host]]\nssh = "spare"\n'
INTERRUPTS = 3


def body(stand, options):
    _environment_files(stand)
    outputs.unwritable(stand)
    outputs.devices(stand)
    _entries(stand)
    _keys(stand)
    _interrupt(stand)
    for fault, status in ((None, 3), ("DS01", 1)):
        if fault:
            stand.plant(fault)
        _unreachable(stand, fault, status)
        outputs.full_disk(stand, fault, status)
        if fault:
            stand.heal()


def _environment_files(stand):
    last = f"line {len(material.environment_text().splitlines()) + 1}"
    cases = (("missing", None, ("missing.toml",)),
             ("is not TOML", lambda text: text + "this is = = not\n", (last,)),
             ("has an unknown key", lambda text: 'colour = "red"\n' + text, ("colour", "line 1")),
             ("has an unknown key in a host", lambda text: text + 'port = 22\n', ("port", last)),
             ("has a key beyond ASCII", lambda text: 'größe = 1\n' + text, ("line 1",)),
             ("has a value of another kind", lambda text: text.replace('"confirm"', "3"), ("policy", "line 3")),
             ("is empty", lambda text: "", ()))
    for what, change, words in cases:
        file = stand.path("missing.toml") if change is None else stand.environment("bad.toml", change)
        before = visits()
        done = program.run("diagnose", file, "--json")
        stand.checks.that(f"environment file {what}", told(done, 2, *words))
        stand.checks.that(f"environment file {what}: no host was contacted", same(visits(), before))
    stand.checks.that("topology refuses it too", told(program.run("topology", stand.path("missing.toml")), 2))


def _entries(stand):
    """An entry that cannot be asked, or whose certificate is not trusted: said, and blamed on no host."""
    def url(host):
        return stand.environment("url.toml", lambda text: text.replace(f"https://{SITE}", f"https://{host}"))

    done = program.run("diagnose", url("nowhere.lab.test"), "--json")
    stand.checks.that("URL whose name does not resolve", told(done, 3, "nowhere.lab.test"))
    done = program.run("diagnose", url("10.77.0.99"), "--json")
    stand.checks.check("URL at an address that nobody has: no host of ours is blamed",
                       lambda: same((done.status, done.json()["verdict"]["causes"]), (3, [])))
    untrusted = stand.environment("url.toml", lambda text: re.sub("ca_file.*\n", "", text))
    done = program.run("diagnose", untrusted, "--json")
    stand.checks.check("certificate that is not trusted: not healthy, and told", lambda: _tells_certificate(done))


def _tells_certificate(done):
    found = done.json()
    told_in = [found[key] for key in ("findings", "unmeasured", "error", "verdict") if "tls" in str(found[key]).lower()
               or "certificate" in str(found[key]).lower()]
    return same(done.status != 0, True) or (None if told_in else f"no reason is given; {done.words()}")


def ssh_environment(stand, change, more="", replace=lambda text: text):
    """An environment file whose ssh_config is the lab's with a change."""
    config = stand.write("ssh_config", change((paths.ACCESS / "ssh_config").read_text()))
    theirs = str(paths.ACCESS / "ssh_config")
    return stand.environment("ssh.toml", lambda text: replace(text).replace(theirs, config) + more)


def _keys(stand):
    known = (paths.ACCESS / "known_hosts").read_text()
    foreign = stand.path("foreign_key")
    pathlib.Path(foreign).unlink(missing_ok=True)
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", foreign)
    os.chown(foreign, *paths.caller())
    other = " ".join(pathlib.Path(foreign + ".pub").read_text().split()[:2])
    changed = stand.write("changed_hosts", re.sub(r"^(10\.77\.0\.20|docs) .*$", rf"\1 {other}", known, flags=re.M))
    unknown = stand.write("unknown_hosts", re.sub(r"^(10\.77\.0\.20|docs) .*\n", "", known, flags=re.M))
    theirs, key = str(paths.ACCESS / "known_hosts"), str(paths.ACCESS / "id_ed25519")
    for what, change in (("changed host key", lambda text: text.replace(theirs, changed)),
                         ("unknown host key", lambda text: text.replace(theirs, unknown)),
                         ("wrong key", lambda text: _only_docs(text, key, foreign))):
        done = program.run("diagnose", ssh_environment(stand, change), "--json")
        stand.checks.that(f"{what} of docs: not judged healthy, told in one line", told(done, 3, "docs"))
        _names_host(stand.checks, what, done, "docs")
    stand.checks.that("known_hosts stays as it was",
                      same(((paths.ACCESS / "known_hosts").read_text(), "docs" in pathlib.Path(unknown).read_text()), (known, False)))


def _only_docs(text, key, other):
    head, docs, rest = text.partition("Host docs")
    return head + docs + rest.replace(key, other, 1)


def _names_host(checks, what, done, name):
    """The JSON tells the same: an error of that host, what was not measured, no cause."""
    try:
        found = done.json()
    except ValueError as error:
        checks.that(f"{what}: JSON", f"{error}; {done.words()}")
        return
    checks.that(f"{what}: JSON has every key", shape.complaint(found))
    error = found["error"] or {}
    checks.that(f"{what}: error names {name} and a code", None if error.get("host") == name and "." in error.get("code", "")
                else f"error is {error}")
    checks.that(f"{what}: told under unmeasured", None if any(name in str(item) for item in found["unmeasured"])
                else f"unmeasured is {found['unmeasured']}")


def _unreachable(stand, fault, status):
    """Trouble on the tool's own side, with and without a fault planted elsewhere."""
    beside = f" beside {fault}" if fault else ""
    down = "\nHost spare\n    HostName 10.77.0.99\n    User ops\n"
    cases = (("an alias that does not resolve", lambda text: text),
             ("a host that is down", lambda text: text + down),
             ("a host that refuses SSH", lambda text: text + down.replace("10.77.0.99", "10.77.0.5")))
    for what, change in cases:
        done = program.run("diagnose", ssh_environment(stand, change, SPARE), "--json")
        _one_cause(stand.checks, what + beside, done, status, fault, "spare")
    hosts.systemctl("store", "stop", "ssh")
    try:
        done = program.run("diagnose", stand.environment(), "--json")
    finally:
        hosts.systemctl("store", "start", "ssh")
    _one_cause(stand.checks, f"sshd stopped on store{beside}", done, status, fault, "store")


def _one_cause(checks, what, done, status, fault, name):
    checks.that(what, told(done, status, name))
    _names_host(checks, what, done, name)
    try:
        causes = [cause["id"] for cause in done.json()["verdict"]["causes"]]
        checks.that(f"{what}: causes", same(causes, [fault] if fault else []))
    except (ValueError, KeyError) as error:
        checks.that(f"{what}: causes", f"{error}")


def _interrupt(stand):
    environment = stand.environment()
    usual = program.run("diagnose", environment, "--json").seconds
    for number in range(1, INTERRUPTS + 1):
        delay = usual * number / (INTERRUPTS + 1)
        saved = stand.path(f"cut-{number}.hopscope")
        started = time.monotonic()
        process = program.start("diagnose", environment, "--json", "--save", saved)
        time.sleep(delay)
        process.send_signal(signal.SIGINT)
        sent = time.monotonic()
        done = program.finish(process, started)
        what = f"Ctrl+C after {delay:.1f} s"
        stand.checks.that(f"{what}: exit status", None if done.status == 130 else done.words())
        stand.checks.check(f"{what}: the incident is sealed",
                           lambda: same(incident.read(pathlib.Path(saved).read_bytes()).code, None))
        stand.checks.that(f"{what}: ended within 2 s", None if time.monotonic() - sent < 2 else f"{time.monotonic() - sent:.1f} s")
