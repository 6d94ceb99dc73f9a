// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/commandline.h"
#include "core/ssh/framefilter.h"
#include "core/ssh/hostconfig.h"
#include "core/ssh/knownhosts.h"
#include "tests/support/result.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <csignal>
#include <fcntl.h>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>

using namespace hopscope;

class TestConfig : public QObject {
    Q_OBJECT
private slots:
    void readsADestination_data();
    void readsADestination();
    void refusesNamesThatCouldBeMore_data();
    void refusesNamesThatCouldBeMore();
    void readsTheDump();
    void splitsJumps();
    void readsAProxyCommand_data();
    void readsAProxyCommand();
    void matchesHostFields_data();
    void matchesHostFields();
    void ordersAlgorithmsByKnownKeys();
    void losesNoLineToConcurrentWriters();
    void keepsLinesOfOtherPrograms();
    void survivesReplacementOfTheFile();
    void leavesTheFileOfAFullDisk();
    void framesInAnyPieces();
};

void TestConfig::readsADestination_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::newRow("alias") << QStringLiteral("docs-1") << QString() << QStringLiteral("docs-1") << 0;
    QTest::newRow("all") << QStringLiteral("ops@docs.example:2222") << QStringLiteral("ops")
                         << QStringLiteral("docs.example") << 2222;
    QTest::newRow("url") << QStringLiteral("ssh://ops@docs.example:2222") << QStringLiteral("ops")
                         << QStringLiteral("docs.example") << 2222;
    QTest::newRow("ipv6") << QStringLiteral("ops@[fe80::1%eth0]:22") << QStringLiteral("ops")
                          << QStringLiteral("fe80::1%eth0") << 22;
    QTest::newRow("bare ipv6") << QStringLiteral("::1") << QStringLiteral("") << QStringLiteral("::1") << 0;
    QTest::newRow("at in user") << QStringLiteral("a@b@host") << QStringLiteral("a@b") << QStringLiteral("host") << 0;
}

void TestConfig::readsADestination()
{
    QFETCH(QString, text);
    const auto destination = parseDestination(text);
    QVERIFY_RESULT(destination);
    QTEST(destination->user, "user");
    QTEST(destination->host, "host");
    QTEST(int(destination->port), "port");
}

