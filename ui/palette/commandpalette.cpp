// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/palette/commandpalette.h"

#include "ui/models/rows.h"
#include "ui/palette/fuzzy.h"
#include "ui/parts/rowlist.h"
#include "ui/parts/widgets.h"
#include "ui/speech/labels.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace hopscope {

namespace {

constexpr int kMostRows = 12;

} // namespace

CommandPalette::CommandPalette(QList<Findable> things, QWidget* parent)
    : QDialog(parent, Qt::Dialog | Qt::FramelessWindowHint), m_things(std::move(things)),
      m_found(new RowsModel(2, this))
{
    setObjectName(QStringLiteral("palette"));
    setAttribute(Qt::WA_DeleteOnClose);
    setAccessibleName(label(Label::PaletteName));
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    QFrame* frame = cardFrame("true");
    outer->addWidget(frame);
    auto* column = new QVBoxLayout(frame);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(6);
    m_typed = new QLineEdit;
    m_typed->setObjectName(QStringLiteral("paletteText"));
    m_typed->setPlaceholderText(label(Label::PaletteHint));
    m_typed->setAccessibleName(label(Label::PaletteName));
    m_typed->installEventFilter(this);
    m_list = new RowList(m_found);
    m_list->setAccessibleName(label(Label::PaletteName));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_none = plainLabel("muted");
    m_none->setText(label(Label::PaletteNone));
    m_none->setContentsMargins(14, 4, 14, 4);
    column->addWidget(m_typed);
    column->addWidget(m_list);
    column->addWidget(m_none);
    column->addStretch(1);
    connect(m_typed, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex& index) { run(index.row()); });
    resize(560, 364);
    search({});
    m_typed->setFocus();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_typed || event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    const int row = m_list->currentIndex().row();
    const int rows = m_found->rowCount();
    switch (key->key()) {
    case Qt::Key_Down:
        m_list->setCurrentIndex(m_found->index(qMin(row + 1, rows - 1), 0));
        return true;
    case Qt::Key_Up:
        m_list->setCurrentIndex(m_found->index(qMax(row - 1, 0), 0));
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        run(row);
        return true;
    default:
        return QDialog::eventFilter(watched, event);
    }
}

void CommandPalette::search(const QString& typed)
{
    struct Hit {
        int score;
        qsizetype index;
    };
    QList<Hit> hits;
    for (qsizetype i = 0; i < m_things.size(); ++i) {
        const int title = fuzzyScore(typed.trimmed(), m_things.at(i).title);
        const int detail = fuzzyScore(typed.trimmed(), m_things.at(i).detail) / 2;
        if (title > 0 || detail > 0)
            hits.append({qMax(title, detail), i});
    }
    std::stable_sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return a.score > b.score; });
    QList<Row> rows;
    for (const Hit& hit : hits.mid(0, kMostRows)) {
        const Findable& thing = m_things.at(hit.index);
        Row row{.id = thing.id, .cells = {thing.title, thing.detail}};
        if (thing.health >= 0)
            row.mark = Health(thing.health);
        rows.append(row);
    }
    m_found->setRows(rows);
    m_list->setVisible(!rows.isEmpty());
    m_none->setVisible(rows.isEmpty());
    if (!rows.isEmpty())
        m_list->setCurrentIndex(m_found->index(0, 0));
}

void CommandPalette::run(int row)
{
    if (row < 0 || row >= m_found->rowCount())
        return;
    const QString id = m_found->rows().at(row).id;
    const auto it = std::find_if(m_things.begin(), m_things.end(), [&](const Findable& t) { return t.id == id; });
    const std::function<void()> act = it == m_things.end() ? std::function<void()>{} : it->act;
    accept();
    if (act)
        act();
}

} // namespace hopscope
