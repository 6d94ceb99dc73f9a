# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""Reads incident files as docs/INCIDENT-FORMAT.md describes them, independently of the program."""

import base64
import dataclasses
import hashlib
import json
import struct
import zlib

HEADER = bytes.fromhex("89484f500d0a1a0a010000004962e798")
MARKER = b"\xff\x48\x52\xfe"
RECORD, SEAL = 1, 2


@dataclasses.dataclass
class Frame:
    """A frame whose own check holds."""

    begin: int
    end: int
    type: int
    payload: bytes
    chain: bytes


@dataclasses.dataclass
class Incident:
    """What a file holds: frames of the proven start, frames behind the damage, where the start ends."""

    intact: list
    after: list
    offset: int
    code: str = None        # None when whole and sealed

    @property
    def records(self):
        return sum(frame.type == RECORD for frame in (*self.intact, *self.after))


def frame_at(data, offset):
    if data[offset:offset + 4] != MARKER or offset + 12 > len(data):
        return None
    length, kind = struct.unpack_from("<IB", data, offset + 4)
    body = offset + 12 + length
    if body + 36 > len(data) or kind not in (RECORD, SEAL) or data[offset + 9:offset + 12] != b"\0\0\0":
        return None
    if zlib.crc32(data[offset:body]) != struct.unpack_from("<I", data, body)[0]:
        return None
    return Frame(offset, body + 36, kind, data[offset + 12:body], data[body + 4:body + 36])


def read(data):
    """The Incident in these bytes."""
    intact, offset = _prefix(data) if data[:16] == HEADER else ([], 0)
    sealed = bool(intact) and intact[-1].type == SEAL
    code = "journal.damaged"
    if offset == len(data):
        code = None if sealed else "journal.not-closed"
    return Incident(intact, _behind(data, offset) if code else [], offset, code)


def _prefix(data):
    frames, offset, chain = [], 16, hashlib.sha256(data[:16]).digest()
    while not (frames and frames[-1].type == SEAL):
        frame = frame_at(data, offset)
        if frame is None:
            break
        chain = hashlib.sha256(chain + data[offset:frame.end - 32]).digest()
        if chain != frame.chain:
            break
        frames.append(frame)
        offset = frame.end
    return frames, offset


def _behind(data, offset):
    frames = []
    while (offset := data.find(MARKER, offset)) >= 0:
        frame = frame_at(data, offset)
        if frame is not None:
            frames.append(frame)
        offset = frame.end if frame else offset + 1
    return frames


def evidence_bytes(data):
    """(id, bytes) of every piece of evidence in a file."""
    for frame in read(data).intact:
        entry = json.loads(frame.payload)
        if entry.get("kind") == "evidence":
            payload = entry["payload"]
            yield payload["id"], base64.b64decode(payload["bytes"])
