# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""The users of a host: the machine's system accounts, and the host's own."""

from .plan import ONLOOKER, OPERATOR

FIRST_HUMAN = 1000
LAST_HUMAN = 60000
FIRST_SERVICE = 980


class Accounts:
    """passwd, group and shadow of one host, built from the machine's."""

    def __init__(self, root):
        self.root = root
        self.users = self._system_entries("etc/passwd", 2)
        self.groups = self._system_entries("etc/group", 2)

    def _system_entries(self, file, id_field):
        lines = (self.root / file).read_text().splitlines()
        entries = [line.split(":") for line in lines if line.count(":") >= 3]
        return {entry[0]: entry for entry in entries if not FIRST_HUMAN <= int(entry[id_field]) < LAST_HUMAN}

    def user(self, name):
        return int(self.users[name][2])

    def group(self, name):
        return int(self.groups[name][2])

    def add_service(self, name, home):
        taken = {int(entry[2]) for entry in (*self.users.values(), *self.groups.values())}
        number = next(number for number in range(FIRST_SERVICE, 500, -1) if number not in taken)
        self._add(name, number, home, "/usr/sbin/nologin")

    def add_human(self, name, number, groups=()):
        self._add(name, number, f"/home/{name}", "/bin/bash")
        for group in groups:
            self.add_member(name, group)

    def add_member(self, name, group):
        members = self.groups[group][3]
        self.groups[group][3] = f"{members},{name}" if members else name

    def _add(self, name, number, home, shell):
        self.users[name] = [name, "x", str(number), str(number), "", home, shell]
        self.groups[name] = [name, "x", str(number), ""]

    def write(self):
        etc = self.root / "etc"
        (etc / "passwd").write_text("".join(":".join(entry) + "\n" for entry in self.users.values()))
        (etc / "group").write_text("".join(":".join(entry) + "\n" for entry in self.groups.values()))
        # "*": no password will ever match, yet the account is not locked (sshd refuses locked ones).
        (etc / "shadow").write_text("".join(f"{name}:*:20000:0:99999:7:::\n" for name in self.users))
        for name in ("gshadow", "passwd-", "group-", "shadow-", "gshadow-", "subuid", "subgid"):
            (etc / name).unlink(missing_ok=True)


def build(root, host):
    """The accounts of `host`, written; services first, then the operator and one onlooker."""
    accounts = Accounts(root)
    for name in host.users:
        accounts.add_service(name, f"/var/lib/{name}")
    for user, group in host.memberships:
        accounts.add_member(user, group)
    accounts.add_human(OPERATOR, FIRST_HUMAN, ("adm", "systemd-journal"))
    accounts.add_human(ONLOOKER, FIRST_HUMAN + 1)
    accounts.write()
    return accounts
