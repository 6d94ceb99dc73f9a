// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QElapsedTimer>
#include <QLoggingCategory>

namespace hopscope {

Q_DECLARE_LOGGING_CATEGORY(lcReactor)

/// Reports a reactor callback that took over 100 ms: while it ran no other host was served.
class StallWatch {
public:
    explicit StallWatch(const char* what) : m_what(what) { m_timer.start(); }
    ~StallWatch()
    {
        if (m_timer.elapsed() > 100)
            qCWarning(lcReactor, "%s held the reactor for %lld ms", m_what, static_cast<long long>(m_timer.elapsed()));
    }
    StallWatch(const StallWatch&) = delete;
    StallWatch& operator=(const StallWatch&) = delete;

private:
    const char* m_what;
    QElapsedTimer m_timer;
};

} // namespace hopscope
