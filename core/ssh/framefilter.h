// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QByteArray>

namespace hopscope {

/// Drops everything up to and including a frame: what .bashrc and its like print before a command starts. A frame is
/// the marker, the process id of the command and a full stop.
class FrameFilter {
public:
    explicit FrameFilter(QByteArray marker) : m_marker(std::move(marker)) {}

    /// Returns what belongs to the command. The noise before it is searched, never kept beyond a marker's length.
    [[nodiscard]] QByteArray feed(const QByteArray& bytes)
    {
        if (m_open)
            return bytes;
        m_tail += bytes;
        if (m_noise.size() < 200)
            m_noise += bytes.left(200 - m_noise.size());
        qsizetype at = m_tail.indexOf(m_marker);
        for (; at >= 0; at = m_tail.indexOf(m_marker, at + 1)) {
            const qsizetype number = at + m_marker.size();
            qsizetype end = number;
            while (end < m_tail.size() && end - number < maxDigits && m_tail.at(end) >= '0' && m_tail.at(end) <= '9')
                ++end;
            if (end == m_tail.size())
                break; // the rest of it is still to come
            if (end == number || m_tail.at(end) != '.')
                continue; // the marker without a number: not our frame
            m_open = true;
            m_pid = m_tail.mid(number, end - number).toLongLong();
            QByteArray rest = m_tail.mid(end + 1);
            m_tail.clear();
            return rest;
        }
        m_tail = at < 0 ? m_tail.right(m_marker.size() - 1) : m_tail.mid(at);
        return {};
    }
    /// The remote process (group) id, 0 before the frame came.
    [[nodiscard]] qint64 pid() const { return m_pid; }
    [[nodiscard]] bool opened() const { return m_open; }
    /// The first bytes of the noise, for the error when the command never started.
    [[nodiscard]] const QByteArray& noise() const { return m_noise; }

private:
    static constexpr qsizetype maxDigits = 18;
    QByteArray m_marker;
    QByteArray m_tail;
    QByteArray m_noise;
    qint64 m_pid = 0;
    bool m_open = false;
};

} // namespace hopscope
