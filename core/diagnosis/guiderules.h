// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/health.h"
#include "core/query/expr.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace hopscope {

/// A sentence in both languages; what it says is data, never made by core.
struct CatalogueText {
    QString en;
    QString zh;
};

/// Something a step looks at: one line for every subject in scope. Abnormal where one of `findings` is active there, well
/// where `well` holds, else not measured.
struct GuideCheck {
    QString step;
    QString name;
    QStringList scopes;       ///< as a finding's
    std::optional<Expr> only; ///< subjects it is about; all without
    QStringList findings;     ///< names, or `*` for any; their sentence is shown
    Expr well;
    QStringList facts;  ///< shown beside it as what was read; relations allowed
    CatalogueText text; ///< what is said where it is well
    bool follows = false; ///< a log line: marked as its node is, left out when older than 2 min
};

/// How a step came out: the first whose condition holds. Beside the facts, seen from desktop/client, a condition may use what
/// core/triage/guide/guidesource.h lists (`tries.failed`, `step.bad`, `verdict.state` …); its text may too.
struct GuideOutcome {
    QString step;
    std::optional<Expr> when; ///< none: always
    Health mark = Health::Unknown;
    CatalogueText text;
};

/// One step of the guide. `measure` is what it runs, in order: `entry` (the entry request), `hops` (`hops:path`,
/// `hops:dependencies`), `self` (each proxy asked by its own host), `hosts` (everything, or `hosts:a, b` the looks of
/// core/collect by name), `verify` (the entry request until 3 successes, 60 s at
/// most).
struct GuideStepRule {
    QString id;
    QString kind;  ///< `measure`, `fix`, `verify` or `report`
    QString lines; ///< lines beside those of its checks: empty, `tries`, `changes`, `verdict` or `action`
    QStringList measure;
    CatalogueText title;
    CatalogueText why;
    QList<GuideCheck> checks;
    QList<GuideOutcome> outcomes;
};

} // namespace hopscope
