// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QString>
#include <QStringView>

namespace hopscope {

/// Evidence in the order it was taken: `e2` before `e10`; ids without a number by their text. Any thread.
[[nodiscard]] inline bool evidenceBefore(const QString& a, const QString& b)
{
    const qint64 first = QStringView(a).mid(1).toLongLong();
    const qint64 second = QStringView(b).mid(1).toLongLong();
    return first != second ? first < second : a < b;
}

} // namespace hopscope
