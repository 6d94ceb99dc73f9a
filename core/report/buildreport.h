// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/evidence.h"
#include "core/model/factset.h"
#include "core/report/reportmodel.h"

#include <map>

namespace hopscope {

/// The parts of a snapshot the report is made of. After a recovery `verdict` and `topology` are those of the last
/// fault, so that the report tells what it was. References must live until buildReport() returns.
struct ReportInput {
    const Environment& environment;
    const Verdict& verdict;
    const Topology& topology;
    const Timeline& timeline;
    const FactSet& facts;
    const std::map<QString, Evidence>& evidence;
    const std::map<QString, Plan>& plans;
    const QList<ActionEvent>& audit;
    Timestamp at; ///< of the last entry
    qint64 entries = 0;
    QString headHash;
    QString damage;
    QString programVersion;
};

/// Pure and deterministic; takes no clock. Any thread.
[[nodiscard]] ReportModel buildReport(const ReportInput& input);

/// An argument vector as one would type it into a POSIX shell.
[[nodiscard]] QString shellCommand(const QStringList& argv);

} // namespace hopscope
