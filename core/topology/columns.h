// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/topology.h"

#include <vector>

namespace hopscope {

/// Nodes as numbers in order of their ids, put into ordered columns.
struct Columns {
    std::vector<const Node*> nodes;             ///< by number
    std::vector<std::vector<int>> neighbours;   ///< by number, both directions, without doubles
    std::vector<std::vector<int>> columns;      ///< numbers, top to bottom
    std::vector<int> columnOf;
    std::vector<int> tierOf;                    ///< by column
};

/// Assigns columns by tier and calls within it, then orders each by the mean place of its neighbours, keeping the best of
/// several sweeps.
[[nodiscard]] Columns orderColumns(const Topology& topology);

} // namespace hopscope
