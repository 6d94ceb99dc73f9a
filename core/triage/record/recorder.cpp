// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/triage/record/recorder.h"

#include "core/triage/record/entries.h"

namespace hopscope {

Recorder::Recorder(std::shared_ptr<const Catalogue> catalogue, const Clock& clock)
    : m_clock(clock), m_projection(std::move(catalogue))
{
}

Status Recorder::open(const QString& path)
{
    auto writer = JournalWriter::create(path);
    if (!writer)
        return fail(writer.error());
    m_writer.emplace(std::move(*writer));
    m_path = path;
    return {};
}

void Recorder::append(Entry entry)
{
    if (m_sealed)
        return;
    entry.seq = m_projection.entries() + 1;
    if (m_writer) {
        Status written = m_writer->write(entry);
        if (written)
            written = m_writer->syncIfDue(entry.at);
        if (!written && !m_writeError)
            m_writeError = written.error();
    }
    m_projection.apply(entry);
    m_entries.append(std::move(entry));
}

void Recorder::session(const Environment& environment, const QString& version)
{
    append(entries::session(environment, version, m_clock.now()));
}

QString Recorder::observe(Observation observation)
{
    const Timestamp now = m_clock.now();
    QString id;
    if (!observation.evidence.command.isEmpty()) {
        id = QStringLiteral("e%1").arg(m_nextEvidence++);
        observation.evidence.id = id;
        append(entries::evidence(observation.evidence, now));
    }
    for (Fact& fact : observation.facts) {
        if (!id.isEmpty())
            fact.evidence = id;
        if (!fact.at.known())
            fact.at = now;
        append(entries::fact(fact, now));
    }
    return id;
}

void Recorder::round(const QString& phase, const QString& kind)
{
    if (phase == QStringLiteral("begin"))
        ++m_round;
    append(entries::round(phase, kind, m_round, m_clock.now()));
    if (m_writer && phase == QStringLiteral("end")) {
        const Status synced = m_writer->sync();
        if (!synced && !m_writeError)
            m_writeError = synced.error();
    }
}

void Recorder::action(ActionEvent event)
{
    event.at = m_clock.now();
    append(entries::action(event, event.at));
}

void Recorder::note(const QString& code, const QString& subject, const QJsonObject& args)
{
    append(entries::note(code, subject, args, m_clock.now()));
}

void Recorder::sample(bool good, double ms)
{
    append(entries::sample(good, ms, m_clock.now()));
}

void Recorder::guide(const QString& step, const QString& phase)
{
    append(entries::guide(step, phase, m_clock.now()));
}

void Recorder::seal()
{
    if (m_sealed)
        return;
    m_sealed = true;
    if (!m_writer)
        return;
    const Status sealed = m_writer->seal(m_clock.now());
    if (!sealed && !m_writeError)
        m_writeError = sealed.error();
}

Snapshot Recorder::snapshot() const
{
    Snapshot snapshot = m_projection.snapshot();
    snapshot.incidentFile = m_path;
    snapshot.headHash = m_writer ? m_writer->headHash() : QString();
    return snapshot;
}

} // namespace hopscope
