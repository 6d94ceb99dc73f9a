// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/hostconfig.h"

namespace hopscope {

bool isPlainName(const QString& text)
{
    // Names travel into command lines and proxies of others; nothing legitimate needs these.
    static const QString refused = QStringLiteral("'\"`\\$;&|<>(){}*?!#~^");
    for (const QChar c : text)
        if (c.isSpace() || !c.isPrint() || refused.contains(c))
            return false;
    return !text.startsWith(QLatin1Char('-'));
}

QByteArray HostConfig::knownHostsName() const
{
    if (!hostKeyAlias.isEmpty())
        return hostKeyAlias.toLower().toUtf8();
    const QByteArray name = hostname.toLower().toUtf8();
    return port == 22 ? name : '[' + name + "]:" + QByteArray::number(port);
}

QString HostConfig::account() const
{
    return QStringLiteral("%1@%2:%3").arg(user, hostname, QString::number(port));
}

Result<Destination> parseDestination(const QString& text)
{
    QString rest = text.startsWith(QLatin1String("ssh://")) ? text.mid(6) : text;
    Destination result;
    const auto at = rest.lastIndexOf(QLatin1Char('@'));
    if (at >= 0) {
        result.user = rest.left(at);
        rest = rest.mid(at + 1);
    }
    const auto colon = rest.lastIndexOf(QLatin1Char(':'));
    const bool bracketed = rest.startsWith(QLatin1Char('['));
    const auto bracket = rest.indexOf(QLatin1Char(']'));
    if (colon >= 0 && (bracketed ? colon == bracket + 1 : rest.count(QLatin1Char(':')) == 1)) {
        bool ok = false;
        result.port = QStringView(rest).mid(colon + 1).toUShort(&ok);
        if (!ok || result.port == 0)
            return fail(QStringLiteral("ssh.config"), text, text);
        rest = rest.left(colon);
    }
    result.host = bracketed && bracket > 0 ? rest.mid(1, bracket - 1) : rest;
    if (result.host.isEmpty() || (at >= 0 && result.user.isEmpty()) || !isPlainName(result.host) || !isPlainName(result.user))
        return fail(QStringLiteral("ssh.config"), text, text);
    return result;
}

std::pair<QString, QString> splitProxyJump(const QString& proxyJump)
{
    const auto comma = proxyJump.lastIndexOf(QLatin1Char(','));
    return comma < 0 ? std::pair{proxyJump, QString()} : std::pair{proxyJump.mid(comma + 1), proxyJump.left(comma)};
}

} // namespace hopscope
