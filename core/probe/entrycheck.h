// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/probe/httpprobe.h"

namespace hopscope {

/// What the site itself answers, as a browser would ask for it: address, port, Host and SNI come from the URL. A bad
/// certificate does not end the check: the status is read all the same and TlsInfo::problems names what is wrong.
struct EntryResult {
    QString url;     ///< as asked, without user and password
    HttpResult http; ///< `error` also `http.bad-url`
};

/// One entry check from `vantage`. `caFiles` are trusted beside the system's authorities. `done` is called once, later;
/// deleting it cancels, also from inside `done`.
class EntryCheck : public QObject {
    Q_OBJECT
public:
    using Done = std::function<void(const EntryResult&)>;

    EntryCheck(Vantage& vantage, const QString& url, const QStringList& caFiles, int timeoutMs, Done done,
               QObject* parent = nullptr);

private:
    void finish(const HttpResult& http);

    QString m_url;
    Done m_done;
};

} // namespace hopscope
