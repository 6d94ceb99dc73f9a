// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/time.h"
#include "core/model/health.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace hopscope {

/// A named abnormality, seen on one node, hop or host.
struct Finding {
    QString id;       ///< `f3`, stable within one verdict
    QString name;     ///< catalogue name, `port-closed`
    Severity severity = Severity::Critical;
    QString subject;  ///< node id, hop id or host name
    QStringList evidence;
    Timestamp since;  ///< earliest evidence
    QJsonObject args; ///< values for the sentence (`port`, `status`, `address`)
};

/// A catalogue entry that may be the root of what is seen.
struct CauseMatch {
    QString id;    ///< `DS01`
    QString name;  ///< `docservice-stopped`
    QString node;  ///< node id or host name it is blamed on
    double confidence = 0; ///< 0..1, share of the score over its nearest rival
    QStringList evidenceFor;
    QStringList evidenceAgainst;
    QStringList explains;    ///< finding ids
    QStringList unmeasured;  ///< conditions that could not be judged, as `subject name`
    QString fixCode;         ///< `start-unit`, `free-disk`; empty when there is none
    QStringList fixArgv;     ///< command that would mend it, empty when it takes a person
    QString risk;            ///< `R0`..`R4`
    Timestamp since;
    QJsonObject args;        ///< values for the sentence (`unit`, `host`, `port`)
};

/// The abnormal answer of the entry check.
struct Symptom {
    QString url;
    QString check; ///< `http`, `body`, `queue`, `alarm`, `disk`
    std::optional<int> status;
    QString body;  ///< first 200 characters, control bytes replaced
    QString answeredBy;      ///< `nginx/1.22.1 on docs`; empty without an HTTP answer
    QString divergesAt;      ///< hop id or empty
    QString firstDifference; ///< hop id or empty
};

struct Unmeasured {
    QString what; ///< `docs unit.active_state`
    QString why;  ///< reason code
};

enum class VerdictState { Unmeasured, Healthy, Undecided, Fault };
[[nodiscard]] QString toCode(VerdictState state);

struct Verdict {
    VerdictState state = VerdictState::Unmeasured;
    std::optional<Symptom> symptom;
    QList<CauseMatch> causes;           ///< best first; empty when undecided
    QList<CauseMatch> undecidedBetween;
    QString nextMeasurement;            ///< code of the cheapest measurement that would decide
    QList<Finding> findings;
    QList<Unmeasured> unmeasured;

    [[nodiscard]] const Finding* finding(const QString& id) const;
};

} // namespace hopscope
