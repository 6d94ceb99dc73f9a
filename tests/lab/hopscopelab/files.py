# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""Changing a host's configuration files as an administrator's editor would: owner and mode stay."""

from . import hosts, material, paths, rootfs
from .plan import DOCS, LabError


def replace(name, path, old, new):
    """Replaces text that must be there, unless the file says `new` already."""
    file = hosts.file_on(name, path)
    text = file.read_text()
    if old in text:
        file.write_text(text.replace(old, new))
    elif new not in text:
        raise LabError(f"{name}:{path} says neither {old!r} nor {new!r}")


def append(name, path, text):
    with hosts.file_on(name, path).open("a") as stream:
        stream.write(text)


def restore(name, path):
    """Gives a file back the text it had when the host was made."""
    values = {**material.read_secrets(), "DOCS_ADDRESS": DOCS.address}
    source = paths.HOST_FILES / name / "root" / path.lstrip("/")
    text = rootfs.filled(source.read_text(), values)
    file = hosts.file_on(name, path)
    if file.read_text() != text:
        file.write_text(text)
