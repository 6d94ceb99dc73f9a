// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/collect/configtimes.h"
#include "tests/unit/collect/lookup.h"

using namespace hopscope;
using namespace hopscope::test;

namespace {

constexpr qint64 kNow = 1'795'348'800'000;
const QString kNode = QStringLiteral("docs/nginx");

ConfigFile file(const char* path, qint64 modified)
{
    return {QString::fromLatin1(path), {modified}, QStringLiteral("root"), QStringLiteral("644")};
}

} // namespace

class TestConfigTimes : public QObject {
    Q_OBJECT
private slots:
    void theNewestFileCounts();
    void olderThanTheProcess();
    void reloadedIsLoaded();
    void withoutAProcess();
    void hostClock();
    void onlyFilesThatExist();
};

void TestConfigTimes::theNewestFileCounts()
{
    const QList<ConfigFile> files{file("/etc/nginx/nginx.conf", kNow - 900'000), file("/etc/nginx/conf.d/a b.conf", kNow - 60'000)};
    const ConfigTimes read = configTimes(kNode, files, 0, {{kNow - 500'000}, {kNow - 400'000}}, {kNow});
    const Facts facts(read.facts);
    QCOMPARE(facts.text(kNode, "config.file"), QStringLiteral("/etc/nginx/conf.d/a b.conf"));
    QCOMPARE(facts.text(kNode, "config.changed"), Timestamp{kNow - 60'000}.iso());
    QCOMPARE(facts.number(kNode, "config.age_s"), 60);
    QCOMPARE(facts.value(kNode, "config.loaded"), QJsonValue(false));
    QVERIFY(read.command.contains(QStringLiteral("'/etc/nginx/conf.d/a b.conf' /etc/nginx/nginx.conf")));
    QVERIFY(read.transcript.startsWith(Timestamp{kNow - 60'000}.iso().toUtf8() + " root 644 /etc/nginx/conf.d/a b.conf\n"));
}

void TestConfigTimes::olderThanTheProcess()
{
    const Facts facts(configTimes(kNode, {file("/a", kNow - 60'000)}, 0, {{kNow - 50'000}, {kNow - 50'000}}, {kNow}).facts);
    QCOMPARE(facts.value(kNode, "config.loaded"), QJsonValue(true));
}

void TestConfigTimes::reloadedIsLoaded()
{
    // The master is from yesterday, its workers from the reload in the second of the change.
    const Facts facts(configTimes(kNode, {file("/a", kNow - 60'000)}, 0, {{kNow - 86'400'000}, {kNow - 61'000}}, {kNow}).facts);
    QCOMPARE(facts.value(kNode, "config.loaded"), QJsonValue(true));
}

void TestConfigTimes::withoutAProcess()
{
    const Facts facts(configTimes(kNode, {file("/a", kNow - 60'000)}, 0, {}, {kNow}).facts);
    QVERIFY(facts.value(kNode, "config.loaded").isUndefined());
    QCOMPARE(facts.number(kNode, "config.age_s"), 60);
    QVERIFY(configTimes(kNode, {}, 0, {}, {kNow}).facts.isEmpty());
}

void TestConfigTimes::hostClock()
{
    // The host is an hour ahead: a change 60 s ago is dated in the desktop's future.
    const qint64 ahead = 3'600'000;
    const Facts facts(configTimes(kNode, {file("/a", kNow + ahead - 60'000)}, ahead, {{kNow - 50'000}, {kNow - 50'000}}, {kNow}).facts);
    QCOMPARE(facts.text(kNode, "config.changed"), Timestamp{kNow - 60'000}.iso());
    QCOMPARE(facts.value(kNode, "config.loaded"), QJsonValue(true));
}

void TestConfigTimes::onlyFilesThatExist()
{
    RemoteFile missing;
    missing.path = QStringLiteral("/none");
    missing.state = QStringLiteral("missing");
    RemoteFile denied;
    denied.path = QStringLiteral("/etc/onlyoffice/documentserver/local.json");
    denied.state = QStringLiteral("unreadable");
    denied.modified = {kNow};
    const QList<ConfigFile> files = configFilesOf({missing, denied});
    QCOMPARE(files.size(), 1);
    QCOMPARE(files.first().path, denied.path);
}

QTEST_GUILESS_MAIN(TestConfigTimes)
#include "test_configtimes.moc"
