// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/base/netaddress.h"

#include <arpa/inet.h>

namespace hopscope {
namespace {

constexpr qsizetype kMaxOutput = qsizetype{64} * 1024;
constexpr qsizetype kMaxAddresses = 64;
constexpr qsizetype kMaxLiteral = 128;

} // namespace

QString literalFamily(const QString& text)
{
    if (text.size() > kMaxLiteral || text.contains(QChar(u'\0')))
        return {};
    in6_addr address = {};
    // inet_pton knows no scopes; what stands behind % names an interface.
    const QByteArray bare = text.section(QLatin1Char('%'), 0, 0).toLatin1();
    if (!text.contains(QLatin1Char('%')) && ::inet_pton(AF_INET, bare.constData(), &address) == 1)
        return QStringLiteral("ipv4");
    return ::inet_pton(AF_INET6, bare.constData(), &address) == 1 ? QStringLiteral("ipv6") : QString();
}

bool isLiteralAddress(const QString& text)
{
    return !literalFamily(text).isEmpty();
}

QStringList parseGetentAhosts(const QByteArray& output)
{
    QStringList addresses;
    for (const QByteArray& line : output.left(kMaxOutput).split('\n')) {
        const QString address = QString::fromLatin1(line.simplified().split(' ').value(0));
        if (isLiteralAddress(address) && !addresses.contains(address) && addresses.size() < kMaxAddresses)
            addresses.append(address);
    }
    return addresses;
}

} // namespace hopscope
