# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""Several cases in one text: `=== NAME [keeps: WORD …]`, under it `-- FILE --` and its lines. The first file is the main one.

`\\x` with two digits in a file of a case whose name ends in `-bytes` stands for that byte; `-unended` drops the last line feed,
`-crlf` ends lines as Windows does.
"""

import collections
import re

Case = collections.namedtuple("Case", "name files keeps")


def read(path):
    cases = []
    for part in path.read_text().split("\n=== ")[1:]:
        head, _, body = part.partition("\n")
        name, _, keeps = head.partition(" keeps: ")
        pieces = re.split(r"^-- (.+) --\n", body + "\n", flags=re.M)
        files = {file: _bytes(name, text) for file, text in zip(pieces[1::2], pieces[2::2])}
        cases.append(Case(name, files, keeps.split()))
    return cases


def _bytes(name, text):
    raw = text.encode()
    if name.endswith("-bytes"):
        raw = re.sub(rb"\\x([0-9a-f]{2})", lambda found: bytes([int(found.group(1), 16)]), raw)
    if name.endswith("-unended"):
        raw = raw.rstrip(b"\n")
    return raw.replace(b"\n", b"\r\n") if name.endswith("-crlf") else raw
