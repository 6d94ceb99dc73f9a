// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/ssh/channel.h"
#include "core/ssh/commandline.h"
#include "core/ssh/framefilter.h"

#include <QElapsedTimer>
#include <QTimer>

#include <libssh/callbacks.h>
#include <libssh/libssh.h>

namespace hopscope {

class Link;

/// One command. Its result is reported once, as soon as it is known; the channel then lives on until the remote process
/// is gone (cancel and the limits send TERM, after 2 s KILL, then close).
class ExecChannel : public Channel {
public:
    enum class Mode { Collect, Stream, Service };
    ExecChannel(Link& link, quint64 op, CommandSpec spec, Mode mode);
    ~ExecChannel() override;

    [[nodiscard]] Kind kind() const override
    {
        return m_mode == Mode::Service ? Kind::Service : m_stream ? Kind::Stream : Kind::Exec;
    }
    [[nodiscard]] quint64 op() const override { return m_op; }
    void step() override;
    [[nodiscard]] bool over() const override { return m_state == State::Over; }
    void orphan() override;
    void cancel() override;
    void taken() override { --m_chunksOut; }
    void refuse() override { fail("ssh.channel-limit", QStringLiteral("streams")); }
    void answerSudo(const SshAnswer& answer) override;

private:
    enum class State { Waiting, Opening, Denied, Requesting, Running, Over };
    enum class Pause { None, Retry, SudoQuiet, Linger, Kill };
    void begin();
    void open();
    void openFailed();
    void request();
    void writeInput();
    void readStdout();
    [[nodiscard]] bool readPiece();
    [[nodiscard]] bool pieceIsDue();
    void readStderr();
    void watchSudo();
    void countOutput(qsizetype bytes);
    void checkEnd();
    void complete();
    [[nodiscard]] Result<CommandResult> outcome() const;
    void report(Result<CommandResult> result);
    void fail(const char* code, const QString& detail = {});
    void kill();
    void signalProcess(const char* signal);
    void pause(Pause why, int ms);
    void onPause();
    void freeChannel(bool opened);
    void installCallbacks();

    Link& m_link;
    quint64 m_op;
    CommandSpec m_spec;
    Mode m_mode;
    bool m_stream;
    State m_state = State::Waiting;
    CommandMarks m_marks = CommandMarks::random();
    QByteArray m_line;
    FrameFilter m_outFilter{m_marks.frame};
    FrameFilter m_errFilter{m_marks.frame};
    ssh_channel m_channel = nullptr;
    ssh_channel_callbacks_struct m_callbacks{};
    QElapsedTimer m_clock;
    QElapsedTimer m_openClock;
    QTimer m_limit; ///< the command's own time limit
    QTimer m_pause;
    QTimer m_gather;
    QElapsedTimer m_lastPiece;
    Pause m_pauseWhy = Pause::None;
    QByteArray m_out;
    QByteArray m_err;
    qsizetype m_total = 0;
    qsizetype m_written = 0;
    int m_denials = 0;
    int m_kills = 0;
    int m_exit = -1;
    QByteArray m_signal;
    int m_sudoAsked = 0;
    bool m_inputOpen = true;  ///< EOF not sent yet
    bool m_inputFree = false; ///< stdin belongs to the command, not to sudo
    int m_chunksOut = 0;      ///< handed to the consumer and not taken yet
    bool m_outWaits = false;  ///< libssh has told of bytes that we have not read
    bool m_errWaits = false;
    qsizetype m_outReady = 0; ///< how much libssh held when it told of it last
    bool m_outEnded = false;
    bool m_exited = false;
    bool m_closed = false;
    bool m_lingered = false;
    bool m_reported = false;
};

} // namespace hopscope
