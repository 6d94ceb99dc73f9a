// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/fd.h"
#include "core/probe/bytestream.h"

#include <QSocketNotifier>

namespace hopscope {

/// Bytes over a connected, non-blocking descriptor (a TCP socket or one end of a socketpair). Errors: `tcp.*` as in
/// neterror.h.
class FdStream final : public ByteStream {
    Q_OBJECT
public:
    explicit FdStream(OwnedFd fd, QObject* parent = nullptr);

    bool write(const QByteArray& bytes) override;
    [[nodiscard]] QByteArray take() override;
    /// Sends what is queued and then the end of our direction; reading goes on.
    void finishWriting();
    [[nodiscard]] qsizetype queued() const { return m_out.size(); }

private:
    void onReadable();
    void onWritable();
    /// False once everything there is was read or the stream ended.
    bool readSome();
    void flush();
    void end(std::optional<Error> error);

    OwnedFd m_fd;
    QByteArray m_in;
    QByteArray m_out;
    bool m_finishing = false;
    QSocketNotifier m_read;
    QSocketNotifier m_write;
};

} // namespace hopscope
