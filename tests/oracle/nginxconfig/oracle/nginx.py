# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""What nginx itself says about a configuration."""

import collections
import pathlib
import re
import subprocess

# kind: accepted, syntax, other (both with file and line where nginx names them)
Verdict = collections.namedtuple("Verdict", "kind file line words")

SYNTAX = re.compile(
    r'unexpected "|unexpected end of file|too long parameter|directive "[^"]*" is not terminated by ";"|'
    r'directive "[^"]*" has no opening "\{"|^(?:open|pread|read|glob)\(\) ".*" failed|Lua code block missing the closing')
SAID = re.compile(r"^(?:nginx: |[0-9/: ]{20})\[(?:emerg|crit)\] (?:\d+#\d+: )?(.*?)(?: in (/[^\n]*?):(\d+))?\n"
                  r"(?:nginx: |[0-9/: ]{20}\[)", re.M | re.S)
HOST = re.compile(r'host not found in (?:upstream )?"([^":]+)')


def ask(main):
    done = subprocess.run(["nginx", "-t", "-c", str(main)], capture_output=True, timeout=60)
    said = done.stderr.decode("utf-8", "surrogateescape")
    if "syntax is ok" in said:
        return Verdict("accepted", None, 0, "")
    found = SAID.search(said)
    if not found:
        return Verdict("other", None, 0, said)
    words, file, line = found.groups()
    return Verdict("syntax" if SYNTAX.search(words) else "other", file, int(line or 0), words)


def judge(main, hosts):
    """Asks again and again, each time without the statement nginx refused for another reason than syntax. Alters the files."""
    verdict = ask(main)
    for _ in range(120):
        if verdict.kind != "other" or not verdict.file:
            return verdict
        name = HOST.search(verdict.words)
        if name and name.group(1) not in hosts.read_text().split():
            hosts.write_text(f"{hosts.read_text()}127.0.0.1 {name.group(1)}\n")
        elif not _blank(pathlib.Path(verdict.file), verdict.line):
            return verdict
        verdict = ask(main)
    return verdict


def _blank(file, number):
    """Takes the simple statement that ends on this line out, keeping the lines; a block stays."""
    lines = file.read_bytes().split(b"\n")
    end = number - 1
    if end >= len(lines) or not lines[end].rstrip().endswith(b";"):
        return False
    start = end
    while start > 0 and not re.search(rb"(^\s*$|[;{}]\s*(#.*)?$|^\s*#)", lines[start - 1]):
        start -= 1
    taken = b"\n".join(lines[start:end + 1])
    if not taken.strip() or re.search(rb"[{}]", taken) or taken.count(b"'") % 2 or taken.count(b'"') % 2:
        return False
    lines[start:end + 1] = [b""] * (end + 1 - start)
    file.write_bytes(b"\n".join(lines))
    return True
