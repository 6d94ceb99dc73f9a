// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// How fast a recorded incident is opened and judged again: what `hopscope replay` and the window's time bar do.
#include "app/catalogue.h"
#include "core/journal/reader.h"
#include "core/journal/writer.h"
#include "core/triage/replaysession.h"

#include <benchmark/benchmark.h>

#include <QFile>
#include <QTemporaryDir>

using namespace hopscope;

namespace {

QByteArray sampleBytes()
{
    QFile file(QStringLiteral(HOPSCOPE_SOURCE_DIR "/resources/sample/incident.hopscope"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void readIncident(benchmark::State& state)
{
    const QByteArray bytes = sampleBytes();
    for (auto _ : state) {
        const auto contents = readJournal(QByteArrayView(bytes));
        if (!contents || contents->damage)
            state.SkipWithError("the sample incident cannot be read");
    }
    state.SetBytesProcessed(state.iterations() * bytes.size());
}
BENCHMARK(readIncident)->Unit(benchmark::kMillisecond);

void replayToVerdict(benchmark::State& state)
{
    const auto contents = readJournal(QByteArrayView(sampleBytes()));
    const auto catalogue = loadAllCatalogues();
    if (!contents || !catalogue) {
        state.SkipWithError("sample or catalogue cannot be read");
        return;
    }
    for (auto _ : state) {
        const ReplaySession session(*contents, {}, *catalogue);
        if (session.snapshot()->verdict.causes.isEmpty() && !session.snapshot()->lastFault)
            state.SkipWithError("the sample has no cause");
    }
    state.SetItemsProcessed(state.iterations() * contents->entries.size());
}
BENCHMARK(replayToVerdict)->Unit(benchmark::kMillisecond);

void writeIncident(benchmark::State& state)
{
    const auto contents = readJournal(QByteArrayView(sampleBytes()));
    const QTemporaryDir folder;
    if (!contents || !folder.isValid()) {
        state.SkipWithError("no sample or no folder");
        return;
    }
    const QString path = folder.filePath(QStringLiteral("bench.hopscope"));
    for (auto _ : state) {
        QFile::remove(path);
        auto writer = JournalWriter::create(path);
        for (const Entry& entry : contents->entries) {
            if (!writer || !writer->write(entry))
                state.SkipWithError("cannot write");
        }
    }
    state.SetItemsProcessed(state.iterations() * contents->entries.size());
}
BENCHMARK(writeIncident)->Unit(benchmark::kMillisecond);

} // namespace
