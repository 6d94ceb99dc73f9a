// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "tests/support/fakesession.h"

namespace hopscope {

void FakeSession::show(const Snapshot& snapshot)
{
    m_snapshot = std::make_shared<const Snapshot>(snapshot);
    emit snapshotChanged(m_snapshot);
}

void FakeSession::setProgress(const Progress& progress)
{
    m_progress = progress;
    emit progressChanged(progress);
}

void FakeSession::sendLog(qint64 follow, const QByteArray& bytes, const QList<LogMark>& marks)
{
    emit logArrived({follow, bytes, marks});
}

Result<Plan> FakeSession::plan(const QString& verb, const QString& node) const
{
    if (!m_snapshot)
        return fail(QStringLiteral("action.no-unit"));
    if (m_snapshot->replay)
        return fail(QStringLiteral("action.replay"));
    if (m_snapshot->environment.policy == Policy::ReadOnly)
        return fail(QStringLiteral("action.read-only"));
    const Node* known = m_snapshot->topology.node(node);
    const QString unit =
        m_snapshot->facts ? m_snapshot->facts->value(node, QStringLiteral("unit.name")).toString() : QString();
    if (!known || unit.isEmpty())
        return fail(QStringLiteral("action.no-unit"));
    Plan made;
    made.id = QStringLiteral("a%1").arg(ran.size() + 1);
    made.verb = verb;
    made.host = known->host;
    made.node = node;
    made.unit = unit;
    made.argv = {QStringLiteral("systemctl"), verb, unit};
    made.sudo = true;
    made.risk = verb == QStringLiteral("stop") ? QStringLiteral("R3") : QStringLiteral("R2");
    if (verb == QStringLiteral("start"))
        made.undo = {QStringLiteral("systemctl"), QStringLiteral("stop"), unit};
    if (verb == QStringLiteral("reload"))
        made.prechecks = {{QStringLiteral("nginx"), QStringLiteral("-t")}};
    return made;
}

qint64 FakeSession::follow(const LogTarget& target)
{
    followed.append(target);
    return followed.size();
}

void FakeSession::answer(qint64 question, bool accepted, const QString& secret, bool keep)
{
    // A copy of its own: the window overwrites the characters where they stand.
    answers.append({question, accepted, QString(secret.constData(), secret.size()), keep});
}

Status FakeSession::saveAs(const QString& path)
{
    if (path.isEmpty())
        return fail(QStringLiteral("journal.unwritable"));
    return {};
}

} // namespace hopscope
