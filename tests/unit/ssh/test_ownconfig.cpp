// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/algorithms.h"
#include "core/ssh/aliases.h"
#include "core/ssh/configreader.h"
#include "core/ssh/ownconfig.h"
#include "tests/support/result.h"

#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace hopscope;

namespace {

constexpr int kConfigs = 400;

/// Writes configurations that use every rule OwnConfig knows.
class Generator {
public:
    explicit Generator(quint32 seed, QString folder) : m_random(seed), m_folder(std::move(folder)) {}

    QByteArray file(int depth = 0)
    {
        QByteArray text;
        const int lines = m_random.bounded(3, 14);
        for (int i = 0; i < lines; ++i)
            text += line(depth) + '\n';
        return text;
    }
    QByteArray one(const QByteArrayList& from) { return from.at(m_random.bounded(static_cast<int>(from.size()))); }

private:
    QByteArray line(int depth)
    {
        switch (m_random.bounded(9)) {
        case 0:
            return one({"Host ", "host=", "HOST\t"}) + patterns();
        case 1:
            return "Match " + criteria();
        case 2:
            return depth < 3 ? include(depth) : QByteArray("# no more");
        case 3:
            return one({"", "   ", "# Port 1", "Compression yes", "\tServerAliveInterval 5"});
        default:
            return one({"", "  ", "\t"}) + value();
        }
    }
    QByteArray patterns()
    {
        QByteArray text;
        for (int i = m_random.bounded(1, 4); i > 0; --i)
            text += one({"docs", "do*", "*", "st?re", "!docs", "!d*", "Docs", "\"store\"", "gate"}) + ' ';
        return text;
    }
    QByteArray list() { return one({"docs", "*.example", "docs,store", "*,!store", "10.0.0.1", "DOCS*", "!docs", "\"store\""}); }
    QByteArray criteria()
    {
        if (m_random.bounded(5) == 0)
            return "all";
        QByteArray text;
        for (int i = m_random.bounded(1, 3); i > 0; --i) {
            text += one({"", "", "!"});
            const QByteArray users = one({"ops", "root", "ops,root", "*", "!ops,*"});
            text += m_random.bounded(2) == 0 ? one({"host ", "originalhost ", "Host "}) + list()
                                             : one({"user ", "localuser ", "user="}) + users;
            text += ' ';
        }
        return text;
    }
    QByteArray include(int depth)
    {
        const QString name = m_folder + QStringLiteral("/inc%1").arg(++m_files);
        QFile out(name);
        if (!out.open(QIODevice::WriteOnly))
            qFatal("cannot write");
        out.write(file(depth + 1));
        out.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        return "Include " + name.toUtf8() + one({"", " " + m_folder.toUtf8() + "/nothing*"});
    }
    QByteArray value()
    {
        switch (m_random.bounded(21)) {
        case 0:
            return one({"HostName %h.example", "HostName=10.0.0.1", "hostname Docs.Example", "HostName \"%h\""});
        case 1:
            return one({"Port 2222", "Port=22", "port 65535 # note"});
        case 2:
            return one({"User ops", "User \"root\"", "user=x"});
        case 3:
        case 4:
            return "IdentityFile " + one({"~/.ssh/a", "/k/%h/%r", "none", "\"/k/b\"", "%d/.ssh/c", "/k/b"});
        case 5:
            return one({"IdentitiesOnly yes", "IdentitiesOnly no", "identitiesonly true"});
        case 6:
            return "CertificateFile " + one({"/k/a-cert.pub", "~/.ssh/b-cert.pub"});
        case 7:
            return "ProxyJump " + one({"gate", "ops@gate:2222", "a,b@c:7", "none", "ssh://x@10.0.0.9:1", "[::1]:22", "NONE"});
        case 8:
            return "HostKeyAlias " + one({"Alias", "other"});
        case 9:
            return one({"UserKnownHostsFile", "GlobalKnownHostsFile"}) + one({" none", " /k/one /k/two", " \"/k/three\"", "=~/kh"});
        case 10:
            return "StrictHostKeyChecking " + one({"yes", "no", "ask", "accept-new", "off", "YES"});
        case 11:
            return one({"ConnectTimeout 7", "ConnectTimeout 1m30s", "ConnectTimeout none"});
        case 12:
            return one({"RevokedHostKeys ~/.ssh/revoked", "RevokedHostKeys /k/%h.krl", "revokedhostkeys none"});
        case 13:
            return one({"Ciphers", "Ciphers=", "ciphers"}) + " " + one({"", "+", "-", "^"}) +
                   one({"aes256-ctr", "aes256-ctr,aes128-gcm@openssh.com,aes256-ctr", "3des-cbc", "aes128-ctr,chacha20-poly1305@openssh.com"});
        case 14:
            return one({"MACs hmac-sha2-256", "MACs -*etm*", "MACs -hmac-sha1*,umac-64@openssh.com", "MACs ^hmac-sha2-512",
                        "KexAlgorithms curve25519-sha256", "KexAlgorithms -*nistp*", "KexAlgorithms +diffie-hellman-group14-sha1",
                        "kexalgorithms ^ecdh-sha2-nistp384", "MACs -*", "KexAlgorithms -nothing"});
        case 15:
            return "HostKeyAlgorithms " + one({"ssh-ed25519", "ssh-ed25519*,rsa*", "+ssh-rsa", "-*cert*", "^rsa-sha2-256", "-*", "*", "+ssh-*"});
        case 16:
            return one({"PubkeyAuthentication ", "DSAAuthentication ", "PasswordAuthentication ", "KbdInteractiveAuthentication ",
                        "ChallengeResponseAuthentication ", "SkeyAuthentication ", "TISAuthentication ", "BatchMode "}) +
                   one({"yes", "no", "No", "true", "false"});
        case 17:
            return one({"PreferredAuthentications password", "PreferredAuthentications keyboard-interactive,publickey",
                        "PreferredAuthentications none", "PreferredAuthentications hostbased,password,publickey,password",
                        "PubkeyAuthentication unbound", "PubkeyAuthentication host-bound"});
        case 19:
            return "ProxyCommand " + one({"ssh -W %h:%p gate", "none", "NONE", "ssh gate -W %h:%p -l %r", "=nc %h %p", "ssh -q -W %h:%p ops@gate"});
        case 18:
            return one({"NumberOfPasswordPrompts 1", "NumberOfPasswordPrompts 0", "AddressFamily inet", "AddressFamily INET6",
                        "AddressFamily any", "BindAddress 127.0.0.2", "BindAddress ::1"});
        default:
            return one({"IdentityAgent none", "IdentityAgent /k/agent", "HashKnownHosts yes", "HashKnownHosts no"});
        }
    }
    QRandomGenerator m_random;
    QString m_folder;
    int m_files = 0;
};

QByteArray ask(const QStringList& arguments)
{
    QProcess process;
    process.start(QStringLiteral("ssh"), arguments);
    if (!process.waitForFinished() || process.exitCode() != 0)
        return {};
    return process.readAllStandardOutput();
}

QStringList told(const Result<HostConfig>& config)
{
    if (!config)
        return {config.error().code};
    QString methods;
    for (const HostConfig::Method method : config->methods)
        methods += QString::number(int(method));
    return {config->hostname,
            config->user,
            QString::number(config->port),
            config->identityFiles.join(QLatin1Char('|')),
            config->certificateFiles.join(QLatin1Char('|')),
            QString::number(config->identitiesOnly),
            config->identityAgent,
            config->userKnownHosts.join(QLatin1Char('|')),
            config->globalKnownHosts.join(QLatin1Char('|')),
            config->revokedHostKeys.join(QLatin1Char('|')),
            QString::number(int(config->strict)),
            config->hostKeyAlias,
            QString::number(config->hashKnownHosts),
            config->proxyJump,
            QString::number(config->connectTimeoutMs),
            QString::fromUtf8(config->algorithms.kex),
            QString::fromUtf8(config->algorithms.ciphers),
            QString::fromUtf8(config->algorithms.macs),
            QString::fromUtf8(config->algorithms.hostKeys),
            methods,
            QString::number(config->prompts),
            QString::number(config->batchMode),
            QString::number(int(config->family)),
            config->bindAddress};
}

} // namespace

