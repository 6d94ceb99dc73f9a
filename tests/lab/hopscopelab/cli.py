# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""The commands of the lab."""

import argparse
import os
import sys

from . import bench, desk, faults, hosts, lifecycle, material, processes
from .plan import HOSTS, LabError


def main():
    arguments = _parser().parse_args()
    if os.geteuid() != 0 and arguments.run not in (_env, _faults):
        return _fail("the lab needs root (network, mount and process namespaces)")
    try:
        return arguments.run(arguments) or 0
    except LabError as error:
        return _fail(error)
    except KeyboardInterrupt:
        return 130


def _fail(words):
    print(f"lab: {words}", file=sys.stderr)
    return 1


def _parser():
    parser = argparse.ArgumentParser(prog="lab", description="A real nginx and Document Server stack on one machine.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name, run, words):
        command = commands.add_parser(name, help=words, description=words)
        command.set_defaults(run=run)
        return command

    up = add("up", _up, "start the lab, or heal it when it stands")
    up.add_argument("--flavour", choices=("systemd",), default="systemd")
    up.add_argument("--keep", action="store_true", help="leave what did not come up for a look")
    add("down", _down, "stop the lab and remove every trace of it")
    add("env", _env, "print the environment file")
    for name, run, words in (("desk", _desk, "run a command in the desktop's network as the calling user"),
                             ("exec", _exec, "run a command on a host as its root")):
        command = add(name, run, words)
        if name == "exec":
            command.add_argument("host", choices=tuple(HOSTS))
        command.add_argument("command", nargs=argparse.REMAINDER)
    add("inject", _inject, "plant a fault and wait for its sign").add_argument("id")
    add("heal", _heal, "back to healthy, checked")
    add("faults", _faults, "list what can be planted")
    bench.add_arguments(add("bench", _bench, "plant faults, diagnose, compare, heal"))
    return parser


def _up(arguments):
    with lifecycle.exclusive():
        lifecycle.up(arguments.keep)


def _down(arguments):
    with lifecycle.exclusive():
        lifecycle.down()


def _env(arguments):
    print(material.environment_text(), end="")


def _desk(arguments):
    return desk.run(arguments.command)


def _exec(arguments):
    if not arguments.command:
        raise LabError("exec needs a command")
    processes.require(arguments.host)
    os.execvp("nsenter", hosts.argv_on(arguments.host, *arguments.command))


def _inject(arguments):
    with lifecycle.exclusive():
        faults.inject(arguments.id)


def _heal(arguments):
    with lifecycle.exclusive():
        faults.heal()


def _faults(arguments):
    for fault_id, fault in faults.known().items():
        print(f"{fault_id}  {fault.summary}")


def _bench(arguments):
    with lifecycle.exclusive():
        return bench.run(arguments)
