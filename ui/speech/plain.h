// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "ui/words/untrusted.h"

#include <QString>

namespace hopscope {

/// A tool tip that is shown as it stands: Qt would otherwise take text with tags for HTML.
[[nodiscard]] QString plainTip(const QString& text);
/// For menu items, buttons and tabs, where `&` marks a shortcut.
[[nodiscard]] QString noMnemonic(QString text);

} // namespace hopscope