class TestOwnConfig : public QObject {
    Q_OBJECT
private slots:
    void agreesWithSsh();
    void refusesWhatSshRefuses_data();
    void refusesWhatSshRefuses();
    void endsWithAFileThatIncludesItself();
    void readsByItselfWithoutSsh();
};

/// The same answer as `ssh -G` on made-up configurations, the same ones every time; HOPSCOPE_SEED sets others.
void TestOwnConfig::agreesWithSsh()
{
    if (QStandardPaths::findExecutable(QStringLiteral("ssh")).isEmpty())
        QSKIP("there is no ssh to compare with");
    bool given = false;
    const auto first = static_cast<quint32>(qEnvironmentVariableIntValue("HOPSCOPE_SEED", &given));
    const quint32 seed = given ? first : 1;
    qInfo("seed %u", seed);
    int compared = 0;
    const AlgorithmLists defaults = algorithmsOfDump(ask({QStringLiteral("-G"), QStringLiteral("-F"), QStringLiteral("none"), QStringLiteral("docs")}));
    if (defaults.hostKeys != sshDefaultAlgorithms().hostKeys || defaults.kex != sshDefaultAlgorithms().kex)
        QSKIP("another version of ssh");
    for (quint32 i = 0; i < kConfigs; ++i) {
        QTemporaryDir folder;
        Generator generator(seed + i, folder.path());
        const QString path = folder.filePath(QStringLiteral("config"));
        QFile out(path);
        QVERIFY(out.open(QIODevice::WriteOnly));
        const QByteArray text = generator.file();
        out.write(text);
        out.close();
        OwnConfig::Wanted wanted{generator.one({"docs", "store", "Docs", "gate", "10.0.0.1"}), {}, 0, {}, userName().toUtf8()};
        QStringList arguments{QStringLiteral("-G"), QStringLiteral("-F"), path};
        if (i % 5 == 0) {
            wanted.user = "ops";
            arguments << QStringLiteral("-l") << QStringLiteral("ops");
        }
        if (i % 7 == 0) {
            wanted.port = 77;
            arguments << QStringLiteral("-p") << QStringLiteral("77");
        }
        const QByteArray said = ask(arguments << QString::fromUtf8(wanted.host));
        const auto own = ownConfigDump(wanted, path);
        if (said.isEmpty()) {
            QVERIFY2(!own, text.constData());
            continue;
        }
        ++compared;
        const QString alias = QString::fromUtf8(wanted.host);
        const QStringList ours = told(own ? parseSshConfigDump(*own, alias, defaults) : Result<HostConfig>(fail(own.error())));
        const QStringList theirs = told(parseSshConfigDump(said, alias, defaults));
        if (ours != theirs)
            qWarning("seed %u, host %s\n%s", seed + i, wanted.host.constData(), text.constData());
        QCOMPARE(ours, theirs);
    }
    QVERIFY2(compared > kConfigs / 2, qPrintable(QString::number(compared)));
}

