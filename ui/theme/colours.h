// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/health.h"

#include <QColor>

namespace hopscope {

/// The window's semantic palette (DESIGN section 7). Widgets name a role, never a colour.
struct ThemeColours {
    bool dark = false;
    QColor window, surface, raised, line;
    QColor text, muted, faint;
    QColor accent, accentSoft, onAccent;
    QColor well, wellSoft;
    QColor degraded, degradedSoft;
    QColor cause, causeSoft;
    QColor unknown, unknownSoft;
};

[[nodiscard]] const ThemeColours& lightColours();
[[nodiscard]] const ThemeColours& darkColours();
/// The colour of a mark, a lane's border or a word about that health.
[[nodiscard]] QColor strong(const ThemeColours& colours, Health health);
/// The fill behind it.
[[nodiscard]] QColor soft(const ThemeColours& colours, Health health);

} // namespace hopscope
