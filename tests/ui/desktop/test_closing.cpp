// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "app/desktop.h"
#include "tests/support/localserver.h"
#include "tests/support/privatesshd.h"
#include "tests/support/sanitized.h"
#include "ui/dialogs/hostkeydialog.h"

#include <QDir>
#include <QElapsedTimer>
#include <QSet>
#include <QTest>

using namespace hopscope;
using namespace hopscope::test;

namespace {

constexpr int kHosts = 10;
constexpr int kFollows = 5; ///< a host, all that it has streams for

qsizetype processesThatName(const QString& path)
{
    qsizetype count = 0;
    for (const QString& pid : QDir(QStringLiteral("/proc")).entryList({QStringLiteral("[0-9]*")})) {
        QFile file(QStringLiteral("/proc/%1/cmdline").arg(pid));
        count += file.open(QIODevice::ReadOnly) && file.readAll().contains(path.toUtf8()) ? 1 : 0;
    }
    return count;
}

} // namespace

/// The window is closed while logs are followed on ten hosts, a diagnosis and a port sweep run and a question stands open.
class TestClosing : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void closesInTheMiddleOf50Operations();

private:
    void writeEnvironment();
    void followEverything(Session& session);
    PrivateSshd m_sshd;
    PrivateSshd m_stranger;
    QSet<qint64> m_flowing; ///< follows that have brought something
};

void TestClosing::initTestCase()
{
    if (!PrivateSshd::missing().isEmpty())
        QSKIP(qPrintable(PrivateSshd::missing()));
    qputenv("XDG_CONFIG_HOME", m_sshd.path(QStringLiteral("config")).toLocal8Bit());
    qputenv("XDG_DATA_HOME", m_sshd.path(QStringLiteral("data")).toLocal8Bit());
    PrivateSshd::Setup untrusted;
    untrusted.trusted = false;
    QVERIFY2(m_sshd.start(), m_sshd.log().constData());
    QVERIFY2(m_stranger.start(untrusted), m_stranger.log().constData());
}

void TestClosing::writeEnvironment()
{
    QByteArray toml = "name = \"many\"\nurl = \"http://127.0.0.1:" + QByteArray::number(freePort()) +
                      "/\"\ntimeout_s = 60\nssh_config = \"" + m_sshd.configFile().toUtf8() + "\"\n";
    for (int i = 0; i < kHosts; ++i) {
        m_sshd.addHost(QStringLiteral("h%1").arg(i));
        toml += "[[host]]\nssh = \"h" + QByteArray::number(i) + "\"\n";
    }
    m_sshd.addHost(QStringLiteral("stranger"), "Port " + QByteArray::number(m_stranger.port()) + "\nUserKnownHostsFile " +
                                                   m_stranger.path(QStringLiteral("known_hosts")).toUtf8());
    m_sshd.writeFile(QStringLiteral("many.toml"), toml + "[[host]]\nssh = \"stranger\"\n");
}

void TestClosing::followEverything(Session& session)
{
    connect(&session, &Session::logArrived, this, [this](const LogChunk& chunk) { m_flowing.insert(chunk.follow); });
    for (int file = 0; file < kFollows; ++file) {
        const QString name = QStringLiteral("app%1.log").arg(file);
        m_sshd.writeFile(name, QByteArray("a line of a log\n").repeated(20'000));
        for (int host = 0; host < kHosts; ++host)
            session.follow({QStringLiteral("h%1").arg(host), m_sshd.path(name), {}});
    }
}

void TestClosing::closesInTheMiddleOf50Operations()
{
    writeEnvironment();
    Options options;
    options.target = m_sshd.path(QStringLiteral("many.toml"));
    auto desktop = std::make_unique<Desktop>(options);
    QVERIFY(desktop->start());
    Session& session = *desktop->session();
    followEverything(session);
    QTRY_COMPARE_WITH_TIMEOUT(m_flowing.size(), kHosts * kFollows, 60'000 * kSlow);
    session.diagnose();
    // A handshake that nobody answers, from every host.
    LocalServer silent(swallow);
    ProbeRequest sweep{QStringLiteral("127.0.0.1"), {silent.port()}, {}, true, false};
    for (int i = 0; i < kHosts; ++i)
        sweep.vantages.append(QStringLiteral("h%1").arg(i));
    QVERIFY(session.probe(sweep) != 0);
    QTRY_VERIFY_WITH_TIMEOUT(silent.connections() >= kHosts, 20'000 * kSlow);
    QTRY_VERIFY_WITH_TIMEOUT(session.progress().busy, 20'000 * kSlow);
    QTRY_VERIFY_WITH_TIMEOUT(desktop->window()->findChild<HostKeyDialog*>(), 20'000 * kSlow);
    QVERIFY(descendants(m_sshd.pid()).size() >= kHosts * kFollows);

    QElapsedTimer clock;
    clock.start();
    desktop->window()->close();
    desktop.reset();
    qInfo("closed in the middle of %d follows and a diagnosis: %lld ms", int(m_flowing.size()), clock.elapsed());
    QVERIFY(clock.elapsed() < 3'000 * kSlow);
    // What ran on the hosts ends soon after its connection, also what no longer belongs to a session.
    QTRY_COMPARE_WITH_TIMEOUT(descendants(m_sshd.pid()).size(), 0, 20'000 * kSlow);
    QTRY_COMPARE_WITH_TIMEOUT(processesThatName(m_sshd.path(QStringLiteral("app"))), 0, 20'000 * kSlow);
    qInfo("nothing left on the hosts after %lld ms", clock.elapsed());
}

QTEST_MAIN(TestClosing)
#include "test_closing.moc"
