# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""The lab's own tests: health, isolation, every fault, recovery from a crash, nothing left behind."""

import os
import pathlib
import re
import signal
import subprocess
import sys
import time

from . import cgroups, conversion, faults, hosts, look, material, paths, processes
from .lifecycle import HOLDERS
from .plan import HOSTS

LAB = paths.LAB / "lab"
FORBIDDEN = ("hopscope", "inject", "planted", "fault injection")


class Report:
    """Prints a line per test and counts."""

    def __init__(self):
        self.passed = 0
        self.failed = 0

    def check(self, name, test):
        started = time.monotonic()
        try:
            complaint = test()
        except Exception as error:      # a test that breaks has failed, the others still run
            complaint = f"{type(error).__name__}: {error}"
        seconds = time.monotonic() - started
        self.passed += complaint is None
        self.failed += complaint is not None
        print(f"{'ok  ' if complaint is None else 'FAIL'} {seconds:6.2f} s  {name}"
              f"{'' if complaint is None else ': ' + str(complaint)}", flush=True)


def lab(*arguments, expect=0):
    """None when the command ends with the expected status."""
    done = subprocess.run([LAB, *arguments], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode == expect:
        return None
    return f"lab {' '.join(arguments)} ended with {done.returncode}: {(done.stderr or done.stdout).strip()[-300:]}"


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=True).stdout


def at_desk(*command):
    return output(LAB, "desk", *command)


def same(got, wanted):
    return None if got == wanted else f"{got!r} instead of {wanted!r}"


def contains(text, *words):
    missing = [word for word in words if word not in text]
    return None if not missing else f"{missing} not in {text[:200]!r}"


