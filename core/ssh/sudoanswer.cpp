// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/sudoanswer.h"

#include <QByteArrayList>

namespace hopscope {

QString sudoRefusal(const QByteArray& standardError)
{
    const auto last = standardError.right(4096).split('\n');
    for (const QByteArray& line : last) {
        const bool sudoSays = line.startsWith("sudo: ");
        if (sudoSays && (line.contains("a password is required") || line.contains("no password was provided")))
            return QStringLiteral("sudo.needs-password");
        if ((sudoSays && (line.contains("incorrect password attempt") || line.contains("you must have a tty") ||
                          line.contains("not allowed"))) ||
            line.endsWith("sudo: not found") || line.startsWith("Sorry, user ") ||
            line.contains("is not in the sudoers file") || line.contains("may not run sudo"))
            return QStringLiteral("sudo.denied");
    }
    return {};
}

} // namespace hopscope
