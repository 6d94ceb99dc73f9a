// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/probes/probepanel.h"

#include "ui/parts/widgets.h"
#include "ui/probes/matrixview.h"
#include "ui/probes/probeform.h"
#include "ui/probes/probematrix.h"
#include "ui/speech/labels.h"
#include "ui/speech/plain.h"

#include <QVBoxLayout>

namespace hopscope {
namespace {

constexpr int kCellLines = 3; ///< always as high, so that choosing a cell moves nothing

} // namespace

ProbePanel::ProbePanel(const Ticker& ticker, QWidget* parent)
    : Panel(parent), m_ticker(ticker), m_form(new ProbeForm), m_matrix(new ProbeMatrix(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(10, 6, 10, 6);
    column->setSpacing(6);
    m_none = plainLabel("muted");
    m_none->setAlignment(Qt::AlignCenter);
    m_view = new MatrixView(m_matrix);
    m_view->setObjectName(QStringLiteral("probeMatrix"));
    m_cell = plainLabel("muted");
    m_cell->setObjectName(QStringLiteral("probeCell"));
    m_cell->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_cell->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_cell->setFixedHeight(m_cell->fontMetrics().lineSpacing() * kCellLines + 2);
    m_cell->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    column->addWidget(m_form);
    column->addWidget(m_none, 1);
    column->addWidget(m_view, 1);
    column->addWidget(m_cell);
    connect(m_form, &ProbeForm::probeAsked, this, &ProbePanel::start);
    connect(m_form, &ProbeForm::cancelAsked, this, [this] {
        if (m_session && m_running != 0)
            m_session->cancelProbe(m_running);
    });
    connect(m_form, &ProbeForm::onlyOpenToggled, m_view->rows(), &OpenRows::setOnlyOpen);
    connect(m_form, &ProbeForm::hostChosen, this, [this](const QString& host) {
        if (m_snapshot && m_snapshot->replay)
            showRecorded(host);
    });
    connect(m_view, &MatrixView::cellChosen, this, &ProbePanel::showCell);
    retranslate();
    showSpace();
}

void ProbePanel::setSession(Session* session)
{
    if (m_session) {
        m_session->disconnect(this);
        if (m_running != 0)
            m_session->cancelProbe(m_running);
    }
    m_session = session;
    m_running = 0;
    m_recorded.clear();
    m_recordedSize = -1;
    m_matrix->begin({}, {});
    m_form->setRunning(false);
    m_form->say({});
    if (session)
        connect(session, &Session::probed, this, &ProbePanel::take);
    showSpace();
}

void ProbePanel::start(const ProbeRequest& request)
{
    m_running = m_session ? m_session->probe(request) : 0;
    if (m_running == 0)
        return;
    m_ports = static_cast<int>(request.ports.size());
    m_matrix->begin(request.vantages, request.ports);
    m_form->setRunning(true);
    m_form->say(label(Label::ProbeProgress, QStringLiteral("0"), QString::number(m_ports * request.vantages.size())));
    showSpace();
    m_view->setCurrentIndex(m_view->model()->index(0, 1));
}

void ProbePanel::take(const ProbeNews& news)
{
    if (news.probe != m_running || m_running == 0)
        return;
    m_matrix->add(news.answers, m_ticker.now());
    m_form->say(label(Label::ProbeProgress, QString::number(news.done), QString::number(news.total)));
    if (news.ended) {
        m_running = 0;
        m_form->setRunning(false);
        m_form->say(label(Label::ProbeEnded, QString::number(m_matrix->openPorts()), QString::number(m_ports)));
    }
    showCell();
}

/// A replay has no probes of its own: it shows the latest ones that were recorded up to its moment.
void ProbePanel::showRecorded(const QString& host)
{
    const QList<ProbeAnswer> answers =
        m_snapshot && m_snapshot->facts ? recordedAnswers(*m_snapshot->facts, host) : QList<ProbeAnswer>();
    if (host == m_recorded && answers.size() == m_recordedSize)
        return;
    m_recorded = host;
    m_recordedSize = answers.size();
    QStringList vantages;
    QList<quint16> ports;
    for (const ProbeAnswer& answer : answers) {
        if (!vantages.contains(answer.vantage))
            vantages += answer.vantage;
        if (answer.port != 0 && answer.kind == QStringLiteral("tcp") && !ports.contains(answer.port))
            ports += answer.port;
    }
    m_ports = static_cast<int>(ports.size());
    m_matrix->begin(vantages, ports);
    m_matrix->add(answers, m_snapshot ? m_snapshot->at : Timestamp());
    m_form->say(m_ports == 0 ? QString()
                             : label(Label::ProbeEnded, QString::number(m_matrix->openPorts()), QString::number(m_ports)));
    showSpace();
}

void ProbePanel::showCell()
{
    const QString detail = detailOf(m_matrix->answersAt(m_view->currentCell()));
    const QStringList lines = detail.split(QLatin1Char('\n'));
    m_cell->setText(QStringList(lines.mid(0, kCellLines)).join(QLatin1Char('\n')));
    m_cell->setToolTip(lines.size() > kCellLines ? plainTip(detail) : QString());
}

void ProbePanel::showSpace()
{
    const bool any = m_matrix->rowCount() > 0;
    const bool replay = m_snapshot && m_snapshot->replay;
    m_none->setText(label(replay ? Label::ProbeNoneRecorded : Label::ProbeNone));
    m_none->setVisible(!any);
    m_view->setVisible(any);
    m_cell->setVisible(any);
    showCell();
}

void ProbePanel::retranslate()
{
    setAccessibleName(label(Label::Probes));
    m_view->setAccessibleName(label(Label::ProbeMatrix));
    m_cell->setAccessibleName(label(Label::ProbeSelected));
    m_form->retranslate();
    m_matrix->speakAgain(m_ticker.now());
    showSpace();
}

void ProbePanel::render()
{
    m_form->setSnapshot(m_snapshot);
    if (m_snapshot && m_snapshot->replay && m_snapshot->facts) {
        const QStringList hosts = probedHosts(*m_snapshot->facts);
        if (!hosts.contains(m_recorded))
            showRecorded(hosts.value(0));
        else
            showRecorded(m_recorded);
    }
}

} // namespace hopscope
