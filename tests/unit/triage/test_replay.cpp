// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/triage/replaysession.h"
#include "tests/support/result.h"
#include "tests/unit/triage/sameview.h"
#include "tests/unit/triage/scripted.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace hopscope;
using namespace hopscope::test;

class TestReplay : public QObject {
    Q_OBJECT
private slots:
    void replayEqualsLiveAtEveryEntry();
    void seekAcrossKeptFolds();
    void damagedShowsWhatIsIntact();
    void emptyIncident();
    void nothingCanBeActedOn();

private:
    ManualClock m_clock{{Scenario::kNow}};
};

void TestReplay::replayEqualsLiveAtEveryEntry()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(q("x.hopscope"));
    Recorder recorder(sharedCatalogue(), m_clock);
    QVERIFY_RESULT(recorder.open(path));
    Story(recorder, m_clock).tell();
    recorder.seal();
    auto contents = readJournal(path);
    QVERIFY_RESULT(contents);
    const QList<Entry> entries = contents->entries;
    ReplaySession replay(std::move(*contents), path, sharedCatalogue());
    QCOMPARE(viewOf(*replay.snapshot()), viewOf(recorder.snapshot()));
    QVERIFY(replay.snapshot()->replay);
    QCOMPARE(replay.snapshot()->incidentFile, path);
    QVERIFY(replay.snapshot()->damage.isEmpty());
    QCOMPARE(replay.from(), entries.first().at);
    QCOMPARE(replay.to(), entries.last().at);
    Projection live(sharedCatalogue());
    for (qsizetype i = 0; i < entries.size(); ++i) {
        live.apply(entries.at(i));
        const bool lastOfItsMoment = i + 1 == entries.size() || entries.at(i + 1).at != entries.at(i).at;
        if (!lastOfItsMoment)
            continue;
        replay.seek(entries.at(i).at);
        QCOMPARE(viewOf(*replay.snapshot()), viewOf(live.snapshot()));
    }
    replay.seek({entries.first().at.ms - 1});
    QCOMPARE(replay.snapshot()->entries, 0);
}

void TestReplay::seekAcrossKeptFolds()
{
    Recorder recorder(sharedCatalogue(), m_clock);
    Story story(recorder, m_clock);
    story.tell();
    while (recorder.entries().size() < 2600)
        story.sample(recorder.entries().size() % 100 > 3);
    story.look(Scenario());
    JournalContents contents;
    contents.entries = recorder.entries();
    ReplaySession replay(contents, {}, sharedCatalogue());
    // Back and forth over the kept folds, and to the places where one begins.
    for (const qsizetype count : {2600, 1000, 999, 1001, 5, 2000, 1999, 2001, 1500, 2599}) {
        replay.seek(contents.entries.at(count - 1).at);
        const qint64 shown = replay.snapshot()->entries;
        QVERIFY(shown >= count && shown < count + 150);
        Projection scratch(sharedCatalogue());
        for (qsizetype i = 0; i < shown; ++i)
            scratch.apply(contents.entries.at(i));
        QCOMPARE(viewOf(*replay.snapshot()), viewOf(scratch.snapshot()));
    }
}

void TestReplay::damagedShowsWhatIsIntact()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(q("x.hopscope"));
    Recorder recorder(sharedCatalogue(), m_clock);
    QVERIFY_RESULT(recorder.open(path));
    Story(recorder, m_clock).tell();
    recorder.seal();
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray bytes = file.readAll();
    const qsizetype middle = bytes.size() / 2;
    bytes[middle] = static_cast<char>(bytes.at(middle) ^ 0x10);
    file.seek(0);
    file.write(bytes);
    file.close();
    const auto contents = readJournal(path);
    QVERIFY_RESULT(contents);
    QVERIFY(contents->damage.has_value());
    const qsizetype intact = contents->entries.size();
    QVERIFY(intact > 10 && intact < recorder.entries().size());
    const ReplaySession replay(*contents, path, sharedCatalogue());
    QCOMPARE(replay.snapshot()->damage, q("journal.damaged"));
    QCOMPARE(replay.snapshot()->entries, intact);
    Projection scratch(sharedCatalogue());
    for (qsizetype i = 0; i < intact; ++i)
        scratch.apply(recorder.entries().at(i));
    QCOMPARE(viewOf(*replay.snapshot()), viewOf(scratch.snapshot()));
}

void TestReplay::emptyIncident()
{
    ReplaySession replay({}, {}, sharedCatalogue());
    QCOMPARE(replay.snapshot()->entries, 0);
    QVERIFY(!replay.from().known());
    replay.seek({Scenario::kNow});
    QVERIFY(replay.snapshot()->facts);
    QVERIFY(replay.snapshot()->evidence);
}

void TestReplay::nothingCanBeActedOn()
{
    ReplaySession replay({}, {}, sharedCatalogue());
    QSignalSpy finished(&replay, &Session::actionFinished);
    QSignalSpy ended(&replay, &Session::followEnded);
    QCOMPARE(replay.plan(q("restart"), q("docs/nginx")).error().code, q("action.replay"));
    Plan plan;
    plan.id = q("a1");
    replay.run(plan);
    QCOMPARE(finished.count(), 1);
    QCOMPARE(finished.at(0).at(1).toString(), q("action.replay"));
    replay.follow({q("docs"), q("/x"), {}});
    QCOMPARE(ended.count(), 1);
    QVERIFY(!replay.saveAs(q("/x")));
    QVERIFY(replay.logTargets().isEmpty());
}

QTEST_GUILESS_MAIN(TestReplay)
#include "test_replay.moc"
