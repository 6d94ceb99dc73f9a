// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/dialogs/keymap.h"

#include "ui/parts/widgets.h"
#include "ui/speech/labels.h"
#include "ui/theme/theme.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QPushButton>

#include <array>

namespace hopscope {

namespace {

struct Key {
    const char* keys;
    Label does;
};

constexpr std::array kKeys{Key{"Ctrl+K", Label::KeyFind},
                           Key{"/", Label::KeyFilter},
                           Key{"n", Label::KeyNext},
                           Key{"N", Label::KeyPrevious},
                           Key{"F5", Label::KeyDiagnose},
                           Key{"F6", Label::KeyLive},
                           Key{"Ctrl+G", Label::Wizard},
                           Key{"Esc", Label::KeyCancel},
                           Key{"← → ↑ ↓", Label::KeyArrows},
                           Key{"+  -  0", Label::KeyZoom},
                           Key{"Ctrl+1 … 6", Label::KeyTabs},
                           Key{"Ctrl+E", Label::Environments},
                           Key{"Ctrl+O", Label::OpenEnvironment},
                           Key{"?", Label::KeyMapKey}};

} // namespace

KeyMapDialog::KeyMapDialog(QWidget* parent) : QDialog(parent)
{
    setObjectName(QStringLiteral("keyMap"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(label(Label::KeyMapTitle));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(12);
    QLabel* title = plainLabel("title");
    title->setText(label(Label::KeyMapTitle));
    column->addWidget(title);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(7);
    for (std::size_t i = 0; i < kKeys.size(); ++i) {
        QLabel* keys = plainLabel();
        keys->setFont(monoFont(12));
        keys->setText(QString::fromUtf8(kKeys.at(i).keys));
        QLabel* does = plainLabel("muted");
        does->setText(label(kKeys.at(i).does));
        grid->addWidget(keys, int(i), 0);
        grid->addWidget(does, int(i), 1);
    }
    grid->setColumnStretch(1, 1);
    column->addLayout(grid);
    QPushButton* close = pushButton();
    setCaption(close, label(Label::Close));
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    column->addWidget(close, 0, Qt::AlignRight);
    setMinimumWidth(420);
}

void KeyMapDialog::keyPressEvent(QKeyEvent* event)
{
    if (event->text() == QStringLiteral("?"))
        return reject();
    QDialog::keyPressEvent(event);
}

} // namespace hopscope
