// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/health.h"

namespace hopscope {

/// Calm for live probes: well after `rise` good samples in a row, failed after `fall` bad ones. Until the first of either
/// it is Unknown. A sample that could not be taken says nothing and is not given.
class RiseFall {
public:
    explicit RiseFall(int rise = 2, int fall = 3) : m_rise(rise), m_fall(fall) {}

    Health update(bool good)
    {
        m_good = good ? m_good + 1 : 0;
        m_bad = good ? 0 : m_bad + 1;
        if (m_good >= m_rise)
            m_health = Health::Ok;
        else if (m_bad >= m_fall)
            m_health = Health::Failed;
        return m_health;
    }
    [[nodiscard]] Health health() const { return m_health; }
    /// A bad sample was seen that is not yet confirmed: probe again soon.
    [[nodiscard]] bool suspicious() const { return m_bad > 0 && m_bad < m_fall && m_health != Health::Failed; }

private:
    int m_rise;
    int m_fall;
    int m_good = 0;
    int m_bad = 0;
    Health m_health = Health::Unknown;
};

} // namespace hopscope