void TestConfig::refusesNamesThatCouldBeMore_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : {"", "-oProxyCommand=id", "host;id", "host name", "$(id)", "a@", "@host", "host:0",
                             "host:70000", "host:x", "a'b@host", "host\nid", "user@-F"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestConfig::refusesNamesThatCouldBeMore()
{
    QFETCH(QString, text);
    const auto destination = parseDestination(text);
    QVERIFY(!destination);
    QCOMPARE(destination.error().code, QStringLiteral("ssh.config"));
}

void TestConfig::readsTheDump()
{
    const auto config = parseSshConfigDump("host docs\nuser ops\nhostname 10.0.0.5\nport 2222\nidentitiesonly yes\n"
                                           "identityfile ~/.ssh/a\nidentityfile /keys/%h/%r\nconnecttimeout 7\n"
                                           "userknownhostsfile /k/one \"/k/two words\"\nglobalknownhostsfile none\n"
                                           "stricthostkeychecking accept-new\nproxyjump a,b\nidentityagent none\n"
                                           "proxycommand none\nhostkeyalias Docs\n",
                                           QStringLiteral("docs"));
    QVERIFY_RESULT(config);
    QCOMPARE(config->hostname, QStringLiteral("10.0.0.5"));
    QCOMPARE(config->identityFiles,
             (QStringList{QDir::homePath() + QStringLiteral("/.ssh/a"), QStringLiteral("/keys/10.0.0.5/ops")}));
    QCOMPARE(config->userKnownHosts, (QStringList{QStringLiteral("/k/one"), QStringLiteral("/k/two words")}));
    QVERIFY(config->globalKnownHosts.isEmpty());
    QVERIFY(config->identitiesOnly);
    QVERIFY(config->identityAgent.isEmpty());
    QCOMPARE(config->strict, HostConfig::Strict::AcceptNew);
    QCOMPARE(config->connectTimeoutMs, 7000);
    QCOMPARE(config->proxyJump, QStringLiteral("a,b"));
    QCOMPARE(config->knownHostsName(), QByteArray("docs"));
    QVERIFY(!parseSshConfigDump("user x\n", QStringLiteral("docs")));
    QVERIFY(!parseSshConfigDump(QByteArray(5000, '\xff'), QStringLiteral("docs")));
}

void TestConfig::readsAProxyCommand_data()
{
    QTest::addColumn<QString>("jump");
    QTest::addColumn<QString>("refused");
    const auto jump = [](const char* command, const char* wanted) { QTest::newRow(command) << QString::fromLatin1(wanted) << QString(); };
    const auto refused = [](const char* command, const char* why) { QTest::newRow(command) << QString() << QString::fromLatin1(why); };
    jump("ssh -W %h:%p gate", "gate");
    jump("ssh gate -W %h:%p", "gate");
    jump("ssh -q -W %h:%p -l ops -p 2222 gate", "ops@gate:2222");
    jump("exec /usr/bin/ssh -qTW %h:%p ops@gate 2>/dev/null", "ops@gate");
    jump("ssh -W[%h]:%p -lops gate", "ops@gate");
    jump("ssh -l %r -W  %h:%p  gate", "me@gate");
    jump("ssh -W %h:%p ssh://ops@[::1]:2222", "ops@[::1]:2222");
    refused("nc %h %p", "nc");
    refused("sh -c 'ssh -W %h:%p gate'", "sh");
    refused("/opt/ssh -W %h:%p gate", "/opt/ssh");
    refused("ssh -W %h:22 gate", "ssh");
    refused("ssh -W %h:%p", "ssh");
    refused("ssh gate", "ssh");
    refused("ssh gate nc %h %p", "ssh nc");
    refused("ssh -i /k/secret -W %h:%p gate", "ssh -i");
    refused("ssh -o Password=x -W %h:%p gate", "ssh -o");
    refused("ssh -W %h:%p -l ops me@gate", "ssh");
    refused("ssh -W %h:%p -l a -l b gate", "ssh -l");
    refused("ssh -W %h:%p -p 70000 gate", "ssh");
    refused("ssh -W %h:%p gate;id", "ssh");
    refused("ssh -W %h:%p $(id)", "ssh");
    refused("ssh -W %h:%p a,b", "ssh");
    refused("ssh -W %h:%p %n", "ssh");
    refused("ssh -W %h:%p gate -", "ssh -");
    refused("ssh gate -W", "ssh -W");
    refused("exec", "");
}

void TestConfig::readsAProxyCommand()
{
    QFETCH(QString, jump);
    QFETCH(QString, refused);
    const auto config = parseSshConfigDump(QByteArray("hostname docs\nuser me\nproxycommand ") + QTest::currentDataTag() + '\n', QStringLiteral("docs"));
    QCOMPARE(config ? config->proxyJump : QString(), jump);
    if (config)
        return;
    QCOMPARE(config.error().code, QStringLiteral("ssh.proxy-command"));
    QCOMPARE(config.error().detail, refused);
}

void TestConfig::splitsJumps()
{
    QCOMPARE(splitProxyJump(QStringLiteral("a,b,c")), (std::pair{QStringLiteral("c"), QStringLiteral("a,b")}));
    QCOMPARE(splitProxyJump(QStringLiteral("a")), (std::pair{QStringLiteral("a"), QString()}));
}

void TestConfig::matchesHostFields_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("matches");
    QTest::newRow("plain") << QByteArray("docs,10.0.0.1") << QByteArray("10.0.0.1") << true;
    QTest::newRow("case") << QByteArray("DOCS") << QByteArray("docs") << true;
    QTest::newRow("wildcard") << QByteArray("*.example") << QByteArray("a.b.example") << true;
    QTest::newRow("negated") << QByteArray("*.example,!bad.example") << QByteArray("bad.example") << false;
    QTest::newRow("port") << QByteArray("[docs]:2222") << QByteArray("[docs]:2222") << true;
    QTest::newRow("without port") << QByteArray("docs") << QByteArray("[docs]:2222") << false;
    QTest::newRow("hashed garbage") << QByteArray("|1|x|y") << QByteArray("docs") << false;
    QTest::newRow("evil pattern") << QByteArray(QByteArray("*a").repeated(2000)) << QByteArray(2000, 'a') + 'b'
                                  << false;
}

void TestConfig::matchesHostFields()
{
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, name);
    QTEST(hostFieldMatches(field, name), "matches");
}

void TestConfig::ordersAlgorithmsByKnownKeys()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("known_hosts")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QByteArray blob = QByteArray("\0\0\0\7ssh-rsa\0\0\0\1x", 16).toBase64();
    file.write("docs ssh-rsa " + blob + "\n");
    file.close();
    const KnownHosts known = KnownHosts::read({file.fileName()}, "docs");
    QVERIFY(known.algorithms().startsWith("rsa-sha2-512,rsa-sha2-256,ssh-ed25519"));
    QCOMPARE(known.check("ssh-rsa", blob), KnownHosts::Answer::Known);
    QCOMPARE(known.check("ssh-ed25519", blob), KnownHosts::Answer::Changed);
    QCOMPARE(KnownHosts::read({file.fileName()}, "other").check("ssh-rsa", blob), KnownHosts::Answer::Unknown);
}

