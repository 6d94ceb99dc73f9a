# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""The shape of the verdict's JSON: which keys are always there, and of which kind their values are."""

TEXT, NUMBER, LIST, OBJECT = str, (int, float), list, dict
NULL = type(None)

TOP = {"schema": int, "environment": TEXT, "started": TEXT, "duration_ms": int, "symptom": (OBJECT, NULL),
       "verdict": OBJECT, "findings": LIST, "evidence": LIST, "unmeasured": LIST, "error": (OBJECT, NULL)}
SYMPTOM = {"url": TEXT, "check": TEXT, "status": (int, NULL), "body": (TEXT, NULL), "answered_by": (TEXT, NULL),
           "diverges_at": (TEXT, NULL), "first_difference": (TEXT, NULL)}
VERDICT = {"state": TEXT, "causes": LIST, "undecided_between": LIST, "next_measurement": (TEXT, OBJECT, NULL)}
CAUSE = {"id": TEXT, "name": TEXT, "node": TEXT, "confidence": NUMBER, "for": LIST, "against": LIST, "explains": LIST,
         "fix": (OBJECT, NULL), "risk": (TEXT, NULL)}
FIX = {"code": TEXT, "argv": LIST, "text": TEXT}
FINDING = {"id": TEXT, "name": TEXT, "severity": TEXT, "subject": TEXT, "evidence": LIST}
EVIDENCE = {"id": TEXT, "host": TEXT, "command": TEXT, "exit": (int, NULL), "ms": int, "at": TEXT, "sha256": TEXT,
            "excerpt": TEXT}
UNMEASURED = {"what": TEXT, "why": TEXT}
ERROR = {"code": TEXT, "host": (TEXT, NULL), "phase": (TEXT, NULL), "text": TEXT}
STATES = ("healthy", "fault", "undecided", "unmeasured")


def complaint(found):
    """None when every key of the design is there and holds what it should."""
    return next(_complaints(found), None)


def _complaints(found):
    yield from _object("", found, TOP)
    for name, keys in (("symptom", SYMPTOM), ("verdict", VERDICT), ("error", ERROR)):
        if found.get(name) is not None:
            yield from _object(name, found[name], keys)
    for name, keys in (("findings", FINDING), ("evidence", EVIDENCE), ("unmeasured", UNMEASURED)):
        for item in found[name]:
            yield from _object(name, item, keys)
    yield from _verdict(found["verdict"])
    yield from _references(found)


def _object(where, found, keys):
    if not isinstance(found, dict):
        yield f"{where} is no object"
        return
    if set(found) != set(keys):
        yield f"{where or 'top'}: keys {sorted(set(found) ^ set(keys))} are missing or foreign"
    for key, kinds in keys.items():
        if key in found and (not isinstance(found[key], kinds) or isinstance(found[key], bool)):
            yield f"{where}.{key} is {found[key]!r}"


def _verdict(verdict):
    if verdict["state"] not in STATES:
        yield f"state {verdict['state']}"
    for cause in verdict["causes"]:
        yield from _object("cause", cause, CAUSE)
        if cause.get("fix") is not None:
            yield from _object("fix", cause["fix"], FIX)
    shares = [cause["confidence"] for cause in verdict["causes"]]
    if any(not 0 <= share <= 1 or round(share, 2) != share for share in shares):
        yield f"confidences {shares}"
    if verdict["state"] != "fault" and verdict["causes"]:
        yield f"{verdict['state']} has causes"


def _references(found):
    evidence = {item["id"] for item in found["evidence"]}
    findings = {item["id"] for item in found["findings"]}
    for cause in found["verdict"]["causes"]:
        yield from _all_in(f"{cause['id']} names evidence", cause["for"] + cause["against"], evidence)
        yield from _all_in(f"{cause['id']} names findings", cause["explains"], findings)
        if not cause["for"]:
            yield f"{cause['id']} has no evidence"
    for finding in found["findings"]:
        yield from _all_in(f"{finding['id']} names evidence", finding["evidence"], evidence)


def _all_in(what, names, known):
    missing = [name for name in names if name not in known]
    if missing:
        yield f"{what} that is not there: {missing}"
