// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/triage/logintest.h"

#include "tests/support/privatesshd.h"
#include "tests/support/sanitized.h"

#include <QElapsedTimer>
#include <QTest>

#include <memory>
#include <optional>

#if defined(__SANITIZE_THREAD__)
extern "C" const char* __tsan_default_options()
{
    return "die_after_fork=0";
}
#endif

using namespace hopscope;
using namespace hopscope::test;

namespace {

/// `dns+ tcp- banner?`: one word a step.
QString shape(const QList<LoginStep>& steps)
{
    QStringList words;
    for (const LoginStep& step : steps)
        words.append(step.step + (!step.ok ? QLatin1Char('?') : *step.ok ? QLatin1Char('+') : QLatin1Char('-')));
    return words.join(QLatin1Char(' '));
}

/// Runs one test to its end, answering every question with the same secret.
struct Run {
    std::unique_ptr<LoginTest> test;
    QList<LoginStep> steps;
    QList<Question> asked;
    QStringList seenRunning;
    std::optional<bool> well;

    Run(const PrivateSshd& sshd, const char* alias, SudoMode sudo, const QString& secret)
    {
        LoginTest::Settings settings{{QString::fromLatin1(alias), QString::fromLatin1(alias), sudo, {}}, sshd.configFile()};
        test = std::make_unique<LoginTest>(settings);
        QObject::connect(test.get(), &LoginTest::stepsChanged, test.get(), [this](const QList<LoginStep>& now) {
            steps = now;
            for (const LoginStep& step : now)
                if (step.running && !seenRunning.contains(step.step))
                    seenRunning.append(step.step);
        });
        QObject::connect(test.get(), &LoginTest::questionAsked, test.get(), [this, secret](const Question& question) {
            asked.append(question);
            if (question.id != 0)
                test->answer(question.id, true, secret, false);
        });
        QObject::connect(test.get(), &LoginTest::finished, test.get(), [this](bool good) { well = good; });
        test->start();
    }
    [[nodiscard]] bool ended() const
    {
        return QTest::qWaitFor([this] { return well.has_value(); }, 30'000);
    }
};

} // namespace

class TestLoginTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void tellsEachStep();
    void asksAPersonAndGoesOn();
    void namesTheStepThatFails();
    void saysWhoLooksTheNameUp();
    void endsAtOnceWhenClosed();

private:
    PrivateSshd m_sshd;
};

void TestLoginTest::initTestCase()
{
    if (!PrivateSshd::missing().isEmpty())
        QSKIP(qPrintable(PrivateSshd::missing()));
    QVERIFY2(m_sshd.start(), m_sshd.log().constData());
    m_sshd.addHost(QStringLiteral("nobody"), "Port " + QByteArray::number(freePort()));
    m_sshd.addHost(QStringLiteral("behind"), "ProxyJump here");
    m_sshd.addHost(QStringLiteral("behindnothing"), "ProxyJump nobody");
}

void TestLoginTest::tellsEachStep()
{
    const Run run(m_sshd, "here", SudoMode::Never, {});
    QVERIFY(run.ended());
    QVERIFY(*run.well);
    QCOMPARE(shape(run.steps), QStringLiteral("dns+ tcp+ banner+ key-exchange+ host-key+ authentication+ shell+ sudo?"));
    for (qsizetype i = 0; i < 7; ++i)
        QVERIFY(run.steps.at(i).ms >= 0 && !run.steps.at(i).running);
    QVERIFY(run.seenRunning.contains(QStringLiteral("authentication")));
    QVERIFY(run.asked.isEmpty());
}

void TestLoginTest::asksAPersonAndGoesOn()
{
    PrivateSshd sshd;
    PrivateSshd::Setup setup;
    setup.passphrase = "open sesame";
    setup.trusted = false;
    QVERIFY2(sshd.start(setup), sshd.log().constData());
    const Run run(sshd, "here", SudoMode::Never, QStringLiteral("open sesame"));
    QVERIFY(run.ended());
    QVERIFY(*run.well);
    QCOMPARE(run.asked.size(), 2);
    QCOMPARE(run.asked.at(0).kind, QStringLiteral("unknown-host-key"));
    QVERIFY(run.asked.at(0).key.art.contains(QStringLiteral("ED25519")));
    QCOMPARE(run.asked.at(1).kind, QStringLiteral("passphrase"));
    QCOMPARE(run.asked.at(1).prompt, sshd.path(QStringLiteral("user")));
}

void TestLoginTest::namesTheStepThatFails()
{
    Run run(m_sshd, "nobody", SudoMode::Never, {});
    QVERIFY(run.ended());
    QVERIFY(!*run.well);
    QCOMPARE(shape(run.steps), QStringLiteral("dns+ tcp- banner? key-exchange? host-key? authentication? shell? sudo?"));
    QCOMPARE(run.steps.at(1).error->code, QStringLiteral("ssh.refused"));
    run.well.reset();
    run.test->start(); // again
    QVERIFY(run.ended());
    QVERIFY(!*run.well);
}

void TestLoginTest::saysWhoLooksTheNameUp()
{
    const Run run(m_sshd, "behind", SudoMode::Never, {});
    QVERIFY(run.ended());
    QVERIFY(*run.well);
    QCOMPARE(shape(run.steps), QStringLiteral("dns? tcp+ banner+ key-exchange+ host-key+ authentication+ shell+ sudo?"));
    QCOMPARE(run.steps.at(0).error->code, QStringLiteral("ssh.resolved-by-jump"));
    QCOMPARE(run.steps.at(0).error->detail, QStringLiteral("here"));
    const Run lost(m_sshd, "behindnothing", SudoMode::Never, {});
    QVERIFY(lost.ended());
    QCOMPARE(lost.steps.at(1).ok, std::optional(false));
    QCOMPARE(lost.steps.at(1).error->host, QStringLiteral("nobody")); // the hop on the way
}

void TestLoginTest::endsAtOnceWhenClosed()
{
    QElapsedTimer clock;
    for (int i = 0; i < 5; ++i) {
        Run run(m_sshd, "here", SudoMode::Never, {});
        QTest::qWait(i * 20);
        clock.start();
        run.test.reset();
        QVERIFY2(clock.elapsed() < 2'500 * kSlow, qPrintable(QString::number(clock.elapsed())));
    }
}

QTEST_GUILESS_MAIN(TestLoginTest)
#include "test_logintest.moc"
