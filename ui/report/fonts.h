// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QStringList>

namespace hopscope {

/// The families of every report and exported picture, best first, and whether Chinese can be written with them.
struct ReportFonts {
    QStringList text;
    QStringList mono;
    bool chinese = false;
};

/// Registers the fonts of the program's resources, and WenQuanYi Zen Hei where it is installed (it is too large to
/// carry), once. GUI thread; needs a QGuiApplication.
[[nodiscard]] const ReportFonts& reportFonts();

} // namespace hopscope
