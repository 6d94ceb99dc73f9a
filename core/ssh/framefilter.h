// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QByteArray>

namespace hopscope {

/// Drops everything up to and including a marker: what .bashrc and its like print before a command starts.
class FrameFilter {
public:
    explicit FrameFilter(QByteArray marker) : m_marker(std::move(marker)) {}

    /// Returns what belongs to the command. The noise before it is searched, never kept beyond a marker's length.
    [[nodiscard]] QByteArray feed(const QByteArray& bytes)
    {
        if (m_open)
            return bytes;
        m_tail += bytes;
        const auto at = m_tail.indexOf(m_marker);
        if (at >= 0) {
            m_open = true;
            const QByteArray rest = m_tail.mid(at + m_marker.size());
            m_tail.clear();
            return rest;
        }
        if (m_noise.size() < 200)
            m_noise += bytes.left(200 - m_noise.size());
        m_tail = m_tail.right(m_marker.size() - 1);
        return {};
    }
    [[nodiscard]] bool opened() const { return m_open; }
    /// The first bytes of the noise, for the error when the command never started.
    [[nodiscard]] const QByteArray& noise() const { return m_noise; }

private:
    QByteArray m_marker;
    QByteArray m_tail;
    QByteArray m_noise;
    bool m_open = false;
};

} // namespace hopscope
