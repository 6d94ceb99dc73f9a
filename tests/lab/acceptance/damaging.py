# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""Random cuts and changed bytes of a real incident: what replay says, against a reader of our own."""

import concurrent.futures
import pathlib
import re
import statistics

from . import incident, program

WORKERS = 2
SHOWN = 20


def options(parser):
    parser.add_argument("--count", type=int, default=1000, metavar="N", help="how many damaged files (default 1000)")


def body(stand, options):
    originals = [_record(stand, "healthy", 0)]
    stand.plant("DS01")
    originals.append(_record(stand, "DS01", 1))
    stand.heal()
    if stand.checks.failed:
        return
    jobs = [*_ends(originals), *(_damage(stand.random, originals) for _ in range(options.count))]
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        results = list(pool.map(lambda job: _judge(stand, *job), enumerate(jobs)))
    _sum_up(stand.checks, results)


def _record(stand, name, status):
    saved = stand.path(f"{name}.hopscope")
    done = program.run("diagnose", stand.environment(), "--json", "--save", saved)
    stand.checks.that(f"{name} is recorded", None if done.status == status else done.words())
    data = pathlib.Path(saved).read_bytes()
    again = program.run_alone("replay", saved, "--json")
    stand.checks.that(f"{name} undamaged: replay is the same, without a word",
                      None if (again.status, again.err) == (status, b"") else again.words())
    print(f"        {name}: {len(data)} bytes, {incident.read(data).records} records")
    return data


def _ends(originals):
    """Always among them: the header, the first record, the seal, frame borders, a byte too many."""
    for data in originals:
        frames = incident.read(data).intact
        for offset in (0, 9, 15, frames[0].begin + 20, frames[0].end - 1, frames[-1].begin + 20, len(data) - 1):
            yield f"byte {offset} changed", _flip(data, offset, 0x40)
        for size in (0, 8, 16, 17, frames[0].end, frames[-2].end, frames[-1].begin + 5, len(data) - 1):
            yield f"cut at {size}", data[:size]
        yield "a byte behind the seal", data + b"\0"


def _damage(random, originals):
    data = random.choice(originals)
    offset = random.randrange(len(data))
    if random.random() < 0.5:
        return f"cut at {offset}", data[:offset]
    return f"byte {offset} changed", _flip(data, offset, random.randrange(1, 256))


def _flip(data, offset, bits):
    return data[:offset] + bytes([data[offset] ^ bits]) + data[offset + 1:]


def _judge(stand, number, job):
    """(seconds, complaint) of one damaged file."""
    what, data = job
    file = pathlib.Path(stand.write(f"damaged-{number}.hopscope", ""))
    file.write_bytes(data)
    done = program.run_alone("replay", file, "--json")
    file.unlink()
    complaint = _complaint(done, incident.read(data))
    return done.seconds, complaint and f"{what} of {len(data)}: {complaint}"


def _complaint(done, wanted):
    if len(done.lines) != 1:
        return f"{len(done.lines)} lines on stderr; {done.words()}"
    if not wanted.records:
        return None if done.status == 2 else f"no record is left; {done.words()}"
    if done.status not in (1, 3):
        return f"{len(wanted.intact)} records before and {len(wanted.after)} behind the damage; {done.words()}"
    if str(wanted.offset) not in re.findall(r"\d+", re.sub(r"(?<=\d)[,  ](?=\d{3})", "", done.lines[0])):
        return f"offset {wanted.offset} is not told; {done.words()}"
    try:
        error = done.json()["error"] or {}
    except (ValueError, KeyError) as broken:
        return f"{broken}; {done.words()}"
    return None if error.get("code") == wanted.code else f"error is {error}, not {wanted.code}"


def _sum_up(checks, results):
    complaints = [complaint for _, complaint in results if complaint]
    for complaint in complaints[:SHOWN]:
        print(f"        {complaint}")
    checks.that(f"{len(results)} damaged files are told from whole ones",
                f"{len(complaints)} are not" if complaints else None)
    seconds = [each for each, _ in results]
    print(f"        seconds a replay: median {statistics.median(seconds):.3f}, longest {max(seconds):.3f}")
