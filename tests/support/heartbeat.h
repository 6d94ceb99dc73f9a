// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "tests/support/sshfixture.h"

#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QTimer>

#include <mutex>

namespace hopscope::test {

/// Runs a small command on a host again and again and remembers the slowest: how a host fares while others are in
/// trouble.
class Heartbeat {
public:
    explicit Heartbeat(SshHost* host) : m_host(host) { beat(); }
    [[nodiscard]] qint64 slowestMs() const { return m_slowest; }
    [[nodiscard]] int beats() const { return m_beats; }
    [[nodiscard]] int failures() const { return m_failures; }
    void stop() { m_host = nullptr; }

private:
    void beat()
    {
        if (!m_host)
            return;
        m_timer.start();
        m_host->run(shell("true"), [this](const Result<CommandResult>& result) {
            ++m_beats;
            m_failures += result ? 0 : 1;
            m_slowest = qMax(m_slowest, m_timer.elapsed());
            QTimer::singleShot(20, &m_context, [this] { beat(); });
        });
    }
    QObject m_context;
    SshHost* m_host;
    QElapsedTimer m_timer;
    qint64 m_slowest = 0;
    int m_beats = 0;
    int m_failures = 0;
};

/// Listens to the reactor's own watchdog while it lives; what else is logged goes on to the test's log.
class StallLog {
public:
    StallLog()
    {
        QLoggingCategory::setFilterRules(QStringLiteral("hopscope.ssh.reactor.warning=true"));
        s_previous = qInstallMessageHandler(take);
        const std::lock_guard lock(s_mutex);
        s_stalls.clear();
    }
    ~StallLog()
    {
        qInstallMessageHandler(s_previous);
        QLoggingCategory::setFilterRules({});
    }
    StallLog(const StallLog&) = delete;
    StallLog& operator=(const StallLog&) = delete;
    [[nodiscard]] static QStringList stalls()
    {
        const std::lock_guard lock(s_mutex);
        return s_stalls;
    }

private:
    static void take(QtMsgType type, const QMessageLogContext& context, const QString& text)
    {
        if (!context.category || qstrcmp(context.category, "hopscope.ssh.reactor") != 0)
            return s_previous(type, context, text);
        const std::lock_guard lock(s_mutex);
        s_stalls.append(text);
    }
    static inline std::mutex s_mutex;
    static inline QStringList s_stalls;
    static inline QtMessageHandler s_previous = nullptr;
};

} // namespace hopscope::test