void TestOwnConfig::refusesWhatSshRefuses_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"Port 0", "Port x", "User", "Match all user x", "Match user", "Host \"docs", "IdentitiesOnly maybe",
                             "StrictHostKeyChecking maybe", "ConnectTimeout soon", "ProxyJump @", "BatchMode maybe",
                             "NumberOfPasswordPrompts -1", "NumberOfPasswordPrompts 3x", "AddressFamily ipv6", "PubkeyAuthentication maybe",
                             "Ciphers", "BindAddress"})
        QTest::newRow(text) << QByteArray(text);
}

void TestOwnConfig::refusesWhatSshRefuses()
{
    QFETCH(QByteArray, text);
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("config"));
    QFile out(path);
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write("# first\n" + text + '\n');
    out.close();
    QVERIFY(ask({QStringLiteral("-G"), QStringLiteral("-F"), path, QStringLiteral("docs")}).isEmpty());
    const auto own = ownConfigDump({"docs", {}, 0, {}, "ops"}, path);
    QVERIFY(!own);
    QCOMPARE(own.error().code, QStringLiteral("ssh.config"));
    QVERIFY2(own.error().detail.endsWith(QStringLiteral(":2")), qPrintable(own.error().detail));
}

void TestOwnConfig::endsWithAFileThatIncludesItself()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("config"));
    QFile out(path);
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    out.write("Include " + path.toUtf8() + "\nInclude " + path.toUtf8() + '\n');
    out.close();
    QVERIFY(!ownConfigDump({"docs", {}, 0, {}, "ops"}, path));
}

void TestOwnConfig::readsByItselfWithoutSsh()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("config"));
    QFile out(path);
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write("Host docs\n  HostName docs.example\n  Port 2222\n");
    out.close();
    const QByteArray before = qgetenv("PATH");
    std::optional<Result<HostConfig>> config;
    ConfigReader reader;
    for (const QByteArray& programs : {before, folder.path().toUtf8()}) {
        qputenv("PATH", programs);
        config.reset();
        reader.read(QStringLiteral("ops@docs"), path, {}, [&](const Result<HostConfig>& read) { config = read; });
        QTRY_VERIFY(config.has_value());
        QVERIFY_RESULT(*config);
        QCOMPARE((*config)->hostname, QStringLiteral("docs.example"));
        QCOMPARE((*config)->user, QStringLiteral("ops"));
        QCOMPARE(int((*config)->port), 2222);
        QCOMPARE((*config)->readByOurselves, programs != before);
    }
    qputenv("PATH", before);
}

QTEST_GUILESS_MAIN(TestOwnConfig)
#include "test_ownconfig.moc"
