// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/triage/guide/guidestate.h"
#include "ui/words/words.h"

#include <QString>

namespace hopscope {

// Sentences about the guide, for the window and the command line. All of them are safe to show.

[[nodiscard]] QString sayGuideText(const Words& words, const CatalogueText& text);
/// How a step came out, in a few words; empty while it waits.
[[nodiscard]] QString sayGuideResult(const Words& words, const GuideStep& step);
[[nodiscard]] QString sayGuideLine(const Words& words, const GuideLine& line);
/// What was read, at most three short lines; may be empty.
[[nodiscard]] QString sayGuideReading(const Words& words, const GuideLine& line);

} // namespace hopscope
