// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/diagnosis/guiderules.h"
#include "core/model/action.h"
#include "core/model/fact.h"
#include "core/model/verdict.h"
#include "core/timeline/timeline.h"

#include <QJsonObject>
#include <QList>

#include <optional>

namespace hopscope {

/// One entry request of a step.
struct GuideTry {
    QString evidence;
    bool good = false;
    double ms = 0;
    int status = 0; ///< 0 without an HTTP answer
    QString error;  ///< its `tcp.*`, `tls.*` or `http.*` code
};

/// One line of a step: what was looked at, how it is, and the bytes behind it. `code` says which of the optional parts it is
/// about: `well` (text), `finding`, `unmeasured` (why), `try`, `try-body` and `try-error` (args), `change` (event), `cause`, `rival`,
/// `action`; of a verdict also `proof`, `against`, `against-none`, `all-well`, `open` and `next` (args).
struct GuideLine {
    QString id; ///< unique in its step, the same when the step is run again
    Health mark = Health::Unknown;
    QString code;
    QString subject;
    CatalogueText text;
    QString why;          ///< reason code
    QJsonObject args;
    QStringList evidence; ///< ids, the most telling first
    QList<Fact> facts;    ///< what was read
    std::optional<Finding> finding;
    std::optional<CauseMatch> cause;
    std::optional<TimelineEvent> event;
    std::optional<ActionEvent> action;
};

/// A step and what its last run gave.
struct GuideStep {
    QString id;
    QString kind; ///< as GuideStepRule::kind
    CatalogueText title;
    CatalogueText why;
    QString state = QStringLiteral("waiting"); ///< `waiting running done cancelled skipped by-hand`
    int runs = 0;
    Timestamp started;
    Timestamp ended;
    Health mark = Health::Unknown;
    CatalogueText result;
    QJsonObject args;             ///< for `result`: the values of guidesource.h
    std::optional<CauseMatch> cause; ///< the best one when it ended
    QList<GuideLine> lines;
    QList<GuideTry> tries;
    QStringList evidence; ///< everything recorded while it ran, in order

    /// It was run, left out or done by hand.
    [[nodiscard]] bool over() const { return state != QStringLiteral("waiting") && state != QStringLiteral("running"); }
};

/// The guide as far as it has come. A value derived from the incident, so that a replay shows the same steps.
struct GuideState {
    QList<GuideStep> steps;
    bool begun = false; ///< some step was run or left out

    [[nodiscard]] const GuideStep* step(const QString& id) const
    {
        for (const GuideStep& one : steps) {
            if (one.id == id)
                return &one;
        }
        return nullptr;
    }
};

} // namespace hopscope
