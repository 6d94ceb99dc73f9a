// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/probe/neterror.h"

#include <cerrno>
#include <cstring>

namespace hopscope {
namespace {

QString codeOf(int number)
{
    switch (number) {
    case 0:
        return {};
    case ECONNREFUSED:
        return QStringLiteral("tcp.refused");
    case ETIMEDOUT:
        return QStringLiteral("tcp.timed-out");
    case ECONNRESET:
    case ECONNABORTED:
    case EPIPE:
        return QStringLiteral("tcp.reset");
    // A missing address family is a way that does not exist; EPERM and EACCES are what a local filter answers.
    case EHOSTUNREACH:
    case ENETUNREACH:
    case EHOSTDOWN:
    case ENETDOWN:
    case EADDRNOTAVAIL:
    case EAFNOSUPPORT:
    case EACCES:
    case EPERM:
        return QStringLiteral("tcp.unreachable");
    default:
        return QStringLiteral("tcp.failed");
    }
}

} // namespace

Error tcpError(int number, const QString& phase)
{
    return {codeOf(number), {}, phase, QString::fromLocal8Bit(std::strerror(number))};
}

QString tcpVerdictOf(const QString& code)
{
    if (code.isEmpty())
        return QStringLiteral("open");
    for (const char* known : {"refused", "timed-out", "unreachable", "reset"}) {
        QString verdict = QString::fromLatin1(known);
        if (code == QStringLiteral("tcp.") + verdict)
            return verdict;
    }
    return {};
}

bool saysSomethingAboutTarget(const QString& code)
{
    return !code.startsWith(QStringLiteral("ssh.")) && !code.startsWith(QStringLiteral("sudo.")) &&
           code != QStringLiteral("tcp.failed") && code != QStringLiteral("tls.ca-file");
}

} // namespace hopscope
