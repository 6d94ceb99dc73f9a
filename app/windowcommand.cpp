// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "app/commands.h"
#include "app/desktop.h"

#include <QApplication>

namespace hopscope {

int runWindow(const Options& options)
{
    QApplication::setApplicationDisplayName(QStringLiteral("Hopscope"));
    Desktop desktop(options);
    return desktop.start() ? QApplication::exec() : 2;
}

} // namespace hopscope
