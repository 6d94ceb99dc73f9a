// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "tests/support/fakesession.h"
#include "tests/support/mq01.h"
#include "tests/ui/window/hostkeys.h"
#include "ui/dialogs/logindialog.h"
#include "ui/speech/labels.h"
#include "ui/theme/theme.h"
#include "ui/window/mainwindow.h"

#include <QDialog>
#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QTabWidget>
#include <QTest>

using namespace hopscope;

/// Pictures of the window, for people to look at; that every state can be painted at all is the test.
class TestScreens : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QVERIFY(QDir().mkpath(folder())); }

    void states_data()
    {
        QTest::addColumn<int>("moment");
        QTest::addColumn<QString>("theme");
        QTest::newRow("healthy") << int(mq01::Moment::Healthy) << QStringLiteral("light");
        QTest::newRow("fault") << int(mq01::Moment::Fault) << QStringLiteral("light");
        QTest::newRow("fault-dark") << int(mq01::Moment::Fault) << QStringLiteral("dark");
        QTest::newRow("recovered") << int(mq01::Moment::Recovered) << QStringLiteral("light");
    }
    void states()
    {
        QFETCH(int, moment);
        QFETCH(QString, theme);
        Theme::instance().setMode(*themeModeFromCode(theme));
        FakeSession session;
        const Snapshot snapshot = mq01::snapshot(mq01::Moment(moment));
        session.show(snapshot);
        const ManualClock clock(snapshot.at);
        MainWindow window(&session, {.saveReport = [](auto, auto, const auto& done) { done({}); }, .clock = &clock});
        save(window, QLatin1String(QTest::currentDataTag()));
    }

    void places_data()
    {
        QTest::addColumn<QString>("theme");
        QTest::newRow("light") << QStringLiteral("light");
        QTest::newRow("dark") << QStringLiteral("dark");
    }
    /// Each tab and each dialog once.
    void places()
    {
        QFETCH(QString, theme);
        Theme::instance().setMode(*themeModeFromCode(theme));
        FakeSession session;
        session.setTargets(
            {{QStringLiteral("docs"), QStringLiteral("/var/log/onlyoffice/documentserver/docservice/out.log"), {}}});
        Snapshot snapshot = mq01::snapshot(mq01::Moment::Fault);
        snapshot.audit = mq01::snapshot(mq01::Moment::Recovered).audit;
        snapshot.plans = mq01::snapshot(mq01::Moment::Recovered).plans;
        session.show(snapshot);
        const ManualClock clock(mq01::now());
        MainWindow window(&session, {.saveReport = [](auto, auto, const auto& done) { done({}); }, .clock = &clock});
        window.selection()->select(QStringLiteral("docs/docservice"));
        window.findChild<QPushButton*>(QStringLiteral("logsButton"))->click();
        session.sendLog(
            1,
            "[2026-11-22T10:56:21.870] [INFO] [localhost] nodeJS - update cluster with 1 workers\n"
            "[2026-11-22T10:56:22.104] [ERROR] [localhost] nodeJS - [AMQP] Error: connect ECONNREFUSED 10.9.0.4:5672\n"
            "[2026-11-22T10:56:23.105] [WARN] [localhost] nodeJS - \x1b[31mreconnecting\xff\n");
        save(window, theme + QStringLiteral("-logs"));
        window.tabs()->setCurrentIndex(2);
        save(window, theme + QStringLiteral("-services"));
        window.findChild<QPushButton*>(QStringLiteral("verdictEvidence"))->click();
        save(window, theme + QStringLiteral("-evidence"));
        window.tabs()->setCurrentIndex(4);
        save(window, theme + QStringLiteral("-audit"));
        window.propose(QStringLiteral("start"), QStringLiteral("store/rabbitmq"));
        saveDialog(window, "planDialog", theme + QStringLiteral("-plan"));
        window.showKeyMap();
        saveDialog(window, "keyMap", theme + QStringLiteral("-keys"));
        window.openPalette();
        saveDialog(window, "palette", theme + QStringLiteral("-palette"));
    }

    void questions_data() { places_data(); }
    /// What the SSH layer asks and tells.
    void questions()
    {
        QFETCH(QString, theme);
        Theme::instance().setMode(*themeModeFromCode(theme));
        FakeSession session;
        session.show(mq01::snapshot(mq01::Moment::Fault));
        MainWindow window(&session);
        Question unknown = shelf::hostKey(QStringLiteral("unknown-host-key"));
        unknown.known.clear();
        session.ask(unknown);
        saveDialog(window, "hostKeyDialog", theme + QStringLiteral("-hostkey"));
        unknown.note = QStringLiteral("ssh.host-key-authority");
        session.ask(unknown);
        saveDialog(window, "hostKeyDialog", theme + QStringLiteral("-hostkey-authority"));
        for (const char* kind : {"changed-host-key", "revoked-host-key"}) {
            session.ask(shelf::hostKey(QString::fromLatin1(kind)));
            saveDialog(window, "hostKeyDialog", theme + QLatin1Char('-') + QLatin1String(kind));
        }
        for (const auto& [kind, prompt] : {std::pair{"passphrase", "/home/ops/.ssh/id_ed25519"}, std::pair{"password", "ops@docs"},
                                           std::pair{"keyboard-interactive", "Verification code:"},
                                           std::pair{"sudo-password", "ops"}, std::pair{"touch", ""}}) {
            Question question{3, QString::fromLatin1(kind), QStringLiteral("docs"), {}, QString::fromLatin1(prompt), false, 1};
            question.canKeep = question.kind != QStringLiteral("keyboard-interactive");
            question.attempt = question.kind == QStringLiteral("passphrase") ? 2 : 1;
            session.ask(question);
            saveDialog(window, "questionDialog", theme + QLatin1Char('-') + QLatin1String(kind));
        }
    }

    void login_data() { places_data(); }
    /// A login taken apart, well and not.
    void login()
    {
        QFETCH(QString, theme);
        Theme::instance().setMode(*themeModeFromCode(theme));
        for (const bool well : {true, false}) {
            auto test = std::make_unique<LoginTest>(LoginTest::Settings{{QStringLiteral("docs-1"), QStringLiteral("docs-1"), SudoMode::Ask, {}},
                                                                        QStringLiteral("/dev/null/none")});
            const LoginTest* told = test.get();
            LoginDialog dialog(std::move(test), nullptr);
            dialog.setAttribute(Qt::WA_DeleteOnClose, false);
            told->disconnect(&dialog); // its own words come from here
            dialog.take(shelf::loginSteps(well));
            dialog.end(well);
            const auto* text = dialog.findChild<QLabel*>(QStringLiteral("login-authentication"));
            QCOMPARE(text->text().isEmpty(), well);
            QVERIFY(dialog.findChild<QPushButton*>(QStringLiteral("loginAgain"))->isEnabled());
            save(dialog, theme + (well ? QStringLiteral("-login") : QStringLiteral("-login-failed")));
        }
    }

    void replayInChinese()
    {
        Theme::instance().setMode(ThemeMode::Light);
        FakeSession session;
        Snapshot snapshot = mq01::snapshot(mq01::Moment::Recovered);
        snapshot.replay = true;
        snapshot.live = false;
        snapshot.incidentFile = QStringLiteral("docs-acme-2026-11-22.hopscope");
        session.show(snapshot);
        setUiLanguage(Language::Chinese);
        MainWindow window(&session);
        save(window, QStringLiteral("replay-zh"));
        setUiLanguage(Language::English);
    }

    void smallWindow()
    {
        FakeSession session;
        session.show(mq01::snapshot(mq01::Moment::Fault));
        const ManualClock clock(mq01::now());
        MainWindow window(&session, {.saveReport = [](auto, auto, const auto& done) { done({}); }, .clock = &clock});
        window.resize(1024, 700);
        save(window, QStringLiteral("small"));
        MainWindow empty(nullptr);
        save(empty, QStringLiteral("empty"));
    }

private:
    static void saveDialog(const MainWindow& window, const char* name, const QString& file)
    {
        for (auto* dialog : window.findChildren<QDialog*>(QString::fromLatin1(name))) {
            save(*dialog, file);
            dialog->close();
        }
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // it is not found once more
    }
    static QString folder() { return QStringLiteral(HOPSCOPE_BINARY_DIR "/screenshots"); }
    static void save(QWidget& window, const QString& name)
    {
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTest::qWait(50);
        QVERIFY(window.grab().save(folder() + QLatin1Char('/') + name + QStringLiteral(".png")));
    }
};

QTEST_MAIN(TestScreens)
#include "test_screens.moc"
