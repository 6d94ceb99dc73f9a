// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/window/sidepanel.h"

#include "ui/models/derive.h"
#include "ui/parts/rowlist.h"
#include "ui/parts/widgets.h"
#include "ui/speech/labels.h"
#include "ui/window/selection.h"

#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>

namespace hopscope {

SidePanel::SidePanel(Selection* selection, QWidget* parent)
    : Panel(parent), m_selection(selection), m_hosts(new RowsModel(2, this)), m_checks(new RowsModel(2, this)),
      m_changes(new RowsModel(2, this))
{
    setProperty("card", QStringLiteral("true"));
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(1, 8, 1, 8);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    outer->addWidget(scroll);
    auto* inside = new QWidget;
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    addList(column, m_hostsHeading, m_hosts, "hosts");
    m_filter = new QLineEdit;
    m_filter->setObjectName(QStringLiteral("checkFilter"));
    m_filter->setClearButtonEnabled(true);
    m_filter->hide();
    addList(column, m_checksHeading, m_checks, "checks");
    column->insertWidget(column->indexOf(m_lists.last()), m_filter);
    addList(column, m_changesHeading, m_changes, "changes");
    m_noChanges = plainLabel("faint");
    m_noChanges->setContentsMargins(14, 2, 14, 0);
    column->addWidget(m_noChanges);
    column->addStretch(1);
    scroll->setWidget(inside);
    connect(m_filter, &QLineEdit::textChanged, this, [this] { render(); });
    connect(m_filter, &QLineEdit::editingFinished, this, [this] { m_filter->setVisible(!m_filter->text().isEmpty()); });
    connect(selection, &Selection::changed, this, &SidePanel::follow);
    retranslate();
    render();
}

RowList* SidePanel::addList(QVBoxLayout* column, QLabel*& heading, RowsModel* model, const char* name)
{
    heading = sectionLabel();
    heading->setContentsMargins(14, m_lists.isEmpty() ? 6 : 18, 14, 6);
    column->addWidget(heading);
    auto* list = new RowList(model);
    list->setObjectName(QString::fromLatin1(name));
    column->addWidget(list);
    connect(list, &RowList::subjectChosen, m_selection, &Selection::select);
    m_lists.append(list);
    return list;
}

void SidePanel::focusFilter()
{
    m_filter->show();
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void SidePanel::follow(const QString& subject)
{
    for (RowList* list : std::as_const(m_lists))
        list->showSubject(subject);
}

void SidePanel::retranslate()
{
    m_hostsHeading->setText(label(Label::Hosts));
    m_checksHeading->setText(label(Label::Checks));
    m_changesHeading->setText(label(Label::ChangedBefore));
    m_noChanges->setText(label(Label::NothingChanged));
    m_filter->setPlaceholderText(label(Label::Checks) + QStringLiteral("  /"));
    m_filter->setAccessibleName(label(Label::KeyFilter));
    m_lists.at(0)->setAccessibleName(label(Label::Hosts));
    m_lists.at(1)->setAccessibleName(label(Label::Checks));
    m_lists.at(2)->setAccessibleName(label(Label::ChangedBefore));
}

void SidePanel::render()
{
    static const Snapshot empty;
    const Snapshot& shown = m_snapshot ? *m_snapshot : empty;
    m_hosts->setRows(hostRows(shown));
    QList<Row> checks = checkRows(shown);
    const QString wanted = m_filter->text();
    checks.removeIf([&](const Row& row) { return !row.cells.first().contains(wanted, Qt::CaseInsensitive); });
    m_checks->setRows(checks);
    m_changes->setRows(changeRows(shown));
    m_noChanges->setVisible(m_changes->rowCount() == 0);
    m_lists.at(2)->setVisible(m_changes->rowCount() > 0);
    follow(m_selection->subject());
}

} // namespace hopscope
