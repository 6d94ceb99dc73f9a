// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// How the log panel turns arriving bytes into lines with time, level and request.
#include "ui/logs/logpanel.h"

#include "ui/logs/logsources.h"
#include "ui/logs/logview.h"
#include "ui/logs/logwords.h"
#include "ui/speech/labels.h"

#include <QDateTime>

#include <algorithm>

namespace hopscope {

HostLogReader& LogPanel::readerOf(const QString& host)
{
    std::shared_ptr<HostLogReader>& reader = m_readers[host];
    if (!reader) {
        const QJsonValue zone = m_snapshot && m_snapshot->facts
                                    ? m_snapshot->facts->value(host, QStringLiteral("host.utc_offset_s"))
                                    : QJsonValue();
        const HostSpec* spec = m_snapshot ? m_snapshot->environment.host(host) : nullptr;
        reader = std::make_shared<HostLogReader>(logZoneSeconds(spec ? spec->logClock : QString(), zone.toInt()));
    }
    return *reader;
}

qint64 LogPanel::clockOffsetMs(const QString& host) const
{
    return m_snapshot && m_snapshot->facts
               ? m_snapshot->facts->value(host, QStringLiteral("host.clock_offset_ms")).toInteger()
               : 0;
}

void LogPanel::take(const LogChunk& chunk)
{
    int source = -1;
    for (auto it = m_readings.cbegin(); it != m_readings.cend(); ++it) {
        if (it->follow == chunk.follow && chunk.follow != 0)
            source = it.key();
    }
    const LogSources::Source* known = m_sources->source(source);
    if (source < 0 || !known)
        return;
    std::vector<LogEntry> batch;
    for (const LogMark& mark : chunk.marks) {
        LogEntry gap;
        gap.bytes = tellMark(mark).toUtf8();
        gap.level = LogLevel::Gap;
        gap.source = source;
        gap.ms = m_readings[source].lastMs;
        batch.push_back(std::move(gap));
    }
    std::vector<LogEntry> lines = read(source, chunk.bytes);
    std::move(lines.begin(), lines.end(), std::back_inserter(batch));

    QSet<RequestKey> again;
    for (const LogEntry& entry : batch) {
        if (entry.joined)
            again.insert({source, entry.request});
    }
    // An access log tells what became of requests that another log of the host wrote about.
    for (const qint64 number : readerOf(known->target.host).settle()) {
        for (const LogSources::Source& other : m_sources->sources()) {
            if (other.followed && other.target.host == known->target.host)
                again.insert({other.number, number});
        }
    }
    for (LogEntry& entry : batch)
        describe(entry);
    if (!m_paused) {
        place(std::move(batch));
        return describeAgain(again);
    }
    std::move(batch.begin(), batch.end(), std::back_inserter(m_held));
    if (m_held.size() > std::size_t(LogStore::kMaxLines))
        m_held.erase(m_held.begin(), m_held.end() - LogStore::kMaxLines);
    m_heldRequests |= again;
    showCounts();
}

std::vector<LogEntry> LogPanel::read(int source, const QByteArray& bytes)
{
    Reading& reading = m_readings[source];
    const QString host = m_sources->source(source)->target.host;
    HostLogReader& reader = readerOf(host);
    const qint64 offset = clockOffsetMs(host);
    std::vector<LogEntry> batch;
    std::size_t untimed = 0; // lines before the first that says when
    for (qsizetype at = 0; at < bytes.size();) {
        qsizetype end = bytes.indexOf('\n', at);
        if (end < 0)
            end = bytes.size();
        LogEntry entry;
        entry.bytes = bytes.mid(at, std::min(end - at, LogStore::kMaxLine));
        if (entry.bytes.endsWith('\r'))
            entry.bytes.chop(1);
        at = end + 1;
        const LogLine line = reader.read(entry.bytes, reading.flavour);
        entry.source = source;
        entry.flavour = reading.flavour;
        entry.level = levelOf(line.level, entry.bytes);
        entry.request = line.request;
        entry.joined = line.joined;
        if (line.ms) {
            reading.lastMs = *line.ms - offset;
            if (!reading.timed) {
                for (std::size_t i = batch.size() - untimed; i < batch.size(); ++i)
                    batch[i].ms = reading.lastMs;
            }
            reading.timed = true;
        } else if (!reading.timed) {
            reading.lastMs = QDateTime::currentMSecsSinceEpoch();
            ++untimed;
        }
        entry.ms = reading.lastMs;
        batch.push_back(std::move(entry));
    }
    return batch;
}

void LogPanel::describe(LogEntry& entry) const
{
    if (entry.request < 0 || entry.joined)
        return;
    const LogSources::Source* source = m_sources->source(entry.source);
    const auto reader = source ? m_readers.value(source->target.host) : nullptr;
    const NginxRequest* request = reader ? reader->request(entry.request) : nullptr;
    if (!request)
        return;
    entry.shown = sumUpRequest(*request);
    entry.level = levelOfRequest(*request);
}

void LogPanel::describeAgain(const QSet<RequestKey>& requests)
{
    for (const auto& [source, number] : requests) {
        LogEntry entry;
        entry.source = source;
        entry.request = number;
        describe(entry);
        if (!entry.shown.isNull())
            m_view->setShown(source, number, entry.shown, entry.level);
    }
}

void LogPanel::place(std::vector<LogEntry> batch)
{
    if (!batch.empty())
        m_view->merge(std::move(batch));
}

} // namespace hopscope
