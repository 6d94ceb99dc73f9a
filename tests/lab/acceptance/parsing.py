# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""`parse`: exit statuses and shape, with the lab's own log and configuration."""

import json
import shutil

from hopscopelab import hosts
from hopscopelab.selftest import same

from . import program

CLEAN = "events {}\nhttp {\n  server { listen 80; location / { proxy_pass http://10.0.0.1:8080; } }\n}\n"
BROKEN = "events {}\nhttp {\n  server { listen 80; location / { proxy_pass http://10.0.0.1:8080; }\n}\n"
LOGGED = ("2026/11/22 10:59:02 [error] 31#31: *7 connect() failed (111: Connection refused) while connecting to upstream, "
          "client: 10.77.0.10, server: , request: \"GET /healthcheck HTTP/1.1\", upstream: "
          "\"http://[::1]:8000/healthcheck\", host: \"docs.lab.test\"\n")
KEYS = {"time", "level", "pid", "tid", "connection", "message", "errno", "action", "client", "server", "request",
        "upstream", "family", "host", "catalogue"}
WANTED = {"time": "2026-11-22T10:59:02", "level": "error", "pid": 31, "tid": 31, "connection": 7,
          "message": "connect() failed", "errno": 111, "action": "connecting to upstream", "client": "10.77.0.10",
          "request": "GET /healthcheck HTTP/1.1", "upstream": "http://[::1]:8000/healthcheck", "family": "ipv6",
          "host": "docs.lab.test"}


def body(stand):
    checks = stand.checks
    clean, broken = stand.write("clean.conf", CLEAN), stand.write("broken.conf", BROKEN)
    _status(checks, "nginx-config", "a clean file", clean, 0)
    _status(checks, "nginx-config", "a file with a mistake", broken, 1)
    _status(checks, "nginx-config", "no file", stand.path("none.conf"), 2)
    checks.check("parse nginx-config prints what crossplane prints", lambda: _config(clean))
    logged, foreign = stand.write("error.log", LOGGED), stand.write("foreign.log", LOGGED + "what is this?\n")
    _status(checks, "nginx-error", "a known line", logged, 0)
    _status(checks, "nginx-error", "a foreign line", foreign, 1)
    _status(checks, "nginx-error", "no file", stand.path("none.log"), 2)
    checks.check("parse nginx-error tells every field", lambda: _error(foreign))
    real = stand.path("docs-error.log")
    shutil.copyfile(hosts.file_on("docs", "/var/log/nginx/error.log"), real)
    _status(checks, "nginx-error", "the lab's log", real, 0)


def _status(checks, kind, what, file, wanted):
    done = program.run_alone("parse", kind, file, "--json")
    checks.that(f"parse {kind}: {what}", None if done.status == wanted else f"instead of {wanted}: {done.words()}")


def _config(file):
    found = program.run_alone("parse", "nginx-config", file, "--json").json()
    parsed = found["config"][0]
    return (same(set(found), {"status", "errors", "config"}) or same(found["status"], "ok")
            or same(set(parsed), {"file", "status", "errors", "parsed"})
            or same(parsed["parsed"][0], {"directive": "events", "line": 1, "args": [], "block": []}))


def _error(file):
    lines = program.run_alone("parse", "nginx-error", file, "--json").out.splitlines()
    known, foreign = (json.loads(line) for line in lines)
    differ = {key: known.get(key) for key, value in WANTED.items() if known.get(key) != value}
    if differ or KEYS != set(known):
        return f"{differ}, keys {KEYS ^ set(known)}"
    told = {key: value for key, value in foreign.items() if value is not None}
    return same(told, {"message": "what is this?"})
