# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""The lab: a real nginx and Document Server stack in namespaces of one machine."""
