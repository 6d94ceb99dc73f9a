# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""Diagnoses the healthy stack and one fault of each kind; replays and reports what was recorded."""

import dataclasses
import json
import re
import statistics
import subprocess

from hopscopelab.selftest import same

from . import parsing, probing, program, shape

HEALTHY = "healthy"
CASES = (HEALTHY, "DS01", "MQ01", "DB01", "NG01", "HR03")
TO_NGINX = r"gate/nginx>docs/nginx@(10\.77\.0\.20|docs):80"
TO_DOCSERVICE = r"docs/nginx>docs/docservice@127\.0\.0\.1:8000"
TO_BROKER = r"docs/docservice>store/rabbitmq@(10\.77\.0\.30|store):5672"
TO_DATABASE = r"docs/docservice>store/postgresql@(10\.77\.0\.30|store):5432"
# (diverges_at, first_difference): patterns, None for null. HR03 has no failing hop that the design names.
HOPS = {"DS01": (TO_DOCSERVICE, TO_DOCSERVICE), "MQ01": (TO_DOCSERVICE, TO_BROKER), "DB01": (None, TO_DATABASE),
        "NG01": (TO_NGINX, TO_NGINX)}
SAME_IN_REPLAY = ("environment", "symptom", "verdict", "findings", "evidence", "unmeasured")


@dataclasses.dataclass
class Case:
    """One diagnosis and what it left."""

    name: str
    done: program.Done
    found: dict
    saved: str
    report: str


def body(stand, options):
    cases = list(CASES)
    stand.random.shuffle(cases)
    environment = stand.environment()
    finished = [_diagnose(stand, name, environment) for name in cases]
    _topology(stand, environment)
    probing.body(stand, environment)
    parsing.body(stand)
    for case in finished:
        _replay(stand.checks, case)
        _report(stand.checks, case)
    print(f"seconds a diagnosis: median {statistics.median(case.done.seconds for case in finished):.2f}, "
          + ", ".join(f"{case.name} {case.done.seconds:.2f}" for case in finished), flush=True)


def _diagnose(stand, name, environment):
    if name != HEALTHY:
        stand.plant(name)
    saved, report = stand.path(f"{name}.hopscope"), stand.path(f"{name}.pdf")
    done = program.run("diagnose", environment, "--json", "--save", saved, "--report", report)
    try:
        found = done.json()
        wrong = shape.complaint(found)
    except (ValueError, KeyError, TypeError) as error:
        found, wrong = {}, f"{type(error).__name__}: {error}; {done.words()}"
    case = Case(name, done, found, saved, report)
    stand.checks.that(f"{name}: one JSON object with every key", wrong)
    _judge(stand.checks, case)
    if name != HEALTHY:
        stand.heal()
    return case


def _judge(checks, case):
    name, verdict = case.name, case.found.get("verdict") or {}
    causes = [cause.get("id") for cause in verdict.get("causes") or []]
    if name == HEALTHY:
        checks.that(f"{name}: verdict", same((verdict.get("state"), causes), (HEALTHY, [])))
        checks.that(f"{name}: no symptom, no error", same((case.found.get("symptom"), case.found.get("error")), (None, None)))
        checks.that(f"{name}: exit status", same(case.done.status, 0))
        return
    checks.that(f"{name}: verdict", same((verdict.get("state"), causes[:1]), ("fault", [name])))
    checks.that(f"{name}: exit status", same(case.done.status, 1))
    if name in HOPS:
        symptom = case.found.get("symptom") or {}
        for key, pattern in zip(("diverges_at", "first_difference"), HOPS[name]):
            checks.that(f"{name}: {key}", _fits(symptom.get(key, "missing"), pattern))


def _fits(got, pattern):
    fits = got is None if pattern is None else got is not None and re.fullmatch(pattern, got)
    return None if fits else f"{got} instead of {pattern}"


def _topology(stand, environment):
    done = program.run("topology", environment)
    try:
        hops = done.json()["hops"]
    except (ValueError, KeyError, TypeError) as error:
        stand.checks.that("topology prints JSON", f"{error}; {done.words()}")
        return
    stand.checks.that("topology: exit status", same(done.status, 0))
    ways = (("gate/nginx", "docs/nginx", ("10.77.0.20:80", "docs:80")),
            ("docs/nginx", "docs/docservice", ("127.0.0.1:8000",)), ("docs/nginx", "docs/docservice", ("[::1]:8000",)))
    for start, end, addresses in ways:
        there = [hop for hop in hops if (hop["from"], hop["to"]) == (start, end) and hop["address"] in addresses]
        stand.checks.that(f"topology: {start} to {end} at {addresses[0]}",
                          None if len(there) == 1 else f"hops are {[hop['id'] for hop in hops]}")
        stand.checks.that(f"topology: {start} to {end} at {addresses[0]} names file and line",
                          None if there and re.fullmatch(r"/.+:\d+", there[0]["source"] or "") else f"{there}")


def _replay(checks, case):
    done = program.run_alone("replay", case.saved, "--json")
    try:
        found = done.json()
    except ValueError as error:
        checks.that(f"{case.name}: replay", f"{error}; {done.words()}")
        return
    differ = [key for key in SAME_IN_REPLAY if key not in found or found[key] != case.found.get(key)]
    checks.that(f"{case.name}: replay says the same", None if not differ else _difference(differ[0], found, case.found))
    checks.that(f"{case.name}: replay's exit status", same(done.status, case.done.status))


def _difference(key, got, wanted):
    return f"{key}: {json.dumps(got.get(key))[:300]} instead of {json.dumps(wanted.get(key))[:300]}"


def _report(checks, case):
    checked = subprocess.run(["qpdf", "--check", case.report], capture_output=True, text=True)
    checks.that(f"{case.name}: the report is a sound PDF", None if checked.returncode == 0 else checked.stdout + checked.stderr)
    text = subprocess.run(["pdftotext", "-layout", case.report, "-"], capture_output=True, text=True).stdout
    if case.name == HEALTHY:
        return
    checks.check(f"{case.name}: the report holds cause, command, evidence and time", lambda: _lacks(text, case))


def _lacks(text, case):
    """None when the report tells what the verdict rests on. Lines may be broken anywhere."""
    cause = case.found["verdict"]["causes"][0]
    proofs = [item for item in case.found["evidence"] if item["id"] in cause["for"]]
    dense = re.sub(r"\s+", "", text)
    if not re.search(rf"\b{cause['id']}\b", text):
        return f"cause {cause['id']} is not there"
    for what, wanted in (("command", [re.sub(r"\s+", "", item["command"])[:40] for item in proofs]),
                         ("time", [re.search(r"\d\d:\d\d:\d\d", item["at"])[0] for item in proofs])):
        if not any(piece in dense for piece in wanted):
            return f"no {what} of {wanted}"
    if not any(re.search(rf"\b{item['id']}\b", text, re.IGNORECASE) for item in proofs):
        return f"no id of {cause['for']}"
    return None
