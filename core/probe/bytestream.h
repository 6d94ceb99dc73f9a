// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QObject>

#include <optional>

namespace hopscope {

/// A buffered, asynchronous stream of bytes in the thread it was made in; FdStream is a plain one, TlsStream an
/// encrypted one. What arrives is kept until taken, at most kMaxBuffered; beyond that nothing more is read until
/// something was taken.
class ByteStream : public QObject {
    Q_OBJECT
public:
    static constexpr qsizetype kMaxBuffered = qsizetype{256} * 1024;
    static constexpr qsizetype kMaxQueued = qsizetype{256} * 1024;

    using QObject::QObject;

    /// Queues bytes; false, and nothing queued, when that would pass kMaxQueued or the stream has ended.
    virtual bool write(const QByteArray& bytes) = 0;
    /// Everything that has arrived and was not taken yet.
    [[nodiscard]] virtual QByteArray take() = 0;
    /// The far end has closed or the connection broke; bytes may still wait to be taken.
    [[nodiscard]] bool ended() const { return m_ended; }
    /// Why it broke; empty after an orderly close.
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

signals:
    /// Bytes arrived, or the end did. The stream may be deleted in a slot.
    void activity();

protected:
    bool m_ended = false;
    std::optional<Error> m_error;
};

} // namespace hopscope
