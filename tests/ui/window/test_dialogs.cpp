// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "tests/ui/window/hostkeys.h"
#include "tests/ui/window/windowfixture.h"

#include <QCheckBox>
#include <QDialog>
#include <QLineEdit>
#include <QPushButton>

using namespace hopscope;
using mq01::Moment;

/// What the window asks before it acts, and what it does with the answers.
class TestDialogs : public WindowFixture {
    Q_OBJECT
private slots:
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void planDialogNamesAllAndIsSafe();
    void productionNeedsTheHostTyped();
    void readOnlyOffersNothing();
    void fixOfTheVerdictIsProposed();
    void hostKeyIsRefusedByDefault();
    void unknownHostKeyCanBeTrusted();
    void changedHostKeyHasNoWayPast_data();
    void changedHostKeyHasNoWayPast();
    void passwordIsAnsweredOnce();
    void secretIsKeptOnlyWhenTicked();
    void oneTimeCodeIsNeverOfferedToBeKept();
    void touchIsTakenBack();
    void progressShowsAfterAWhileAndCancels();
};

void TestDialogs::planDialogNamesAllAndIsSafe()
{
    Snapshot calm = mq01::snapshot(Moment::Fault);
    calm.environment.production = false;
    m_session->show(calm);
    m_window->selection()->select(QStringLiteral("docs/docservice"));
    m_window->findChild<QPushButton*>(QStringLiteral("restartButton"))->click();
    auto* dialog = m_window->findChild<QDialog*>(QStringLiteral("planDialog"));
    QVERIFY(dialog);
    QStringList texts;
    for (const QLabel* line : dialog->findChildren<QLabel*>())
        texts += line->text();
    const QString all = texts.join(QLatin1Char('\n'));
    QVERIFY(texts.contains(QStringLiteral("docs")));
    QVERIFY(texts.contains(QStringLiteral("docs-acme")));
    QVERIFY(texts.contains(QStringLiteral("sudo systemctl restart ds-docservice.service")));
    QVERIFY(all.contains(QStringLiteral("R2")));
    QVERIFY(dialog->findChild<QPushButton*>(QStringLiteral("cancelPlan"))->isDefault());
    QVERIFY(!dialog->findChild<QPushButton*>(QStringLiteral("confirm"))->isDefault());
    QTest::keyClick(dialog, Qt::Key_Return);
    QVERIFY(m_session->ran.isEmpty());
    QTRY_VERIFY(!m_window->findChild<QDialog*>(QStringLiteral("planDialog")));
    m_window->propose(QStringLiteral("restart"), QStringLiteral("docs/docservice"));
    m_window->findChild<QPushButton*>(QStringLiteral("confirm"))->click();
    QCOMPARE(m_session->ran.size(), 1);
    QCOMPARE(m_session->ran.first().unit, QStringLiteral("ds-docservice.service"));
}

void TestDialogs::productionNeedsTheHostTyped()
{
    m_window->propose(QStringLiteral("start"), kBroker);
    auto* dialog = m_window->findChild<QDialog*>(QStringLiteral("planDialog"));
    QVERIFY(dialog);
    auto* confirm = dialog->findChild<QPushButton*>(QStringLiteral("confirm"));
    auto* typed = dialog->findChild<QLineEdit*>(QStringLiteral("typedHost"));
    QVERIFY(!confirm->isEnabled());
    QTest::keyClicks(typed, QStringLiteral("docs"));
    QVERIFY(!confirm->isEnabled());
    typed->setText(QStringLiteral("store"));
    QVERIFY(confirm->isEnabled());
    QTest::keyClick(typed, Qt::Key_Return); // Enter is still the safe one
    QVERIFY(m_session->ran.isEmpty());
}

void TestDialogs::readOnlyOffersNothing()
{
    Snapshot locked = mq01::snapshot(Moment::Fault);
    locked.environment.policy = Policy::ReadOnly;
    m_session->show(locked);
    const auto* start = m_window->findChild<QPushButton*>(QStringLiteral("startButton"));
    QVERIFY(start->isVisible());
    QVERIFY(!start->isEnabled());
    QVERIFY(!start->toolTip().isEmpty());
    m_window->propose(QStringLiteral("start"), kBroker);
    QVERIFY(!m_window->findChild<QDialog*>(QStringLiteral("planDialog")));
    QVERIFY(!shownText(*m_window, "statusMessage").isEmpty());
}

