// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/aliases.h"
#include "core/ssh/configwatch.h"
#include "tests/support/sshfixture.h"

#include <QFile>
#include <QSignalSpy>

#include <cstdio>

using namespace hopscope;
using namespace hopscope::test;

class TestConfigWatch : public QObject {
    Q_OBJECT
private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void seesEveryWayToChangeAFile();
    void countsForTheNextConnect();

private:
    [[nodiscard]] QString path(const char* name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    void write(const char* name, const QByteArray& text) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    void replace(const char* name, const QByteArray& text) const
    {
        write("new", text);
        QCOMPARE(std::rename(path("new").toLocal8Bit().constData(), path(name).toLocal8Bit().constData()), 0);
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestConfigWatch::seesEveryWayToChangeAFile()
{
    write("config", "Include " + path("more").toLocal8Bit() + "\nHost docs\n");
    const QStringList files = sshConfigFiles(path("config"));
    QCOMPARE(files, (QStringList{path("config"), path("more")})); // also what is not there yet
    ConfigWatch watch;
    watch.watch(files);
    QSignalSpy changed(&watch, &ConfigWatch::changed);
    const auto sees = [&](const char* what) {
        const bool seen = QTest::qWaitFor([&] { return !changed.isEmpty(); }, 3'000);
        QTest::qWait(200); // the rest of it
        changed.clear();
        return seen ? QString() : QString::fromLatin1(what);
    };
    write("config", "Include " + path("more").toLocal8Bit() + "\nHost store\n");
    QCOMPARE(sees("written"), QString());
    for (int i = 0; i < 3; ++i) { // a new file each time
        replace("config", "Host gate" + QByteArray::number(i) + '\n');
        QCOMPARE(sees("replaced"), QString());
        write("config", "Host again" + QByteArray::number(i) + '\n');
        QCOMPARE(sees("written after it was replaced"), QString());
    }
    write("more", "Host late\n");
    QCOMPARE(sees("made"), QString());
    write("more", "Host later\n");
    QCOMPARE(sees("written after it was made"), QString());
    QVERIFY(QFile::remove(path("more")));
    QCOMPARE(sees("removed"), QString());
    watch.watch({});
    write("config", "Host nobody\n");
    QTest::qWait(400);
    QVERIFY(changed.isEmpty());
}

void TestConfigWatch::countsForTheNextConnect()
{
    if (!PrivateSshd::missing().isEmpty())
        QSKIP(qPrintable(PrivateSshd::missing()));
    PrivateSshd sshd;
    QVERIFY2(sshd.start(), sshd.log().constData());
    QFile in(sshd.configFile());
    QVERIFY(in.open(QIODevice::ReadOnly));
    const QByteArray good = in.readAll();
    QByteArray bad = good;
    bad.replace("Port " + QByteArray::number(sshd.port()), "Port " + QByteArray::number(freePort()));
    write("config", bad);
    SshPool pool(path("config"));
    SshHost* host = pool.host(QStringLiteral("here"));
    const Status refused = connectAndWait(host);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, QStringLiteral("ssh.refused"));
    replace("config", good);
    QTest::qWait(400);
    QVERIFY_RESULT(connectAndWait(host));
    replace("config", bad); // what is connected stays
    QTest::qWait(400);
    QCOMPARE(host->state(), SshHost::State::Ready);
}

QTEST_GUILESS_MAIN(TestConfigWatch)
#include "test_configwatch.moc"
