// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "tests/ui/window/windowfixture.h"
#include "ui/graph/graphview.h"
#include "ui/inspector/inspector.h"
#include "ui/models/rows.h"
#include "ui/palette/commandpalette.h"
#include "ui/parts/agelabel.h"
#include "ui/speech/labels.h"
#include "ui/theme/mark.h"
#include "ui/theme/theme.h"
#include "ui/window/mainwindow.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSlider>
#include <QTabWidget>
#include <QTest>

using namespace hopscope;
using mq01::Moment;

class TestWindow : public WindowFixture {
    Q_OBJECT
private slots:
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void rendersTheIncident();
    void emptyWindowStands();
    void selectionShowsFacts();
    void nextUnhealthyJumps();
    void paletteFindsANode();
    void updatesMoveNothing();
    void everythingInteractiveIsNamed();
    void graphSpeaksToScreenReaders();
    void arrowsMoveAlongThePath();
    void hostileTextStaysText();
    void staleAgesGreyOut();
    void replayCanBeSeeked();
    void lettersAreTypedNotObeyed();
    void languageSwitchesInPlace();
};

void TestWindow::rendersTheIncident()
{
    QVERIFY(shownText(*m_window, "verdictTitle").contains(QStringLiteral("RabbitMQ")));
    QVERIFY(shownText(*m_window, "policyBadge").contains(QStringLiteral("PRODUCTION")));
    QVERIFY(shownText(*m_window, "statusHosts").contains(QStringLiteral("gate · docs · store")));
    QCOMPARE(m_window->graph()->scene().nodes.size(), 8);
    QVERIFY(m_window->graph()->grab().toImage().allGray() == false);
    m_session->show(mq01::snapshot(Moment::Recovered));
    QVERIFY(!shownText(*m_window, "verdictTitle").contains(QStringLiteral("RabbitMQ")));
    QVERIFY(!m_window->findChild<QPushButton*>(QStringLiteral("verdictFix"))->isVisible());
}

void TestWindow::emptyWindowStands()
{
    MainWindow window(nullptr);
    window.show();
    QVERIFY(!window.grab().isNull());
    QVERIFY(!window.findChild<QPushButton*>(QStringLiteral("diagnose"))->isEnabled());
    window.setSession(m_session.get());
    QVERIFY(shownText(window, "verdictTitle").contains(QStringLiteral("RabbitMQ")));
    window.setSession(nullptr);
    QVERIFY(!shownText(window, "verdictTitle").contains(QStringLiteral("RabbitMQ")));
}

void TestWindow::selectionShowsFacts()
{
    m_window->selection()->select(QStringLiteral("docs/docservice"));
    const RowsModel* facts = m_window->inspector()->facts();
    QVERIFY(facts->rowOf(QStringLiteral("ds.version")) >= 0);
    QCOMPARE(facts->rows().at(facts->rowOf(QStringLiteral("ds.version"))).cells.at(1), QStringLiteral("8.2.2"));
    QVERIFY(shownText(*m_window, "inspectorTitle").contains(QStringLiteral("docservice")));
    const QString hop = m_session->snapshot()->topology.hops.at(2).id;
    m_window->selection()->select(hop);
    QVERIFY(facts->rowOf(QStringLiteral("tcp.verdict")) >= 0);
    m_window->selection()->select(QStringLiteral("store"));
    QVERIFY(facts->rowOf(QStringLiteral("host.load1")) >= 0);
}

void TestWindow::nextUnhealthyJumps()
{
    QCOMPARE(m_window->selection()->subject(), kBroker); // the cause is shown without asking
    QStringList seen{kBroker};
    for (int i = 0; i < 20; ++i) {
        QTest::keyClick(m_window->graph(), Qt::Key_N);
        if (m_window->selection()->subject() == kBroker)
            break;
        seen += m_window->selection()->subject();
    }
    QVERIFY(seen.contains(QStringLiteral("docs/docservice")));
    QVERIFY(!seen.contains(QStringLiteral("store/postgresql")));
    QTest::keyClick(m_window->graph(), Qt::Key_N, Qt::ShiftModifier);
    QCOMPARE(m_window->selection()->subject(), seen.last());
}