void TestDialogs::fixOfTheVerdictIsProposed()
{
    m_window->findChild<QPushButton*>(QStringLiteral("verdictFix"))->click();
    auto* dialog = m_window->findChild<QDialog*>(QStringLiteral("planDialog"));
    QVERIFY(dialog);
    dialog->reject();
    QTRY_VERIFY(!m_window->findChild<QDialog*>(QStringLiteral("planDialog")));
    Snapshot other = mq01::snapshot(Moment::Fault);
    other.verdict.causes[0].fixArgv = {QStringLiteral("systemctl"), QStringLiteral("start"), QStringLiteral("epmd")};
    m_session->show(other);
    m_window->findChild<QPushButton*>(QStringLiteral("verdictFix"))->click();
    QVERIFY(!m_window->findChild<QDialog*>(QStringLiteral("planDialog")));
    m_window->findChild<QDialog*>(QStringLiteral("fixDialog"))->reject();
    QTRY_VERIFY(!m_window->findChild<QDialog*>(QStringLiteral("fixDialog")));
    Snapshot byHand = mq01::snapshot(Moment::Fault);
    byHand.verdict.causes[0].fixCode = QStringLiteral("free-disk");
    m_session->show(byHand);
    m_window->findChild<QPushButton*>(QStringLiteral("verdictFix"))->click();
    QVERIFY(m_window->findChild<QDialog*>(QStringLiteral("fixDialog")));
}

void TestDialogs::hostKeyIsRefusedByDefault()
{
    m_session->ask(
        {7, QStringLiteral("unknown-host-key"), QStringLiteral("docs"), QStringLiteral("SHA256:abc"), {}, false, 1});
    auto* dialog = m_window->findChild<QDialog*>(QStringLiteral("hostKeyDialog"));
    QVERIFY(dialog);
    QCOMPARE(shownText(*dialog, "shownFingerprint"), QStringLiteral("SHA256:abc"));
    QTest::keyClick(dialog, Qt::Key_Return);
    QCOMPARE(m_session->answers.size(), 1);
    QCOMPARE(m_session->answers.first().question, 7);
    QVERIFY(!m_session->answers.first().accepted);
}

void TestDialogs::unknownHostKeyCanBeTrusted()
{
    Question question = shelf::hostKey(QStringLiteral("unknown-host-key"));
    question.known.clear();
    m_session->ask(question);
    auto* dialog = m_window->findChild<QDialog*>(QStringLiteral("hostKeyDialog"));
    QCOMPARE(shownText(*dialog, "shownArt"), question.key.art);
    QVERIFY(!dialog->findChild<QLabel*>(QStringLiteral("knownFingerprint")));
    auto* trust = dialog->findChild<QPushButton*>(QStringLiteral("accept"));
    QVERIFY(!trust->isDefault() && !trust->autoDefault() && !trust->hasFocus());
    trust->click();
    QCOMPARE(m_session->answers.size(), 1);
    QVERIFY(m_session->answers.first().accepted);
}

void TestDialogs::changedHostKeyHasNoWayPast_data()
{
    QTest::addColumn<QString>("kind");
    QTest::newRow("changed") << QStringLiteral("changed-host-key");
    QTest::newRow("revoked") << QStringLiteral("revoked-host-key");
}

void TestDialogs::changedHostKeyHasNoWayPast()
{
    QFETCH(QString, kind);
    m_session->ask(shelf::hostKey(kind));
    auto* dialog = m_window->findChild<QDialog*>(QStringLiteral("hostKeyDialog"));
    QVERIFY(dialog);
    QCOMPARE(shownText(*dialog, "knownFingerprint"), shelf::hostKey(kind).known.first().fingerprint);
    QCOMPARE(shownText(*dialog, "shownFingerprint"), shelf::hostKey(kind).key.fingerprint);
    QCOMPARE(shownText(*dialog, "knownWhere"), QStringLiteral("/home/ops/.ssh/known_hosts:12"));
    const auto buttons = dialog->findChildren<QPushButton*>();
    QCOMPARE(buttons.size(), 1);
    QCOMPARE(buttons.first()->text(), label(Label::Close));
    QCOMPARE(dialog->findChild<QLabel*>(QStringLiteral("removeCommand")) != nullptr,
             kind == QStringLiteral("changed-host-key"));
    buttons.first()->click();
    QVERIFY(m_session->answers.isEmpty()); // told, not asked
}

