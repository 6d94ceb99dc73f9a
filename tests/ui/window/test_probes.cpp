// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/probes/matrixview.h"
#include "ui/probes/probematrix.h"
#include "ui/probes/probepanel.h"
#include "ui/probes/suggestions.h"
#include "windowfixture.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QJsonArray>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>

using namespace hopscope;

namespace {

const QString kDesktop = QStringLiteral("desktop");
const QString kDocs = QStringLiteral("docs");
const Timestamp kNow{1'800'000'000'000};

ProbeAnswer answer(const QString& vantage, const char* kind, quint16 port, const char* verdict, const char* address = "10.0.0.9")
{
    ProbeAnswer one;
    one.vantage = vantage;
    one.kind = QString::fromLatin1(kind);
    one.address = QString::fromLatin1(address);
    one.family = one.address.contains(QLatin1Char(':')) ? QStringLiteral("ipv6") : QStringLiteral("ipv4");
    one.port = port;
    one.verdict = QString::fromLatin1(verdict);
    one.ms = 3;
    return one;
}

QString textAt(const QAbstractItemModel& model, int row, int column)
{
    return model.index(row, column).data().toString();
}

} // namespace

class TestProbesPanel : public WindowFixture {
    Q_OBJECT
private slots:
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }
    void matrixKeepsTheModelRules();
    void cellsSayWhatWasMeasured();
    void certificates();
    void familiesThatDiffer();
    void aPlaceThatCannotBeStartedFrom();
    void onlyOpen();
    void graphAddressesAreSuggested();
    void probedByKeyboard();
    void badInputIsSaid();
    void cancel();
    void replayShowsWhatWasRecorded();
    void everyControlHasAName();

