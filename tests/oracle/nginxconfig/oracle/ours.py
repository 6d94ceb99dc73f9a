# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""What hopscope says about a configuration, and whether that agrees with nginx."""

import json
import os
import pathlib
import subprocess

PROGRAM = os.environ.get("HOPSCOPE", str(pathlib.Path(__file__).resolve().parents[4] / "build/release/app/hopscope"))


def parse(main):
    done = subprocess.run([PROGRAM, "parse", "nginx-config", str(main), "--json"], capture_output=True, timeout=60)
    return done.returncode, json.loads(done.stdout) if done.stdout else None


def names(told):
    """Every directive of the tree."""
    found = []

    def walk(block):
        for directive in block:
            found.append(directive["directive"])
            walk(directive.get("block", []))

    for file in told["config"]:
        walk(file["parsed"])
    return found


def differs(verdict, status, told):
    """Words about how the two disagree; None where they agree or nginx has no judgement about syntax."""
    if status not in (0, 1) or told is None:
        return f"status {status}"
    errors = [(error["file"], error["line"]) for error in told["errors"]]
    if (status == 1) != bool(errors) or (told["status"] == "failed") != bool(errors):
        return f"status {status}, {told['status']} with {len(errors)} errors"
    if verdict.kind == "accepted" and errors:
        return f"nginx accepts it, hopscope says {told['errors'][0]['error']}"
    if verdict.kind == "syntax" and not errors:
        return f"nginx says {verdict.words}, hopscope nothing"
    if verdict.kind == "syntax" and verdict.file and (verdict.file, verdict.line) not in errors:
        return f"nginx says {verdict.words} in {verdict.file}:{verdict.line}, hopscope {told['errors'][:3]}"
    return None
