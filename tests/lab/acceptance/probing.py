# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""Probes ports and logins of the healthy stack: exit status, JSON keys, verdicts."""

import dataclasses

from hopscopelab.selftest import same

from . import program

STEPS = ["dns", "tcp", "banner", "key-exchange", "host-key", "authentication", "shell", "sudo"]
RESULT = {"address", "port", "family", "verdict", "ms"}
STEP = {"step", "ok", "ms", "code", "hint"}
REFUSED = (("no ports", "10.77.0.10"), ("port 0", "10.77.0.10", "0-4"), ("too many ports", "10.77.0.10", "1-5000"),
           ("no address", "http://docs/", "80"), ("both kinds", "--ssh", "docs", "10.77.0.10", "80"))


@dataclasses.dataclass
class Ports:
    """One sweep and what must come of it."""

    name: str
    arguments: tuple
    status: int
    start: str
    verdicts: dict  # (address, port) to verdict


PORTS = (
    Ports("the site from the desktop", ("10.77.0.10", "80,443"), 0, "desktop",
          {("10.77.0.10", 80): "open", ("10.77.0.10", 443): "open"}),
    Ports("a closed port by name", ("docs.lab.test", "443,9998-9999"), 1, "desktop",
          {("10.77.0.10", 443): "open", ("10.77.0.10", 9998): "refused", ("10.77.0.10", 9999): "refused"}),
    Ports("docservice on both families", ("--from", "docs", "localhost", "8000"), 0, "docs",
          {("::1", 8000): "open", ("127.0.0.1", 8000): "open"}),
    Ports("the dependencies from docs", ("--from", "docs", "10.77.0.30", "5432,5672,6379"), 0, "docs",
          {("10.77.0.30", 5432): "open", ("10.77.0.30", 5672): "open", ("10.77.0.30", 6379): "open"}),
    Ports("from a host that does not resolve", ("--from", "nosuch", "10.77.0.10", "80"), 3, "nosuch", {}),
    Ports("a name that does not resolve", ("nosuch.invalid", "80"), 3, "desktop", {}),
)


def body(stand, environment):
    for case in PORTS:
        _ports(stand.checks, case, environment)
    _login(stand.checks, environment, "docs", 0, ["+"] * len(STEPS))
    _login(stand.checks, environment, "nosuch", 1, ["-"] + ["?"] * (len(STEPS) - 1))
    for name, *arguments in REFUSED:
        done = program.run("probe", *arguments)
        stand.checks.that(f"probe: {name}: exit status", same(done.status, 2))


def _ports(checks, case, environment):
    done = program.run("probe", "--env", environment, *case.arguments, "--json")
    checks.that(f"probe: {case.name}: exit status", same(done.status, case.status))
    found = _object(checks, case.name, done)
    checks.that(f"probe: {case.name}: keys", same(set(found), {"schema", "from", "results"}))
    checks.that(f"probe: {case.name}: from", same(found.get("from"), case.start))
    results = found.get("results") or []
    checks.that(f"probe: {case.name}: keys of a result", next((f"{r}" for r in results if set(r) != RESULT), None))
    verdicts = {(result["address"], result["port"]): result["verdict"] for result in results}
    checks.that(f"probe: {case.name}: verdicts", same(verdicts, case.verdicts))
    slow = [result for result in results if not 0 <= result["ms"] < 1000]
    checks.that(f"probe: {case.name}: times", None if not slow else f"{slow[0]}")


def _login(checks, environment, alias, status, want):
    done = program.run("probe", "--env", environment, "--ssh", alias, "--json")
    checks.that(f"probe --ssh {alias}: exit status", same(done.status, status))
    found = _object(checks, f"--ssh {alias}", done)
    checks.that(f"probe --ssh {alias}: host", same(found.get("host"), alias))
    steps = found.get("steps") or []
    checks.that(f"probe --ssh {alias}: steps", same([step["step"] for step in steps], STEPS))
    checks.that(f"probe --ssh {alias}: keys of a step", next((f"{s}" for s in steps if set(s) != STEP), None))
    got = [{True: "+", False: "-", None: "?"}[step["ok"]] for step in steps]
    checks.that(f"probe --ssh {alias}: what is well", same(got, want))
    silent = [step for step in steps if step["ok"] is False and not (step["code"] and step["hint"])]
    checks.that(f"probe --ssh {alias}: a failed step says why", None if not silent else f"{silent[0]}")


def _object(checks, name, done):
    try:
        return done.json()
    except (ValueError, KeyError, TypeError) as error:
        checks.that(f"probe: {name}: one JSON object", f"{error}; {done.words()}")
        return {}
