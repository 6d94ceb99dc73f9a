// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// Connecting where one is not let in at once: a server that takes few newcomers, a server that is gone.
#include "tests/support/sshfixture.h"

#include <QElapsedTimer>

#include <algorithm>

using namespace hopscope;
using namespace hopscope::test;

namespace {

QString name(int i)
{
    return QStringLiteral("h%1").arg(i);
}

void addHosts(PrivateSshd& sshd, int count)
{
    for (int i = 0; i < count; ++i)
        sshd.addHost(name(i));
}

} // namespace

class TestNewcomers : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void connectsInSpiteOfMaxStartups();
    void backsOffFromAServerThatIsGone();
};

void TestNewcomers::initTestCase()
{
    if (!PrivateSshd::missing().isEmpty())
        QSKIP(qPrintable(PrivateSshd::missing()));
}

/// Row 15: sshd drops what goes beyond, without a word that tells it from a crash.
void TestNewcomers::connectsInSpiteOfMaxStartups()
{
    PrivateSshd sshd;
    PrivateSshd::Setup setup;
    setup.extraConfig = "MaxStartups 4:100:4";
    QVERIFY2(sshd.start(setup), sshd.log().constData());
    addHosts(sshd, 16);
    SshPool pool(sshd.configFile());
    int well = 0;
    QStringList failures;
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 16; ++i)
        pool.host(name(i))->connectHost([&](const Status& s) {
            well += s ? 1 : 0;
            if (!s)
                failures.append(s.error().code + QLatin1Char(' ') + s.error().phase);
        });
    QTRY_COMPARE_WITH_TIMEOUT(well + failures.size(), 16, 60'000);
    qInfo("16 hosts at an sshd that takes 4 newcomers: %d connected after %lld ms, %lld were dropped on the way", well,
          static_cast<long long>(timer.elapsed()), static_cast<long long>(sshd.log().count("MaxStartups")));
    QVERIFY2(failures.isEmpty(), qPrintable(failures.join(QLatin1String(", "))));
    QVERIFY(sshd.log().contains("MaxStartups"));
}

/// The other half of row 32: who finds nobody comes back ever more seldom, and not all at the same moment.
void TestNewcomers::backsOffFromAServerThatIsGone()
{
    PrivateSshd sshd;
    QVERIFY2(sshd.start(), sshd.log().constData());
    constexpr int kHosts = 20;
    addHosts(sshd, kHosts);
    sshd.stop();
    SshOptions options;
    options.retryMs = 200;
    options.retryMaxMs = 1'600;
    SshPool pool(sshd.configFile(), {}, options);
    QList<QList<qint64>> tries(kHosts);
    QElapsedTimer clock;
    clock.start();
    std::function<void(int)> insist = [&](int i) {
        pool.host(name(i))->connectHost([&, i](const Status& s) {
            QVERIFY(!s);
            tries[i].append(clock.elapsed());
            if (clock.elapsed() < 5'000)
                insist(i);
        });
    };
    for (int i = 0; i < kHosts; ++i)
        insist(i);
    QTest::qWait(5'500);
    qsizetype most = 0;
    QList<qint64> second;
    for (const QList<qint64>& host : tries) {
        most = qMax(most, host.size());
        QVERIFY(host.size() >= 3);
        second.append(host.at(1) - host.at(0));
        QVERIFY2(second.constLast() >= 95, "no pause after the first failure");
        QVERIFY(host.at(host.size() - 1) - host.at(host.size() - 2) > 300);
    }
    std::sort(second.begin(), second.end());
    qInfo("a caller in a hurry made at most %lld attempts in 5 s; first pauses %lld to %lld ms",
          static_cast<long long>(most), static_cast<long long>(second.constFirst()),
          static_cast<long long>(second.constLast()));
    QVERIFY(most <= 12);
    QVERIFY(second.constLast() - second.constFirst() > 20);
}

QTEST_GUILESS_MAIN(TestNewcomers)
#include "test_newcomers.moc"
