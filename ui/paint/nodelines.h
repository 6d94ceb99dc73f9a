// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "ui/paint/graphscene.h"

namespace hopscope {

/// The texts of one card.
struct NodeLines {
    QString title;
    QString where;  ///< host and port
    QString how;    ///< in a few words
    QString reason; ///< in a sentence
};

[[nodiscard]] NodeLines nodeLines(const Node& node, const GraphInput& input, const Words& words);

} // namespace hopscope
