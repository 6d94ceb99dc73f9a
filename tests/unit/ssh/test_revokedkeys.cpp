// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// RevokedHostKeys: plain lists, and key revocation lists that ssh-keygen made.
#include "core/ssh/revokedkeys.h"
#include "tests/support/sshfixture.h"

#include <QFile>
#include <QTemporaryDir>

using namespace hopscope;
using namespace hopscope::test;

namespace {

const QByteArray kHeader = QByteArray("SSHKRL\n\0", 8) + QByteArray::fromHex("00000001") + QByteArray(24 + 4 + 4, '\0');

QByteArray number(qsizetype value)
{
    return QByteArray::fromHex(QByteArray::number(value, 16).rightJustified(8, '0'));
}

QByteArray counted(const QByteArray& bytes)
{
    return number(bytes.size()) + bytes;
}

QByteArray section(int type, const QByteArray& data)
{
    return QByteArray(1, static_cast<char>(type)) + counted(data);
}

} // namespace

class TestRevokedKeys : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void readsLists_data();
    void readsLists();
    void readsWhatSshKeygenMakes_data();
    void readsWhatSshKeygenMakes();
    void readsSections_data();
    void readsSections();
    void refusesEveryCut();
    void readsFiles();
    void refusesTheHost_data();
    void refusesTheHost();
    void connectsWhereTheKeyIsNotListed();

private:
    [[nodiscard]] QByteArray line(const char* name) const;
    [[nodiscard]] QByteArray blob(const char* name) const { return QByteArray::fromBase64(line(name).split(' ').at(1)); }
    [[nodiscard]] QByteArray krl(const QByteArray& specification, const QStringList& options = {});
    [[nodiscard]] static bool keygen(const QStringList& arguments);
    QTemporaryDir m_folder;
};

