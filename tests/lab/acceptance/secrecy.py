# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""Looks for the stack's secrets in everything a diagnosis writes, and in process arguments while it runs."""

import base64
import json
import pathlib
import re
import secrets
import subprocess
import threading
import time
import urllib.parse

from hopscopelab import hosts, material, paths
from hopscopelab.selftest import same

from . import incident, program

CASES = (("healthy", 0), ("MQ01", 1), ("DB01", 1))
# What careless people and programs leave where a diagnosis reads: file on docs, text with one secret.
SPILLED = {
    "docservice-log": ("onlyoffice/documentserver/docservice/out.log",
                       "[2026-11-22T10:00:00.000] [ERROR] [localhost] nodeJS - sql error: password={} rejected"),
    "docservice-json": ("onlyoffice/documentserver/docservice/out.log",
                        '[2026-11-22T10:00:00.000] [ERROR] [localhost] nodeJS - {{"secret":{{"string":"{}"}}}}'),
    "broker-url": ("onlyoffice/documentserver/converter/out.log",
                   "[2026-11-22T10:00:00.000] [ERROR] [localhost] nodeJS - [AMQP] amqp://onlyoffice:{}@store:5672"),
    "bearer": ("onlyoffice/documentserver/converter/out.log",
               "[2026-11-22T10:00:00.000] [ERROR] [localhost] nodeJS - Authorization: Bearer {}"),
    "request-token": ("nginx/error.log", '2026/11/22 10:00:00 [error] 31#31: *7 connect() failed (111: Connection refused) while '
                      'connecting to upstream, client: 10.77.0.10, server: , request: "GET /doc?token={} HTTP/1.1", '
                      'upstream: "http://127.0.0.1:8000/doc", host: "docs.lab.test"'),
}
LOCAL = "/etc/onlyoffice/documentserver/local.json"
BROKEN = {"in one line": lambda text: json.dumps(json.loads(text), separators=(",", ":")),
          "without its last brace": lambda text: text.rstrip().rstrip("}"),
          "with a comment": lambda text: "// ours\n" + text,
          "in single quotes": lambda text: text.replace('"', "'")}
ARGUMENTS = {"argument-equals": "worker --password={}", "argument-space": "worker --password {}",
             "argument-variable": "worker PGPASSWORD={}"}
KEY_FILES = ("client_ed25519", "site.key", "ca.key", "gate_ed25519", "docs_ed25519", "store_ed25519")


def body(stand, options):
    needles = _needles()
    environment = stand.environment()
    stand.checks.check("the search finds a secret", lambda: _finds(needles))
    for name, status in CASES:
        if status:
            stand.plant(name)
        _case(stand, name, status, environment, needles)
        if status:
            stand.heal()
    _spilled(stand, environment)
    for what, change in BROKEN.items():
        _misconfigured(stand, environment, needles, what, change)


def _misconfigured(stand, environment, needles, what, change):
    """Redaction must not depend on a configuration that is well formed."""
    local = hosts.file_on("docs", LOCAL)
    text = local.read_text()
    local.write_text(change(text))
    try:
        saved = stand.path("misconfigured.hopscope")
        done = program.run("diagnose", environment, "--json", "--save", saved)
    finally:
        local.write_text(text)
    data = pathlib.Path(saved).read_bytes()
    decoded = b"\n".join(found for _, found in incident.evidence_bytes(data))
    known = {name: needles[name] for name in ("DB_PASSWORD", "AMQP_PASSWORD", "JWT_SECRET")}
    stand.checks.that(f"local.json {what}: no secret", leaks(data + decoded + done.out + done.err, known))


def _spilled(stand, environment):
    """Secrets that no configuration names, in logs and in other programs' arguments, must not be carried further."""
    tokens = {name: secrets.token_hex(16) for name in (*SPILLED, *ARGUMENTS)}
    for name, (log, line) in SPILLED.items():
        with hosts.file_on("docs", f"/var/log/{log}").open("a") as stream:
            stream.write(line.format(tokens[name]) + "\n")
    careless = [subprocess.Popen(hosts.argv_on("docs", "bash", "-c", f"exec -a '{line.format(tokens[name])}' sleep 60"))
                for name, line in ARGUMENTS.items()]
    try:
        saved, report = stand.path("spilled.hopscope"), stand.path("spilled.pdf")
        done = program.run("diagnose", environment, "--json", "--save", saved, "--report", report)
    finally:
        for process in careless:
            process.terminate()
            process.wait()
    decoded = b"\n".join(data for _, data in incident.evidence_bytes(pathlib.Path(saved).read_bytes()))
    written = b"\n".join((decoded, pathlib.Path(saved).read_bytes(), done.out, done.err, *_pdf(report).values()))
    stand.checks.that("spilled: the evidence has these lines", None if b"sql error" in decoded and b"worker" in decoded
                      else "they are missing")
    for name, token in tokens.items():
        stand.checks.that(f"spilled: no secret of {name}", leaks(written, {name: _spellings(token)}))



