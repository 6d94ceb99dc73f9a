// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/diagnosis/entryreader.h"
#include "core/diagnosis/guiderules.h"

namespace hopscope {

/// The tables `[[step]]`, `[[check]]` and `[[outcome]]` of a catalogue file.
[[nodiscard]] GuideStepRule readGuideStep(EntryReader& reader);
[[nodiscard]] GuideCheck readGuideCheck(EntryReader& reader);
[[nodiscard]] GuideOutcome readGuideOutcome(EntryReader& reader);
/// True for `node`, `node:KIND`, `hop`, `hop:PROTOCOL`, `host`, `entry`.
[[nodiscard]] bool isScope(const QString& scope);

} // namespace hopscope
