// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/fd.h"
#include "core/base/result.h"
#include "core/probe/bytestream.h"
#include "core/probe/certificate.h"

class QSslError;
class QSslSocket;

namespace hopscope {

/// TLS as a client over a connected descriptor. Errors: `tls.handshake tls.expired tls.untrusted tls.name-mismatch
/// tls.ca-file`, and `tcp.*` once secured. Verification is always done; `acceptInvalid` only decides whether to go on.
class TlsStream final : public ByteStream {
    Q_OBJECT
public:
    TlsStream(OwnedFd fd, TlsOptions options, QObject* parent = nullptr);
    ~TlsStream() override;
    TlsStream(const TlsStream&) = delete;
    TlsStream& operator=(const TlsStream&) = delete;

    bool write(const QByteArray& bytes) override;
    [[nodiscard]] QByteArray take() override;
    [[nodiscard]] const TlsInfo& info() const { return m_info; }

signals:
    /// The handshake is complete; may be written to now. Not emitted when it fails: activity() is, with error().
    void secured();

private:
    void begin();
    void onEncrypted();
    void onSslErrors(const QList<QSslError>& errors);
    void onFailure();
    void readCertificate();
    void end(std::optional<Error> error);

    OwnedFd m_fd;
    TlsOptions m_options;
    TlsInfo m_info;
    QSslSocket* m_socket;
};

} // namespace hopscope
