// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/probe/httpprobe.h"

namespace hopscope {

/// What came of asking for a WebSocket.
struct WebSocketResult {
    HttpResult http;
    /// `switched` (101 with the right key), `not-switched` (another status, or 101 without the right key), `timed-out`,
    /// `refused unreachable reset` where no connection stood, `no-answer` where it ended without HTTP; empty when the
    /// trouble is ours.
    QString verdict;
    std::optional<Error> error; ///< also `http.upgrade-refused`
};

/// Asks one HTTP/1.1 server to upgrade to WebSocket (RFC 6455, section 4.1) and closes as soon as it answered; no frame
/// is sent. The Document Server's editors need it on every hop: an outer proxy that speaks HTTP/1.0 or drops `Upgrade`
/// answers 400 or 404 while `/healthcheck` is well (cause NG22). `done` is called once, later; deleting cancels.
class WebSocketProbe : public QObject {
    Q_OBJECT
public:
    using Done = std::function<void(const WebSocketResult&)>;

    /// Address, port, Host, TLS and time limit of `request` count; a bad certificate does not end it.
    WebSocketProbe(Vantage& vantage, HttpRequest request, Done done, QObject* parent = nullptr);

    /// socket.io over WebSocket, as the editors open it; the document does not exist and nothing is joined.
    [[nodiscard]] static QString editorPath();
    /// What `Sec-WebSocket-Accept` has to be for a key.
    [[nodiscard]] static QByteArray acceptFor(const QByteArray& key);

private:
    void finish(const HttpResult& http);

    QByteArray m_key;
    Done m_done;
};

} // namespace hopscope
