// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/probes/probeform.h"

#include "ui/parts/choicebox.h"
#include "ui/parts/tickbox.h"
#include "ui/parts/widgets.h"
#include "ui/probes/probewords.h"
#include "ui/probes/suggestions.h"
#include "ui/speech/labels.h"
#include "ui/speech/say.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace hopscope {
namespace {

constexpr QLatin1String kPlace("from:");

} // namespace

ProbeForm::ProbeForm(QWidget* parent) : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    auto* first = new QHBoxLayout;
    first->setSpacing(8);
    m_host = new ChoiceBox;
    m_host->setObjectName(QStringLiteral("probeHost"));
    m_host->setEditable(true);
    m_host->setInsertPolicy(QComboBox::NoInsert);
    m_host->setMinimumWidth(240);
    m_ports = new QLineEdit;
    m_ports->setObjectName(QStringLiteral("probePorts"));
    m_tls = new TickBox(QStringLiteral("TLS"));
    m_tls->setObjectName(QStringLiteral("probeTls"));
    m_webSocket = new TickBox(QStringLiteral("WebSocket"));
    m_webSocket->setObjectName(QStringLiteral("probeWebSocket"));
    m_start = pushButton("primary");
    m_start->setObjectName(QStringLiteral("probeStart"));
    m_cancel = pushButton();
    m_cancel->setObjectName(QStringLiteral("probeCancel"));
    first->addWidget(m_host, 2);
    first->addWidget(m_ports, 3);
    first->addSpacing(4);
    first->addWidget(m_tls);
    first->addWidget(m_webSocket);
    first->addSpacing(4);
    first->addWidget(m_start);
    first->addWidget(m_cancel);
    column->addLayout(first);
    auto* second = new QHBoxLayout;
    second->setSpacing(12);
    m_from = plainLabel("muted");
    m_places = new QHBoxLayout;
    m_places->setSpacing(12);
    m_said = plainLabel("muted");
    m_said->setObjectName(QStringLiteral("probeSaid"));
    m_onlyOpen = new TickBox;
    m_onlyOpen->setObjectName(QStringLiteral("probeOnlyOpen"));
    second->addWidget(m_from);
    second->addLayout(m_places);
    second->addStretch(1);
    second->addWidget(m_said);
    second->addWidget(m_onlyOpen);
    column->addLayout(second);
    connect(m_start, &QPushButton::clicked, this, &ProbeForm::ask);
    connect(m_host->lineEdit(), &QLineEdit::returnPressed, this, &ProbeForm::ask);
    connect(m_ports, &QLineEdit::returnPressed, this, &ProbeForm::ask);
    connect(m_cancel, &QPushButton::clicked, this, &ProbeForm::cancelAsked);
    connect(m_onlyOpen, &QCheckBox::toggled, this, &ProbeForm::onlyOpenToggled);
    connect(m_host, &QComboBox::activated, this, [this](int index) {
        const QString ports = m_host->itemData(index).toString();
        m_host->setEditText(m_host->itemData(index, Qt::UserRole + 1).toString());
        if (!ports.isEmpty())
            m_ports->setText(ports);
        emit hostChosen(host());
    });
    retranslate();
}

QString ProbeForm::host() const
{
    QString host = m_host->currentText().trimmed();
    if (host.startsWith(QLatin1Char('[')) && host.endsWith(QLatin1Char(']')))
        host = host.mid(1, host.size() - 2);
    return host;
}

void ProbeForm::setSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
{
    if (!snapshot)
        return;
    setRecorded(snapshot->replay);
    suggest(*snapshot);
    offerVantages(*snapshot);
}

