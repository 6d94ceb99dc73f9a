# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""Running commands and waiting for conditions."""

import subprocess
import time

from .plan import LabError


def run(*argv, check=True, **options):
    """Runs a command and returns the completed process with its text output."""
    options.setdefault("stdin", None if "input" in options else subprocess.DEVNULL)
    done = subprocess.run([str(part) for part in argv], capture_output=True, text=True, errors="replace", **options)
    if check and done.returncode != 0:
        detail = (done.stderr or done.stdout).strip().splitlines()
        raise LabError(f"{argv[0]} failed with {done.returncode}: {detail[-1] if detail else 'no output'}"
                       f" ({' '.join(map(str, argv))[:200]})")
    return done


def wait_until(what, check, timeout, interval=0.1):
    """Calls `check` until it returns None (no complaint); fails with its last complaint."""
    deadline = time.monotonic() + timeout
    while True:
        complaint = check()
        if complaint is None:
            return
        if time.monotonic() > deadline:
            raise LabError(f"{what} not seen within {timeout} s: {complaint}")
        time.sleep(interval)
