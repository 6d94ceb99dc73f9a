// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/probe/targetconnector.h"
#include "core/probe/protoreply.h"
#include "core/probe/tlsstream.h"

#include <QElapsedTimer>
#include <QTimer>

#include <functional>
#include <optional>

namespace hopscope {

/// Which dependency to greet, and where.
struct ProtoRequest {
    Proto proto = Proto::PostgreSql;
    QString address; ///< literal or name
    quint16 port = 0;
    std::optional<TlsOptions> tls; ///< for `amqps` and the like, where TLS comes before the protocol
    int timeoutMs = 3'000;         ///< for everything together
};

struct ProtoResult {
    ProtoRequest request;
    bool ok = false; ///< the far end answered the handshake as a working server does
    QString reply;   ///< what it said, printable, at most 300 characters
    /// What it said as a code (ProtoStep::code), or why it said nothing: `proto.silent proto.closed proto.unexpected`,
    /// `tcp.*`, `tls.*`, `ssh.*`.
    QString code;
    QString version;
    qint64 ms = 0; ///< until the answer
    qint64 connectMs = -1;
    QString tcpVerdict;         ///< as TcpResult::verdict; empty when nothing can be said about the target
    std::optional<Error> error; ///< set when no answer came
    QByteArray received;        ///< first bytes of the answer, at most 512
};

/// Greets a dependency in its own protocol without any credentials and reads what it answers. Changes nothing there.
/// `done` is called once, later; deleting the probe cancels, also from inside `done`.
class ProtoProbe : public QObject {
    Q_OBJECT
public:
    using Done = std::function<void(const ProtoResult&)>;
    /// How long the answer to the decent ending is waited for.
    static constexpr int kFarewellMs = 500;

    ProtoProbe(Vantage& vantage, ProtoRequest request, Done done, QObject* parent = nullptr);

private:
    void begin();
    void onConnected(Result<Connection> connection);
    void greet();
    void onActivity();
    void take(const ProtoStep& step);
    void onEnd();
    void onDeadline();
    void fail(Error error);
    void finish();

    QPointer<Vantage> m_vantage;
    ProtoResult m_result;
    Done m_done;
    TargetConnector* m_connector = nullptr;
    ByteStream* m_stream = nullptr;
    TlsStream* m_tls = nullptr;
    QByteArray m_buffer;
    int m_round = 0;
    QElapsedTimer m_clock;
    QTimer m_deadline;
};

} // namespace hopscope