bool TestRevokedKeys::keygen(const QStringList& arguments)
{
    QProcess process;
    process.start(QStringLiteral("ssh-keygen"), QStringList{QStringLiteral("-q")} + arguments);
    return process.waitForFinished(20'000) && process.exitCode() == 0;
}

void TestRevokedKeys::initTestCase()
{
    if (!PrivateSshd::missing().isEmpty())
        QSKIP(qPrintable(PrivateSshd::missing()));
    for (const char* kind : {"ed25519", "ecdsa", "rsa", "other"})
        QVERIFY(keygen({QStringLiteral("-t"), QLatin1String(kind) == QLatin1String("other") ? QStringLiteral("ed25519") : QString::fromLatin1(kind),
                        QStringLiteral("-N"), QString(), QStringLiteral("-C"), QStringLiteral("of a test"), QStringLiteral("-f"),
                        m_folder.filePath(QString::fromLatin1(kind))}));
}

QByteArray TestRevokedKeys::line(const char* name) const
{
    QFile file(m_folder.filePath(QString::fromLatin1(name) + QStringLiteral(".pub")));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// What `ssh-keygen -k` makes of a specification as in ssh-keygen(1).
QByteArray TestRevokedKeys::krl(const QByteArray& specification, const QStringList& options)
{
    QFile in(m_folder.filePath(QStringLiteral("spec")));
    if (!in.open(QIODevice::WriteOnly))
        return {};
    in.write(specification);
    in.close();
    QFile out(m_folder.filePath(QStringLiteral("krl")));
    out.remove();
    if (!keygen(QStringList{QStringLiteral("-k"), QStringLiteral("-f"), out.fileName()} + options + QStringList{in.fileName()}))
        return {};
    return out.open(QIODevice::ReadOnly) ? out.readAll() : QByteArray();
}

void TestRevokedKeys::readsLists_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Revocation>("wanted");
    if (!PrivateSshd::missing().isEmpty())
        return;
    const QByteArray key = line("ed25519");
    const QByteArray other = line("other");
    QTest::newRow("empty") << QByteArray() << Revocation::No;
    QTest::newRow("the key") << key << Revocation::Revoked;
    QTest::newRow("no last newline") << "# stolen\n\n \t" + key.trimmed() << Revocation::Revoked;
    QTest::newRow("others") << other + line("rsa") + line("ecdsa") << Revocation::No;
    QTest::newRow("behind others") << other + line("rsa") + key << Revocation::Revoked;
    QTest::newRow("not base64") << other + "ssh-ed25519 AAAAnonsense!\n" << Revocation::Damaged;
    QTest::newRow("another type") << "ssh-rsa " + key.split(' ').at(1) + '\n' << Revocation::Damaged;
    QTest::newRow("known_hosts") << "docs " + other << Revocation::Damaged;
    QTest::newRow("damage and the key") << "nonsense\n" + key << Revocation::Revoked;
    QTest::newRow("garbage") << QByteArray(5000, '\xff') << Revocation::Damaged;
    QTest::newRow("half the magic") << QByteArray("SSHKRL\n") << Revocation::Damaged;
}

void TestRevokedKeys::readsLists()
{
    QFETCH(QByteArray, text);
    QTEST(revocationIn(text, blob("ed25519")), "wanted");
}

void TestRevokedKeys::readsWhatSshKeygenMakes_data()
{
    QTest::addColumn<QByteArray>("specification");
    QTest::addColumn<bool>("ofAuthority");
    QTest::addColumn<bool>("revoked");
    if (!PrivateSshd::missing().isEmpty())
        return;
    for (const char* kind : {"ed25519", "ecdsa", "rsa"})
        for (const char* how : {"", "key: ", "sha1: ", "sha256: "})
            QTest::addRow("%s%s", how, kind) << how + line(kind) << false << true;
    QTest::newRow("nothing") << QByteArray() << false << false;
    QTest::newRow("another key") << "sha1: " + line("other") + "sha256: " + line("other") + "key: " + line("other") << false << false;
    QTest::newRow("certificates") << QByteArray("serial: 1\nserial: 5-900\nserial: 1000\nserial: 1002\nserial: 1005\nid: docs\n") << true << false;
    QTest::newRow("certificates and keys") << "serial: 7\nid: x\n" + line("ed25519") + line("rsa") + line("ecdsa") << true << true;
}

void TestRevokedKeys::readsWhatSshKeygenMakes()
{
    QFETCH(QByteArray, specification);
    QFETCH(bool, ofAuthority);
    QFETCH(bool, revoked);
    QStringList options{QStringLiteral("-z"), QStringLiteral("5")};
    if (ofAuthority)
        options << QStringLiteral("-s") << m_folder.filePath(QStringLiteral("other.pub"));
    const QByteArray list = krl(specification, options);
    QVERIFY(list.startsWith("SSHKRL\n"));
    for (const char* kind : {"ed25519", "ecdsa", "rsa"}) {
        const bool listed = revoked && specification.contains(line(kind));
        QCOMPARE(revocationIn(list, blob(kind)), listed ? Revocation::Revoked : Revocation::No);
        // As OpenSSH itself reads it: -Q fails where a key is revoked.
        QCOMPARE(keygen({QStringLiteral("-Q"), QStringLiteral("-f"), m_folder.filePath(QStringLiteral("krl")),
                         m_folder.filePath(QString::fromLatin1(kind) + QStringLiteral(".pub"))}),
                 !listed);
    }
}

void TestRevokedKeys::readsSections_data()
{
    QTest::addColumn<QByteArray>("sections");
    QTest::addColumn<Revocation>("wanted");
    const QByteArray authority(8, '\0');
    const QByteArray no(1, '\0');
    const QByteArray yes(1, '\1');
    QTest::newRow("none") << QByteArray() << Revocation::No;
    QTest::newRow("the key") << section(2, counted("the key")) << Revocation::Revoked;
    QTest::newRow("an empty key") << section(2, counted({})) << Revocation::No;
    QTest::newRow("a short hash") << section(3, counted("the key")) << Revocation::Damaged;
    QTest::newRow("a hash of the other length") << section(5, counted(QByteArray(20, 'x'))) << Revocation::Damaged;
    QTest::newRow("half a number") << section(2, QByteArray(3, '\0')) << Revocation::Damaged;
    QTest::newRow("too long") << section(2, number(0x7fffffff) + "x") << Revocation::Damaged;
    QTest::newRow("unknown") << section(6, {}) << Revocation::Damaged;
    QTest::newRow("signature") << section(4, "x") << Revocation::Damaged;
    QTest::newRow("extension") << section(255, counted("a@b") + no + counted("x")) << Revocation::No;
    QTest::newRow("critical") << section(255, counted("a@b") + yes + counted("x")) << Revocation::Damaged;
    QTest::newRow("more than an extension") << section(255, counted("a@b") + no + counted("x") + 'y') << Revocation::Damaged;
    QTest::newRow("serials") << section(1, authority + section(0x20, QByteArray(24, 'x'))) << Revocation::No;
    QTest::newRow("half a serial") << section(1, authority + section(0x20, QByteArray(20, 'x'))) << Revocation::Damaged;
    QTest::newRow("range") << section(1, authority + section(0x21, QByteArray(16, 'x'))) << Revocation::No;
    QTest::newRow("half a range") << section(1, authority + section(0x21, QByteArray(8, 'x'))) << Revocation::Damaged;
    QTest::newRow("bitmap") << section(1, authority + section(0x22, QByteArray(8, 'x') + counted("\1"))) << Revocation::No;
    QTest::newRow("half a bitmap") << section(1, authority + section(0x22, QByteArray(8, 'x'))) << Revocation::Damaged;
    QTest::newRow("ids") << section(1, authority + section(0x23, counted("a") + counted("b"))) << Revocation::No;
    QTest::newRow("half an id") << section(1, authority + section(0x23, number(9))) << Revocation::Damaged;
    QTest::newRow("certificate extension") << section(1, authority + section(0x39, counted("a") + no + counted("x"))) << Revocation::No;
    QTest::newRow("critical for certificates") << section(1, authority + section(0x39, counted("a") + yes + counted("x"))) << Revocation::Damaged;
    QTest::newRow("unknown for certificates") << section(1, authority + section(0x24, {})) << Revocation::Damaged;
    QTest::newRow("no authority") << section(1, QByteArray(4, '\0')) << Revocation::Damaged;
    QTest::newRow("damage behind the key") << section(2, counted("the key")) + 'x' << Revocation::Damaged;
}

void TestRevokedKeys::readsSections()
{
    QFETCH(QByteArray, sections);
    QTEST(revocationIn(kHeader + sections, "the key"), "wanted");
}

void TestRevokedKeys::refusesEveryCut()
{
    const QByteArray list = kHeader + section(1, QByteArray(8, '\0') + section(0x20, QByteArray(8, 'x'))) + section(2, counted("a key"));
    QCOMPARE(revocationIn(list, "the key"), Revocation::No);
    for (qsizetype size = 1; size < list.size(); ++size) {
        const bool between = size == kHeader.size() || size == kHeader.size() + 5 + 8 + 5 + 8; // a list of fewer sections
        QCOMPARE(revocationIn(list.left(size), "the key"), between ? Revocation::No : Revocation::Damaged);
    }
    QByteArray other = list;
    other[11] = 2; // the format's version
    QCOMPARE(revocationIn(other, "the key"), Revocation::Damaged);
}

void TestRevokedKeys::readsFiles()
{
    const QString plain = m_folder.filePath(QStringLiteral("other.pub"));
    const QString key = m_folder.filePath(QStringLiteral("ed25519.pub"));
    const QString missing = m_folder.filePath(QStringLiteral("missing"));
    QCOMPARE(revokedBy({}, blob("ed25519")).revocation, Revocation::No);
    QCOMPARE(revokedBy({plain, QStringLiteral("/dev/null")}, blob("ed25519")).revocation, Revocation::No);
    QCOMPARE(revokedBy({plain, missing, key}, blob("ed25519")).file, key);
    QCOMPARE(revokedBy({plain, missing}, blob("ed25519")).file, missing);
    for (const QString& odd : {missing, m_folder.path(), QStringLiteral("/dev/zero")})
        QCOMPARE(revokedBy({odd}, blob("ed25519")).revocation, Revocation::Damaged);
}

void TestRevokedKeys::refusesTheHost_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("code");
    QTest::newRow("plain") << QByteArray("plain") << QStringLiteral("ssh.host-key-revoked");
    QTest::newRow("krl") << QByteArray("krl") << QStringLiteral("ssh.host-key-revoked");
    QTest::newRow("damaged") << QByteArray("nonsense\n") << QStringLiteral("ssh.revoked-keys-damaged");
    QTest::newRow("missing") << QByteArray() << QStringLiteral("ssh.revoked-keys-damaged");
}

