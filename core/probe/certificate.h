// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/error.h"
#include "core/base/time.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace hopscope {

/// How a TLS connection is to be made and judged.
struct TlsOptions {
    QString serverName;  ///< sent as SNI and looked for in the certificate; an IP address is only looked for
    QStringList caFiles; ///< PEM files trusted beside the system's; one that cannot be read is `tls.ca-file`
    bool acceptInvalid =
        false; ///< go on after a bad certificate, the reason recorded, so that the answer is still seen
};

/// One certificate of a chain.
struct CertificateInfo {
    QString subject; ///< common name, else the first alternative name
    QString issuer;
    Timestamp notBefore;
    Timestamp notAfter;
    bool operator==(const CertificateInfo&) const = default;
};

/// What the far end showed of itself.
struct TlsInfo {
    bool secured = false; ///< the handshake was completed
    QString subject;      ///< common name, else the first alternative name
    QString issuer;
    QStringList names; ///< subject alternative names, at most 32
    Timestamp notBefore;
    Timestamp notAfter;
    QList<CertificateInfo> chain; ///< as sent, the server's own first, at most 8
    QString protocol; ///< `TLSv1.3`
    QString cipher;
    /// What is wrong with the certificate, worst first: `tls.expired`, `tls.untrusted`, `tls.name-mismatch`, in this
    /// order because the first is what changed most recently and the last what a wrong environment file explains.
    QList<Error> problems;
};

} // namespace hopscope
