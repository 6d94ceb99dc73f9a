// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/time.h"

#include <QObject>
#include <QTimer>

namespace hopscope {

/// What time it is for the window: the clock's second by second, or the moment shown while a recorded incident is open.
class Ticker : public QObject {
    Q_OBJECT
public:
    explicit Ticker(const Clock& clock, QObject* parent = nullptr) : QObject(parent), m_clock(clock)
    {
        connect(&m_timer, &QTimer::timeout, this, [this] { emit tick(now()); });
        m_timer.start(1000);
    }
    [[nodiscard]] Timestamp now() const { return m_frozen.known() ? m_frozen : m_clock.now(); }
    /// Stands still at `at`; Timestamp{} lets it run again.
    void freeze(Timestamp at)
    {
        m_frozen = at;
        emit tick(now());
    }

signals:
    void tick(hopscope::Timestamp now);

private:
    const Clock& m_clock;
    QTimer m_timer;
    Timestamp m_frozen;
};

} // namespace hopscope
