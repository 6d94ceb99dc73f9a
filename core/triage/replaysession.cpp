// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/triage/replaysession.h"

#include <algorithm>

namespace hopscope {
namespace {
constexpr std::size_t kKeepEvery = 1000;
}

ReplaySession::ReplaySession(JournalContents contents, QString path, std::shared_ptr<const Catalogue> catalogue,
                             QObject* parent)
    : Session(parent), m_contents(std::move(contents)), m_path(std::move(path))
{
    Projection fold(std::move(catalogue));
    for (qsizetype i = 0; i < m_contents.entries.size(); ++i) {
        if (static_cast<std::size_t>(i) % kKeepEvery == 0)
            m_kept.push_back(fold);
        fold.apply(m_contents.entries.at(i));
    }
    if (m_kept.empty())
        m_kept.push_back(fold);
    show(static_cast<std::size_t>(m_contents.entries.size()));
}

Timestamp ReplaySession::from() const
{
    return m_contents.entries.isEmpty() ? Timestamp{} : m_contents.entries.constFirst().at;
}

Timestamp ReplaySession::to() const
{
    return m_contents.entries.isEmpty() ? Timestamp{} : m_contents.entries.constLast().at;
}

std::size_t ReplaySession::entriesUntil(Timestamp at) const
{
    const auto end = std::upper_bound(m_contents.entries.cbegin(), m_contents.entries.cend(), at,
                                      [](Timestamp t, const Entry& entry) { return t < entry.at; });
    return static_cast<std::size_t>(end - m_contents.entries.cbegin());
}

void ReplaySession::show(std::size_t count)
{
    const std::size_t kept = std::min(count / kKeepEvery, m_kept.size() - 1);
    Projection fold = m_kept.at(kept);
    for (std::size_t i = kept * kKeepEvery; i < count; ++i)
        fold.apply(m_contents.entries.at(static_cast<qsizetype>(i)));
    Snapshot snapshot = fold.snapshot();
    snapshot.replay = true;
    snapshot.incidentFile = m_path;
    snapshot.headHash = m_contents.headHash;
    snapshot.damage = m_contents.damage ? m_contents.damage->code : QString();
    m_snapshot = std::make_shared<const Snapshot>(std::move(snapshot));
    emit snapshotChanged(m_snapshot);
}

void ReplaySession::seek(Timestamp at)
{
    show(entriesUntil(at));
}

void ReplaySession::setLive(bool on)
{
    Q_UNUSED(on)
}

Result<Plan> ReplaySession::plan(const QString& verb, const QString& node) const
{
    Q_UNUSED(verb)
    Q_UNUSED(node)
    return fail(QStringLiteral("action.replay"));
}

void ReplaySession::run(const Plan& plan)
{
    emit actionFinished(plan.id, QStringLiteral("action.replay"));
}

void ReplaySession::runStep(const QString& step)
{
    emit stepFinished(step); // what was recorded is all there is
}

void ReplaySession::markStep(const QString& step, const QString& how)
{
    Q_UNUSED(step)
    Q_UNUSED(how)
}

qint64 ReplaySession::follow(const LogTarget& target)
{
    emit followEnded(0, Error{QStringLiteral("action.replay"), target.host, {}, {}});
    return 0;
}

void ReplaySession::unfollow(qint64 follow)
{
    Q_UNUSED(follow)
}

void ReplaySession::answer(qint64 question, bool accepted, const QString& secret, bool keep)
{
    Q_UNUSED(keep)
    Q_UNUSED(question)
    Q_UNUSED(accepted)
    Q_UNUSED(secret)
}

Status ReplaySession::saveAs(const QString& path)
{
    Q_UNUSED(path)
    return fail(QStringLiteral("action.replay"));
}

} // namespace hopscope
