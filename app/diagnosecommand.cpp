// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "app/commands.h"
#include "app/interrupt.h"
#include "app/liverun.h"
#include "app/output.h"
#include "app/setup.h"
#include "app/steptext.h"
#include "app/verdictjson.h"
#include "app/verdicttext.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QUrl>

namespace hopscope {
namespace {

constexpr int kInterrupted = 130;

bool isOurSide(const QString& why)
{
    return why.startsWith(QStringLiteral("sudo.")) || why.startsWith(QStringLiteral("ssh.")) ||
           why == QStringLiteral("file.unreadable");
}

std::optional<Error> firstError(const LiveRun::Outcome& outcome)
{
    for (const HostState& host : outcome.snapshot->hosts) {
        if (host.error)
            return host.error;
    }
    const Fact* entry = outcome.snapshot->facts->find(QStringLiteral("desktop/client"), QStringLiteral("entry.error"));
    if (entry && entry->measured() && outcome.snapshot->verdict.state != VerdictState::Fault)
        return Error{entry->value.toString(), QUrl(outcome.snapshot->environment.url).host(), QStringLiteral("entry"), {}};
    // Where nothing is known to be broken, what kept us from knowing is what has to be done about.
    for (const Unmeasured& item : outcome.snapshot->verdict.unmeasured) {
        if (outcome.snapshot->verdict.state == VerdictState::Unmeasured && isOurSide(item.why))
            return Error{item.why, item.what.section(QLatin1Char(' '), 0, 0).section(QLatin1Char('/'), 0, 0),
                         QStringLiteral("command"), item.what};
    }
    if (outcome.timedOut)
        return Error{QStringLiteral("triage.timeout"), {}, {}, {}};
    return std::nullopt;
}

int statusOf(const LiveRun::Outcome& outcome, bool reportFailed)
{
    if (outcome.interrupted)
        return kInterrupted;
    const int status = exitStatusOf(outcome.snapshot->verdict.state);
    const bool lost = reportFailed || outcome.recordingError.has_value();
    return status == 0 && lost ? 3 : status;
}

int finish(const Options& options, const Words& words, const LiveRun::Outcome& outcome)
{
    const Snapshot& snapshot = *outcome.snapshot;
    RunInfo run{outcome.started, outcome.durationMs, firstError(outcome), {}};
    if (run.error) {
        run.errorText = words.error(*run.error);
        printError(run.errorText);
    }
    if (outcome.recordingError)
        printError(words.error(*outcome.recordingError));
    bool reportFailed = false;
    if (!options.report.isEmpty() && !outcome.interrupted) {
        const Status written = writeReport(snapshot, words, options.report);
        reportFailed = !written;
        if (!written)
            printError(words.error(written.error()));
    }
    if (options.json)
        printOut(QJsonDocument(verdictJson(snapshot, run, words)).toJson(QJsonDocument::Compact) + '\n');
    else
        printOut(verdictText(snapshot, words).toUtf8());
    return statusOf(outcome, reportFailed);
}

} // namespace

int runDiagnose(const Options& options)
{
    auto settings = liveSettings(options);
    if (!settings || !canWrite(options.save) || !canWrite(options.report))
        return 2;
    settings->incidentFile = freshIncidentPath(options.save);
    const Words words = makeWords(options, settings->catalogue);
    const int timeout = options.timeoutSeconds > 0 ? options.timeoutSeconds : settings->environment.timeoutSeconds;
    int status = 3;
    LiveRun live(*settings, timeout, [&](const LiveRun::Outcome& outcome) {
        status = finish(options, words, outcome);
        QCoreApplication::exit(status);
    });
    const Interrupt interrupt([&live] { live.interrupt(); });
    if (options.steps)
        live.startSteps([&options, &words](const Snapshot& snapshot, const GuideStep& step) {
            const QByteArray text = stepText(snapshot, step, words).toUtf8();
            options.json ? printProgress(text) : printOut(text);
        });
    else
        live.start();
    return QCoreApplication::exec();
}

} // namespace hopscope
