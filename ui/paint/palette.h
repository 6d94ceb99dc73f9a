// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/health.h"

#include <QColor>
#include <QFont>
#include <QStringList>

namespace hopscope {

/// The semantic colours of window and paper (design, section 7). A soft colour is the ground for its strong one.
struct Palette {
    QColor window, surface, raised, line;
    QColor text, muted, faint;
    QColor accent, accentSoft;
    QColor well, wellSoft;
    QColor degraded, degradedSoft;
    QColor cause, causeSoft;
    QColor notMeasured, notMeasuredSoft;
    bool dark = false;

    [[nodiscard]] const QColor& strong(Health health) const;
    [[nodiscard]] const QColor& soft(Health health) const;
};

[[nodiscard]] const Palette& lightPalette();
[[nodiscard]] const Palette& darkPalette();

/// Colours and families for one drawing. Empty families mean the application's font.
struct PaintStyle {
    Palette palette = lightPalette();
    QStringList text;
    QStringList mono;

    /// Sizes are in the painter's units (pixels at scale 1).
    [[nodiscard]] QFont font(int pixels, QFont::Weight weight = QFont::Normal) const;
    [[nodiscard]] QFont monoFont(int pixels) const;
};

} // namespace hopscope
