// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/triage/record/projection.h"
#include "core/triage/record/entries.h"
#include "tests/support/result.h"
#include "tests/unit/triage/sameview.h"
#include "tests/unit/triage/scripted.h"

#include "core/journal/reader.h"

#include <QTemporaryDir>

using namespace hopscope;
using namespace hopscope::test;

class TestProjection : public QObject {
    Q_OBJECT
private slots:
    void foldEqualsDerivedFromScratch();
    void surviveJson();
    void fileHoldsWhatWasFolded();
    void theStoryIsUnderstood();
    void evidenceIsTiedToItsFacts();
    void nothingIsRecordedAfterTheSeal();
    void failedWriteDoesNotStop();
    void strangeEntriesAreIgnored();
    void copiesGoTheirOwnWay();

private:
    ManualClock m_clock{{Scenario::kNow}};
};

void TestProjection::foldEqualsDerivedFromScratch()
{
    Recorder recorder(sharedCatalogue(), m_clock);
    Story(recorder, m_clock).tell();
    const QList<Entry> entries = recorder.entries();
    QVERIFY(entries.size() > 100);
    Projection fold(sharedCatalogue());
    for (qsizetype i = 0; i < entries.size(); ++i) {
        fold.apply(entries.at(i));
        if (i % 25 != 0 && i + 1 != entries.size())
            continue;
        Projection scratch(sharedCatalogue());
        for (qsizetype j = 0; j <= i; ++j)
            scratch.apply(entries.at(j));
        QCOMPARE(viewOf(fold.snapshot()), viewOf(scratch.snapshot()));
    }
    QCOMPARE(viewOf(fold.snapshot()), viewOf(recorder.snapshot()));
}

void TestProjection::surviveJson()
{
    Recorder recorder(sharedCatalogue(), m_clock);
    Story(recorder, m_clock).tell();
    Projection fold(sharedCatalogue());
    for (const Entry& entry : recorder.entries()) {
        const auto back = Entry::fromJson(QJsonDocument::fromJson(QJsonDocument(entry.toJson()).toJson()).object());
        QVERIFY(back.has_value());
        QCOMPARE(*back, entry);
        fold.apply(*back);
    }
    QCOMPARE(viewOf(fold.snapshot()), viewOf(recorder.snapshot()));
}

void TestProjection::fileHoldsWhatWasFolded()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(q("x.hopscope"));
    Recorder recorder(sharedCatalogue(), m_clock);
    QVERIFY_RESULT(recorder.open(path));
    Story(recorder, m_clock).tell();
    recorder.seal();
    QVERIFY(!recorder.writeError());
    const auto contents = readJournal(path);
    QVERIFY_RESULT(contents);
    QVERIFY(!contents->damage);
    QCOMPARE(contents->entries, recorder.entries());
    QCOMPARE(contents->headHash, recorder.snapshot().headHash);
}

void TestProjection::theStoryIsUnderstood()
{
    Recorder recorder(sharedCatalogue(), m_clock);
    Story(recorder, m_clock).tell();
    QStringList states;
    Projection fold(sharedCatalogue());
    for (const Entry& entry : recorder.entries()) {
        fold.apply(entry);
        if (entry.kind == q("round") && entry.payload.value(q("phase")) == q("end"))
            states.append(toCode(fold.verdict().state));
        // Between rounds nothing is judged anew.
        if (entry.kind == q("fact"))
            QCOMPARE(fold.snapshot().measured.known(), !states.isEmpty());
    }
    QCOMPARE(states, (QStringList{q("healthy"), q("fault"), q("healthy"), q("healthy")}));
    const Snapshot last = fold.snapshot();
    QVERIFY(last.timeline.figures.recovered.known());
    QVERIFY(last.timeline.figures.acted.known());
    QCOMPARE(last.audit.size(), 7);
    QCOMPARE(last.plans.size(), std::size_t(1));
    QCOMPARE(last.hosts.size(), 3);
    QCOMPARE(last.hosts.at(2).error.value_or(Error{}).code, q("ssh.lost"));
    QVERIFY(!last.hosts.at(0).error);
}

void TestProjection::evidenceIsTiedToItsFacts()
{
    Recorder recorder(sharedCatalogue(), m_clock);
    Observation observation;
    observation.evidence.command = q("ss");
    observation.evidence.setBytes("x");
    observation.facts.append({q("docs"), q("host.reached"), true, {}, {}, {}});
    QCOMPARE(recorder.observe(observation), q("e1"));
    QCOMPARE(recorder.observe(observation), q("e2"));
    // Nothing was run: there is no evidence, and no id is used up.
    QCOMPARE(recorder.observe({{}, {notMeasured(q("gate"), q("host.reached"), q("ssh.refused"), {})}}), QString());
    QCOMPARE(recorder.observe(observation), q("e3"));
    const Fact* fact = recorder.projection().facts().find(q("docs"), q("host.reached"));
    QVERIFY(fact);
    QCOMPARE(fact->evidence, q("e3"));
    QCOMPARE(fact->at, m_clock.now());
    for (qsizetype i = 0; i < recorder.entries().size(); ++i)
        QCOMPARE(recorder.entries().at(i).seq, i + 1);
}

void TestProjection::nothingIsRecordedAfterTheSeal()
{
    const QTemporaryDir folder;
    Recorder recorder(sharedCatalogue(), m_clock);
    QVERIFY_RESULT(recorder.open(folder.filePath(q("x.hopscope"))));
    recorder.sample(true, 1);
    recorder.seal();
    recorder.sample(true, 1);
    recorder.note(q("lost"), q("docs"), {});
    recorder.seal();
    QCOMPARE(recorder.entries().size(), 1);
    QCOMPARE(readJournal(folder.filePath(q("x.hopscope")))->entries.size(), 1);
}

void TestProjection::failedWriteDoesNotStop()
{
    Recorder none(sharedCatalogue(), m_clock);
    QVERIFY(!none.open(q("/nowhere/at/all/x.hopscope")));
    none.sample(true, 1);
    QCOMPARE(none.entries().size(), 1);
    QVERIFY(none.snapshot().headHash.isEmpty());
}

void TestProjection::strangeEntriesAreIgnored()
{
    Projection fold(sharedCatalogue());
    const QList<Entry> strange{{1, {1}, q("from-the-future"), {{q("x"), 1}}}, {2, {2}, q("fact"), {}},
                               {3, {3}, q("evidence"), {{q("id"), 7}}},       {4, {4}, q("action"), {{q("state"), QJsonArray{}}}},
                               {5, {5}, q("session"), {}},                    {6, {6}, q("round"), {{q("phase"), q("end")}}},
                               {7, {7}, q("sample"), {}},                     {8, {8}, q("note"), {}}};
    for (const Entry& entry : strange)
        fold.apply(entry);
    QCOMPARE(fold.entries(), strange.size());
    QCOMPARE(fold.snapshot().facts->size(), std::size_t(0));
}

void TestProjection::copiesGoTheirOwnWay()
{
    Recorder recorder(sharedCatalogue(), m_clock);
    Story(recorder, m_clock).tell();
    const Projection before = recorder.projection();
    const QByteArray was = viewOf(before.snapshot());
    recorder.note(q("lost"), q("docs"), {});
    recorder.sample(false, 3);
    QCOMPARE(viewOf(before.snapshot()), was);
    QVERIFY(viewOf(recorder.snapshot()) != was);
}

QTEST_GUILESS_MAIN(TestProjection)
#include "test_projection.moc"
