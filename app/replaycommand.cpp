// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "app/catalogue.h"
#include "app/commands.h"
#include "app/output.h"
#include "app/setup.h"
#include "app/verdictjson.h"
#include "app/verdicttext.h"

#include <QJsonDocument>

namespace hopscope {
namespace {

/// A damaged or unclosed incident is judged on what is intact, and never called healthy.
int statusOf(const Snapshot& snapshot, const std::optional<JournalDamage>& damage)
{
    const int status = exitStatusOf(snapshot.verdict.state);
    return damage && status == 0 ? 3 : status;
}

} // namespace

int runReplay(const Options& options)
{
    const auto opened = openIncident(options);
    if (!opened)
        return 2;
    if (!options.at.isEmpty()) {
        const Timestamp at = Timestamp::fromIso(options.at);
        if (!at.known()) {
            printError(QStringLiteral("%1 is not a time; write it as 2026-11-22T10:59:02Z").arg(options.at));
            return 2;
        }
        opened->session->seek(at);
    }
    const Words words = makeWords(options, loadAllCatalogues().value_or(nullptr));
    const Snapshot& snapshot = *opened->session->snapshot();
    RunInfo run{opened->session->from(), opened->session->to().ms - opened->session->from().ms, std::nullopt, {}};
    if (opened->damage) {
        run.error = Error{opened->damage->code, options.target, QStringLiteral("offset %1").arg(opened->damage->offset), {}};
        run.errorText = words.error(*run.error);
    }
    if (options.json)
        printOut(QJsonDocument(verdictJson(snapshot, run, words)).toJson(QJsonDocument::Compact) + '\n');
    else
        printOut(verdictText(snapshot, words).toUtf8());
    return statusOf(snapshot, opened->damage);
}

int runReport(const Options& options)
{
    if (!options.output.endsWith(QStringLiteral(".pdf"), Qt::CaseInsensitive)) {
        printError(QStringLiteral("%1: only PDF reports can be written; name a file that ends in .pdf").arg(options.output));
        return 2;
    }
    if (!canWrite(options.output))
        return 2;
    const auto opened = openIncident(options);
    if (!opened)
        return 2;
    const Words words = makeWords(options, loadAllCatalogues().value_or(nullptr));
    const Status written = writeReport(*opened->session->snapshot(), words, options.output);
    if (!written)
        printError(words.error(written.error()));
    return written ? 0 : 3;
}

} // namespace hopscope
