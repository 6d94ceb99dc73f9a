// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/time.h"
#include "core/model/action.h"
#include "core/model/environment.h"
#include "core/model/factset.h"
#include "core/model/topology.h"
#include "core/model/verdict.h"
#include "core/timeline/timeline.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace hopscope {

/// Something the report says: a code with arguments, which the faces turn into a sentence, and the evidence behind it.
/// Codes: `fact` {subject, name, value}, `event` {event, subject, args}, `evidence` {host, command}, and those of the
/// summary, `summary.*`.
struct Claim {
    QString code;
    QJsonObject args;
    QStringList evidence;
    bool operator==(const Claim&) const = default;
};

/// One of the four large numbers. `code`: `detected cause-known acted recovered`.
struct ReportFigure {
    QString code;
    qint64 ms = -1;       ///< -1: did not happen
    qint64 targetMs = -1; ///< -1: has none
    [[nodiscard]] bool met() const { return ms >= 0 && ms <= targetMs; }
};

struct ReportCause {
    CauseMatch match;
    QList<Claim> evidenceFor;
    QList<Claim> evidenceAgainst;
    QList<Finding> explains;
};

/// One plan and what became of it.
struct ReportAction {
    Plan plan;
    QString command; ///< exactly what ran, quoted for a shell, sudo included
    QString who;
    QString state; ///< the last one
    Timestamp started;
    Timestamp finished;
    std::optional<int> exit;
    int successes = 0;    ///< good checks in a row afterwards
    QStringList evidence; ///< what was kept before and read after
};

struct ReportEvidence {
    QString id;
    QString host;
    QString command;
    int exit = 0;
    qint64 ms = 0;
    Timestamp at;
    QString sha256;
    qsizetype size = 0;
    bool truncated = false;
    bool cited = false; ///< something in the report rests on it
    QString excerpt;
    int linesLeftOut = 0;
};

struct HostClock {
    QString host;
    qint64 offsetMs = 0;
};

/// The report without a format: everything in the order of the pages, codes and numbers only. The same incident gives
/// the same model.
struct ReportModel {
    Environment environment;
    QString programVersion;
    Timestamp from; ///< earliest evidence of the outage, else the first thing recorded
    Timestamp to;   ///< recovery, else the last thing recorded
    bool recovered = false;
    QList<HostClock> clocks;
    Verdict verdict;
    QList<ReportFigure> figures;
    QList<Claim> summary;
    QList<ReportCause> causes; ///< root causes, or the rivals when undecided
    Topology topology;
    FactSet facts; ///< for the lines on the graph's cards
    Timeline timeline;
    QList<ReportAction> actions;
    QList<ReportEvidence> evidence;
    QString headHash;
    qint64 entries = 0;
    QString damage; ///< `journal.*` or empty

    /// The model as one object: `{schema, environment, from, to, verdict, figures, summary, causes, ... }`.
    [[nodiscard]] QJsonObject toJson() const;
};

} // namespace hopscope
