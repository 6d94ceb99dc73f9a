// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "ui/paint/palette.h"

#include <QString>

namespace hopscope {

/// One style sheet for every standard widget, from the roles of the palette. Widgets choose by property:
/// `card`, `role` (`title`, `muted`, `section`, `badge`…), `kind` of a button (`primary`, `flat`, `danger`).
/// Ink on a filled accent button.
[[nodiscard]] QColor onAccent(const Palette& palette);
[[nodiscard]] QString styleSheet(const Palette& colours);

} // namespace hopscope
