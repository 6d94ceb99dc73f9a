// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/error.h"
#include "core/base/time.h"
#include "core/model/action.h"
#include "core/model/health.h"
#include "core/model/topology.h"
#include "core/model/verdict.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QString>

#include <functional>

namespace hopscope {

enum class Language { English, Chinese };

/// Where the catalogue's own texts come from, so that this room need not know it. `kind` is `cause`, `finding`,
/// `log` or `measurement`, `key` an id (`MQ01`) or a name. The answer holds any of `title`, `line`, `fix` as `{en, zh}`; empty
/// when the catalogue says nothing. A title that does not name its `{host}` gives way to the built-in one, or gets its
/// subject put before it: a headline says where.
using CatalogueLookup = std::function<QJsonObject(const QString& kind, const QString& key)>;

/// A headline and the line that explains it.
struct Sentence {
    QString title;
    QString line;
};

/// Turns codes and arguments into sentences, for window, command line and reports. A plain value, usable from any
/// thread as long as the lookup is. Every text that came from a host is made visible first (untrusted.h); nothing here
/// is markup. An unknown code gets a general sentence built from its words, never the raw code.
class Words {
public:
    /// `utcOffsetSeconds` is how times are shown; 0 shows UTC.
    explicit Words(Language language = Language::English, CatalogueLookup catalogue = {}, int utcOffsetSeconds = 0);

    [[nodiscard]] Language language() const { return m_language; }
    [[nodiscard]] bool chinese() const { return m_language == Language::Chinese; }

    /// A word or sentence of the faces by key (`tier.0`, `report.heading.cause`), placeholders filled from `args`.
    [[nodiscard]] QString text(const QString& key, const QJsonObject& args = {}) const;
    [[nodiscard]] bool has(const QString& key) const;

    /// One line: host and phase, what happened, what to do.
    [[nodiscard]] QString error(const Error& error) const;
    /// Why something was not measured, short.
    [[nodiscard]] QString reason(const QString& code) const;
    [[nodiscard]] QString todo(const QString& code) const;

    [[nodiscard]] QString health(Health health) const;
    [[nodiscard]] QString severity(Severity severity) const;
    [[nodiscard]] QString kind(const QString& kind) const;
    /// `docservice on docs` for a node, `nginx → docservice` for a hop, else the host's name.
    [[nodiscard]] QString subject(const QString& id) const;
    /// Short: `docservice`, without the host.
    [[nodiscard]] QString subjectTitle(const QString& id) const;

    [[nodiscard]] Sentence verdict(const Verdict& verdict) const;
    [[nodiscard]] QString causeTitle(const CauseMatch& cause) const;
    /// The same in the past, for a report on something that is over.
    [[nodiscard]] QString causeTitlePast(const CauseMatch& cause) const;
    [[nodiscard]] QString causeLine(const CauseMatch& cause) const;
    [[nodiscard]] QString finding(const Finding& finding) const;
    /// What would mend it, in words; empty when nothing is known.
    [[nodiscard]] QString fix(const CauseMatch& cause) const;
    [[nodiscard]] QString nextMeasurement(const QString& code) const;
    /// Why a node or hop has its health: a finding name, cause name or unmeasured reason.
    [[nodiscard]] QString nodeReason(const QString& reason, Health health) const;
    /// `docs unit.active_state` → `docs: Unit state`.
    [[nodiscard]] QString unmeasuredWhat(const QString& what) const;

    [[nodiscard]] QString factLabel(const QString& name) const;
    /// A measured fact inside a sentence: `connection refused`, `nothing listens on its port`, `disk used 41 %`.
    [[nodiscard]] QString factPhrase(const QString& name, const QJsonValue& value) const;
    [[nodiscard]] QString factValue(const QString& name, const QJsonValue& value) const;

    [[nodiscard]] QString verb(const QString& verb) const;
    [[nodiscard]] QString actionState(const QString& state) const;
    /// One moment of a timeline: code as in core/timeline/timeline.h.
    [[nodiscard]] QString event(const QString& code, const QString& subject, const QJsonObject& args) const;

    /// `3 min 9 s`, `12 ms`, `–` when negative.
    [[nodiscard]] QString duration(qint64 ms) const;
    [[nodiscard]] QString time(Timestamp at) const;      ///< `10:56:21`
    [[nodiscard]] QString shortTime(Timestamp at) const; ///< `10:56`
    [[nodiscard]] QString date(Timestamp at) const;      ///< `22 November 2026`
    [[nodiscard]] QString dateTime(Timestamp at) const;
    [[nodiscard]] QString zone() const; ///< `UTC+8`
    [[nodiscard]] QString bytes(qint64 bytes) const;
    [[nodiscard]] QString count(qint64 count) const;   ///< `1,204`
    [[nodiscard]] QString percent(double share) const; ///< 0.97 → `97 %`
    /// `gate +0.1 s`
    [[nodiscard]] QString clockOffset(qint64 ms) const;

private:
    [[nodiscard]] QString pick(const char* en, const char* zh) const;
    [[nodiscard]] QString fromCatalogue(const QString& kind, const QString& key, const QString& part) const;
    [[nodiscard]] QString withSubject(const QString& text, const QString& subject) const;
    [[nodiscard]] QJsonObject spokenArgs(const QString& subject, const QJsonObject& args) const;
    [[nodiscard]] QString causeText(const CauseMatch& cause, const QString& part) const;
    [[nodiscard]] QDateTime local(Timestamp at) const;

    Language m_language;
    CatalogueLookup m_catalogue;
    int m_offset;
};

} // namespace hopscope
