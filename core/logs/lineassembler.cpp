// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/logs/lineassembler.h"

#include <utility>

namespace hopscope {

QByteArray LineAssembler::take(const QByteArray& bytes)
{
    m_pending += bytes;
    qsizetype end = m_pending.lastIndexOf('\n') + 1;
    if (end == 0 && m_pending.size() > kMaxPending)
        end = m_pending.size();
    QByteArray whole = m_pending.left(end);
    m_pending.remove(0, end);
    return whole;
}

QByteArray LineAssembler::rest()
{
    return std::exchange(m_pending, {});
}

} // namespace hopscope
