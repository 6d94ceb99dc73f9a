# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""What the scripts share: the command line, the lab, counting, a folder for files."""

import argparse
import contextlib
import os
import pathlib
import random
import shutil
import sys
import tempfile

from hopscopelab import material, paths
from hopscopelab.selftest import Report, lab

from .program import BINARY


class Checks(Report):
    """Counts checks; `that` takes a complaint already found."""

    def that(self, name, complaint):
        self.check(name, lambda: complaint)

    def end(self):
        print(f"{self.passed} passed, {self.failed} failed", flush=True)
        return 0 if self.failed == 0 else 1


class Stand:
    """The lab, a folder outside the repository that belongs to the calling user, and the checks."""

    def __init__(self, folder, seed):
        self.folder = pathlib.Path(folder)
        self.checks = Checks()
        self.random = random.Random(seed)

    def write(self, name, text):
        """A file of the calling user."""
        file = self.folder / name
        file.unlink(missing_ok=True)
        file.write_text(text)
        os.chown(file, *paths.caller())
        return str(file)

    def path(self, name):
        return str(self.folder / name)

    def environment(self, name="stack.toml", change=lambda text: text):
        return self.write(name, change(material.environment_text()))

    def plant(self, fault):
        _must(lab("inject", fault))

    def heal(self):
        _must(lab("heal"))


def _must(complaint):
    if complaint:
        raise RuntimeError(complaint)


def parser(words):
    """The options every script has."""
    made = argparse.ArgumentParser(description=words)
    made.add_argument("--keep", action="store_true", help="leave the lab and the files as they are at the end")
    made.add_argument("--seed", type=int, help="repeat the choices of an earlier run")
    return made


def main(words, body, arguments=None, more=lambda parser: None):
    """Brings the lab up, runs `body(stand, options)`, takes the lab down; returns the exit status."""
    made = parser(words)
    more(made)
    options = made.parse_args(arguments)
    if os.geteuid() != 0 or not os.access(BINARY, os.X_OK):
        print("root is needed" if os.geteuid() != 0 else f"{BINARY} is no program; build it or set HOPSCOPE", file=sys.stderr)
        return 1
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(1 << 32)
    print(f"seed {seed}, program {BINARY}", flush=True)
    folder = tempfile.mkdtemp(prefix="stack-")
    os.chown(folder, *paths.caller())
    stand = Stand(folder, seed)
    with contextlib.ExitStack() as stack:
        if not options.keep:
            stack.callback(shutil.rmtree, folder, ignore_errors=True)
            stack.callback(lab, "down")
        stand.checks.check("the lab comes up", lambda: lab("up"))
        if stand.checks.failed == 0:
            stand.checks.check("the run came to its end", lambda: body(stand, options))
        if options.keep:
            print(f"files are kept in {folder}")
    return stand.checks.end()
