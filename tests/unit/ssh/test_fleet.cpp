// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// 200 hosts followed from one program vanish at once and come back.
#include "tests/support/sshfixture.h"

#include <QElapsedTimer>
#include <QHash>

#include <csignal>

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

/// Counts the hosts that are between their first phase and an answer.
class InFlight {
public:
    void watch(SshHost* host)
    {
        QObject::connect(host, &SshHost::phaseEntered, host, [this, host](const QString& phase) {
            if (phase == QLatin1String("resolve")) {
                ++m_attempts[host];
                m_now.insert(host, true);
                m_most = qMax(m_most, m_now.size());
            }
        });
        QObject::connect(host, &SshHost::stateChanged, host, [this, host] {
            if (host->state() != SshHost::State::Connecting)
                m_now.remove(host);
        });
    }
    [[nodiscard]] qsizetype most() const { return m_most; }
    [[nodiscard]] int attempts(SshHost* host) const { return m_attempts.value(host); }

private:
    QHash<SshHost*, bool> m_now;
    QHash<SshHost*, int> m_attempts;
    qsizetype m_most = 0;
};

} // namespace

class TestFleet : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void comesBackAfterAllVanishedAtOnce();
};

void TestFleet::initTestCase()
{
    if (!PrivateSshd::missing().isEmpty())
        QSKIP(qPrintable(PrivateSshd::missing()));
}

/// Row 32.
void TestFleet::comesBackAfterAllVanishedAtOnce()
{
    constexpr int kHosts = 200;
    PrivateSshd sshd;
    PrivateSshd::Setup setup;
    setup.extraConfig = "MaxStartups 100";
    QVERIFY2(sshd.start(setup), sshd.log().constData());
    addHosts(sshd, kHosts);
    SshPool pool(sshd.configFile());
    InFlight flight;
    int running = 0;
    int lost = 0;
    QList<qint64> backAt;
    QElapsedTimer clock;
    clock.start();
    bool vanished = false;
    // Each host is followed; a stream that ends is begun anew at once, as a caller in a hurry would.
    std::function<void(int)> follow = [&](int i) {
        pool.host(name(i))->stream(
            shell("echo up; exec sleep 300"),
            [&](const QByteArray&) {
                ++running;
                if (vanished)
                    backAt.append(clock.elapsed());
            },
            [&, i](const Result<CommandResult>& r) {
                --running;
                lost += !r && r.error().code == QLatin1String("ssh.lost") ? 1 : 0;
                follow(i);
            });
    };
    for (int i = 0; i < kHosts; ++i) {
        flight.watch(pool.host(name(i)));
        follow(i);
    }
    QTRY_COMPARE_WITH_TIMEOUT(running, kHosts, 90'000);
    const auto connected = clock.restart();
    vanished = true;
    sshd.killSessions(SIGKILL);
    QTRY_COMPARE_WITH_TIMEOUT(lost, kHosts, 15'000);
    QTRY_COMPARE_WITH_TIMEOUT(running, kHosts, 90'000);
    qInfo("200 hosts followed after %lld ms; all killed: the first came back after %lld ms, all after %lld ms; at most "
          "%lld "
          "connects in flight",
          static_cast<long long>(connected), static_cast<long long>(backAt.constFirst()),
          static_cast<long long>(clock.elapsed()), static_cast<long long>(flight.most()));
    QVERIFY(flight.most() <= 16);
    QVERIFY(flight.most() > 4);
    QCOMPARE(lost, kHosts);
}

QTEST_GUILESS_MAIN(TestFleet)
#include "test_fleet.moc"
