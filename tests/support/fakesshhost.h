// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/ssh/sshhost.h"

#include <QPointer>
#include <QProcess>
#include <QTimer>

#include <functional>
#include <optional>

namespace hopscope::test {

inline CommandResult ran(const QByteArray& out, int exit = 0, const QByteArray& err = {})
{
    return {exit, {}, out, err, 1};
}

/// An SshHost without a network: a test scripts what each command answers and reads afterwards what was asked. Answers come
/// from the event loop, as the real one's do; those still on their way when the host dies are dropped.
class FakeSshHost : public SshHost {
public:
    using Reply = std::function<Result<CommandResult>(const CommandSpec&)>;

    explicit FakeSshHost(QString alias = QStringLiteral("docs")) : m_alias(std::move(alias)) {}

    Reply reply = [](const CommandSpec&) { return ran({}); };
    std::optional<Error> unreachable; ///< what connecting ends with
    QList<CommandSpec> commands;      ///< everything that was asked to run, streams included
    int delayMs = 0;                  ///< before an answer
    int cancels = 0;

    /// A stream a test feeds by hand.
    struct Stream {
        CommandSpec spec;
        Chunk chunk;
        CommandDone done;
    };
    QList<Stream> streams;

    [[nodiscard]] QString alias() const override { return m_alias; }
    [[nodiscard]] State state() const override { return m_state; }
    [[nodiscard]] qint64 roundTripMs() const override { return 1; }
    [[nodiscard]] qint64 bytesReceived() const override { return 0; }

    void connectHost(Done done) override
    {
        QTimer::singleShot(delayMs, this, [this, done = std::move(done)] {
            m_state = unreachable ? State::Failed : State::Ready;
            emit stateChanged();
            done(unreachable ? Status(fail(*unreachable)) : Status());
        });
    }
    CommandHandle run(const CommandSpec& spec, CommandDone done) override
    {
        commands.append(spec);
        QTimer::singleShot(delayMs, this, [this, spec, done = std::move(done)] {
            done(unreachable ? Result<CommandResult>(fail(*unreachable)) : reply(spec));
        });
        return CommandHandle([self = QPointer<FakeSshHost>(this)] {
            if (self)
                ++self->cancels;
        });
    }
    CommandHandle stream(const CommandSpec& spec, Chunk chunk, CommandDone done) override
    {
        commands.append(spec);
        streams.append({spec, std::move(chunk), std::move(done)});
        return CommandHandle([self = QPointer<FakeSshHost>(this)] {
            if (self)
                ++self->cancels;
        });
    }
    void forward(const QString&, quint16, int, ForwardDone done) override
    {
        QTimer::singleShot(delayMs, this, [done = std::move(done)] { done(fail(QStringLiteral("tcp.failed"))); });
    }

private:
    const QString m_alias;
    State m_state = State::Idle;
};

/// Runs the command on this machine: for scripts that only read.
inline Result<CommandResult> runHere(const CommandSpec& spec)
{
    QStringList argv = spec.argv;
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C"));
    process.setProcessEnvironment(environment);
    process.start(argv.takeFirst(), argv);
    if (!process.waitForFinished(spec.timeoutMs)) {
        process.kill();
        process.waitForFinished();
        return fail(QStringLiteral("ssh.command-timeout"));
    }
    return ran(process.readAllStandardOutput(), process.exitCode(), process.readAllStandardError());
}

} // namespace hopscope::test