void ProbeForm::suggest(const Snapshot& snapshot)
{
    const QList<ProbeSuggestion> found = probeSuggestions(snapshot);
    QStringList offered;
    for (const ProbeSuggestion& one : found)
        offered += one.text;
    if (offered == m_offered || m_host->view()->isVisible())
        return;
    const bool fresh = m_offered.isEmpty() && m_host->currentText().isEmpty();
    const QString typed = m_host->currentText();
    m_offered = offered;
    m_host->clear();
    for (const ProbeSuggestion& one : found) {
        m_host->addItem(one.text, one.ports);
        m_host->setItemData(m_host->count() - 1, one.host, Qt::UserRole + 1);
    }
    m_host->setCurrentIndex(-1);
    m_host->setEditText(fresh && !found.isEmpty() ? found.first().host : typed);
    if (fresh && !found.isEmpty() && m_ports->text().isEmpty())
        m_ports->setText(found.first().ports);
}

void ProbeForm::offerVantages(const Snapshot& snapshot)
{
    QStringList names{QStringLiteral("desktop")};
    for (const HostSpec& host : snapshot.environment.hosts)
        names += host.name;
    QStringList shown;
    for (const QCheckBox* box : std::as_const(m_vantages))
        shown += box->objectName().mid(kPlace.size());
    if (names == shown)
        return;
    qDeleteAll(m_vantages);
    m_vantages.clear();
    for (const QString& name : std::as_const(names)) {
        auto* box = new TickBox;
        box->setObjectName(kPlace + name);
        box->setChecked(true);
        m_places->addWidget(box);
        m_vantages.append(box);
    }
    retranslate();
}

void ProbeForm::ask()
{
    if (m_recorded)
        return emit hostChosen(host());
    if (m_running)
        return;
    ProbeRequest request;
    request.host = host();
    request.tls = m_tls->isChecked();
    request.webSocket = m_webSocket->isChecked();
    for (const QCheckBox* box : std::as_const(m_vantages)) {
        if (box->isChecked())
            request.vantages += box->objectName().mid(kPlace.size());
    }
    const auto ports = readPorts(m_ports->text());
    if (!isProbeTarget(request.host)) {
        m_host->setFocus();
        return say(sayError({QStringLiteral("probe.bad-address"), {}, {}, request.host.left(60)}));
    }
    if (!ports) {
        m_ports->setFocus();
        return say(sayError(ports.error()));
    }
    if (request.vantages.isEmpty())
        return say(label(Label::ProbeNoVantage));
    request.ports = *ports;
    emit probeAsked(request);
}

void ProbeForm::setRecorded(bool recorded)
{
    m_recorded = recorded;
    showState();
}

void ProbeForm::setRunning(bool running)
{
    m_running = running;
    showState();
}

void ProbeForm::showState()
{
    for (QWidget* part : {static_cast<QWidget*>(m_ports), static_cast<QWidget*>(m_tls), static_cast<QWidget*>(m_webSocket)})
        part->setEnabled(!m_recorded);
    for (QCheckBox* box : std::as_const(m_vantages))
        box->setEnabled(!m_recorded);
    m_start->setEnabled(!m_recorded && !m_running);
    m_cancel->setEnabled(m_running);
}

void ProbeForm::say(const QString& text)
{
    m_said->setText(text);
    m_said->setToolTip(text);
}

void ProbeForm::retranslate()
{
    m_host->setAccessibleName(label(Label::ProbeHost));
    m_host->lineEdit()->setPlaceholderText(label(Label::ProbeHost));
    m_ports->setAccessibleName(label(Label::ProbePorts));
    m_ports->setPlaceholderText(label(Label::ProbePortsHint));
    m_from->setText(label(Label::ProbeFrom));
    setCaption(m_start, label(Label::ProbeStart));
    setCaption(m_cancel, label(Label::ProbeCancel));
    setCaption(m_tls, QStringLiteral("TLS"));
    setCaption(m_webSocket, QStringLiteral("WebSocket"));
    setCaption(m_onlyOpen, label(Label::ProbeOnlyOpen));
    for (QCheckBox* box : std::as_const(m_vantages)) {
        const QString name = sayVantage(box->objectName().mid(kPlace.size()));
        setCaption(box, name, label(Label::ProbeFromColumn, name));
    }
    showState();
}

} // namespace hopscope
