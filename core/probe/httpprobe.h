// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/probe/targetconnector.h"
#include "core/probe/httpmessage.h"
#include "core/probe/tlsstream.h"

#include <QElapsedTimer>
#include <QTimer>

#include <functional>
#include <optional>

namespace hopscope {

/// One safe request. There is no other method and no place for a body, cookies or credentials, on purpose.
struct HttpRequest {
    enum class Method { Get, Head };
    Method method = Method::Get;
    QString address; ///< where to connect: literal or name
    quint16 port = 80;
    QString host;                       ///< Host header without port rules of our own: sent as it is
    QString path = QStringLiteral("/"); ///< with query, already encoded
    QByteArray webSocketKey; ///< set to ask for an upgrade (WebSocketProbe does); base64
    std::optional<TlsOptions> tls;      ///< set for https
    int timeoutMs = 5'000;              ///< for everything together
    /// `scheme://host/path` for evidence; never sent.
    [[nodiscard]] QString display() const;
};

/// When each phase was over, in milliseconds since the start; -1 for one that was not reached or not needed.
struct HttpTimes {
    qint64 resolve = -1;
    qint64 connect = -1;
    qint64 tls = -1;
    qint64 firstByte = -1;
    qint64 total = 0;
};

struct HttpResult {
    HttpRequest request;
    QString address; ///< the literal that was connected to, empty when none was
    HttpTimes times;
    /// Why there is no HTTP answer: `tcp.*`, `ssh.*`, `tls.handshake tls.timed-out tls.expired tls.untrusted
    /// tls.name-mismatch tls.ca-file`, `http.not-http http.closed http.timed-out http.too-large http.bad-request`.
    std::optional<Error> error;
    HttpMessage message;   ///< status 0 when there is none
    QByteArray firstBytes; ///< what came instead of HTTP
    TlsInfo tls;           ///< `tls.problems` also when the answer was read in spite of them
    QList<ConnectTry> tries;

    [[nodiscard]] bool answered() const { return message.status != 0; }
};

/// Sends one request over a Vantage and reads the answer's head and the first 64 KB of its body. Never follows a
/// redirect. `done` is called once, later; deleting the probe cancels, also from inside `done`.
class HttpProbe : public QObject {
    Q_OBJECT
public:
    using Done = std::function<void(const HttpResult&)>;

    HttpProbe(Vantage& vantage, HttpRequest request, Done done, QObject* parent = nullptr);

private:
    void begin();
    void onConnected(Result<Connection> connection);
    void startTls(OwnedFd fd);
    void sendRequest();
    void onActivity();
    void onEnd();
    void onDeadline();
    void fail(Error error);
    void finish();

    QPointer<Vantage> m_vantage;
    HttpResult m_result;
    Done m_done;
    HttpParser m_parser;
    TargetConnector* m_connector = nullptr;
    ByteStream* m_stream = nullptr;
    TlsStream* m_tls = nullptr; ///< m_stream when it is one
    QElapsedTimer m_clock;
    QTimer m_deadline;
};

} // namespace hopscope
