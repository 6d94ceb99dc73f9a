// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/sshdefaults.h"

#include <QProcess>
#include <QTimer>

namespace hopscope {
namespace {
constexpr int kLimitMs = 10'000;
}

SshDefaults::~SshDefaults()
{
    for (auto* process : findChildren<QProcess*>()) {
        process->disconnect(this);
        process->kill();
        process->waitForFinished(1'000);
    }
}

void SshDefaults::ask(QObject* context, Done done)
{
    if (m_lists)
        return done(*m_lists);
    m_waiting.append({context, std::move(done)});
    if (m_waiting.size() == 1)
        start();
}

void SshDefaults::start()
{
    auto* process = new QProcess(this);
    process->setStandardInputFile(QProcess::nullDevice());
    connect(process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            QTimer::singleShot(0, this, [this] { finish({}); });
    });
    connect(process, &QProcess::finished, process, &QObject::deleteLater);
    connect(process, &QProcess::finished, this, [this, process] { finish(algorithmsOfDump(process->readAllStandardOutput())); });
    QTimer::singleShot(kLimitMs, process, &QProcess::kill);
    // The name is not looked up.
    process->start(QStringLiteral("ssh"),
                   {QStringLiteral("-G"), QStringLiteral("-F"), QStringLiteral("none"), QStringLiteral("--"), QStringLiteral("localhost")});
}

void SshDefaults::finish(const AlgorithmLists& lists)
{
    m_lists = lists;
    const auto waiting = std::exchange(m_waiting, {});
    for (const auto& [context, done] : waiting)
        if (context)
            done(lists);
}

} // namespace hopscope
