// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QString>

namespace hopscope {

struct GraphScene;

/// Makes cards and hops of every GraphView children for screen readers. Safe to call again.
void installGraphAccessibility();
/// Place of a subject among the children: nodes first, then hops; -1 when it is not drawn.
[[nodiscard]] int graphChildIndex(const GraphScene& scene, const QString& subject);

} // namespace hopscope
