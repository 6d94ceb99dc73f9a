// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/environments/environmentsdialog.h"

#include "ui/parts/rowlist.h"
#include "ui/parts/widgets.h"
#include "ui/speech/labels.h"
#include "ui/speech/plain.h"
#include "ui/speech/say.h"

#include <QEvent>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace hopscope {

EnvironmentsDialog::EnvironmentsDialog(EnvironmentSupplies supplies, const QString& current, QWidget* parent)
    : QDialog(parent), m_supplies(std::move(supplies)), m_rows(new RowsModel(2, this))
{
    setObjectName(QStringLiteral("environmentsDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* across = new QHBoxLayout(this);
    across->setContentsMargins(0, 0, 0, 0);
    across->setSpacing(0);
    buildList(across);
    buildEditor(across);
    resize(860, 600);
    retranslate();
    reload(current);
    if (m_supplies.aliases) {
        m_supplies.aliases([self = QPointer<EnvironmentsDialog>(this)](const QStringList& aliases) {
            if (self)
                self->m_editor->setAliases(aliases);
        });
    }
}

QPushButton* EnvironmentsDialog::addButton(const char* name, const char* kind, QHBoxLayout* row,
                                           void (EnvironmentsDialog::*act)())
{
    QPushButton* button = pushButton(kind);
    button->setObjectName(QString::fromLatin1(name));
    row->addWidget(button);
    connect(button, &QPushButton::clicked, this, act);
    return button;
}

void EnvironmentsDialog::buildList(QHBoxLayout* across)
{
    m_listSide = cardFrame("bar");
    m_listSide->setFixedWidth(270);
    auto* column = new QVBoxLayout(m_listSide);
    column->setContentsMargins(12, 14, 12, 12);
    m_list = new RowList(m_rows);
    m_list->setObjectName(QStringLiteral("environmentsList"));
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* inside = new QWidget;
    auto* list = new QVBoxLayout(inside);
    list->setContentsMargins(0, 0, 0, 0);
    list->addWidget(m_list);
    list->addStretch(1);
    scroll->setWidget(inside);
    column->addWidget(scroll, 1);
    auto* first = new QHBoxLayout;
    m_new = addButton("newEnvironment", "", first, &EnvironmentsDialog::makeNew);
    m_duplicate = addButton("duplicateEnvironment", "", first, &EnvironmentsDialog::duplicate);
    auto* second = new QHBoxLayout;
    m_remove = addButton("removeEnvironment", "", second, &EnvironmentsDialog::askRemove);
    m_other = addButton("otherEnvironment", "", second, &EnvironmentsDialog::fileAsked);
    column->addLayout(first);
    column->addLayout(second);
    across->addWidget(m_listSide);
    connect(m_list, &RowList::subjectChosen, this, [this](const QString& key) {
        keepDraft();
        show(key);
    });
}

void EnvironmentsDialog::buildEditor(QHBoxLayout* across)
{
    auto* side = new QWidget;
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(8);
    m_title = plainLabel("title");
    m_intro = plainLabel("muted");
    m_intro->setWordWrap(true);
    m_editor = new EnvironmentEditor;
    column->addWidget(m_title);
    column->addWidget(m_intro);
    column->addWidget(m_editor, 1);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    m_close = pushButton();
    m_close->setObjectName(QStringLiteral("closeEnvironments"));
    row->addWidget(m_close);
    m_save = addButton("saveEnvironment", "", row, &EnvironmentsDialog::save);
    m_open = addButton("openEnvironment", "primary", row, &EnvironmentsDialog::saveAndOpen);
    // Enter goes on: connecting reads, and changes nothing.
    m_open->setAutoDefault(true);
    m_open->setDefault(true);
    column->addLayout(row);
    across->addWidget(side, 1);
    connect(m_close, &QPushButton::clicked, this, &EnvironmentsDialog::reject);
    connect(m_editor, &EnvironmentEditor::testAsked, this, &EnvironmentsDialog::testLogin);
    connect(m_editor, &EnvironmentEditor::changed, this, [this] {
        keepDraft();
        render();
    });
}

void EnvironmentsDialog::reload(const QString& current)
{
    m_current = current;
    if (!m_supplies.list) {
        takeList({});
        return;
    }
    m_supplies.list([self = QPointer<EnvironmentsDialog>(this)](const QList<StoredEnvironment>& list) {
        if (self)
            self->takeList(list);
    });
}

void EnvironmentsDialog::takeList(const QList<StoredEnvironment>& list)
{
    QList<EnvironmentItem> items;
    for (const StoredEnvironment& stored : list) {
        EnvironmentItem item{stored.path, stored, std::nullopt};
        const auto was = std::find_if(m_items.begin(), m_items.end(),
                                      [&stored](const EnvironmentItem& i) { return i.key == stored.path; });
        if (was != m_items.end())
            item.draft = was->draft;
        items.append(item);
    }
    for (const EnvironmentItem& item : std::as_const(m_items)) {
        if (item.isNew())
            items.append(item);
    }
    m_items = items;
    if (m_items.isEmpty()) {
        makeNew();
        return;
    }
    show(current() ? m_current : m_items.first().key);
}

EnvironmentItem* EnvironmentsDialog::current()
{
    const auto it = std::find_if(m_items.begin(), m_items.end(),
                                 [this](const EnvironmentItem& item) { return item.key == m_current; });
    return it == m_items.end() ? nullptr : &*it;
}

void EnvironmentsDialog::show(const QString& key)
{
    m_current = key;
    if (const EnvironmentItem* item = current())
        m_editor->setDraft(item->draft ? *item->draft : draftOf(item->stored.text));
    render();
    if (!m_list->hasFocus())
        m_editor->focusFirst();
}

bool EnvironmentsDialog::isModified(const EnvironmentItem& item) const
{
    return item.draft && (item.isNew() || item.draft->text != draftOf(item.stored.text).text);
}

void EnvironmentsDialog::keepDraft()
{
    EnvironmentItem* item = current();
    if (!item)
        return;
    item->draft = m_editor->draft();
    if (!isModified(*item))
        item->draft.reset();
}

void EnvironmentsDialog::render()
{
    m_rows->setRows(environmentRows(m_items));
    m_list->showSubject(m_current);
    const EnvironmentItem* item = current();
    const bool first = m_items.size() == 1 && item && item->isNew();
    m_listSide->setVisible(!first);
    m_title->setText(first ? label(Label::FirstEnvironment) : item ? visibleLine(item->name(), 60) : QString());
    m_intro->setText(first ? label(Label::FirstEnvironmentText)
                           : item && !item->isNew() ? visibleLine(item->stored.path, 400) : label(Label::NotSavedYet));
    const bool modified = item && isModified(*item);
    setCaption(m_open, label(modified ? Label::SaveAndDiagnose : Label::OpenAndDiagnose));
    m_save->setEnabled(modified && !m_busy);
    m_open->setEnabled(item && !m_busy);
    m_duplicate->setEnabled(item != nullptr);
    m_remove->setEnabled(item != nullptr);
    setCaption(m_remove, label(item && !item->isNew() && !item->stored.ours ? Label::ForgetEnvironment
                                                                            : Label::RemoveEnvironment));
}

void EnvironmentsDialog::retranslate()
{
    setWindowTitle(label(Label::Environments));
    setAccessibleName(label(Label::Environments));
    m_list->setAccessibleName(label(Label::Environments));
    setCaption(m_new, label(Label::NewEnvironment));
    setCaption(m_duplicate, label(Label::Duplicate));
    setCaption(m_other, label(Label::OtherFile));
    setCaption(m_close, label(Label::Close));
    setCaption(m_save, label(Label::Save));
    render();
}

void EnvironmentsDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace hopscope