def _needles():
    """What must not show: name to byte strings."""
    found = {name: _spellings(secret) for name, secret in material.read_secrets().items()}
    for name in KEY_FILES:
        lines = (paths.PRIVATE / name).read_bytes().splitlines()
        found[name] = {line for line in lines if len(line) >= 40 and not line.startswith(b"--")}
    return found


def _spellings(secret):
    """As it is, in any case, reversed, percent-encoded, and in base64 at each of its three alignments."""
    raw = secret.encode()
    found = {raw, raw.upper(), raw[::-1], urllib.parse.quote(secret).encode(), raw.hex().encode()}
    for shift in range(3):
        text = base64.b64encode(b"\0" * shift + raw + b"\0" * (-(shift + len(raw)) % 3))
        found.add(text[4:-4])
    return found


def leaks(data, needles):
    """None, or which secret stands where."""
    for name, spellings in needles.items():
        for spelling in spellings:
            where = data.find(spelling)
            if where >= 0:
                start = data[max(0, where - 80):where]
                return f"{name} at byte {where} after {start!r}"
    return None


def _finds(needles):
    secret = material.read_secrets()["DB_PASSWORD"].encode()
    for text in (b"x=" + secret, b"n" + base64.b64encode(b"ab" + secret + b"cd")):
        if not leaks(text, needles):
            return f"not in {text!r}"
    local = hosts.file_on("docs", LOCAL).read_bytes()
    return None if leaks(local, needles) else "not in local.json"


def _case(stand, name, status, environment, needles):
    checks, saved, report = stand.checks, stand.path(f"{name}.hopscope"), stand.path(f"{name}.pdf")
    with Arguments() as arguments:
        done = program.run("diagnose", environment, "--json", "--save", saved, "--report", report)
        plain = program.run("diagnose", environment)
    checks.that(f"{name}: the diagnosis ran", None if done.status == status else done.words())
    checks.check(f"{name}: it read the file with the secrets", lambda: _read_it(done))
    journal = pathlib.Path(saved).read_bytes()
    checks.that(f"{name}: the file is whole", same(incident.read(journal).code, None))
    decoded = list(incident.evidence_bytes(journal))
    places = {"journal": journal, "evidence": b"\n".join(data for _, data in decoded), "JSON": done.out,
              "stderr": done.err + plain.err, "plain text": plain.out, "process arguments": arguments.seen()}
    places |= _pdf(report)
    replayed = program.run_alone("replay", saved, "--json")
    places["replay"] = replayed.out + replayed.err
    for place, data in places.items():
        checks.that(f"{name}: no secret in {place} ({len(data)} bytes)",
                    leaks(data, needles) if data or place == "stderr" else "it is empty")
    print(f"        {name}: {arguments.rounds} looks at the processes, {len(decoded)} pieces of evidence")


def _read_it(done):
    commands = [item["command"] for item in done.json()["evidence"]]
    return None if any("local.json" in command for command in commands) else "no command names local.json"


def _pdf(report):
    text = subprocess.run(["pdftotext", report, "-"], capture_output=True, check=True).stdout
    raw = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", report, "-"], capture_output=True, check=True).stdout
    return {"PDF text": text + re.sub(rb"\s+", b"", text), "PDF raw": raw}


class Arguments:
    """Samples the arguments of all processes, the lab's hosts and the program included, while it is open."""

    def __init__(self):
        self.rounds = 0
        self._seen = set()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        self._thread.join()

    def seen(self):
        return b"\n".join(sorted(self._seen))

    def _watch(self):
        while not self._stop.is_set():
            for file in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
                try:
                    self._seen.add(file.read_bytes().replace(b"\0", b" "))
                except OSError:
                    continue        # it ended meanwhile
            self.rounds += 1
            time.sleep(0.002)
