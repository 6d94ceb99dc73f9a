// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/probe/tlsproblem.h"

#include <array>

namespace hopscope {
namespace {

int rankOf(QSslError::SslError error)
{
    switch (error) {
    case QSslError::CertificateExpired:
    case QSslError::CertificateNotYetValid:
        return 0;
    case QSslError::HostNameMismatch:
        return 2;
    default:
        return 1;
    }
}

} // namespace

QList<Error> tlsProblems(const QList<QSslError>& errors)
{
    const std::array<QString, 3> codes{QStringLiteral("tls.expired"), QStringLiteral("tls.untrusted"),
                                       QStringLiteral("tls.name-mismatch")};
    QList<Error> problems;
    for (int rank = 0; rank < static_cast<int>(codes.size()); ++rank) {
        QStringList said;
        for (const QSslError& error : errors) {
            if (rankOf(error.error()) == rank && !said.contains(error.errorString()))
                said.append(error.errorString());
        }
        if (!said.isEmpty())
            problems.append(
                {codes.at(static_cast<std::size_t>(rank)), {}, QStringLiteral("tls"), said.join(QStringLiteral("; "))});
    }
    return problems;
}

} // namespace hopscope
