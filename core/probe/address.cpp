// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/probe/address.h"

#include <algorithm>

namespace hopscope {
namespace {

constexpr qsizetype kMaxName = 253;

bool nameCharacter(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z') || (u >= '0' && u <= '9') || u == '.' || u == '-' ||
           u == '_';
}

} // namespace

QString addressWithPort(const QString& address, quint16 port)
{
    const QString host =
        address.contains(QLatin1Char(':')) ? QStringLiteral("[") + address + QStringLiteral("]") : address;
    return host + QLatin1Char(':') + QString::number(port);
}

bool isHostName(const QString& text)
{
    return !text.isEmpty() && text.size() <= kMaxName && !text.startsWith(QLatin1Char('-')) &&
           std::all_of(text.begin(), text.end(), nameCharacter);
}

} // namespace hopscope
