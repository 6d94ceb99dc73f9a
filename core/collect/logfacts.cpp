// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/collect/logfacts.h"

#include "core/base/redact.h"
#include "core/model/topology.h"
#include "core/parse/docservicelog.h"
#include "core/parse/logtime.h"
#include "core/parse/nginxerror.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>
#include <map>

namespace hopscope {
namespace {

constexpr qint64 kWindowMs = qint64{15} * 60 * 1000;
constexpr qsizetype kTranscriptLines = 120;
constexpr qsizetype kMaxLine = 4096;
constexpr qsizetype kMaxValue = 200;
/// `ps` tells the start of a process to the second.
constexpr qint64 kStartSlackMs = 2'000;
/// A stack is written at once; what stands this much later was said by somebody else.
constexpr qint64 kSameMomentMs = 2'000;

struct Line {
    QByteArray text;
    qint64 at = 0; ///< host clock, ms; that of the line before where it has none
};

/// How often and when something stood in the log, on the host's clock.
struct Seen {
    int count = 0;
    qint64 first = 0;
    qint64 last = 0;
    QString value; ///< what the last of them said

    void add(qint64 at)
    {
        first = count == 0 ? at : std::min(first, at);
        last = std::max(last, at);
        ++count;
    }
};

/// Log4js puts the time in brackets, Redis a process number and role before it.
std::optional<LogTime> timeOf(const QByteArray& line)
{
    if (auto time = readLogTime(line.startsWith('[') ? line.mid(1, 64) : line.left(64)))
        return time;
    const qsizetype blank = line.left(24).indexOf(' ');
    return blank > 0 ? readLogTime(line.mid(blank + 1, 64)) : std::nullopt;
}

/// Log lines quote what they were configured with; facts go into the incident as they are.
QString withoutSecrets(const QString& text)
{
    return QString::fromUtf8(redact(text.toUtf8()));
}

QList<Line> linesOf(const QByteArray& bytes, int zoneSeconds, Timestamp modified)
{
    QList<Line> lines;
    qint64 at = 0;
    qsizetype timed = 0; ///< how many lines there are up to the last that has a time
    for (const QByteArray& raw : bytes.split('\n')) {
        if (raw.isEmpty())
            continue;
        const auto time = timeOf(raw);
        if (time)
            at = time->at(zoneSeconds).ms;
        lines.append({raw.left(kMaxLine), at});
        timed = time ? lines.size() : timed;
    }
    for (qsizetype i = timed; i < lines.size() && modified.ms > at + kSameMomentMs; ++i)
        lines[i].at = modified.ms;
    return lines;
}

class LogReader {
public:
    LogReader(const QString& host, const QString& kind, const QList<LogSignature>& signatures, const SystemReading& system,
              Timestamp systemAt, Timestamp started)
        : m_node(nodeId(host, kind)), m_kind(kind), m_now(system.clockMs > 0 ? system.clockMs : systemAt.ms),
          m_offset(m_now - systemAt.ms), m_zone(system.zoneSeconds)
    {
        const qint64 recent = m_now - kWindowMs;
        const qint64 thisRun = started.known() ? started.ms + m_offset - kStartSlackMs : recent;
        for (const LogSignature& signature : signatures) {
            if (!signature.kinds.contains(kind))
                continue;
            m_patterns.append({signature.name, QRegularExpression(signature.pattern), signature.run ? thisRun : recent});
            m_seen[signature.name] = {};
        }
    }

