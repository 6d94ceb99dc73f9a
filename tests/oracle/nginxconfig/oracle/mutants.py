# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""Accepted configurations with one character too few or too many."""

import random

MARKS = b";{}\"'\\#$()"
SEED = 502


def grow(cases, number, seed):
    """`number` of (name, files) out of pairs of an accepted case and the files to alter; the same ones for the same seed."""
    dice = random.Random(seed)
    for index in range(number):
        case, targets = dice.choice(cases)
        file = dice.choice([name for name in targets if case.files[name].strip()] or targets)
        text = case.files[file]
        places = [at for at, byte in enumerate(text) if byte in MARKS]
        if places and dice.random() < 0.6:
            at = dice.choice(places)
            mutant = text[:at] + text[at + 1:]
            what = f"without byte {at}"
        else:
            at = dice.randrange(len(text) + 1)
            mark = bytes([dice.choice(MARKS)])
            mutant = text[:at] + mark + text[at:]
            what = f"with {mark.decode()} at {at}"
        yield f"{case.name} {index} {file} {what}", {**case.files, file: mutant}
