// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/collect/historyfacts.h"
#include "tests/unit/collect/lookup.h"

using namespace hopscope;
using namespace hopscope::test;

namespace {

constexpr qint64 kNow = 1'795'348'800'000; // 2026-11-22T12:00:00Z, the desktop
const QString kHost = QStringLiteral("docs");

/// A host 10 s ahead, an hour east, up for 20,000 s.
SystemReading host()
{
    SystemReading system;
    system.clockMs = kNow + 10'000;
    system.zoneSeconds = 3600;
    system.uptimeSeconds = 20'000;
    return system;
}

QList<Fact> packages(const QByteArray& log)
{
    return packageFacts(kHost, log, {QStringLiteral("docservice"), QStringLiteral("nginx"), QStringLiteral("redis")}, host(), {kNow});
}

} // namespace

class TestHistoryFacts : public QObject {
    Q_OBJECT
private slots:
    void packagesOfTheHostAndOfItsNodes();
    void noLogSaysNothing();
    void killsByNode();
    void noKillsIsMeasured();
};

void TestHistoryFacts::packagesOfTheHostAndOfItsNodes()
{
    const Facts facts(packages("2026-09-01 10:00:00 install nginx:amd64 <none> 1.22.0-1\n"
                               "2026-11-22 11:00:10 upgrade nginx:amd64 1.22.0-1 1.22.1-9\n"
                               "2026-11-22 12:59:10 upgrade onlyoffice-documentserver:amd64 9.3.0-5 9.3.1-8\n"
                               "2026-11-22 12:59:10 install bats:all <none> 1.8.2-1\n"));
    const QJsonArray list = facts.value(kHost, "host.packages").toArray();
    QCOMPARE(list.size(), 3); // September is long ago
    QCOMPARE(list.at(0).toObject().value(QStringLiteral("package")).toString(), QStringLiteral("bats:all"));
    QCOMPARE(list.at(1).toObject().value(QStringLiteral("at")).toString(), Timestamp{kNow - 60'000}.iso());
    const QString docservice = QStringLiteral("docs/docservice");
    QCOMPARE(facts.text(docservice, "package.name"), QStringLiteral("onlyoffice-documentserver:amd64"));
    QCOMPARE(facts.text(docservice, "package.from"), QStringLiteral("9.3.0-5"));
    QCOMPARE(facts.text(docservice, "package.version"), QStringLiteral("9.3.1-8"));
    QCOMPARE(facts.text(docservice, "package.changed"), Timestamp{kNow - 60'000}.iso());
    QCOMPARE(facts.number(docservice, "package.age_s"), 60);
    QCOMPARE(facts.number(QStringLiteral("docs/nginx"), "package.age_s"), 7200);
    QVERIFY(facts.value(QStringLiteral("docs/redis"), "package.name").isUndefined());
}

void TestHistoryFacts::noLogSaysNothing()
{
    QVERIFY(packages({}).isEmpty());
    QVERIFY(packages("\xff\xfe garbage\n").isEmpty());
}

void TestHistoryFacts::killsByNode()
{
    const QByteArray log = "[18000.500000] Out of memory: Killed process 4242 (docservice) total-vm:1200000kB, anon-rss:800000kB\n"
                           "[19940.000000] Memory cgroup out of memory: Killed process 4343 (docservice) total-vm:1kB, anon-rss:2kB\n"
                           "[19950.000000] Out of memory: Killed process 9 (java) total-vm:1kB\n";
    const Facts facts(oomFacts(kHost, log, host(), {kNow}));
    const QJsonArray kills = facts.value(kHost, "host.oom_kills").toArray();
    QCOMPARE(kills.size(), 3);
    QCOMPARE(kills.at(0).toObject().value(QStringLiteral("at")).toString(), Timestamp{kNow - 1'999'500}.iso());
    QCOMPARE(kills.at(1).toObject().value(QStringLiteral("cgroup")), QJsonValue(true));
    QCOMPARE(facts.number(QStringLiteral("docs/docservice"), "oom.age_s"), 60);
}

void TestHistoryFacts::noKillsIsMeasured()
{
    const Facts facts(oomFacts(kHost, {}, host(), {kNow}));
    QVERIFY(facts.value(kHost, "host.oom_kills").isArray());
    QCOMPARE(facts.value(kHost, "host.oom_kills").toArray().size(), 0);
}

QTEST_GUILESS_MAIN(TestHistoryFacts)
#include "test_historyfacts.moc"
