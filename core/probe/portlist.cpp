// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/probe/portlist.h"

#include <QSet>
#include <QStringList>

#include <algorithm>
#include <optional>

namespace hopscope {
namespace {

constexpr qsizetype kMaxShown = 40;

/// Plain decimal digits only: toUInt() alone would take `+80`.
std::optional<quint16> portOf(const QString& text)
{
    const QString digits = text.trimmed();
    const bool plain = !digits.isEmpty() && digits.size() <= 5 &&
                       std::all_of(digits.begin(), digits.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    const uint number = plain ? digits.toUInt() : 0;
    if (number == 0 || number > 65'535)
        return std::nullopt;
    return static_cast<quint16>(number);
}

} // namespace

Result<QList<quint16>> parsePorts(const QString& text)
{
    QList<quint16> ports;
    QSet<quint16> seen;
    for (const QString& piece : text.split(QLatin1Char(','))) {
        const qsizetype dash = piece.indexOf(QLatin1Char('-'));
        const auto first = portOf(dash < 0 ? piece : piece.left(dash));
        const auto last = dash < 0 ? first : portOf(piece.mid(dash + 1));
        if (!first || !last || *last < *first)
            return fail(QStringLiteral("probe.bad-ports"), piece.trimmed().left(kMaxShown));
        for (uint port = *first; port <= *last; ++port) {
            const auto number = static_cast<quint16>(port);
            if (seen.contains(number))
                continue;
            if (ports.size() == kMaxPorts)
                return fail(QStringLiteral("probe.too-many-ports"), text.left(kMaxShown));
            seen.insert(number);
            ports.append(number);
        }
    }
    return ports;
}

} // namespace hopscope
