// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/diagnosis/candidates.h"

#include <vector>

namespace hopscope {

/// The most plausible smallest set: indexes into `candidates` of supported causes that together explain every finding
/// any supported cause explains. Of equally small sets the one with the higher score, then the earlier, then the one
/// further from the client, then by id. Sets of up to 4 are searched completely for up to 24 candidates, larger ones greedily.
/// Sorted best first.
[[nodiscard]] std::vector<std::size_t> smallestCover(const std::vector<Candidate>& candidates);

/// What speaks for a chosen cause against what could stand in its place: a candidate outside the set that explains
/// everything only this one explains. Confidence is the share over the nearest such rival, at most 0.99.
struct Rivalry {
    double confidence = 0;
    std::vector<std::size_t> equals; ///< supported rivals within a tenth of its score
};
[[nodiscard]] Rivalry rivalsOf(const std::vector<Candidate>& candidates, const std::vector<std::size_t>& cover,
                               std::size_t chosen);

} // namespace hopscope
