// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/inbox.h"
#include "core/base/result.h"

#include <QStringList>
#include <QTimer>

#include <functional>

namespace hopscope {

/// Asks this machine's resolver for the addresses of a name. getaddrinfo(3) cannot be interrupted, so each lookup has a
/// thread of its own and the waiting is bounded here; at most kMaxThreads run at once, more wait for their turn within
/// their own deadline. Deletes itself after `done`; deleting it earlier cancels. Code: `tcp.resolve`.
class NameLookup : public QObject {
    Q_OBJECT
public:
    static constexpr int kMaxThreads = 16;
    using Done = std::function<void(Result<QStringList>)>;
    /// Stands in for getaddrinfo in tests; runs in the lookup's thread.
    using Resolver = std::function<Result<QStringList>(const QString&)>;

    NameLookup(QString name, int timeoutMs, Done done, QObject* parent, Resolver resolver = {});

    /// Lookups whose thread has not come back yet, abandoned ones included.
    [[nodiscard]] static int running();

private:
    void begin();
    void finish(Result<QStringList> result);

    QString m_name;
    Done m_done;
    Resolver m_resolver;
    Inbox m_inbox;
    QTimer m_deadline;
    QTimer m_turn;
};

} // namespace hopscope