/// known_hosts has the key, and somebody would accept everything.
void TestRevokedKeys::refusesTheHost()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, code);
    PrivateSshd sshd;
    QVERIFY2(sshd.start(), sshd.log().constData());
    const QString file = sshd.path(QStringLiteral("revoked"));
    sshd.addHost(QStringLiteral("careful"), "RevokedHostKeys " + file.toUtf8());
    if (content == "plain")
        content = line("rsa") + sshd.hostKeyLine() + '\n';
    else if (content == "krl")
        content = krl("sha256: " + sshd.hostKeyLine() + '\n');
    if (!content.isEmpty())
        sshd.writeFile(QStringLiteral("revoked"), content);
    QList<SshQuestion> told;
    SshPool pool(sshd.configFile(), [&told](const SshQuestion& question, const SshReply& reply) {
        told.append(question);
        SshAnswer yes;
        yes.accepted = true;
        reply(std::move(yes));
    });
    const Status status = connectAndWait(pool.host(QStringLiteral("careful")));
    QVERIFY(!status);
    QCOMPARE(status.error().code, code);
    QCOMPARE(status.error().phase, QStringLiteral("host-key"));
    QVERIFY2(status.error().detail.endsWith(file), qPrintable(status.error().detail));
    if (code != QLatin1String("ssh.host-key-revoked"))
        return;
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.first().kind, SshQuestion::Kind::RevokedHostKey);
    QCOMPARE(told.first().known.first().where, file);
}

void TestRevokedKeys::connectsWhereTheKeyIsNotListed()
{
    PrivateSshd sshd;
    QVERIFY2(sshd.start(), sshd.log().constData());
    sshd.writeFile(QStringLiteral("plain"), line("rsa"));
    sshd.writeFile(QStringLiteral("krl"), krl(line("rsa")));
    for (const char* name : {"plain", "krl"}) {
        const QString alias = QString::fromLatin1(name);
        sshd.addHost(alias, "RevokedHostKeys " + sshd.path(alias).toUtf8());
        SshPool pool(sshd.configFile(), {});
        QVERIFY_RESULT(connectAndWait(pool.host(alias)));
    }
}

QTEST_GUILESS_MAIN(TestRevokedKeys)
#include "test_revokedkeys.moc"