private:
    template <class T> T* part(const char* name) const
    {
        auto* found = m_window->findChild<T*>(QString::fromLatin1(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }
    ProbePanel* openPanel() const
    {
        auto* panel = m_window->findChild<ProbePanel*>();
        m_window->tabs()->setCurrentWidget(panel);
        return panel;
    }
};

void TestProbesPanel::matrixKeepsTheModelRules()
{
    ProbeMatrix matrix;
    const QAbstractItemModelTester tester(&matrix, QAbstractItemModelTester::FailureReportingMode::QtTest);
    OpenRows rows;
    rows.setSourceModel(&matrix);
    const QAbstractItemModelTester second(&rows, QAbstractItemModelTester::FailureReportingMode::QtTest);
    matrix.begin({kDesktop, kDocs}, {443, 80, 8000});
    QCOMPARE(matrix.rowCount(), 3);
    QCOMPARE(matrix.columnCount(), 3);
    QCOMPARE(textAt(matrix, 0, 0), QStringLiteral("80"));
    matrix.add({answer(kDocs, "tcp", 443, "open"), answer(kDesktop, "tcp", 80, "refused")}, kNow);
    QCOMPARE(matrix.rowCount(), 3); // answers move nothing
    matrix.add({answer(kDocs, "websocket", 443, "switched"), answer(kDocs, "tls", 443, "valid")}, kNow);
    QCOMPARE(matrix.rowCount(), 5);
    QCOMPARE(textAt(matrix, 1, 0), QStringLiteral("443"));
    QCOMPARE(textAt(matrix, 2, 0), QStringLiteral("TLS"));
    QCOMPARE(textAt(matrix, 3, 0), QStringLiteral("WebSocket"));
    QCOMPARE(textAt(matrix, 2, 2), QStringLiteral("valid · 3 ms"));
    QCOMPARE(textAt(matrix, 2, 1), QString());
    rows.setOnlyOpen(true);
    matrix.add({answer(kDesktop, "tcp", 8000, "open")}, kNow);
    QCOMPARE(rows.rowCount(), 4);
    matrix.speakAgain(kNow);
    matrix.begin({}, {});
    QCOMPARE(matrix.columnCount(), 0);
    matrix.add({answer(kDesktop, "tcp", 80, "open")}, kNow); // of an earlier request
    QCOMPARE(matrix.rowCount(), 0);
}

void TestProbesPanel::cellsSayWhatWasMeasured()
{
    const auto cell = [](ProbeAnswer one, int status = 0) {
        one.status = status;
        return cellOf({one}, kNow);
    };
    QCOMPARE(cell(answer(kDocs, "tcp", 80, "open")), (ProbeCell{QStringLiteral("open · 3 ms"), Health::Ok, true}));
    QCOMPARE(cell(answer(kDocs, "tcp", 80, "timed-out")), (ProbeCell{QStringLiteral("timed out · 3 ms"), Health::Failed, false}));
    QCOMPARE(cell(answer(kDocs, "tcp", 80, "")), (ProbeCell{QStringLiteral("not measured"), Health::Unknown, false}));
    QCOMPARE(cell(answer(kDocs, "tls", 80, "no-tls")), (ProbeCell{QStringLiteral("no TLS · 3 ms"), std::nullopt, false}));
    QCOMPARE(cell(answer(kDocs, "websocket", 80, "not-switched"), 404),
             (ProbeCell{QStringLiteral("no upgrade, 404 · 3 ms"), Health::Degraded, false}));
    QCOMPARE(cell(answer(kDocs, "websocket", 80, "switched"), 101), (ProbeCell{QStringLiteral("switched · 3 ms"), Health::Ok, true}));
    QCOMPARE(cellOf({}, kNow), ProbeCell());
}

void TestProbesPanel::certificates()
{
    ProbeAnswer tls = answer(kDocs, "tls", 443, "valid");
    const auto ending = [&tls](qint64 days) {
        const QJsonObject leaf{{QStringLiteral("subject"), QStringLiteral("docs <b>")},
                               {QStringLiteral("not_after"), Timestamp{kNow.ms + days * 86'400'000 + 5}.iso()}};
        tls.tls = {{QStringLiteral("chain"), QJsonArray{leaf}}, {QStringLiteral("protocol"), QStringLiteral("TLSv1.3")}};
        return cellOf({tls}, kNow);
    };
    QCOMPARE(ending(81), (ProbeCell{QStringLiteral("valid · 81 days left · 3 ms"), Health::Ok, true}));
    QCOMPARE(ending(3).mark, Health::Degraded);
    QVERIFY(detailOf({tls}).contains(QStringLiteral("TLSv1.3")));
    QVERIFY(detailOf({tls}).contains(QStringLiteral("docs <b>")));
}

void TestProbesPanel::familiesThatDiffer()
{
    const ProbeCell cell = cellOf({answer(kDocs, "tcp", 8000, "open", "127.0.0.1"), answer(kDocs, "tcp", 8000, "refused", "::1")}, kNow);
    QCOMPARE(cell.text, QStringLiteral("IPv4 open · IPv6 refused"));
    QCOMPARE(cell.mark, Health::Failed);
    QVERIFY(!cell.good);
}

void TestProbesPanel::aPlaceThatCannotBeStartedFrom()
{
    ProbeMatrix matrix;
    matrix.begin({kDesktop, kDocs}, {80, 81});
    ProbeAnswer lost = answer(kDocs, "vantage", 0, "");
    lost.code = QStringLiteral("ssh.refused");
    matrix.add({answer(kDesktop, "tcp", 80, "open"), lost}, kNow);
    QCOMPARE(matrix.rowCount(), 2);
    QCOMPARE(textAt(matrix, 0, 2), QStringLiteral("not measured"));
    QCOMPARE(textAt(matrix, 1, 2), QStringLiteral("not measured"));
    QVERIFY(detailOf(matrix.answersAt(matrix.index(1, 2))).contains(QStringLiteral("SSH connection refused")));
}

void TestProbesPanel::onlyOpen()
{
    ProbePanel* panel = openPanel();
    auto* ports = part<QLineEdit>("probePorts");
    ports->setText(QStringLiteral("80-82"));
    part<QPushButton>("probeStart")->click();
    m_session->sendProbe({1, {answer(kDesktop, "tcp", 81, "open"), answer(kDesktop, "tcp", 80, "refused")}, 2, 3, false});
    QCOMPARE(panel->view()->rows()->rowCount(), 3);
    part<QCheckBox>("probeOnlyOpen")->click();
    QCOMPARE(panel->view()->rows()->rowCount(), 1);
    QCOMPARE(textAt(*panel->view()->rows(), 0, 0), QStringLiteral("81"));
}

void TestProbesPanel::graphAddressesAreSuggested()
{
    const auto suggestions = probeSuggestions(*m_session->snapshot());
    QVERIFY(suggestions.size() >= 3);
    QCOMPARE(suggestions.first().ports, QStringLiteral("443"));
    const auto* box = part<QComboBox>("probeHost");
    QCOMPARE(box->count(), suggestions.size());
    QCOMPARE(box->currentText(), suggestions.first().host);
    QCOMPARE(part<QLineEdit>("probePorts")->text(), QStringLiteral("443"));
}

void TestProbesPanel::probedByKeyboard()
{
    ProbePanel* panel = openPanel();
    auto* ports = part<QLineEdit>("probePorts");
    auto* host = part<QComboBox>("probeHost");
    host->setEditText(QStringLiteral("[10.0.0.9]"));
    ports->setFocus();
    ports->selectAll();
    QTest::keyClicks(ports, QStringLiteral("443,80"));
    part<QCheckBox>("probeTls")->setChecked(true);
    part<QCheckBox>("from:desktop")->setChecked(false);
    QTest::keyClick(ports, Qt::Key_Return);
    QCOMPARE(m_session->probes.size(), 1);
    const ProbeRequest asked = m_session->probes.first();
    QCOMPARE(asked.host, QStringLiteral("10.0.0.9"));
    QCOMPARE(asked.ports, (QList<quint16>{443, 80}));
    QVERIFY(asked.tls && !asked.webSocket);
    QVERIFY(!asked.vantages.contains(kDesktop) && asked.vantages.contains(kDocs));
    QTest::keyClick(ports, Qt::Key_Return); // one at a time
    QCOMPARE(m_session->probes.size(), 1);
    m_session->sendProbe({1, {answer(kDocs, "tcp", 80, "open")}, 1, 2, false});
    QCOMPARE(part<QLabel>("probeSaid")->text(), QStringLiteral("1 of 2"));
    m_session->sendProbe({99, {answer(kDocs, "tcp", 443, "open")}, 9, 9, true}); // not ours
    QVERIFY(!part<QPushButton>("probeStart")->isEnabled());
    m_session->sendProbe({1, {answer(kDocs, "tcp", 443, "refused")}, 2, 2, true});
    QVERIFY(part<QPushButton>("probeStart")->isEnabled());
    QCOMPARE(part<QLabel>("probeSaid")->text(), QStringLiteral("1 of 2 ports open somewhere"));
    panel->view()->setFocus();
    QTest::keyClick(panel->view(), Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("80\t")));
    const auto column = static_cast<int>(panel->matrix()->vantages().indexOf(kDocs)) + 1;
    panel->view()->setCurrentIndex(panel->view()->model()->index(0, column));
    QVERIFY(part<QLabel>("probeCell")->text().contains(QStringLiteral("10.0.0.9:80 · TCP · open")));
}

