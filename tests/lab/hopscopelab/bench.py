# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""Plants faults in random order, runs the diagnosis in the desk, compares, heals."""

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time

from . import desk, faults, material, paths
from .plan import LabError

HEALTHY = "healthy"
BINARY = paths.REPOSITORY / "build/release/app/hopscope"
LIMIT = 120


def add_arguments(parser):
    parser.add_argument("--rounds", type=int, default=1, metavar="N", help="how often each case runs")
    parser.add_argument("--seed", type=int, help="repeat an order printed before")
    parser.add_argument("--hopscope", default=str(BINARY), metavar="FILE", help="the built program")
    parser.add_argument("ids", nargs="*", metavar="ID", help=f"fault ids or '{HEALTHY}'; default: all")


def run(arguments):
    cases = _cases(arguments)
    binary = os.path.abspath(arguments.hopscope)
    if not os.access(binary, os.X_OK):
        raise LabError(f"{binary} is no program; build it or name it with --hopscope")
    results = []
    with tempfile.TemporaryDirectory(prefix="stack-") as folder:
        environment = _environment_file(folder)
        print(f"{'id':8} {'got':8} {'state':11} {'seconds':>8}  result", flush=True)
        for case in cases:
            results.append(_one(case, binary, environment))
    return _summary(results)


def _cases(arguments):
    ids = arguments.ids or [*faults.known(), HEALTHY]
    unknown = [name for name in ids if name != HEALTHY and name not in faults.known()]
    if unknown:
        raise LabError(f"unknown: {', '.join(unknown)}")
    seed = arguments.seed if arguments.seed is not None else random.SystemRandom().randrange(1 << 32)
    print(f"seed {seed}, {len(ids) * arguments.rounds} runs", flush=True)
    cases = list(ids) * arguments.rounds
    random.Random(seed).shuffle(cases)
    return cases


def _environment_file(folder):
    """One file for every case, away from the lab's own folder."""
    uid, gid = paths.caller()
    file = os.path.join(folder, "stack.toml")
    with open(file, "w") as stream:
        stream.write(material.environment_text())
    for path in (folder, file):
        os.chown(path, uid, gid)
    return file


def _one(case, binary, environment):
    faults.heal()
    if case != HEALTHY:
        faults.inject(case)
    started = time.monotonic()
    verdict, trouble = _diagnose(binary, environment)
    seconds = time.monotonic() - started
    faults.heal()
    causes = verdict.get("causes") or [{}]
    state = verdict.get("state") or "-"
    got = causes[0].get("id") or (HEALTHY if state == HEALTHY else "-")
    right = state == HEALTHY if case == HEALTHY else got == case
    print(f"{case:8} {got:8} {state:11} {seconds:8.2f}  {'right' if right else 'WRONG ' + trouble}", flush=True)
    return right, seconds


def _diagnose(binary, environment):
    """(verdict, what went wrong) of one run."""
    try:
        done = subprocess.run([binary, "diagnose", environment, "--json"], preexec_fn=desk.enter, timeout=LIMIT,
                              stdin=subprocess.DEVNULL, capture_output=True, cwd="/")
    except (subprocess.TimeoutExpired, subprocess.SubprocessError, OSError) as error:
        return {}, str(error)
    try:
        return json.loads(done.stdout)["verdict"] or {}, f"exit {done.returncode}"
    except (ValueError, KeyError, TypeError):
        words = done.stderr.decode(errors="replace").strip().splitlines()
        return {}, f"exit {done.returncode}, no JSON: {words[-1] if words else ''}"


def _summary(results):
    right = sum(1 for good, _ in results if good)
    median = statistics.median(seconds for _, seconds in results)
    print(f"{right} of {len(results)} right ({100 * right / len(results):.1f} %), median {median:.2f} s")
    sys.stdout.flush()
    return 0 if right == len(results) else 1