def ssh(host, command, user="ops"):
    done = subprocess.run([LAB, "desk", "ssh", "-F", paths.ACCESS / "ssh_config", "-o", "BatchMode=yes", "-l", user,
                           host, command], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    return done.stdout.strip()


def machine_state():
    """What the lab must leave as it is: links, mounts and name files of the machine."""
    mounts = sorted(line.split(" - ")[0].split(" ", 3)[3] for line in
                    pathlib.Path("/proc/self/mountinfo").read_text().splitlines())
    return (output("ip", "-o", "link"), mounts, pathlib.Path("/etc/hosts").read_text(),
            pathlib.Path("/etc/resolv.conf").read_text())


def health_tests(report):
    report.check("clean start: no error logged yet", _no_errors_logged)
    report.check("entry URL answers 200 true", lambda: look.entry_is(200, "true"))
    report.check("version is told", lambda: contains(look.entry("/index.html")[1], "Version: 9.3.1. Build: 8"))
    report.check("welcome page comes from disk", lambda: same(look.entry("/welcome/")[0], 200))
    report.check("info is refused from outside", lambda: same(look.entry("/info/info.json")[0], 403))
    report.check("a document is converted", lambda: same(conversion.convert().get("endConvert"), True))
    report.check("a missing document is error -4",
                 lambda: same(conversion.convert("http://store:8080/files/none.txt"), {"error": -4}))
    report.check("broker: consumers, no alarm", look.broker_is_well)
    report.check("names resolve at the desk",
                 lambda: contains(at_desk("getent", "hosts", "docs.lab.test", "store"), "10.77.0.10", "10.77.0.30"))
    for host in HOSTS:
        report.check(f"ssh to {host} with sudo", lambda host=host: same(ssh(host, "hostname; sudo -n id -u"), f"{host}\n0"))
        report.check(f"no failed unit on {host}",
                     lambda host=host: same(hosts.systemctl(host, "--failed", "--no-legend").stdout.strip(), ""))
    report.check("guest has no sudo", lambda: same(ssh("docs", "sudo -n true || echo no", "guest"), "no"))
    for name in ("docservice", "converter"):
        report.check(f"a process is really named {name}", lambda name=name: _is_named(name))


def _is_named(name):
    text = ssh("docs", f"ps -C {name} -o comm=,args=; readlink /proc/$(pgrep -x {name})/exe; sudo -n ss -ltnp")
    return contains(text, f"/{name}", '"docservice"')


def _no_errors_logged():
    logs = ("docs", "/var/log/onlyoffice/documentserver/docservice/out.log"), \
        ("docs", "/var/log/onlyoffice/documentserver/nginx.error.log"), ("gate", "/var/log/nginx/docs.lab.test.error.log")
    for host, log in logs:
        text = hosts.file_on(host, log).read_text()
        if re.search(r"\[(ERROR|error|crit)\]", text):
            return f"{host}:{log}: {text[:200]}"
    return None


def isolation_tests(report):
    for host in HOSTS:
        report.check(f"{host} sees neither lab nor checkout", lambda host=host: _sees_nothing(host))
    report.check("kernel log on docs only", _kernel_log_once)
    report.check("the machine's network knows no lab address",
                 lambda: None if "10.77.0." not in output("ip", "address") else "it does")
    report.check("environment file names what is there", _environment_is_whole)
    report.check("unknown fault refused", lambda: lab("inject", "XX99", expect=1))
    report.check("up is idempotent", lambda: lab("up"))


def _sees_nothing(host):
    root = hosts.file_on(host, "/")
    for path in (paths.STATE, paths.REPOSITORY, pathlib.Path("/work"), pathlib.Path("/root/.ssh/id_rsa")):
        if os.path.lexists(root / path.relative_to("/")):
            return f"{path} is there"
    text = hosts.on(host, "sh", "-c", "cat /proc/mounts /proc/1/environ /proc/1/cgroup; ps -ef; ls -a / /tmp /mnt /root").stdout
    found = [word for word in ("hopscope", str(paths.STATE)) if word in text]
    return None if not found else f"{found} in what {host} sees"


def _kernel_log_once():
    for host, wanted in (("docs", True), ("gate", False), ("store", False)):
        if bool(hosts.on(host, "dmesg", check=False).stdout.strip()) != wanted:
            return f"{host}: dmesg says {'nothing' if wanted else 'something'}"
    return None


def _environment_is_whole():
    for file in re.findall(r'= "(/[^"]+)"', material.environment_text()):
        if os.stat(file).st_uid != paths.caller()[0]:
            return f"{file} belongs to somebody else"
    return same(output(LAB, "env"), material.environment_text())


def fault_tests(report):
    for name in faults.known():
        report.check(f"inject {name}", lambda name=name: lab("inject", name))
        report.check(f"second fault beside {name} refused", lambda name=name: lab("inject", name, expect=1))
        report.check(f"heal {name}", lambda: lab("heal"))
        report.check(f"healthy after {name}", lambda: look.entry_is(200, "true"))
    report.check("nothing on the hosts names a fault", _no_trace)


def _no_trace():
    ids = "|".join(faults.known())
    for host in HOSTS:
        text = hosts.on(host, "sh", "-c", "journalctl --no-pager; ps -ef; ls -R /etc/systemd /var/log /var/backups;"
                        " find /var/log -name '*.log' -exec cat {} +").stdout
        found = re.findall(rf"\b(?:{ids})\b", text) + [word for word in FORBIDDEN if word in text.lower()]
        if found:
            return f"{host}: {found[:5]}"
    return None


def recovery_tests(report):
    report.check("up after a host died", _after_death)
    report.check("up heals a planted fault", lambda: lab("inject", "NG01") or lab("up") or look.entry_is(200, "true"))
    report.check("up after a killed up", _after_killed_up)


def _after_death():
    os.kill(processes.require("docs"), signal.SIGKILL)
    return lab("up") or look.entry_is(200, "true")


def _after_killed_up():
    complaint = lab("down")
    starting = subprocess.Popen([LAB, "up"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(1.5)
    starting.kill()
    starting.wait()
    return complaint or lab("up") or look.entry_is(200, "true")


def cleanup_tests(report, before):
    networks = {os.stat(f"/proc/{processes.require(name)}/ns/net").st_ino for name in (*HOSTS, *HOLDERS)}
    report.check("down", lambda: lab("down"))
    report.check("no process left", lambda: same(cgroups.processes(), []))
    report.check("no namespace left", lambda: _gone(networks))
    report.check("links, mounts and names of the machine as before",
                 lambda: same(machine_state(), before))
    report.check("down again", lambda: lab("down"))
    report.check("inject without a lab refused", lambda: lab("inject", "DS01", expect=1))


def _gone(networks):
    for process in pathlib.Path("/proc").glob("[0-9]*/ns/net"):
        try:
            if process.stat().st_ino in networks:
                return f"{process} still lives in the lab's network"
        except OSError:
            continue        # it ended meanwhile
    return None


def main(arguments):
    """`--keep` leaves the lab as it is after the fault tests."""
    report = Report()
    report.check("down before the start", lambda: lab("down"))
    before = machine_state()
    report.check("up", lambda: lab("up"))
    health_tests(report)
    isolation_tests(report)
    fault_tests(report)
    if "--keep" not in arguments:
        recovery_tests(report)
        cleanup_tests(report, before)
    print(f"{report.passed} passed, {report.failed} failed")
    return 0 if report.failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
