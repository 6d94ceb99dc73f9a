# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""The built program on the lab. A lab of its own, so that one an engineer works with stays as it is."""

import os

os.environ.setdefault("HOPSCOPE_LAB_STATE", "/var/lib/hopscope-lab-test")     # read when hopscopelab is imported
