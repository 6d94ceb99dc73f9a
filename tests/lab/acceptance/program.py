# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""Running the built program: at the desk, or cut off from every network."""

import dataclasses
import json
import os
import signal
import subprocess
import time

from hopscopelab import desk, linux, paths

BINARY = os.path.abspath(os.environ.get("HOPSCOPE") or paths.REPOSITORY / "build/release/app/hopscope")
LIMIT = 120


@dataclasses.dataclass
class Done:
    """One finished run."""

    status: int
    out: bytes
    err: bytes
    seconds: float

    @property
    def lines(self):
        """The lines on stderr that are not empty."""
        return [line for line in self.err.decode(errors="replace").splitlines() if line.strip()]

    def json(self):
        """The one object on stdout; ValueError when there is anything else."""
        found = json.loads(self.out)
        if not isinstance(found, dict):
            raise ValueError("stdout is no JSON object")
        return found

    def words(self):
        return f"status {self.status}, stderr {self.err.decode(errors='replace').strip()[-300:]!r}"


def environment():
    """Of a plain login without a desktop: no display, no agent, no runtime folder."""
    return {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "LANG": "C.UTF-8", "TZ": "UTC"}


def cut_off():
    """A network namespace with nothing in it."""
    linux.unshare(linux.CLONE_NEWNET)


def start(*arguments, enter=desk.enter):
    return subprocess.Popen([BINARY, *map(str, arguments)], preexec_fn=enter, env=environment(), cwd="/",
                            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def finish(process, started):
    try:
        out, err = process.communicate(timeout=LIMIT)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        out, err = process.communicate()
        err += f"\nnot finished after {LIMIT} s".encode()
    return Done(process.returncode, out, err, time.monotonic() - started)


def run(*arguments, enter=desk.enter):
    """Runs the program at the desk."""
    started = time.monotonic()
    return finish(start(*arguments, enter=enter), started)


def run_alone(*arguments):
    """Runs the program where no host can be reached."""
    return run(*arguments, enter=cut_off)