void TestProbesPanel::badInputIsSaid()
{
    openPanel();
    auto* ports = part<QLineEdit>("probePorts");
    const auto said = [this] { return part<QLabel>("probeSaid")->text(); };
    ports->setText(QStringLiteral("http"));
    part<QPushButton>("probeStart")->click();
    QVERIFY2(said().contains(QStringLiteral("80,443,8000-8010")), qPrintable(said()));
    ports->setText(QStringLiteral("1-5000"));
    part<QPushButton>("probeStart")->click();
    QVERIFY2(said().contains(QStringLiteral("4,096")), qPrintable(said()));
    ports->setText(QStringLiteral("80"));
    part<QComboBox>("probeHost")->setEditText(QStringLiteral("http://docs/"));
    part<QPushButton>("probeStart")->click();
    QVERIFY2(said().contains(QStringLiteral("neither a name nor an address")), qPrintable(said()));
    part<QComboBox>("probeHost")->setEditText(QStringLiteral("docs"));
    for (QCheckBox* box : m_window->findChildren<QCheckBox*>()) {
        if (box->objectName().startsWith(QStringLiteral("from:")))
            box->setChecked(false);
    }
    part<QPushButton>("probeStart")->click();
    QCOMPARE(said(), label(Label::ProbeNoVantage));
    QVERIFY(m_session->probes.isEmpty());
}

void TestProbesPanel::cancel()
{
    openPanel();
    auto* button = part<QPushButton>("probeCancel");
    QVERIFY(!button->isEnabled());
    part<QPushButton>("probeStart")->click();
    QVERIFY(button->isEnabled());
    button->click();
    QCOMPARE(m_session->cancelledProbes, QList<qint64>{1});
    m_session->sendProbe({1, {}, 0, 4, true});
    QVERIFY(!button->isEnabled());
}

void TestProbesPanel::replayShowsWhatWasRecorded()
{
    const ProbePanel* panel = openPanel();
    Snapshot snapshot = *m_session->snapshot();
    FactSet facts = *snapshot.facts;
    const QString host = QStringLiteral("10.0.0.9");
    facts.insert(factOf(host, kDocs, {answer(kDocs, "tcp", 5672, "refused"), answer(kDocs, "tcp", 5432, "open")}, kNow));
    facts.insert(factOf(host, answer(kDocs, "tls", 5432, "no-tls"), kNow));
    snapshot.facts = std::make_shared<const FactSet>(facts);
    snapshot.replay = true;
    m_session->show(snapshot);
    QCOMPARE(panel->matrix()->rowCount(), 3);
    QCOMPARE(textAt(*panel->matrix(), 0, 1), QStringLiteral("open · 3 ms"));
    QCOMPARE(textAt(*panel->matrix(), 1, 1), QStringLiteral("no TLS · 3 ms"));
    QVERIFY(!part<QPushButton>("probeStart")->isEnabled());
}

void TestProbesPanel::everyControlHasAName()
{
    const ProbePanel* panel = openPanel();
    for (const QWidget* widget : panel->findChildren<QWidget*>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible() || widget->parent()->inherits("QComboBox"))
            continue;
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                 qPrintable(QString::fromLatin1(widget->metaObject()->className()) + widget->objectName()));
    }
}

QTEST_MAIN(TestProbesPanel)
#include "test_probes.moc"