void TestWindow::paletteFindsANode()
{
    QTest::keyClick(m_window->graph(), Qt::Key_K, Qt::ControlModifier);
    auto* palette = m_window->findChild<CommandPalette*>();
    QVERIFY(palette);
    auto* typed = palette->findChild<QLineEdit*>();
    QTest::keyClicks(typed, QStringLiteral("postg"));
    QVERIFY(palette->found()->rowCount() >= 1);
    QTest::keyClick(typed, Qt::Key_Return);
    QCOMPARE(m_window->selection()->subject(), QStringLiteral("store/postgresql"));
    m_window->openPalette();
    palette = nullptr;
    for (auto* open : m_window->findChildren<CommandPalette*>())
        palette = open->isVisible() ? open : palette;
    QVERIFY(palette);
    QTest::keyClicks(palette->findChild<QLineEdit*>(), QStringLiteral("diagn"));
    QTest::keyClick(palette->findChild<QLineEdit*>(), Qt::Key_Return);
    QCOMPARE(m_session->diagnoses, 1);
}

void TestWindow::updatesMoveNothing()
{
    const auto places = [&] {
        QMap<QString, QRect> map;
        for (const GraphNode& node : m_window->graph()->scene().nodes)
            map.insert(node.id, m_window->graph()->cardRect(node.id));
        return map;
    };
    const auto before = places();
    const QRect graph = m_window->graph()->geometry();
    m_session->show(mq01::snapshot(Moment::Healthy));
    QCoreApplication::processEvents();
    QCOMPARE(places(), before);
    m_session->show(mq01::snapshot(Moment::Recovered));
    QCoreApplication::processEvents();
    QCOMPARE(places(), before);
    QCOMPARE(m_window->graph()->geometry(), graph);
}

void TestWindow::everythingInteractiveIsNamed()
{
    m_window->propose(QStringLiteral("start"), kBroker);
    m_window->showKeyMap();
    m_window->openPalette();
    m_session->ask({1, QStringLiteral("password"), QStringLiteral("docs"), {}, QStringLiteral("Password:"), false, 2});
    QStringList nameless;
    for (const QWidget* widget : m_window->findChildren<QWidget*>()) {
        const bool inside = widget->objectName().startsWith(QStringLiteral("qt_")) ||
                            QByteArray(widget->metaObject()->className()).startsWith("QTabBar") ||
                            qobject_cast<const QLineEdit*>(widget->parentWidget()) ||
                            qobject_cast<const QComboBox*>(widget->parentWidget()) || widget->inherits("QScrollBar") ||
                            widget->inherits("QHeaderView") || widget->inherits("QTableCornerButton") ||
                            widget->inherits("QScrollArea") || widget->inherits("QComboBoxPrivateContainer") ||
                            widget->inherits("QComboBoxListView");
        const bool takesFocus = widget->focusPolicy() != Qt::NoFocus && !widget->inherits("QLabel");
        if (inside || !(takesFocus || qobject_cast<const QAbstractButton*>(widget)))
            continue;
        if (widget->accessibleName().isEmpty())
            nameless += QString::fromLatin1(widget->metaObject()->className()) + QLatin1Char(' ') +
                        widget->objectName() + QStringLiteral(" in ") +
                        (widget->parentWidget() ? QString::fromLatin1(widget->parentWidget()->metaObject()->className())
                                                : QString());
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QStringLiteral(", "))));
}

void TestWindow::graphSpeaksToScreenReaders()
{
    QAccessibleInterface* graph = QAccessible::queryAccessibleInterface(m_window->graph());
    QVERIFY(graph);
    const GraphScene& scene = m_window->graph()->scene();
    QCOMPARE(graph->childCount(), int(scene.nodes.size() + scene.hops.size()));
    QStringList names;
    for (int i = 0; i < graph->childCount(); ++i) {
        QAccessibleInterface* child = graph->child(i);
        QVERIFY(child && child->isValid());
        QVERIFY(!child->text(QAccessible::Name).isEmpty());
        QVERIFY(!child->rect().isEmpty());
        QCOMPARE(graph->indexOfChild(child), i);
        names += child->text(QAccessible::Name);
    }
    QVERIFY(names.filter(QStringLiteral("RabbitMQ")).size() >= 2); // the card and the hop to it
    m_session->show(Snapshot{});
    QCOMPARE(graph->childCount(), 0);
}

