// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/evidence/evidencepanel.h"

#include "ui/logs/logview.h"
#include "ui/models/derive.h"
#include "ui/parts/rowtable.h"
#include "ui/parts/widgets.h"
#include "ui/speech/age.h"
#include "ui/speech/labels.h"
#include "ui/speech/plain.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>

#include <algorithm>

namespace hopscope {

EvidencePanel::EvidencePanel(QWidget* parent) : Panel(parent), m_rows(new RowsModel(7, this))
{
    auto* outer = new QHBoxLayout(this);
    outer->setContentsMargins(10, 6, 6, 4);
    auto* split = new QSplitter;
    auto* left = new QWidget;
    auto* list = new QVBoxLayout(left);
    list->setContentsMargins(0, 0, 0, 0);
    m_filter = new QLineEdit;
    m_filter->setObjectName(QStringLiteral("evidenceFilter"));
    m_filter->setClearButtonEnabled(true);
    m_table = new RowTable(m_rows, 2);
    m_table->setObjectName(QStringLiteral("evidenceTable"));
    m_table->setWidths({54, 80, 0, 60, 70, 80, 80});
    list->addWidget(m_filter);
    list->addWidget(m_table, 1);
    auto* right = cardFrame("code");
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(10, 6, 6, 4);
    column->setSpacing(4);
    m_command = plainLabel();
    m_command->setFont(monoFont());
    m_command->setWordWrap(true);
    m_command->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_meta = plainLabel("faint");
    m_copy = pushButton("flat");
    auto* head = new QHBoxLayout;
    head->addWidget(m_meta, 1);
    head->addWidget(m_copy);
    m_bytes = new LogView;
    m_bytes->setObjectName(QStringLiteral("evidenceBytes"));
    column->addWidget(m_command);
    column->addLayout(head);
    column->addWidget(m_bytes, 1);
    split->addWidget(left);
    split->addWidget(right);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    outer->addWidget(split);
    connect(m_table, &RowTable::currentChosen, this, &EvidencePanel::showBytes);
    connect(m_filter, &QLineEdit::textChanged, this, [this] {
        m_rendered.reset();
        render();
    });
    connect(m_copy, &QPushButton::clicked, this, [this] {
        if (m_snapshot && m_snapshot->evidence && m_snapshot->evidence->count(m_shown) > 0)
            QGuiApplication::clipboard()->setText(m_snapshot->evidence->at(m_shown).command);
    });
    retranslate();
    render();
}

void EvidencePanel::retranslate()
{
    setAccessibleName(label(Label::Evidence));
    m_rows->setHeaders({label(Label::Id), label(Label::Host), label(Label::Command), label(Label::Exit),
                        label(Label::Took), label(Label::At), label(Label::Size)});
    m_table->setAccessibleName(label(Label::Evidence));
    m_filter->setAccessibleName(label(Label::EvidenceFilter));
    m_filter->setPlaceholderText(label(Label::EvidenceFilter) + QStringLiteral("  /"));
    m_bytes->setAccessibleName(label(Label::EvidenceBytes));
    setCaption(m_copy, label(Label::Copy), label(Label::CopyCommand));
    m_rendered.reset();
}

void EvidencePanel::showEvent(QShowEvent* event)
{
    Panel::showEvent(event);
    render();
}

void EvidencePanel::render()
{
    // Thousands of rows are not rebuilt four times a second while nobody looks.
    const auto now = m_snapshot ? m_snapshot->evidence : nullptr;
    if ((now == m_rendered && now) || (!isVisible() && m_rows->rowCount() > 0))
        return;
    m_rendered = now;
    QList<Row> rows = m_snapshot ? evidenceRows(*m_snapshot) : QList<Row>{};
    const QStringList wanted = m_filter->text().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    rows.removeIf([&](const Row& row) {
        const bool byId = !wanted.isEmpty() && std::any_of(wanted.begin(), wanted.end(),
                                                           [&](const QString& word) { return word == row.id; });
        const QString line = row.cells.join(QLatin1Char(' '));
        return !byId && !std::all_of(wanted.begin(), wanted.end(),
                                     [&](const QString& word) { return line.contains(word, Qt::CaseInsensitive); });
    });
    m_rows->setRows(rows);
    showBytes(m_table->currentId());
}

void EvidencePanel::showOnly(const QStringList& ids)
{
    m_filter->setText(ids.join(QLatin1Char(' ')));
    m_rendered.reset();
    render();
    if (m_rows->rowCount() > 0)
        m_table->select(m_rows->rows().first().id);
}

void EvidencePanel::select(const QString& id)
{
    if (m_rows->rowOf(id) < 0)
        m_filter->clear();
    m_rendered.reset();
    if (m_snapshot && m_rows->rowOf(id) < 0)
        m_rows->setRows(evidenceRows(*m_snapshot));
    m_table->select(id);
}

void EvidencePanel::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void EvidencePanel::showBytes(const QString& id)
{
    if (id == m_shown && !id.isEmpty())
        return;
    m_shown = id;
    const bool known = m_snapshot && m_snapshot->evidence && m_snapshot->evidence->count(id) > 0;
    m_copy->setVisible(known);
    m_bytes->clear();
    if (!known) {
        m_command->setText(label(Label::EvidenceNone));
        m_command->setVisible(m_rows->rowCount() == 0);
        m_meta->clear();
        return;
    }
    const Evidence& evidence = m_snapshot->evidence->at(id);
    m_command->show();
    m_command->setText(visibleLine(evidence.host, 60) + QStringLiteral("$ ") + visibleLine(evidence.command, 600));
    QString meta = label(Label::CommandMeta, QString::number(evidence.exit), QString::number(evidence.durationMs),
                         clockText(evidence.at)) +
                   QStringLiteral(" · SHA-256 ") + evidence.sha256.left(12);
    if (evidence.truncated)
        meta += QStringLiteral(" · ") + label(Label::LogTruncated, QString::number(Evidence::kMaxEvidenceBytes / 1024));
    m_meta->setText(meta);
    m_bytes->setBytes(evidence.bytes);
}

} // namespace hopscope
