# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""What takes long to make and never changes: node_modules and an empty database cluster."""

import hashlib
import os
import pwd
import shutil
import tarfile

from . import material, paths
from .shell import run

POSTGRES = "/usr/lib/postgresql/15/bin"
VERSION = "1"       # of the recipe below: a new one makes a new cluster
SCHEMA = """
CREATE TABLE doc_changes (tenant varchar(255) NOT NULL, id varchar(255) NOT NULL, change_id int4 NOT NULL,\
 user_id varchar(255) NOT NULL, user_id_original varchar(255) NOT NULL, user_name varchar(255) NOT NULL,\
 change_data text NOT NULL, change_date timestamp NOT NULL, PRIMARY KEY (tenant, id, change_id));
CREATE TABLE task_result (tenant varchar(255) NOT NULL, id varchar(255) NOT NULL, status int2 NOT NULL,\
 status_info int4 NOT NULL, created_at timestamp DEFAULT NOW(), last_open_date timestamp NOT NULL,\
 user_index int4 NOT NULL DEFAULT 1, change_id int4 NOT NULL DEFAULT 0, callback text NOT NULL,\
 baseurl text NOT NULL, password text NULL, additional text NULL, PRIMARY KEY (tenant, id));
ALTER TABLE doc_changes OWNER TO onlyoffice;
ALTER TABLE task_result OWNER TO onlyoffice;
"""


def _digest(*texts):
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]


def node_modules():
    """The folder with the locked npm packages; installed when the lock file is new."""
    lock = (paths.STANDINS / "package-lock.json").read_text()
    target = paths.CACHE / f"npm-{_digest(lock)}"
    if not target.is_dir():
        work = paths.CACHE / "npm-work"
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        for name in ("package.json", "package-lock.json"):
            shutil.copy(paths.STANDINS / name, work)
        run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", cwd=work)
        work.rename(target)
    return target / "node_modules"


def database_cluster():
    """A tar file with a PostgreSQL data folder that holds role, database and empty tables."""
    password = material.read_secrets()["DB_PASSWORD"]
    target = paths.CACHE / f"cluster-{_digest(SCHEMA, password, VERSION)}.tar"
    if not target.exists():
        work = paths.CACHE / "cluster-work"
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        user = pwd.getpwnam("postgres")
        os.chown(work, user.pw_uid, user.pw_gid)
        _fill_cluster(work, password)
        with tarfile.open(target.with_suffix(".part"), "w") as archive:
            archive.add(work, arcname=".")
        shutil.rmtree(work)
        for old in paths.CACHE.glob("cluster-*.tar"):
            old.unlink()
        os.chmod(target.with_suffix(".part"), 0o600)
        target.with_suffix(".part").rename(target)
    return target


def _fill_cluster(folder, password):
    as_postgres = {"user": "postgres", "group": "postgres", "extra_groups": [], "cwd": "/",
                   "env": {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}}
    run(f"{POSTGRES}/initdb", "-D", folder, "-N", "-E", "UTF8", "--locale=C.UTF-8", "--auth=peer", **as_postgres)
    # Single-user mode numbers objects like the system's own unless told where users' begin.
    run(f"{POSTGRES}/pg_resetwal", "-o", "16384", "-D", folder, **as_postgres)
    role = f"CREATE ROLE onlyoffice LOGIN PASSWORD '{password}';\nCREATE DATABASE onlyoffice OWNER onlyoffice;\n"
    for database, commands in (("postgres", role), ("onlyoffice", SCHEMA)):
        run(f"{POSTGRES}/postgres", "--single", "-D", folder, "-F", database, input=commands, **as_postgres)
    for name in ("postgresql.conf", "pg_hba.conf", "pg_ident.conf", "postmaster.opts"):
        (folder / name).unlink(missing_ok=True)