void TestConfig::losesNoLineToConcurrentWriters()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("new/known_hosts"));
    std::vector<std::thread> writers;
    for (int t = 0; t < 8; ++t)
        writers.emplace_back([file, t] {
            for (int i = 0; i < 10; ++i)
                if (!KnownHosts::add(file, "h" + QByteArray::number(t) + '-' + QByteArray::number(i), "ssh-ed25519",
                                     "AAAA"))
                    qFatal("not written");
        });
    for (std::thread& writer : writers)
        writer.join();
    QFile in(file);
    QVERIFY(in.open(QIODevice::ReadOnly));
    const QByteArrayList lines = in.readAll().split('\n');
    QCOMPARE(lines.size(), 81); // 80 and the empty rest
    for (const QByteArray& line : lines.first(80))
        QVERIFY(line.endsWith(" ssh-ed25519 AAAA"));
}

/// ssh itself appends without a lock of ours.
void TestConfig::keepsLinesOfOtherPrograms()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("known_hosts"));
    const QString link = folder.filePath(QStringLiteral("link"));
    QVERIFY(QFile::link(file, link)); // a link stays one
    std::thread other([file] {
        for (int i = 0; i < 200; ++i) {
            const int fd = ::open(QFile::encodeName(file).constData(), O_WRONLY | O_APPEND | O_CREAT, 0644);
            const QByteArray line = "theirs-" + QByteArray::number(i) + " ssh-ed25519 AAAA\n";
            if (::write(fd, line.constData(), static_cast<size_t>(line.size())) != line.size())
                qFatal("not written");
            ::close(fd);
        }
    });
    for (int i = 0; i < 100; ++i)
        QVERIFY_RESULT(KnownHosts::add(link, "ours-" + QByteArray::number(i), "ssh-ed25519", "AAAA"));
    other.join();
    QFile in(file);
    QVERIFY(in.open(QIODevice::ReadOnly));
    const QByteArrayList lines = in.readAll().trimmed().split('\n');
    QCOMPARE(lines.size(), 300);
    for (const QByteArray& line : lines)
        QVERIFY2(line.count(' ') == 2 && line.endsWith(" ssh-ed25519 AAAA"), line.constData());
    QVERIFY(QFileInfo(link).isSymLink());
}

/// `ssh-keygen -R` puts a new file in place of the old one.
void TestConfig::survivesReplacementOfTheFile()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("known_hosts"));
    QVERIFY_RESULT(KnownHosts::add(file, "keep", "ssh-ed25519", "AAAA"));
    std::atomic<bool> stop{false};
    std::thread other([&stop, file] {
        const QByteArray path = QFile::encodeName(file);
        while (!stop.load()) { // a new file with the same content, as far as it was there
            QFile in(file);
            QFile out(file + QStringLiteral(".new"));
            if (!in.open(QIODevice::ReadOnly) || !out.open(QIODevice::WriteOnly))
                qFatal("no file");
            out.write(in.readAll());
            out.close();
            ::rename((path + ".new").constData(), path.constData());
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    });
    bool written = true;
    for (int i = 0; i < 50; ++i)
        written = written && KnownHosts::add(file, "h", "ssh-ed25519", "AAAA");
    stop.store(true);
    other.join();
    QVERIFY(written);
    QFile in(file);
    QVERIFY(in.open(QIODevice::ReadOnly));
    const QByteArrayList lines = in.readAll().trimmed().split('\n');
    QCOMPARE(lines.first(), QByteArray("keep ssh-ed25519 AAAA"));
    for (const QByteArray& line : lines)
        QVERIFY2(line.endsWith(" ssh-ed25519 AAAA"), line.constData());
}

void TestConfig::leavesTheFileOfAFullDisk()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("known_hosts"));
    const QByteArray before = "host ssh-ed25519 AAAA\n";
    {
        QFile out(file);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(before);
    }
    // A file may not grow past this: the write stops in the middle, as on a full disk.
    struct rlimit old {};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &old), 0);
    std::signal(SIGXFSZ, SIG_IGN);
    const struct rlimit small{static_cast<rlim_t>(before.size() + 10), old.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
    const Status added = KnownHosts::add(file, "another", "ssh-ed25519", "AAAA");
    ::setrlimit(RLIMIT_FSIZE, &old);
    QVERIFY(!added);
    QCOMPARE(added.error().code, QStringLiteral("ssh.known-hosts-write"));
    QFile in(file);
    QVERIFY(in.open(QIODevice::ReadOnly));
    QCOMPARE(in.readAll(), before);
}

void TestConfig::framesInAnyPieces()
{
    const QByteArray text = "noise MARKE MARKER123.own output.";
    for (int size = 1; size < 12; ++size) {
        FrameFilter filter("MARKER");
        QByteArray own;
        for (qsizetype at = 0; at < text.size(); at += size)
            own += filter.feed(text.mid(at, size));
        QVERIFY(filter.opened());
        QCOMPARE(own, QByteArray("own output."));
        QCOMPARE(filter.pid(), 123);
    }
}

QTEST_GUILESS_MAIN(TestConfig)
#include "test_config.moc"
