// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "app/commands.h"
#include "app/interrupt.h"
#include "app/liverun.h"
#include "app/output.h"
#include "app/setup.h"
#include "app/topologypicture.h"
#include "app/verdictjson.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace hopscope {
namespace {

int finish(const Options& options, const Words& words, const LiveRun::Outcome& outcome)
{
    const Snapshot& snapshot = *outcome.snapshot;
    bool reached = false;
    for (const HostState& host : snapshot.hosts) {
        if (host.error)
            printError(words.error(*host.error));
        reached = reached || snapshot.facts->value(host.name, QStringLiteral("host.reached")).toBool();
    }
    if (!reached) {
        printError(words.error(Error{QStringLiteral("triage.nothing-measured"), {}, {}, {}}));
        return 3;
    }
    if (options.format == QStringLiteral("json"))
        printOut(QJsonDocument(topologyJson(snapshot)).toJson(QJsonDocument::Compact) + '\n');
    else
        printOut(topologyPicture(snapshot, words, options.format));
    return 0;
}

} // namespace

int runTopology(const Options& options)
{
    const auto settings = liveSettings(options);
    if (!settings)
        return 2;
    const Words words = makeWords(options, settings->catalogue);
    LiveRun live(*settings, settings->environment.timeoutSeconds,
                 [&](const LiveRun::Outcome& outcome) { QCoreApplication::exit(finish(options, words, outcome)); });
    const Interrupt interrupt([&live] { live.interrupt(); });
    live.start();
    return QCoreApplication::exec();
}

} // namespace hopscope
