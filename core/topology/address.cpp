// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/topology/address.h"

#include <arpa/inet.h>
#include <array>

namespace hopscope {
namespace {

std::optional<QString> shortIpv6(const QByteArray& text)
{
    in6_addr address{};
    if (inet_pton(AF_INET6, text.constData(), &address) != 1)
        return std::nullopt;
    std::array<char, INET6_ADDRSTRLEN> out{};
    if (IN6_IS_ADDR_V4MAPPED(&address))
        inet_ntop(AF_INET, &address.s6_addr[12], out.data(), out.size());
    else
        inet_ntop(AF_INET6, &address, out.data(), out.size());
    return QString::fromLatin1(out.data());
}

bool isIpv4(const QString& host)
{
    in_addr address{};
    return inet_pton(AF_INET, host.toLatin1().constData(), &address) == 1;
}

} // namespace

HostPort splitAddress(const QString& text)
{
    const qsizetype bracket = text.startsWith(QLatin1Char('[')) ? text.indexOf(QLatin1Char(']')) : -1;
    if (bracket > 0) {
        const QString rest = text.mid(bracket + 1);
        return {text.mid(1, bracket - 1), rest.startsWith(QLatin1Char(':')) ? QStringView(rest).mid(1).toInt() : 0};
    }
    if (text.count(QLatin1Char(':')) != 1)
        return {text, 0};
    const qsizetype colon = text.indexOf(QLatin1Char(':'));
    return {text.left(colon), QStringView(text).mid(colon + 1).toInt()};
}

QString joinAddress(const QString& host, int port)
{
    const QString left = host.contains(QLatin1Char(':')) ? QLatin1Char('[') + host + QLatin1Char(']') : host;
    return port > 0 ? left + QLatin1Char(':') + QString::number(port) : left;
}

bool isIp(const QString& host)
{
    const QString plain = host.section(QLatin1Char('%'), 0, 0);
    return isIpv4(plain) || shortIpv6(plain.toLatin1());
}

QString canonicalIp(const QString& host)
{
    const qsizetype scope = host.indexOf(QLatin1Char('%'));
    const QString plain = scope < 0 ? host : host.left(scope);
    const auto ipv6 = shortIpv6(plain.toLatin1());
    return ipv6 ? *ipv6 : plain.toLower();
}

bool isLoopback(const QString& ip)
{
    const QString plain = canonicalIp(ip);
    return plain == QStringLiteral("::1") || (plain.startsWith(QStringLiteral("127.")) && isIpv4(plain));
}

bool isAnyAddress(const QString& host)
{
    return host.isEmpty() || host == QStringLiteral("*") || host == QStringLiteral("0.0.0.0") || host == QStringLiteral("::");
}

QStringList nginxOrder(const QStringList& addresses)
{
    QStringList ipv4;
    QStringList ipv6;
    for (const QString& address : addresses) {
        const QString plain = canonicalIp(address);
        QStringList& list = plain.contains(QLatin1Char(':')) ? ipv6 : ipv4;
        if (!list.contains(plain))
            list.append(plain);
    }
    return ipv4 + ipv6;
}

} // namespace hopscope
