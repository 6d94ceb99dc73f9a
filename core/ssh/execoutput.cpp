// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// The part of ExecChannel that reads what the command says and hands a stream's pieces on.
#include "core/ssh/execchannel.h"
#include "core/ssh/link.h"

#include <utility>

namespace hopscope {

namespace {

constexpr qsizetype chunkSize = qsizetype{256} * 1024;
constexpr qsizetype muchAtOnce = qsizetype{32} * 1024;
constexpr int gatherMs = 5;
constexpr int chunksAhead = 3; ///< of a chunk and at most a window of libssh's each
constexpr qsizetype streamErrKept = qsizetype{64} * 1024;

} // namespace

void ExecChannel::readStdout()
{
    // A stream leaves everything in the channel while the consumer has its hands full: that stops the sender. It is
    // handed pieces ahead of the one it holds, or both would wait for each other's thread to wake with every piece.
    while (!(m_stream && !m_reported && (m_chunksOut == chunksAhead || m_out.size() >= chunkSize))) {
        // Asking libssh for what has not come costs a look at the socket each time.
        if (!std::exchange(m_outWaits, false) && !m_closed && !ssh_channel_is_eof(m_channel))
            break;
        if (m_stream && !m_reported && m_outFilter.opened() && m_outReady >= muchAtOnce) {
            if (!readPiece())
                break;
            continue;
        }
        m_outReady = 0;
        const QByteArray bytes = readAll(m_channel, false, &m_outEnded);
        m_outEnded = m_outEnded || (bytes.isEmpty() && m_closed);
        if (bytes.isEmpty())
            break;
        m_outWaits = m_outWaits || bytes.size() >= channelWindow;
        if (m_reported)
            continue; // being killed: drained so that it can write and die
        const QByteArray own = m_outFilter.feed(bytes);
        if (m_out.isEmpty())
            m_out = own; // shared, not copied
        else
            m_out += own;
        countOutput(own.size());
    }
    if (!pieceIsDue())
        return;
    m_lastPiece.start();
    ++m_chunksOut;
    m_link.events().post([op = m_op, piece = std::exchange(m_out, {})](LinkOwner& owner) { owner.chunk(op, piece); });
}

/// Straight into the piece that is handed on: in a long stream every copy counts. Exactly as much as libssh has told of, for a
/// consumer may keep the piece.
bool ExecChannel::readPiece()
{
    const qsizetype before = m_out.size();
    const qsizetype ready = std::exchange(m_outReady, 0); // reading may bring more
    m_out.resize(before + ready);
    const int n = ssh_channel_read_nonblocking(m_channel, m_out.data() + before, static_cast<uint32_t>(ready), 0);
    m_out.resize(before + qMax(n, 0));
    m_outEnded = n == SSH_EOF || (n <= 0 && m_closed);
    countOutput(qMax(n, 0));
    return n > 0;
}

/// A line is handed on at once, what follows within some milliseconds is gathered: every piece wakes two threads.
bool ExecChannel::pieceIsDue()
{
    if (!m_stream || m_reported || m_out.isEmpty() || m_chunksOut == chunksAhead)
        return false;
    if (m_closed || m_out.size() >= chunkSize / 2)
        return true;
    if (m_chunksOut > 0)
        return false; // taken() leads here again
    if (!m_lastPiece.isValid() || m_lastPiece.elapsed() >= gatherMs)
        return true;
    if (!m_gather.isActive())
        m_gather.start(gatherMs);
    return false;
}

void ExecChannel::readStderr()
{
    bool ended = false;
    while (std::exchange(m_errWaits, false)) {
        const QByteArray bytes = readAll(m_channel, true, &ended);
        if (bytes.isEmpty())
            break;
        m_errWaits = m_errWaits || bytes.size() >= channelWindow;
        if (m_reported)
            continue;
        const QByteArray own = m_errFilter.feed(bytes);
        m_err += own;
        if (m_stream)
            m_err = m_err.right(streamErrKept);
        countOutput(own.size());
    }
    if (m_spec.sudo == Sudo::AskPassword)
        watchSudo();
}

} // namespace hopscope
