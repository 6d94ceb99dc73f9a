// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/collect/software.h"
#include "core/collect/statefacts.h"
#include "core/model/topology.h"
#include "core/parse/systemdshow.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

#include <map>
#include <optional>

namespace hopscope {
namespace {

constexpr qint64 kWindowMs = 24LL * 3600 * 1000;
constexpr qsizetype kMaxCrashes = 20;

struct Crash {
    Timestamp at;
    QString how;
    std::optional<int> status{};
    bool hidden = false;

    [[nodiscard]] QJsonObject json() const
    {
        QJsonObject object{{QStringLiteral("at"), at.iso()}, {QStringLiteral("how"), how}, {QStringLiteral("hidden"), hidden}};
        if (status)
            object.insert(QStringLiteral("status"), *status);
        return object;
    }
};

/// Follows what systemd says about one unit. An end without a stop before it is a crash, whatever systemd calls it; where
/// the excerpt begins in the middle of a life, only an automatic restart proves that nobody stopped it.
class Life {
public:
    void take(const JournalLine& line)
    {
        const QString text = line.message.toLower();
        if (text.startsWith(QStringLiteral("stopping ")) ||
            (line.jobType == QStringLiteral("stop") && line.jobResult.isEmpty())) {
            m_stopping = true;
        } else if (text.startsWith(QStringLiteral("started ")) || text.startsWith(QStringLiteral("starting "))) {
            begin();
        } else if (text.contains(QStringLiteral("scheduled restart job")) ||
                   text.contains(QStringLiteral("scheduling restart"))) {
            confirm();
        } else if (!m_stopping) {
            takeEnd(line.at, text);
        }
    }

    /// Latest first.
    [[nodiscard]] QList<Crash> since(Timestamp from) const
    {
        QList<Crash> list;
        for (auto it = m_crashes.rbegin(); it != m_crashes.rend(); ++it) {
            if (it->at >= from)
                list.append(*it);
        }
        return list;
    }

private:
    void begin()
    {
        m_stopping = false;
        m_knownStart = true;
        m_open.reset();
        m_oom = false;
    }

    void confirm()
    {
        if (m_open && !m_counted)
            m_crashes.append(*m_open);
        m_open.reset();
        m_oom = false;
        m_stopping = false;
    }

    void takeEnd(Timestamp at, const QString& text)
    {
        static const QRegularExpression exited(QStringLiteral("main process exited, code=(\\w+), status=(\\d+)"));
        static const QRegularExpression failed(QStringLiteral("failed with result '([a-z-]+)'"));
        if (text.contains(QStringLiteral("killed by the oom killer"))) {
            m_oom = true;
        } else if (const auto match = exited.match(text); match.hasMatch()) {
            end({at, m_oom ? QStringLiteral("oom-kill") : match.captured(1), match.captured(2).toInt()});
        } else if (failed.match(text).hasMatch()) {
            const bool oom = m_oom || failed.match(text).captured(1) == QStringLiteral("oom-kill");
            end({at, oom ? QStringLiteral("oom-kill") : QStringLiteral("failed"), std::nullopt});
        } else if (text.endsWith(QStringLiteral(": deactivated successfully.")) ||
                   text.endsWith(QStringLiteral(": succeeded."))) {
            end({at, m_oom ? QStringLiteral("oom-kill") : QStringLiteral("exited"), std::nullopt, true});
        }
    }

    /// The first line of an end says most; what follows it is the same end.
    void end(const Crash& crash)
    {
        if (m_open)
            return;
        m_open = crash;
        m_counted = m_knownStart;
        if (m_counted)
            m_crashes.append(crash);
    }

    QList<Crash> m_crashes;
    std::optional<Crash> m_open; ///< the end of this life, if it came
    bool m_counted = false;
    bool m_knownStart = false;
    bool m_stopping = false;
    bool m_oom = false;
};

} // namespace

QList<Fact> unitCrashFacts(const QString& host, const QByteArray& journalJson, Timestamp now, qint64 aheadMs)
{
    std::map<QString, Life> lives;
    for (JournalLine line : parseJournal(journalJson)) {
        line.at.ms -= aheadMs;
        if (const Software* software = softwareOfUnit(line.unit))
            lives[software->kind].take(line);
    }
    QList<Fact> facts;
    for (const auto& [kind, life] : lives) {
        const QList<Crash> crashes = life.since({now.ms - kWindowMs});
        const auto add = [&, node = nodeId(host, kind)](const char* name, const QJsonValue& value) {
            facts.append({node, QString::fromLatin1(name), value, {}, {}, {}});
        };
        add("unit.crash_count", crashes.size());
        if (crashes.isEmpty()) {
            for (const char* name : {"unit.crash_last", "unit.crashes"})
                facts.append(nothingToSay(nodeId(host, kind), QString::fromLatin1(name), {}));
            continue;
        }
        add("unit.crash_last", crashes.first().at.iso());
        QJsonArray list;
        for (const Crash& crash : crashes.mid(0, kMaxCrashes))
            list.append(crash.json());
        add("unit.crashes", list);
    }
    return facts;
}

} // namespace hopscope
