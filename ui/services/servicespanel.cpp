// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/services/servicespanel.h"

#include "ui/models/derive.h"
#include "ui/parts/rowtable.h"
#include "ui/parts/widgets.h"
#include "ui/speech/plain.h"
#include "ui/speech/say.h"
#include "ui/window/selection.h"

#include <QHBoxLayout>
#include <QPushButton>

#include <array>

namespace hopscope {

namespace {

struct Verb {
    const char* code;
    Label caption;
};
constexpr std::array kVerbs{Verb{"start", Label::Start}, Verb{"restart", Label::Restart}, Verb{"reload", Label::Reload},
                            Verb{"stop", Label::Stop}};

} // namespace

ServicesPanel::ServicesPanel(Selection* selection, QWidget* parent)
    : Panel(parent), m_selection(selection), m_rows(new RowsModel(kServiceColumns, this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(10, 6, 6, 6);
    m_none = plainLabel("muted");
    m_none->setAlignment(Qt::AlignCenter);
    m_table = new RowTable(m_rows, 0);
    m_table->setObjectName(QStringLiteral("servicesTable"));
    m_table->setWidths({0, 70, 150, 80, 70, 160, 80, 60, 110, 240, 80});
    column->addWidget(m_none, 1);
    column->addWidget(m_table, 1);
    m_note = plainLabel("warning");
    m_note->setObjectName(QStringLiteral("serviceNote"));
    m_note->setWordWrap(true);
    column->addWidget(m_note);
    auto* row = new QHBoxLayout;
    m_logs = pushButton();
    row->addWidget(m_logs);
    for (const Verb& verb : kVerbs)
        m_verbs.append(addButton(row, verb.code));
    m_refusal = plainLabel("muted");
    m_refusal->setObjectName(QStringLiteral("serviceRefusal"));
    row->addWidget(m_refusal);
    row->addStretch(1);
    column->addLayout(row);
    connect(m_logs, &QPushButton::clicked, this, [this] { emit logsAsked(m_table->currentId()); });
    connect(m_table, &RowTable::currentChosen, this, [this](const QString& id) {
        if (!id.isEmpty() && m_table->hasFocus())
            m_selection->select(id);
        renderActions();
        renderNote();
    });
    connect(selection, &Selection::changed, m_table, &RowTable::select);
    retranslate();
    render();
}

QPushButton* ServicesPanel::addButton(QHBoxLayout* row, const char* verb)
{
    QPushButton* button = pushButton();
    row->addWidget(button);
    connect(button, &QPushButton::clicked, this,
            [this, verb] { emit verbAsked(QString::fromLatin1(verb), m_table->currentId()); });
    return button;
}

void ServicesPanel::setSession(const Session* session)
{
    m_session = session;
    renderActions();
}

void ServicesPanel::retranslate()
{
    setAccessibleName(label(Label::Services));
    m_table->setAccessibleName(label(Label::Services));
    m_none->setText(label(Label::ServicesNone));
    m_rows->setHeaders({label(Label::Unit), label(Label::Host), label(Label::State), label(Label::SinceColumn),
                        label(Label::Restarts), label(Label::Crashes), label(Label::Memory), label(Label::MainPid),
                        label(Label::LastEnd), label(Label::RestartPolicy), label(Label::Enabled)});
    setCaption(m_logs, label(Label::Logs));
    for (std::size_t i = 0; i < kVerbs.size(); ++i)
        setCaption(m_verbs.at(qsizetype(i)), label(kVerbs.at(i).caption));
}

void ServicesPanel::render()
{
    m_rows->setRows(m_snapshot ? serviceRows(*m_snapshot) : QList<Row>{});
    const bool any = m_rows->rowCount() > 0;
    m_none->setVisible(!any);
    m_table->setVisible(any);
    renderActions();
    renderNote();
}

void ServicesPanel::renderNote()
{
    const QString note = m_snapshot ? serviceNote(*m_snapshot, m_table->currentId()) : QString();
    m_note->setText(note);
    m_note->setAccessibleName(note);
    m_note->setVisible(!note.isEmpty());
    const bool crashed = m_snapshot && m_snapshot->facts &&
                         m_snapshot->facts->value(m_table->currentId(), QStringLiteral("unit.crash_count")).toInt() > 0;
    const QString role = crashed ? QStringLiteral("warning") : QStringLiteral("muted");
    if (m_note->property("role").toString() != role) {
        m_note->setProperty("role", role);
        repolish(m_note);
    }
}

void ServicesPanel::renderActions()
{
    const QString node = m_table->currentId();
    const QString state = m_snapshot && m_snapshot->facts
                              ? m_snapshot->facts->value(node, QStringLiteral("unit.active_state")).toString()
                              : QString();
    const bool runs = state == QStringLiteral("active") || state == QStringLiteral("activating");
    m_logs->setEnabled(!node.isEmpty());
    QString refusal;
    for (std::size_t i = 0; i < kVerbs.size(); ++i) {
        QPushButton* button = m_verbs.at(qsizetype(i));
        const QString verb = QString::fromLatin1(kVerbs.at(i).code);
        const bool fits = !node.isEmpty() && !state.isEmpty() && (verb == QStringLiteral("start")) != runs;
        if (!m_session || !fits) {
            button->setEnabled(false);
            button->setToolTip({});
            continue;
        }
        const auto plan = m_session->plan(verb, node);
        button->setEnabled(plan.has_value());
        button->setToolTip(plan ? QString() : plainTip(sayError(plan.error())));
        // That a unit cannot be reloaded is its nature; that nothing may be done is worth a line.
        if (!plan && plan.error().code != QStringLiteral("action.reload-unsupported"))
            refusal = sayError(plan.error());
    }
    m_refusal->setText(refusal);
    m_refusal->setAccessibleName(refusal);
}

} // namespace hopscope
