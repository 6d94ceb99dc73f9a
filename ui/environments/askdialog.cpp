// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/environments/askdialog.h"

#include "ui/parts/widgets.h"
#include "ui/speech/labels.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace hopscope {

AskDialog::AskDialog(const Words& words, QWidget* parent) : QDialog(parent)
{
    setObjectName(QStringLiteral("askDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(words.title);
    setAccessibleName(words.title);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(12);
    for (const auto& [role, text] : {std::pair{"title", words.title}, std::pair{"", words.text}}) {
        QLabel* line = plainLabel(role);
        line->setText(text);
        line->setWordWrap(true);
        column->addWidget(line);
    }
    column->addStretch(1);
    auto* row = new QHBoxLayout;
    QPushButton* act = pushButton("danger");
    act->setObjectName(QStringLiteral("askAct"));
    setCaption(act, words.act);
    QPushButton* keep = pushButton();
    keep->setObjectName(QStringLiteral("askKeep"));
    setCaption(keep, label(Label::Cancel));
    keep->setAutoDefault(true);
    keep->setDefault(true);
    row->addStretch(1);
    row->addWidget(act);
    row->addWidget(keep);
    column->addLayout(row);
    connect(act, &QPushButton::clicked, this, &QDialog::accept);
    connect(keep, &QPushButton::clicked, this, &QDialog::reject);
    keep->setFocus();
    setMinimumWidth(440);
}

} // namespace hopscope
