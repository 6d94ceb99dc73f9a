# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""Where things lie: the lab's own files and the state folder."""

import hashlib
import os
import pathlib

LAB = pathlib.Path(__file__).resolve().parent.parent
REPOSITORY = LAB.parent.parent
HOST_FILES = LAB / "hosts"
STANDINS = LAB / "standins"

STATE = pathlib.Path(os.environ.get("HOPSCOPE_LAB_STATE") or "/var/lib/hopscope-lab").absolute()
# Two labs with different state folders can stand side by side.
TAG = "hopscope-lab-" + hashlib.sha256(str(STATE).encode()).hexdigest()[:8]

PRIVATE = STATE / "private"         # secrets, CA and host keys: root only
ACCESS = STATE / "access"           # what the calling user needs: key, known_hosts, ssh_config, CA
CACHE = STATE / "cache"             # node_modules and the empty database cluster
RUN = STATE / "run"                 # of the running lab


def caller():
    """(uid, gid) of the user who called, also through sudo."""
    return int(os.environ.get("SUDO_UID", os.getuid())), int(os.environ.get("SUDO_GID", os.getgid()))


def make_folders():
    for folder, mode in ((STATE, 0o755), (PRIVATE, 0o700), (ACCESS, 0o755), (CACHE, 0o755), (RUN, 0o700)):
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(mode)
