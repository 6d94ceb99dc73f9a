# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""DB08: the database has no connection slot left. A report job on docs opens sessions and never ends them."""

from .. import hosts, look, material
from .fault import Fault

LOG = "/var/log/onlyoffice/documentserver/docservice/out.log"
JOB = "usage-report"
PROGRAM = f"/usr/local/bin/{JOB}"
PASSWORDS = f"/etc/{JOB}.pgpass"
# docservice gives idle sessions back after 30 s; what somebody who watches keeps busy, the server ends as an idle limit would.
# So in the end the job holds every slot there is.
SOURCE = f'''#!/usr/bin/python3
"""Counts documents by day."""
import ctypes
import time

pq = ctypes.CDLL("libpq.so.5")
pq.PQconnectdb.restype = pq.PQexec.restype = ctypes.c_void_p
for call in (pq.PQstatus, pq.PQfinish, pq.PQclear):
    call.argtypes = [ctypes.c_void_p]
pq.PQexec.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
WHERE = b"host=store dbname=onlyoffice user=onlyoffice application_name={JOB} connect_timeout=5 passfile={PASSWORDS}"
sessions = []
while True:
    session = pq.PQconnectdb(WHERE)
    if pq.PQstatus(session) == 0:
        pq.PQclear(pq.PQexec(session, b"SELECT date_trunc('day', created_at), count(*) FROM task_result GROUP BY 1"))
        sessions.append(session)
    else:
        pq.PQfinish(session)
        time.sleep(0.5)
'''
LEFT = ("SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int"
        " - count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid();")
END_OTHERS = ("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE backend_type = 'client backend'"
              f" AND pid <> pg_backend_pid() AND application_name <> '{JOB}' AND usename <> 'postgres';")
OTHERS = ("SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
          f" AND application_name <> '{JOB}';")


class SlotsExhausted(Fault):
    id = "DB08"
    summary = "every connection slot of PostgreSQL held by idle sessions of a job on docs"
    sign_timeout = 120

    def plant(self):
        self.log = hosts.LogMark("docs", LOG)
        secret = material.read_secrets()["DB_PASSWORD"]
        _write(PASSWORDS, f"store:5432:onlyoffice:onlyoffice:{secret}\n", 0o600)
        _write(PROGRAM, SOURCE, 0o755)
        hosts.on("docs", "chown", "ds:ds", PASSWORDS)
        hosts.on("docs", "systemd-run", "--quiet", "--uid=ds", f"--unit={JOB}", "--description=Usage report", PROGRAM)

    def sign(self):
        # The entry is asked last: each question keeps docservice's session from being given back.
        return look.first_complaint(
            lambda: _is(0, LEFT, "slots left"),
            _end_others,
            lambda: _is(0, OTHERS, "sessions of others"),
            lambda: look.entry_is(200, "false"),
            lambda: self.log.lacks("remaining connection slots are reserved"))

    def undo(self):
        hosts.systemctl("docs", "stop", JOB, check=False)
        hosts.systemctl("docs", "reset-failed", JOB, check=False)
        for path in (PROGRAM, PASSWORDS):
            hosts.file_on("docs", path).unlink(missing_ok=True)


def _write(path, text, mode):
    file = hosts.file_on("docs", path)
    file.touch(mode=0o600)
    file.write_text(text)
    file.chmod(mode)


def _end_others():
    hosts.on("store", "runuser", "-u", "postgres", "--", "psql", "-XAtqc", END_OTHERS, check=False, cwd="/")


def _is(wanted, question, what):
    done = hosts.on("store", "runuser", "-u", "postgres", "--", "psql", "-XAtqc", question, check=False, cwd="/")
    found = done.stdout.strip()
    return None if found == str(wanted) else f"{found or done.stderr.strip()[:80]} {what}"