void TestDialogs::secretIsKeptOnlyWhenTicked()
{
    for (const bool tick : {false, true}) {
        Question question{9, QStringLiteral("passphrase"), QStringLiteral("docs"), {}, QStringLiteral("/k/id"), false, 2};
        question.canKeep = true;
        m_session->ask(question);
        auto* dialog = m_window->findChild<QDialog*>(QStringLiteral("questionDialog"));
        auto* keep = dialog->findChild<QCheckBox*>(QStringLiteral("keep"));
        QVERIFY(keep && !keep->isChecked());
        keep->setChecked(tick);
        QTest::keyClicks(dialog->findChild<QLineEdit*>(QStringLiteral("secret")), QStringLiteral("pass"));
        dialog->findChild<QPushButton*>(QStringLiteral("accept"))->click();
        QCOMPARE(m_session->answers.last().secret, QStringLiteral("pass"));
        QCOMPARE(m_session->answers.last().keep, tick);
        QTRY_VERIFY(!m_window->findChild<QDialog*>(QStringLiteral("questionDialog")));
    }
    m_session->ask({10, QStringLiteral("password"), QStringLiteral("docs"), {}, QStringLiteral("ops@docs"), false, 1});
    QVERIFY(!m_window->findChild<QCheckBox*>(QStringLiteral("keep"))); // no keyring here
}

void TestDialogs::oneTimeCodeIsNeverOfferedToBeKept()
{
    m_session->ask({11, QStringLiteral("keyboard-interactive"), QStringLiteral("docs"), {}, QStringLiteral("Code:"), false, 1});
    QVERIFY(m_window->findChild<QDialog*>(QStringLiteral("questionDialog")));
    QVERIFY(!m_window->findChild<QCheckBox*>(QStringLiteral("keep")));
}

void TestDialogs::touchIsTakenBack()
{
    m_session->ask({0, QStringLiteral("touch"), QStringLiteral("docs"), {}, {}, false, 1});
    QVERIFY(m_window->findChild<QDialog*>(QStringLiteral("questionDialog")));
    m_session->ask({0, QStringLiteral("touch-over"), QStringLiteral("gate"), {}, {}, false, 1});
    QVERIFY(m_window->findChild<QDialog*>(QStringLiteral("questionDialog"))->isVisible());
    m_session->ask({0, QStringLiteral("touch-over"), QStringLiteral("docs"), {}, {}, false, 1});
    QTRY_VERIFY(!m_window->findChild<QDialog*>(QStringLiteral("questionDialog")));
    QVERIFY(m_session->answers.isEmpty());
}

void TestDialogs::passwordIsAnsweredOnce()
{
    m_session->ask({8, QStringLiteral("sudo-password"), QStringLiteral("docs"), {}, {}, false, 1});
    auto* dialog = m_window->findChild<QDialog*>(QStringLiteral("questionDialog"));
    auto* field = dialog->findChild<QLineEdit*>(QStringLiteral("secret"));
    QCOMPARE(field->echoMode(), QLineEdit::Password);
    QTest::keyClicks(field, QStringLiteral("s3cret"));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(m_session->answers.size(), 1);
    QVERIFY(m_session->answers.first().accepted);
    QCOMPARE(m_session->answers.first().secret, QStringLiteral("s3cret"));
    QVERIFY(field->text().isEmpty());
}

void TestDialogs::progressShowsAfterAWhileAndCancels()
{
    auto* cancel = m_window->findChild<QPushButton*>(QStringLiteral("cancel"));
    m_session->setProgress({true, QStringLiteral("collecting"), QStringLiteral("docs"), 4, 12, mq01::now()});
    QVERIFY(!cancel->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(cancel->isVisible(), 2000);
    QVERIFY(!m_window->findChild<QPushButton*>(QStringLiteral("diagnose"))->isEnabled());
    m_session->show(mq01::snapshot(Moment::Fault)); // snapshots of a round under way do not offer another one
    QVERIFY(!m_window->findChild<QPushButton*>(QStringLiteral("diagnose"))->isEnabled());
    cancel->click();
    QCOMPARE(m_session->cancels, 1);
    m_session->setProgress({});
    QVERIFY(!cancel->isVisible());
}

QTEST_MAIN(TestDialogs)
#include "test_dialogs.moc"
