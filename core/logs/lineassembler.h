// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QByteArray>

namespace hopscope {

/// Cuts a byte stream into pieces of whole lines; a line longer than the cap is handed over in pieces of its own.
class LineAssembler {
public:
    static constexpr qsizetype kMaxPending = qsizetype{64} * 1024;
    /// The complete lines that `bytes` finished, newline included; empty while none is.
    [[nodiscard]] QByteArray take(const QByteArray& bytes);
    /// What is left at the end of the stream.
    [[nodiscard]] QByteArray rest();

private:
    QByteArray m_pending;
};

} // namespace hopscope
