# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""HR03: the disk of store ran full. A dump that grew takes the room, in two steps as it would in life."""

import datetime
import os

from .. import health, hosts, look
from ..shell import wait_until
from .fault import Fault

FOLDER = "/var/backups"
BROKER_LOG = "/var/log/rabbitmq/rabbit@store.log"
DATABASE_LOG = "/var/log/postgresql/postgresql-15-main.log"
ALARM_ROOM = 30 << 20           # below the broker's limit of 50 MB
PAGE = 4096


class DiskFull(Fault):
    id = "HR03"
    summary = "/var of store full: broker disk alarm, database cannot write"

    def plant(self):
        self.broker_log = hosts.LogMark("store", BROKER_LOG)
        self.database_log = hosts.LogMark("store", DATABASE_LOG)
        name = f"onlyoffice-{datetime.date.today().isoformat()}.dump"
        self.dump = hosts.file_on("store", f"{FOLDER}/{name}")
        with self.dump.open("wb") as stream:
            stream.write(b"PGDMP\x01\x0e")
            os.posix_fallocate(stream.fileno(), 7, look.free_bytes("store") - ALARM_ROOM)
        wait_until("the broker's disk alarm", self._alarm, self.sign_timeout, 0.2)
        self._fill_up()

    def _alarm(self):
        return self.broker_log.lacks("disk resource limit alarm set")

    def _fill_up(self):
        """The database grows until it cannot, then the dump takes what is left."""
        with self.dump.open("ab") as stream:
            os.posix_fallocate(stream.fileno(), stream.tell(), max(look.free_bytes("store") - 16 * PAGE, PAGE))

    def sign(self):
        return look.first_complaint(self._database_fails, self._take_rest, self._alarm)

    def _database_fails(self):
        done = health.database_write(rows=4000)
        if "No space left on device" not in done.stderr:
            return f"database still writes: {done.stderr.strip()[:100]}"
        return self.database_log.lacks("No space left on device")

    def _take_rest(self):
        free = look.free_bytes("store")
        if free >= PAGE:
            with self.dump.open("ab") as stream:
                os.posix_fallocate(stream.fileno(), stream.tell(), free)
        return None if look.free_bytes("store") < PAGE else "the disk is not full"

    def undo(self):
        for dump in hosts.file_on("store", FOLDER).glob("onlyoffice-*.dump"):
            dump.unlink()
        wait_until("room on store", lambda: look.disk_has("store", health.DISK_RESERVE), 10)
        for unit in ("rabbitmq-server", "postgresql@15-main", "redis-server"):
            if not hosts.is_active("store", unit):
                hosts.systemctl("store", "restart", unit)
