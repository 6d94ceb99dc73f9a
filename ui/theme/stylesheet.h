// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "ui/theme/colours.h"

#include <QString>

namespace hopscope {

/// One style sheet for every standard widget, from the roles of the palette. Widgets choose by property:
/// `card`, `role` (`title`, `muted`, `section`, `badge`…), `kind` of a button (`primary`, `flat`, `danger`).
[[nodiscard]] QString styleSheet(const ThemeColours& colours);

} // namespace hopscope
