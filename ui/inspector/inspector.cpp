// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/inspector/inspector.h"

#include "ui/inspector/commandcard.h"
#include "ui/inspector/facttable.h"
#include "ui/models/derive.h"
#include "ui/parts/agelabel.h"
#include "ui/parts/widgets.h"
#include "ui/speech/plain.h"
#include "ui/speech/say.h"
#include "ui/theme/mark.h"
#include "ui/theme/theme.h"
#include "ui/window/selection.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>

#include <algorithm>

namespace hopscope {

namespace {

constexpr int kCards = 3;

QString subtitleOf(const Snapshot& s, const QString& subject)
{
    QStringList parts;
    if (const Node* node = s.topology.node(subject)) {
        parts += node->host;
        if (s.facts && s.facts->value(subject, QStringLiteral("port.number")).isDouble())
            parts += QString::number(s.facts->value(subject, QStringLiteral("port.number")).toInt());
        for (const char* version : {"nginx.version", "ds.version"}) {
            const QString text = s.facts ? s.facts->value(subject, QString::fromLatin1(version)).toString() : QString();
            if (!text.isEmpty())
                parts += text;
        }
    } else if (const Hop* hop = s.topology.hop(subject)) {
        parts = {hop->protocol, hop->address, hop->family};
        if (!hop->source.isEmpty())
            parts += hop->source;
    } else {
        parts += label(Label::Host);
        const auto host = std::find_if(s.hosts.begin(), s.hosts.end(), [&](const HostState& one) { return one.name == subject; });
        QStringList way;
        for (const JumpState& jump : host == s.hosts.end() ? QList<JumpState>{} : host->jumps)
            way += jump.name;
        if (!way.isEmpty())
            parts += label(Label::HostVia, way.join(QStringLiteral(" → ")));
    }
    return visibleLine(parts.join(QStringLiteral(" · ")));
}

QString titleOf(const Snapshot& s, const QString& subject)
{
    if (const Hop* hop = s.topology.hop(subject))
        return sayNode(s, hop->from) + QStringLiteral(" → ") + sayNode(s, hop->to);
    return sayNode(s, subject);
}

} // namespace

Inspector::Inspector(Selection* selection, const Ticker& ticker, QWidget* parent)
    : Panel(parent), m_selection(selection), m_ticker(ticker), m_facts(new RowsModel(3, this))
{
    setProperty("card", QStringLiteral("true"));
    setObjectName(QStringLiteral("inspector"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 10, 12);
    column->setSpacing(8);
    buildTitle(column);
    buildBody(column);
    buildActions(column);
    connect(selection, &Selection::changed, this, [this] { render(); });
    connect(&ticker, &Ticker::tick, this, &Inspector::renderFacts);
    retranslate();
    render();
}

void Inspector::setSession(const Session* session)
{
    m_session = session;
    render();
}

void Inspector::buildTitle(QVBoxLayout* column)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(9);
    m_mark = new MarkWidget(15);
    m_title = new ElidedLabel("name");
    m_title->setObjectName(QStringLiteral("inspectorTitle"));
    m_age = new AgeLabel(m_ticker, Label::Old);
    m_age->setAlignment(Qt::AlignRight);
    row->addWidget(m_mark);
    row->addWidget(m_title, 1);
    row->addWidget(m_age);
    column->addLayout(row);
    m_subtitle = new ElidedLabel("muted");
    column->addWidget(m_subtitle);
    m_why = plainLabel("warning");
    m_why->setWordWrap(true);
    column->addWidget(m_why);
}

void Inspector::buildBody(QVBoxLayout* column)
{
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_body = new QWidget;
    auto* inside = new QVBoxLayout(m_body);
    inside->setContentsMargins(0, 0, 6, 0);
    inside->setSpacing(6);
    m_empty = plainLabel("muted");
    m_empty->setWordWrap(true);
    inside->addWidget(m_empty);
    m_factTable = new FactTable(m_facts);
    m_factTable->setObjectName(QStringLiteral("facts"));
    inside->addWidget(m_factTable);
    m_commandsHeading = sectionLabel();
    m_commandsHeading->setContentsMargins(0, 10, 0, 2);
    inside->addWidget(m_commandsHeading);
    for (int i = 0; i < kCards; ++i) {
        m_cards.append(new CommandCard);
        inside->addWidget(m_cards.last());
        connect(m_cards.last(), &CommandCard::outputAsked, this, &Inspector::evidenceAsked);
    }
    m_more = pushButton("flat");
    inside->addWidget(m_more, 0, Qt::AlignLeft);
    inside->addStretch(1);
    scroll->setWidget(m_body);
    column->addWidget(scroll, 1);
    connect(m_factTable, &FactTable::evidenceAsked, this, &Inspector::evidenceAsked);
    connect(m_more, &QPushButton::clicked, this, [this] { emit evidenceAsked({}); });
}

void Inspector::buildActions(QVBoxLayout* column)
{
    m_actions = new QWidget;
    auto* row = new QHBoxLayout(m_actions);
    row->setContentsMargins(0, 0, 6, 0);
    row->setSpacing(6);
    const auto add = [&](const char* name, const char* verb) {
        QPushButton* button = pushButton();
        button->setObjectName(QString::fromLatin1(name));
        row->addWidget(button);
        if (*verb != 0) {
            connect(button, &QPushButton::clicked, this,
                    [this, verb] { emit verbAsked(QString::fromLatin1(verb), m_selection->subject()); });
        }
        return button;
    };
    m_logs = add("logsButton", "");
    connect(m_logs, &QPushButton::clicked, this, [this] { emit logsAsked(m_selection->subject()); });
    m_stop = add("stopButton", "stop");
    m_reload = add("reloadButton", "reload");
    m_restart = add("restartButton", "restart");
    m_start = add("startButton", "start");
    row->addStretch(1);
    column->addWidget(m_actions);
}

void Inspector::retranslate()
{
    setAccessibleName(label(Label::Inspector));
    m_commandsHeading->setText(label(Label::CommandsBehind));
    setCaption(m_start, label(Label::Start));
    setCaption(m_restart, label(Label::Restart));
    setCaption(m_reload, label(Label::Reload));
    setCaption(m_stop, label(Label::Stop));
}

void Inspector::render()
{
    const QString subject = m_selection->subject();
    const bool shown = m_snapshot && !subject.isEmpty();
    for (QWidget* widget : {static_cast<QWidget*>(m_mark), static_cast<QWidget*>(m_title), static_cast<QWidget*>(m_age),
                            static_cast<QWidget*>(m_subtitle), m_actions})
        widget->setVisible(shown);
    m_why->setVisible(false);
    if (shown)
        renderTitle(subject);
    renderFacts();
    renderCommands(shown ? subject : QString());
    if (shown)
        renderActions(subject);
}

void Inspector::renderTitle(const QString& subject)
{
    const Snapshot& s = *m_snapshot;
    const Health health = healthOf(s, subject);
    m_mark->setHealth(health);
    m_title->setFullText(titleOf(s, subject));
    m_subtitle->setFullText(subtitleOf(s, subject));
    m_age->setSince(s.measured);
    const Node* node = s.topology.node(subject);
    const QString reason = node ? node->reason : s.topology.hop(subject) ? s.topology.hop(subject)->reason : QString();
    const auto cause = std::find_if(s.verdict.causes.begin(), s.verdict.causes.end(),
                                    [&](const CauseMatch& match) { return match.node == subject; });
    if (cause != s.verdict.causes.end())
        m_why->setText(sayCause(*cause));
    else if (health == Health::Affected && s.verdict.causes.size() == 1)
        m_why->setText(label(Label::BecauseOf, sayNode(s, s.verdict.causes.first().node)));
    else
        m_why->setText(reason.isEmpty() || health == Health::Ok ? QString() : sayNodeReason(s, subject));
    for (const HostState& host : s.hosts) {
        if (host.name == subject && host.error)
            m_why->setText(sayError(*host.error));
    }
    m_why->setVisible(!m_why->text().isEmpty());
}

void Inspector::renderFacts()
{
    const QString subject = m_selection->subject();
    const bool shown = m_snapshot && !subject.isEmpty();
    m_facts->setRows(shown ? factRows(*m_snapshot, subject, m_ticker.now()) : QList<Row>{});
    m_factTable->setVisible(m_facts->rowCount() > 0);
    m_empty->setVisible(m_facts->rowCount() == 0);
    m_empty->setText(label(shown ? Label::NoFacts : Label::NothingSelected));
    m_factTable->setAccessibleName(shown ? label(Label::FactsOf, titleOf(*m_snapshot, subject))
                                         : label(Label::Inspector));
}

void Inspector::renderCommands(const QString& subject)
{
    const QList<Evidence> list = subject.isEmpty() ? QList<Evidence>{} : evidenceBehind(*m_snapshot, subject);
    m_commandsHeading->setVisible(!list.isEmpty());
    for (int i = 0; i < m_cards.size(); ++i) {
        m_cards.at(i)->setVisible(i < list.size());
        if (i < list.size())
            m_cards.at(i)->showEvidence(list.at(i), m_ticker.now());
    }
    m_more->setVisible(list.size() > kCards);
    setCaption(m_more, label(Label::MoreCommands, QString::number(list.size() - kCards)));
}

void Inspector::renderActions(const QString& subject)
{
    const QString state = m_snapshot->facts
                              ? m_snapshot->facts->value(subject, QStringLiteral("unit.active_state")).toString()
                              : QString();
    const Node* node = m_snapshot->topology.node(subject);
    const bool runs = state == QStringLiteral("active") || state == QStringLiteral("activating");
    const bool failed = healthOf(*m_snapshot, subject) == Health::Failed;
    setCaption(m_logs, label(Label::Logs), label(Label::OpensLogs, titleOf(*m_snapshot, subject)));
    offer(m_start, "start", Label::Start, !state.isEmpty() && !runs, failed);
    offer(m_restart, "restart", Label::Restart, runs, failed);
    offer(m_reload, "reload", Label::Reload, runs && node && node->kind == QStringLiteral("nginx"), false);
    offer(m_stop, "stop", Label::Stop, runs, false);
}

/// A verb that is possible by state but not allowed stays visible, greyed out, and says why.
void Inspector::offer(QPushButton* button, const char* verb, Label caption, bool shown, bool main)
{
    button->setVisible(shown && m_session);
    if (!shown || !m_session)
        return;
    const auto plan = m_session->plan(QString::fromLatin1(verb), m_selection->subject());
    button->setEnabled(plan.has_value());
    button->setToolTip(plan ? QString() : plainTip(sayError(plan.error())));
    setCaption(button, label(caption),
               label(caption) + QLatin1Char(' ') + titleOf(*m_snapshot, m_selection->subject()));
    const QString kind = main && plan ? QStringLiteral("primary") : QString();
    if (button->property("kind").toString() != kind) {
        button->setProperty("kind", kind);
        repolish(button);
    }
}

} // namespace hopscope
