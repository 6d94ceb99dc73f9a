# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""Looking at the stack from outside: the entry URL, ports, queues. Each check returns None or a complaint."""

import http.client
import os
import re
import socket
import ssl

from . import hosts, linux, paths, processes
from .plan import GATE, SITE

TIMEOUT = 8


def entry(path="/healthcheck"):
    """(status, body) of the entry URL, asked from the desk."""
    context = ssl.create_default_context(cafile=str(paths.ACCESS / "ca.pem"))
    with linux.network_of(processes.require("desk")):
        raw = socket.create_connection((GATE.address, 443), timeout=TIMEOUT)
    with context.wrap_socket(raw, server_hostname=SITE) as secure:
        connection = http.client.HTTPConnection(SITE)
        connection.sock = secure
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read(4096).decode(errors="replace").strip()


def entry_is(status, body=None):
    """None when the entry URL answers so."""
    try:
        got, text = entry()
    except OSError as error:
        return f"entry: {error}"
    if got != status or body is not None and text != body:
        return f"entry answers {got} {text[:60]!r}"
    return None


def port(host, address, number):
    """'open', 'refused' or the error's name, asked on `host` itself."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with linux.network_of(processes.require(host)):
        probe = socket.socket(family, socket.SOCK_STREAM)
    with probe:
        probe.settimeout(2)
        try:
            probe.connect((address, number))
            return "open"
        except ConnectionRefusedError:
            return "refused"
        except OSError as error:
            return type(error).__name__


def port_is(state, host, number):
    """None when the port answers so on both loopback addresses of `host`."""
    found = [port(host, address, number) for address in ("127.0.0.1", "::1")]
    return None if found == [state, state] else f"{host}:{number} is {'/'.join(found)}"


def is_silent(host, number, seconds=2):
    """None when a request at the host's own port gets no byte in that time."""
    with linux.network_of(processes.require(host)):
        probe = socket.create_connection(("127.0.0.1", number), timeout=seconds)
    with probe:
        probe.sendall(b"GET /healthcheck HTTP/1.0\r\n\r\n")
        try:
            return f"{host}:{number} answers {probe.recv(60)!r}"
        except TimeoutError:
            return None


def process_is(state, host, name):
    """None when every process of that name is in that state of `ps`."""
    found = set(hosts.on(host, "ps", "-C", name, "-o", "stat=", check=False).stdout.split())
    return None if {text[0] for text in found} == {state} else f"{name} on {host} is {found or 'gone'}"


def unit_is(state, host, unit):
    found = hosts.systemctl(host, "is-active", unit, check=False).stdout.strip()
    return None if found == state else f"{unit} on {host} is {found}"


BROKER_QUESTION = """{[element(1, A) || A <- rabbit_alarm:get_alarms()],
  [begin [{_, {resource, _, _, N}}, {_, M}, {_, C}] = rabbit_amqqueue:info(Q, [name, messages, consumers]), {N, M, C} end
   || Q <- rabbit_amqqueue:list()]}."""


def broker():
    """(alarms are set, queue name to (messages, consumers)) from the broker itself, in one question: it takes 1 s."""
    text = hosts.on("store", "rabbitmqctl", "-q", "eval", BROKER_QUESTION, check=False, timeout=60).stdout
    queues = {name: (int(messages), int(consumers))
              for name, messages, consumers in re.findall(r'\{<<"([^"]+)">>,\s*(\d+),\s*(\d+)\}', text)}
    return not text.startswith("{[],"), queues


def broker_is_well():
    """None when no alarm is set and exactly the converter waits for tasks."""
    alarms, queues = broker()
    if alarms:
        return "the broker has an alarm or does not answer"
    messages, consumers = queues.get("ds.converttask6", (0, 0))
    return None if consumers == 1 and messages == 0 else f"task queue: {messages} messages, {consumers} consumers"


def free_bytes(host, path="/var"):
    status = os.statvfs(hosts.file_on(host, path))
    return status.f_bavail * status.f_frsize


def disk_has(host, wanted):
    free = free_bytes(host)
    return None if free >= wanted else f"{host} has only {free} bytes free"


def first_complaint(*checks):
    """Runs checks in order; the first complaint, or None."""
    for check in checks:
        complaint = check()
        if complaint is not None:
            return complaint
    return None
