// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/probe/fdstream.h"

#include "core/probe/neterror.h"

#include <sys/socket.h>

#include <array>
#include <cerrno>

namespace hopscope {
namespace {

constexpr std::size_t kPiece = std::size_t{16} * 1024;
constexpr QLatin1String kPhase("transfer");

} // namespace

FdStream::FdStream(OwnedFd fd, QObject* parent)
    : ByteStream(parent), m_fd(std::move(fd)), m_read(m_fd.get(), QSocketNotifier::Read),
      m_write(m_fd.get(), QSocketNotifier::Write)
{
    m_write.setEnabled(false);
    connect(&m_read, &QSocketNotifier::activated, this, &FdStream::onReadable);
    connect(&m_write, &QSocketNotifier::activated, this, &FdStream::onWritable);
}

bool FdStream::write(const QByteArray& bytes)
{
    if (m_error || m_finishing || m_out.size() + bytes.size() > kMaxQueued)
        return false;
    m_out.append(bytes);
    flush();
    return true;
}

QByteArray FdStream::take()
{
    if (!m_ended)
        m_read.setEnabled(true);
    return std::exchange(m_in, {});
}

void FdStream::finishWriting()
{
    m_finishing = true;
    flush();
}

bool FdStream::readSome()
{
    std::array<char, kPiece> piece; // NOLINT: filled by recv before it is read
    const ssize_t n = ::recv(m_fd.get(), piece.data(), piece.size(), 0);
    if (n > 0) {
        m_in.append(piece.data(), n);
        return true;
    }
    if (n == 0)
        end(std::nullopt);
    else if (errno == EINTR)
        return true;
    else if (errno != EAGAIN && errno != EWOULDBLOCK)
        end(tcpError(errno, kPhase));
    return false;
}

void FdStream::onReadable()
{
    const qsizetype before = m_in.size();
    while (m_in.size() < kMaxBuffered && readSome()) {
    }
    if (m_in.size() >= kMaxBuffered)
        m_read.setEnabled(false);
    if (m_in.size() != before || m_ended)
        emit activity();
}

void FdStream::flush()
{
    while (!m_out.isEmpty() && !m_error) {
        const ssize_t n = ::send(m_fd.get(), m_out.constData(), static_cast<std::size_t>(m_out.size()), MSG_NOSIGNAL);
        if (n > 0) {
            m_out.remove(0, n);
        } else if (errno != EINTR) {
            // A broken pipe is not the end yet: the far end may have answered before it closed. Reading tells.
            if (errno != EAGAIN && errno != EWOULDBLOCK)
                m_out.clear();
            break;
        }
    }
    m_write.setEnabled(!m_out.isEmpty());
    if (m_finishing && m_out.isEmpty())
        ::shutdown(m_fd.get(), SHUT_WR);
}

void FdStream::onWritable()
{
    flush();
}

void FdStream::end(std::optional<Error> error)
{
    m_ended = true;
    m_error = std::move(error);
    m_read.setEnabled(false);
    m_write.setEnabled(false);
}

} // namespace hopscope