void TestWindow::arrowsMoveAlongThePath()
{
    m_window->selection()->select(QStringLiteral("desktop/client"));
    GraphView* graph = m_window->graph();
    graph->setFocus();
    QTest::keyClick(graph, Qt::Key_Right);
    QCOMPARE(m_window->selection()->subject(), QStringLiteral("gate/nginx"));
    QTest::keyClick(graph, Qt::Key_Right);
    QCOMPARE(m_window->selection()->subject(), QStringLiteral("docs/docservice"));
    QTest::keyClick(graph, Qt::Key_Left);
    QCOMPARE(m_window->selection()->subject(), QStringLiteral("gate/nginx"));
    QTest::mouseClick(graph, Qt::LeftButton, {}, graph->cardRect(kBroker).center());
    QCOMPARE(m_window->selection()->subject(), kBroker);
}

void TestWindow::hostileTextStaysText()
{
    const QString evil = QStringLiteral("<img src=x><b>bold</b>\x1b[31m\u202e&amp;");
    Snapshot s = mq01::snapshot(Moment::Fault);
    s.environment.name = evil;
    s.topology.nodes[4].title = evil;
    s.hosts[0].name = evil;
    auto facts = std::make_shared<FactSet>(*s.facts);
    facts->insert({kBroker, QStringLiteral("unit.sub_state"), evil, s.at, QStringLiteral("e1"), {}});
    s.facts = facts;
    m_session->show(s);
    m_window->propose(QStringLiteral("start"), kBroker);
    m_session->ask({2, QStringLiteral("password"), evil, {}, evil, false, 1});
    for (const QLabel* line : m_window->findChildren<QLabel*>()) {
        QVERIFY2(line->textFormat() == Qt::PlainText, qPrintable(line->text()));
        QVERIFY2(!line->text().contains(QChar(0x1b)), qPrintable(line->text()));
        QVERIFY2(!line->text().contains(QChar(0x202E)), qPrintable(line->text()));
    }
    for (const QWidget* widget : m_window->findChildren<QWidget*>())
        QVERIFY2(!widget->toolTip().contains(QStringLiteral("<b>bold")), qPrintable(widget->toolTip()));
    QVERIFY(!m_window->grab().isNull());
}

void TestWindow::staleAgesGreyOut()
{
    auto* age = m_window->findChild<AgeLabel*>(QStringLiteral("measuredAge"));
    QVERIFY(age->text().contains(QStringLiteral("2 s")));
    QVERIFY(!age->stale());
    const QRect before = age->geometry();
    m_clock->advance(40'000);
    emit m_window->ticker()->tick(m_clock->now());
    QVERIFY(age->text().contains(QStringLiteral("42 s")));
    QVERIFY(age->stale());
    QCoreApplication::processEvents();
    QCOMPARE(age->geometry(), before);
}

void TestWindow::replayCanBeSeeked()
{
    Snapshot recorded = mq01::snapshot(Moment::Recovered);
    recorded.replay = true;
    recorded.live = false;
    recorded.incidentFile = QStringLiteral("night.hopscope");
    m_session->show(recorded);
    auto* slider = m_window->findChild<QSlider*>(QStringLiteral("replaySlider"));
    QVERIFY(slider->isVisible());
    QVERIFY(!m_window->findChild<QPushButton*>(QStringLiteral("diagnose"))->isEnabled());
    slider->setValue(slider->maximum() / 2);
    QTRY_COMPARE(m_session->seeks.size(), 1);
    const Timestamp middle{(recorded.timeline.from.ms + recorded.timeline.to.ms) / 2};
    QVERIFY(qAbs(m_session->seeks.first().ms - middle.ms) < 1000);
}

void TestWindow::lettersAreTypedNotObeyed()
{
    QTest::keyClick(m_window->graph(), Qt::Key_Slash);
    auto* filter = m_window->findChild<QLineEdit*>(QStringLiteral("checkFilter"));
    QVERIFY(filter->isVisible());
    QTest::keyClicks(filter, QStringLiteral("nginx?"));
    QCOMPARE(filter->text(), QStringLiteral("nginx?"));
    QCOMPARE(m_window->selection()->subject(), kBroker);
    QVERIFY(!m_window->findChild<QDialog*>(QStringLiteral("keyMap")));
}

void TestWindow::languageSwitchesInPlace()
{
    setUiLanguage(Language::Chinese);
    QCOMPARE(m_window->findChild<QPushButton*>(QStringLiteral("diagnose"))->text(), QStringLiteral("诊断"));
    QCOMPARE(m_window->tabs()->tabText(0), QStringLiteral("时间线"));
    QVERIFY(!m_window->grab().isNull());
    setUiLanguage(Language::English);
    QCOMPARE(m_window->tabs()->tabText(0), QStringLiteral("Timeline"));
}

QTEST_MAIN(TestWindow)
#include "test_window.moc"
