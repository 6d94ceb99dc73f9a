# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""The faults that can be planted. A new one is one module here with a class derived from Fault."""

import importlib
import pkgutil

from .. import health, paths
from ..plan import LabError
from .fault import Fault


def _all():
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return {kind.id: kind for kind in Fault.__subclasses__()}


REGISTRY = _all()


def known():
    """Every fault's class, by id."""
    return dict(sorted(REGISTRY.items()))


def _file():
    return paths.RUN / "planted"


def planted():
    """The id of the fault that stands now, or None."""
    return _file().read_text().strip() if _file().exists() else None


def forget():
    _file().unlink(missing_ok=True)


def inject(fault_id):
    """Plants a fault in a healthy lab; returns once its outward sign was observed."""
    if fault_id not in REGISTRY:
        raise LabError(f"unknown fault {fault_id}; known: {', '.join(known())}")
    if planted():
        raise LabError(f"{planted()} is planted already; lab heal first")
    complaint = health.complaint()
    if complaint:
        raise LabError(f"the lab is not healthy: {complaint}; lab heal first")
    _file().write_text(fault_id)
    fault = REGISTRY[fault_id]()
    fault.plant()
    fault.wait_for_sign()


def heal(timeout=150):
    """Takes back the planted fault, if any, and returns once the stack is healthy end to end."""
    if planted():
        REGISTRY[planted()]().undo()
    health.wait(timeout)
    forget()
