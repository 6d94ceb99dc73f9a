// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/result.h"
#include "core/diagnosis/guiderules.h"
#include "core/model/health.h"
#include "core/model/logsignature.h"
#include "core/query/expr.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

namespace hopscope {

struct Condition {
    Expr when;
    double weight = 1;
};

struct FindingRule {
    QString name;
    QStringList scopes; ///< `node`, `node:KIND`, `hop`, `hop:PROTOCOL`, `host`, `entry`
    Expr when;
    Severity severity = Severity::Critical;
    CatalogueText text;
};

/// Relations: `self`, `in` and `out` (hops), `uses` (nodes it has hops to), `host` (what else is on the same host, with the hops into it), `dependents`
/// (everything that reaches the client through it: nodes, and hops into them and into itself).
struct ExplainRule {
    QString finding;
    QString relation;
};

struct CauseRule {
    QString id;
    QString name;
    QStringList kinds; ///< node kinds, `*` for any, or `host`
    QList<Condition> required;
    QList<Condition> speaksFor;
    QList<Condition> speaksAgainst;
    QList<Condition> rulesOut;
    QList<ExplainRule> explains;
    QString symptom; ///< what the check is called where the entry's answer looks well: `queue`, `alarm`, `disk`, `slots`
    Expr symptomWhen; ///< and the reading that shows it
    QString fixCode;
    QStringList fixArgv; ///< with {unit}, {host}, {port} and the names of `args`
    CatalogueText fixText;
    QString risk;
    QMap<QString, QString> args; ///< sentence value → fact name, relations allowed
    CatalogueText title;
    CatalogueText explanation;
};

/// What to measure for a fact that is missing, and how dear that is.
struct MeasurementRule {
    QString prefix; ///< of the fact's name
    QString code;
    int cost = 0;
    CatalogueText text;
};

struct Catalogue {
    QList<LogSignature> signatures;
    QList<FindingRule> findings;
    QList<CauseRule> causes;
    QList<MeasurementRule> measurements;
    QList<GuideStepRule> steps; ///< of the guide, in the order of the files

    [[nodiscard]] const CauseRule* cause(const QString& id) const;
    [[nodiscard]] const FindingRule* finding(const QString& name) const;
};

struct CatalogueFile {
    QString name;
    QByteArray bytes;
};

/// Reads catalogue files (docs/CATALOGUE.md) into one catalogue, sorted by name and id. Checks that names are unique, conditions parse,
/// explained findings exist and texts are there in both languages. Codes: toml.*, query.*, catalogue.unknown-key
/// catalogue.bad-value catalogue.duplicate catalogue.unknown-finding catalogue.no-text; `host` of the error is the file,
/// `phase` the line.
[[nodiscard]] Result<Catalogue> loadCatalogue(const QList<CatalogueFile>& files);

} // namespace hopscope
