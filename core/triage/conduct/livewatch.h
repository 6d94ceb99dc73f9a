// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/topology/risefall.h"

#include <QString>

#include <map>

namespace hopscope {

/// What live samples say about the picture that is shown. Pure; knows no clock and no network.
class LiveWatch {
public:
    /// `shown`: what the last diagnosis saw of each subject (node or hop id). Of one it never looked at, the first sample
    /// counts as what is shown.
    explicit LiveWatch(std::map<QString, bool> shown) : m_shown(std::move(shown)) {}

    struct Reading {
        bool contradicts = false; ///< the sample is not what is shown: look again soon
        bool agreed = false;      ///< enough in a row (rise 2, fall 3): the picture is wrong
    };
    Reading take(const QString& subject, bool good)
    {
        const bool shown = m_shown.try_emplace(subject, good).first->second;
        const Health health = m_states[subject].update(good);
        const bool contradicts = good != shown;
        return {contradicts, contradicts && health == (good ? Health::Ok : Health::Failed)};
    }

private:
    std::map<QString, bool> m_shown;
    std::map<QString, RiseFall> m_states;
};

} // namespace hopscope
