// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/evidence.h"
#include "core/model/fact.h"

#include <QList>

namespace hopscope {

/// One look at a host or hop: the bytes and what was read from them. The recorder gives the evidence its id and writes it
/// into the facts. Evidence without a command stands for "nothing was run" (the facts are then not measured).
struct Observation {
    Evidence evidence;
    QList<Fact> facts;
};

} // namespace hopscope
