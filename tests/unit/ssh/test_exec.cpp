// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "tests/support/sshfixture.h"

using namespace hopscope;
using namespace hopscope::test;

class TestExec : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void givesExitStatusAndBothStreams();
private:
    PrivateSshd m_sshd;
};

void TestExec::initTestCase()
{
    if (!PrivateSshd::missing().isEmpty())
        QSKIP(qPrintable(PrivateSshd::missing()));
    QVERIFY2(m_sshd.start(), m_sshd.log().constData());
}

void TestExec::givesExitStatusAndBothStreams()
{
    SshPool pool(m_sshd.configFile());
    const auto result = runAndWait(pool.host(QStringLiteral("here")), shell("echo out; echo err >&2; exit 7"));
    if (!result)
        qWarning() << result.error().code << result.error().phase << result.error().detail << m_sshd.log();
    QVERIFY(result);
    QCOMPARE(result->exit, 7);
    QCOMPARE(result->out, QByteArray("out\n"));
    QCOMPARE(result->err, QByteArray("err\n"));
}

QTEST_GUILESS_MAIN(TestExec)
#include "test_exec.moc"
