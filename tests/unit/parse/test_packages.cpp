// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/packages.h"

#include <QTest>

using namespace hopscope;

namespace {

// From the log of a Debian 12.
const char* const kDpkg = R"(2025-06-24 14:36:25 startup archives unpack
2025-06-24 14:36:25 upgrade libsystemd0:amd64 252.36-1~deb12u1 252.38-1~deb12u1
2025-06-24 14:36:25 status triggers-pending libc-bin:amd64 2.36-9+deb12u10
2026-10-15 21:36:34 install bats:all <none> 1.8.2-1
2026-11-22 12:47:27 remove libc++-dev:amd64 1:14.0-55.7~deb12u1 <none>
)";
const char* const kRpm = "1700000000 nginx 1.22.1-9.el9\n1795348800 onlyoffice-documentserver 9.3.1-8\n";

} // namespace

class TestPackages : public QObject {
    Q_OBJECT
private slots:
    void dpkg();
    void rpm();
    void anythingElse();
};

void TestPackages::dpkg()
{
    const QList<PackageChange> changes = parsePackageLog(kDpkg, 3600);
    QCOMPARE(changes.size(), 3);
    QCOMPARE(changes.at(0).at.iso(), QStringLiteral("2025-06-24T13:36:25.000Z"));
    QCOMPARE(changes.at(0).action, QStringLiteral("upgrade"));
    QCOMPARE(changes.at(0).package, QStringLiteral("libsystemd0:amd64"));
    QCOMPARE(changes.at(0).from, QStringLiteral("252.36-1~deb12u1"));
    QCOMPARE(changes.at(0).to, QStringLiteral("252.38-1~deb12u1"));
    QVERIFY(changes.at(1).from.isEmpty());
    QCOMPARE(changes.at(2).action, QStringLiteral("remove"));
    QVERIFY(changes.at(2).to.isEmpty());
}

void TestPackages::rpm()
{
    const QList<PackageChange> changes = parsePackageLog(kRpm, 3600);
    QCOMPARE(changes.size(), 2);
    QCOMPARE(changes.at(1).at, (Timestamp{1'795'348'800'000})); // seconds since 1970 know no zone
    QCOMPARE(changes.at(1).package, QStringLiteral("onlyoffice-documentserver"));
    QCOMPARE(changes.at(1).to, QStringLiteral("9.3.1-8"));
}

void TestPackages::anythingElse()
{
    QVERIFY(parsePackageLog({}).isEmpty());
    QVERIFY(parsePackageLog("2026-11-22 12:47:27 upgrade nginx:amd64 1\n99999999999999999 a b\n-5 a b\nx y z\n").isEmpty());
    QVERIFY(parsePackageLog("2026-11-22 12:47:27 upgrade a 1 2 3\n").isEmpty());
    QVERIFY(parsePackageLog(QByteArray(2'000'000, '\n')).isEmpty());
}

QTEST_GUILESS_MAIN(TestPackages)
#include "test_packages.moc"
