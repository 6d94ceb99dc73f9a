// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/probe/address.h"

#include <QHostAddress>

#include <algorithm>

namespace hopscope {
namespace {

constexpr qsizetype kMaxName = 253;
constexpr qsizetype kMaxAddresses = 64;

bool nameCharacter(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z') || (u >= '0' && u <= '9') || u == '.' || u == '-' ||
           u == '_';
}

} // namespace

QString familyOf(const QString& address)
{
    QHostAddress parsed;
    // QHostAddress reads "1" and "127.1" as addresses; a resolver would too, but nobody means them.
    if (!address.contains(QLatin1Char(':')) && address.count(QLatin1Char('.')) != 3)
        return {};
    if (!parsed.setAddress(address))
        return {};
    return parsed.protocol() == QAbstractSocket::IPv6Protocol ? QStringLiteral("ipv6") : QStringLiteral("ipv4");
}

bool isLiteralAddress(const QString& text)
{
    return !familyOf(text).isEmpty();
}

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

QStringList parseGetentAhosts(const QByteArray& output)
{
    QStringList addresses;
    for (const QByteArray& line : output.split('\n')) {
        const QString address = QString::fromLatin1(line.simplified().split(' ').value(0));
        if (isLiteralAddress(address) && !addresses.contains(address) && addresses.size() < kMaxAddresses)
            addresses.append(address);
    }
    return addresses;
}

} // namespace hopscope
