// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "app/keyring.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace hopscope;

/// The real library against a real Secret Service, both on a session bus of their own.
class TestKeyring : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void keepsReadsAndForgets();
    void hasNothingWhereThereIsNoService();
    void cleanupTestCase();

private:
    /// The secret under that name; `(none)` where there is none, nothing where nobody answered.
    [[nodiscard]] static std::optional<QByteArray> read(Keyring& keyring, const QString& name)
    {
        std::optional<QByteArray> found;
        keyring.read(name, [&found](const std::shared_ptr<Secret>& secret) {
            found = secret ? QByteArray(secret->reveal().constData(), secret->reveal().size()) : QByteArray("(none)");
        });
        static_cast<void>(QTest::qWaitFor([&found] { return found.has_value(); }, 60'000));
        return found;
    }
    QTemporaryDir m_home;
    QProcess m_bus;
    QProcess m_service;
};

void TestKeyring::initTestCase()
{
    for (const char* program : {"dbus-daemon", "gnome-keyring-daemon"}) {
        if (QStandardPaths::findExecutable(QString::fromLatin1(program)).isEmpty())
            QSKIP("there is no keyring to be had here");
    }
    qputenv("HOME", m_home.path().toLocal8Bit());
    qputenv("XDG_RUNTIME_DIR", m_home.path().toLocal8Bit());
    qputenv("XDG_DATA_HOME", m_home.path().toLocal8Bit());
    qunsetenv("XDG_CURRENT_DESKTOP");
    const QString address = QStringLiteral("unix:path=") + m_home.filePath(QStringLiteral("bus"));
    m_bus.start(QStringLiteral("dbus-daemon"), {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--address=") + address});
    QTRY_VERIFY(QFile::exists(m_home.filePath(QStringLiteral("bus"))));
    qputenv("DBUS_SESSION_BUS_ADDRESS", address.toLocal8Bit());
    m_service.start(QStringLiteral("gnome-keyring-daemon"),
                    {QStringLiteral("--unlock"), QStringLiteral("--foreground"), QStringLiteral("--components=secrets")});
    QVERIFY(m_service.waitForStarted());
    m_service.write("test");
    m_service.closeWriteChannel();
    QTest::qWait(1'000); // it names itself on the bus by then
}

void TestKeyring::keepsReadsAndForgets()
{
    Keyring keyring;
    QTRY_VERIFY(keyring.available());
    const QString name = QStringLiteral("passphrase /home/ops/.ssh/id_ed25519");
    QCOMPARE(read(keyring, name), QByteArray("(none)"));
    keyring.write(name, Secret("open sesame \xc3\xa9"));
    QTRY_COMPARE(read(keyring, name), QByteArray("open sesame \xc3\xa9"));
    QCOMPARE(read(keyring, QStringLiteral("sudo ops@docs:22")), QByteArray("(none)"));
    keyring.forget(name);
    QTRY_COMPARE(read(keyring, name), QByteArray("(none)"));
}

void TestKeyring::hasNothingWhereThereIsNoService()
{
    m_service.kill();
    m_service.waitForFinished();
    Keyring keyring;
    QTest::qWait(300);
    if (keyring.available())
        QSKIP("this machine's bus would start a keyring by itself");
    QCOMPARE(read(keyring, QStringLiteral("x")), QByteArray("(none)"));
}

void TestKeyring::cleanupTestCase()
{
    for (QProcess* process : {&m_service, &m_bus}) {
        process->kill();
        process->waitForFinished();
    }
}

int main(int argc, char** argv)
{
    qunsetenv("QT_NO_GLIB"); // libsecret answers through GLib's loop
    const QCoreApplication application(argc, argv);
    TestKeyring test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_keyring.moc"
