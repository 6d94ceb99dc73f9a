// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/probe/targetconnector.h"
#include "core/probe/tlsstream.h"

#include <QElapsedTimer>
#include <QTimer>

#include <functional>
#include <optional>

namespace hopscope {

struct TlsRequest {
    QString address; ///< literal or name
    quint16 port = 443;
    TlsOptions tls; ///< a bad certificate never ends the probe, whatever `acceptInvalid` says
    int timeoutMs = 5'000;
};

struct TlsResult {
    QString address; ///< the literal that was connected to, empty when none was
    quint16 port = 0;
    qint64 connectMs = -1;
    qint64 tlsMs = -1;          ///< of the handshake alone
    std::optional<Error> error; ///< why there is no TLS: `tcp.*`, `ssh.*`, `tls.handshake tls.timed-out tls.ca-file`
    TlsInfo tls;                ///< chain, expiry, names, protocol and cipher, also with a bad certificate

    /// `valid expired untrusted name-mismatch` once secured, `no-tls` where the port speaks something else, `timed-out
    /// refused unreachable reset` where no handshake began or ended; empty when the trouble is ours.
    [[nodiscard]] QString verdict() const;
};

/// One TLS handshake over a Vantage: connects, secures, reads what was shown, closes. Nothing is sent afterwards. Works
/// from a host too, because QSslSocket takes the pumped descriptor. `done` is called once, later; deleting cancels.
class TlsProbe : public QObject {
    Q_OBJECT
public:
    using Done = std::function<void(const TlsResult&)>;

    TlsProbe(Vantage& vantage, TlsRequest request, Done done, QObject* parent = nullptr);

private:
    void begin();
    void onConnected(Result<Connection> connection);
    void finish(std::optional<Error> error);

    QPointer<Vantage> m_vantage;
    TlsRequest m_request;
    TlsResult m_result;
    Done m_done;
    TargetConnector* m_connector = nullptr;
    TlsStream* m_stream = nullptr;
    QElapsedTimer m_clock;
    QTimer m_deadline;
};

} // namespace hopscope