    void read(const RemoteFile& file)
    {
        if (file.state != QStringLiteral("read"))
            return;
        const QList<Line> lines = linesOf(file.bytes, m_zone, file.modified);
        for (const Line& line : lines) {
            // A clock read a moment before the log may be a little behind it.
            if (line.at < m_now + 60'000)
                takeSignatures(line);
            if (line.at > m_now - kWindowMs && line.at < m_now + 60'000)
                takeRecent(line);
        }
        if (m_kind == QStringLiteral("docservice"))
            readVersion(file.bytes);
        readIntegrator(file.bytes);
        m_transcript += "# " + file.path.toUtf8() + '\n';
        for (const Line& line : lines.mid(std::max<qsizetype>(0, lines.size() - kTranscriptLines)))
            m_transcript += line.text + '\n';
        ++m_read;
    }

    [[nodiscard]] LogReading finish(const QString& command)
    {
        for (const auto& [name, seen] : m_seen)
            addSeen(name, seen);
        if (m_lastErrorAt > 0)
            add(QStringLiteral("log.last_error"),
                QJsonObject{{QStringLiteral("at"), desktop(m_lastErrorAt)}, {QStringLiteral("text"), withoutSecrets(m_lastError).left(400)}});
        addDocumentServer();
        return {command, m_transcript, m_facts};
    }

private:
    struct Pattern {
        QString name;
        QRegularExpression regex;
        qint64 from = 0; ///< host clock; lines before do not count
    };

    void takeSignatures(const Line& line)
    {
        const auto counts = [&](const Pattern& pattern) { return line.at > pattern.from; };
        if (std::none_of(m_patterns.cbegin(), m_patterns.cend(), counts))
            return;
        const QString text = QString::fromUtf8(line.text);
        for (const Pattern& pattern : m_patterns) {
            if (!counts(pattern))
                continue;
            const QRegularExpressionMatch match = pattern.regex.match(text);
            if (!match.hasMatch())
                continue;
            Seen& seen = m_seen[pattern.name];
            seen.add(line.at);
            seen.value = match.captured(QStringLiteral("value"));
        }
    }
    void takeRecent(const Line& line)
    {
        const QString text = QString::fromUtf8(line.text);
        if (m_kind == QStringLiteral("nginx")) {
            const NginxErrorLine parsed = parseNginxErrorLine(line.text);
            if (!parsed.catalogue.isEmpty())
                m_seen[parsed.catalogue].add(line.at);
        }
        static const QRegularExpression bad(QStringLiteral("\\[(ERROR|FATAL|error|crit|alert|emerg)\\]|FATAL:|PANIC:|ERROR:"));
        if (line.at >= m_lastErrorAt && bad.match(text).hasMatch()) {
            m_lastErrorAt = line.at;
            m_lastError = text;
        }
    }
    void readVersion(const QByteArray& bytes)
    {
        for (const DocserviceRecord& record : parseDocserviceLog(bytes)) {
            if (const auto listening = record.listening())
                m_listening = listening;
        }
    }
    void readIntegrator(const QByteArray& bytes)
    {
        static const QRegularExpression url(QStringLiteral("(?:postData error: url = |downloadFile:url=)(https?://[^\\s;]{1,300})"));
        for (auto it = url.globalMatch(QString::fromUtf8(bytes)); it.hasNext();)
            m_integrator = it.next().captured(1);
    }
    void addSeen(const QString& name, const Seen& seen)
    {
        const QString prefix = QStringLiteral("log.%1.").arg(name);
        if (m_read == 0) {
            m_facts.append(notMeasured(m_node, prefix + QStringLiteral("count"), QStringLiteral("file.unreadable"), {}));
            return;
        }
        add(prefix + QStringLiteral("count"), seen.count);
        if (seen.count == 0)
            return;
        add(prefix + QStringLiteral("age_s"), std::max<qint64>(0, (m_now - seen.last) / 1000));
        add(prefix + QStringLiteral("first"), desktop(seen.first));
        add(prefix + QStringLiteral("last"), desktop(seen.last));
        if (!seen.value.isEmpty())
            add(prefix + QStringLiteral("value"), withoutSecrets(seen.value.left(kMaxValue)));
    }
    void addDocumentServer()
    {
        if (m_listening) {
            add(QStringLiteral("ds.version"), m_listening->version);
            add(QStringLiteral("ds.build"), m_listening->build);
        }
        if (!m_integrator.isEmpty())
            add(QStringLiteral("ds.integrator"), QJsonObject{{QStringLiteral("url"), withoutSecrets(m_integrator)}});
    }
    void add(const QString& name, const QJsonValue& value) { m_facts.append({m_node, name, value, {}, {}, {}}); }
    [[nodiscard]] QString desktop(qint64 hostMs) const { return Timestamp{hostMs - m_offset}.iso(); }

    const QString m_node;
    const QString m_kind;
    const qint64 m_now;    ///< the host's clock
    const qint64 m_offset; ///< of the host's clock before the desktop's
    const int m_zone;
    QList<Pattern> m_patterns;
    std::map<QString, Seen> m_seen;
    int m_read = 0;
    qint64 m_lastErrorAt = 0;
    QString m_lastError;
    QString m_integrator;
    std::optional<DocserviceListening> m_listening;
    QByteArray m_transcript;
    QList<Fact> m_facts;
};

} // namespace

LogReading logFacts(const QString& host, const QString& kind, const QList<RemoteFile>& files,
                    const QList<LogSignature>& signatures, const SystemReading& system, Timestamp systemAt,
                    Timestamp started)
{
    LogReader reader(host, kind, signatures, system, systemAt, started);
    QStringList paths;
    for (const RemoteFile& file : files) {
        reader.read(file);
        paths.append(file.path);
    }
    LogReading reading = reader.finish(QStringLiteral("tail -n %1 %2").arg(kTranscriptLines).arg(paths.join(QLatin1Char(' '))));
    // nginx says in its configuration where its logs are; the others are where they were found.
    if (kind != QStringLiteral("nginx"))
        reading.facts.append({nodeId(host, kind), QStringLiteral("log.files"), QJsonArray::fromStringList(paths), {}, {}, {}});
    return reading;
}

} // namespace hopscope
