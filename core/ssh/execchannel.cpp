// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/execchannel.h"

#include "core/ssh/link.h"
#include "core/ssh/stallwatch.h"
#include "core/ssh/sudoanswer.h"

#include <utility>

namespace hopscope {

namespace {

constexpr qsizetype writePiece = qsizetype{32} * 1024;

} // namespace

ExecChannel::ExecChannel(Link& link, quint64 op, CommandSpec spec, Mode mode)
    : m_link(link), m_op(op), m_spec(std::move(spec)), m_mode(mode), m_stream(mode == Mode::Stream)
{
    m_limit.setSingleShot(true);
    m_pause.setSingleShot(true);
    m_gather.setSingleShot(true);
    QObject::connect(&m_gather, &QTimer::timeout, &m_gather, [this] { m_link.pumpLater(); });
    QObject::connect(&m_limit, &QTimer::timeout, &m_limit, [this] {
        const StallWatch watch("time limit");
        fail("ssh.command-timeout");
        kill();
    });
    QObject::connect(&m_pause, &QTimer::timeout, &m_pause, [this] {
        const StallWatch watch("pause");
        onPause();
    });
    auto line = remoteCommand(m_spec, m_marks);
    if (line)
        m_line = std::move(*line);
    else
        fail("ssh.bad-command");
}

ExecChannel::~ExecChannel()
{
    if (m_channel)
        freeChannel(m_state == State::Requesting || m_state == State::Running);
}

void ExecChannel::step()
{
    if (m_state == State::Waiting)
        begin();
    if (m_state == State::Opening)
        open();
    if (m_state == State::Requesting)
        request();
    if (m_state != State::Running)
        return;
    writeInput();
    readStdout();
    readStderr();
    checkEnd();
}

void ExecChannel::begin()
{
    m_clock.start();
    m_openClock.start();
    m_state = State::Opening;
    // The time limit runs from here: what waits in the queue behind four others has not started.
    if (!m_stream)
        m_limit.start(m_spec.timeoutMs);
}

void ExecChannel::open()
{
    if (!m_channel) {
        m_channel = ssh_channel_new(m_link.session());
        m_openClock.restart();
    }
    const int rc = ssh_channel_open_session(m_channel);
    if (rc == SSH_AGAIN)
        return;
    if (rc != SSH_OK)
        return openFailed();
    m_link.events().counters->roundTripMs.store(m_openClock.elapsed());
    if (m_reported) { // ended while it was being opened
        freeChannel(true);
        m_state = State::Over;
        return;
    }
    installCallbacks();
    m_state = State::Requesting;
}

/// sshd frees a session slot some 100 ms after the channel closed, so `open failed` is worth another try.
void ExecChannel::openFailed()
{
    const QString text = m_link.errorText();
    freeChannel(false);
    if (!ssh_is_connected(m_link.session()) || m_reported) {
        m_state = State::Over;
        return;
    }
    if (m_clock.elapsed() > m_link.options().channelDeniedMs) {
        fail("ssh.channel-limit", text);
        m_state = State::Over;
        return;
    }
    m_state = State::Denied;
    pause(Pause::Retry, m_link.options().denyRetryMs * qMin(++m_denials, 4));
}

void ExecChannel::installCallbacks()
{
    // Callbacks only take notes: they run inside calls made for other channels.
    ssh_callbacks_init(&m_callbacks);
    m_callbacks.userdata = this;
    m_callbacks.channel_exit_status_function = [](ssh_session, ssh_channel, int status, void* self) {
        static_cast<ExecChannel*>(self)->m_exit = status;
        static_cast<ExecChannel*>(self)->m_exited = true;
    };
    m_callbacks.channel_exit_signal_function = [](ssh_session, ssh_channel, const char* signal, int, const char*,
                                                  const char*, void* self) {
        static_cast<ExecChannel*>(self)->m_signal = QByteArray(signal).left(32);
        static_cast<ExecChannel*>(self)->m_exited = true;
    };
    m_callbacks.channel_data_function = [](ssh_session, ssh_channel, void*, uint32_t held, int isStderr, void* self) {
        (isStderr != 0 ? static_cast<ExecChannel*>(self)->m_errWaits : static_cast<ExecChannel*>(self)->m_outWaits) =
            true;
        if (isStderr == 0)
            static_cast<ExecChannel*>(self)->m_outReady = held;
        return 0; // it stays in the channel until a step reads it
    };
    m_callbacks.channel_close_function = [](ssh_session, ssh_channel, void* self) {
        static_cast<ExecChannel*>(self)->m_closed = true;
    };
    ssh_set_channel_callbacks(m_channel, &m_callbacks);
}

void ExecChannel::request()
{
    const int rc = ssh_channel_request_exec(m_channel, m_line.constData());
    if (rc == SSH_AGAIN)
        return;
    if (rc == SSH_OK) {
        m_state = State::Running;
        m_inputFree = m_spec.sudo != Sudo::AskPassword;
        if (m_reported)
            kill();
        return;
    }
    if (ssh_is_connected(m_link.session()))
        fail("ssh.shell-refused", m_link.errorText());
    freeChannel(true);
    m_state = State::Over;
}

void ExecChannel::writeInput()
{
    if (!m_inputOpen || !m_inputFree || m_closed)
        return;
    while (m_written < m_spec.input.size()) {
        const auto window = static_cast<qsizetype>(ssh_channel_window_size(m_channel));
        const auto size = qMin(qMin(window, writePiece), m_spec.input.size() - m_written);
        const int n =
            size > 0 ? ssh_channel_write(m_channel, m_spec.input.constData() + m_written, static_cast<uint32_t>(size))
                     : 0;
        if (n <= 0)
            return;
        m_written += n;
    }
    ssh_channel_send_eof(m_channel);
    m_inputOpen = false;
}

void ExecChannel::countOutput(qsizetype bytes)
{
    m_total += bytes;
    if (m_stream || m_total <= m_spec.maxOutput || m_reported)
        return;
    fail("ssh.output-limit");
    kill();
}

/// Finishes on CLOSE. The exit status alone is not the end: output may follow, and a background child may hold the
/// channel open for ever, hence the linger.
void ExecChannel::checkEnd()
{
    if (m_closed || m_lingered)
        return complete();
    if (m_exited && m_pauseWhy != Pause::Linger)
        pause(Pause::Linger, m_link.options().lingerMs);
}

void ExecChannel::complete()
{
    // CLOSE may come while the consumer still holds a piece and more waits in the channel.
    if (m_stream && !m_reported && (m_chunksOut > 0 || !m_out.isEmpty() || (m_closed && !m_outEnded)))
        return;
    if (!m_reported)
        report(outcome());
    freeChannel(true);
    m_state = State::Over;
}

Result<CommandResult> ExecChannel::outcome() const
{
    const auto error = [](const char* code, const QString& detail) {
        return hopscope::fail(QString::fromLatin1(code), detail);
    };
    if (!m_exited)
        return error("ssh.lost", QStringLiteral("no exit status"));
    if (!m_outFilter.opened() && !m_errFilter.opened())
        return error("ssh.shell-refused", quotable(m_outFilter.noise() + m_errFilter.noise()));
    if (m_spec.sudo != Sudo::No && m_exit != 0) {
        const QString code = sudoRefusal(m_err);
        if (!code.isEmpty())
            return hopscope::fail(code, quotable(m_err));
    }
    return CommandResult{m_exit, m_signal, m_out, m_err, m_clock.elapsed()};
}

void ExecChannel::report(Result<CommandResult> result)
{
    if (std::exchange(m_reported, true))
        return;
    m_limit.stop();
    if (!result)
        result = hopscope::fail(result.error().at(m_link.events().host, QStringLiteral("command")));
    if (m_mode != Mode::Service)
        m_link.events().post(
            [op = m_op, result = std::move(result)](LinkOwner& owner) { owner.commandDone(op, result); });
    m_out.clear();
    m_err.clear();
}

void ExecChannel::fail(const char* code, const QString& detail)
{
    report(hopscope::fail(QString::fromLatin1(code), detail));
    if (m_state == State::Waiting)
        m_state = State::Over;
}

void ExecChannel::kill()
{
    if (m_state == State::Denied)
        m_state = State::Over;
    if (m_state != State::Running || m_closed)
        return m_link.pumpLater();
    if (m_kills == 2) {
        m_lingered = true; // it may be stopped, or not ours to kill
        return m_link.pumpLater();
    }
    signalProcess(m_kills++ == 0 ? "TERM" : "KILL");
    pause(Pause::Kill, m_link.options().killAfterMs);
    m_link.pumpLater();
}

/// sshd refuses signal requests where it keeps no monitor, which in OpenSSH 9.2 is every direct login as root, and says
/// so only in its own log; hence a second way, by the process group the frame told us.
void ExecChannel::signalProcess(const char* signal)
{
    ssh_channel_request_send_signal(m_channel, signal);
    const qint64 pid = qMax(m_outFilter.pid(), m_errFilter.pid());
    if (pid <= 1 || m_mode == Mode::Service)
        return;
    CommandSpec kill;
    kill.argv = QStringList{QStringLiteral("kill"), QStringLiteral("-s"), QString::fromLatin1(signal),
                            QStringLiteral("--"), QString::number(-pid)};
    kill.sudo = m_spec.sudo == Sudo::No ? Sudo::No : Sudo::NonInteractive;
    kill.timeoutMs = m_link.options().killAfterMs;
    m_link.service(kill);
}

void ExecChannel::pause(Pause why, int ms)
{
    m_pauseWhy = why;
    if (why == Pause::None)
        m_pause.stop();
    else
        m_pause.start(ms);
}

void ExecChannel::onPause()
{
    switch (std::exchange(m_pauseWhy, Pause::None)) {
    case Pause::Retry:
        if (m_state == State::Denied)
            m_state = State::Opening;
        break;
    case Pause::SudoQuiet:
        m_inputFree = true;
        break;
    case Pause::Linger:
        m_lingered = true;
        break;
    case Pause::Kill:
        kill();
        return;
    case Pause::None:
        break;
    }
    m_link.pumpLater();
}

void ExecChannel::cancel()
{
    if (m_reported)
        return;
    fail("ssh.cancelled");
    kill();
}

/// A channel whose open failed is only freed: closing it would close remote channel 0 and with it the connection.
void ExecChannel::freeChannel(bool opened)
{
    if (m_callbacks.size != 0)
        ssh_remove_channel_callbacks(m_channel, &m_callbacks);
    if (opened)
        ssh_channel_close(m_channel);
    ssh_channel_free(std::exchange(m_channel, nullptr));
}

void ExecChannel::orphan()
{
    if (m_channel && m_callbacks.size != 0)
        ssh_remove_channel_callbacks(m_channel, &m_callbacks);
    m_channel = nullptr;
    m_state = State::Over;
    m_limit.stop();
    m_pause.stop();
    m_gather.stop();
}

} // namespace hopscope
