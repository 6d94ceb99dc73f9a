// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/diagnosis/catalogue.h"
#include "core/model/entry.h"
#include "core/model/evidence.h"
#include "core/triage/guide/guidesource.h"

#include <memory>

namespace hopscope {

/// The guide's part of the fold: which steps were run and what each of them gave. A copyable value.
///
/// Entries of kind `guide` are `{step, phase}`; phase `begin` and `end` (or `cancelled`) stand around what a run recorded,
/// `skipped`, `by-hand` and `done` for a step that was not run by us.
class GuideFold {
public:
    explicit GuideFold(std::shared_ptr<const Catalogue> catalogue);

    /// A `guide` entry; at its end a step is judged by `input`.
    void apply(const Entry& entry, const GuideInput& input);
    /// An action moves the fix step.
    void acted(const ActionEvent& event, const GuideInput& input);
    void sampled(bool good, double ms);
    void recorded(const Evidence& evidence);
    void learned(const Fact& fact);

    [[nodiscard]] std::shared_ptr<const GuideState> state() const;

private:
    [[nodiscard]] GuideStep* find(const QString& id);
    void begin(GuideStep& step, Timestamp at);
    void end(GuideStep& step, const GuideInput& input);

    std::shared_ptr<const Catalogue> m_catalogue;
    GuideState m_state;
    QString m_running;
    mutable std::shared_ptr<const GuideState> m_shared; ///< what state() handed out, until something changes
};

} // namespace hopscope
