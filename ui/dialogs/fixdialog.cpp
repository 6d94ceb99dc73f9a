// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/dialogs/fixdialog.h"

#include "ui/dialogs/plandialog.h"
#include "ui/parts/widgets.h"
#include "ui/speech/labels.h"
#include "ui/speech/plain.h"
#include "ui/speech/say.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>

namespace hopscope {

FixDialog::FixDialog(const CauseMatch& cause, const QString& whyNot, QWidget* parent) : QDialog(parent)
{
    setObjectName(QStringLiteral("fixDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(label(Label::FixTitle));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(12);
    const auto add = [&](const char* role, const QString& text) {
        QLabel* line = plainLabel(role);
        line->setText(text);
        line->setWordWrap(true);
        line->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        line->setAccessibleName(text);
        column->addWidget(line);
        return line;
    };
    add("title", sayCause(cause));
    if (const QString fix = sayFix(cause); !fix.isEmpty())
        add("", fix);
    const QString command = commandLine(cause.fixArgv, false);
    if (!command.isEmpty())
        add("", visibleLine(command, 2000))->setFont(monoFont());
    add("muted", whyNot.isEmpty() ? label(Label::FixByHand) : label(Label::PlanNotAllowed, whyNot));
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    if (!command.isEmpty()) {
        QPushButton* copy = pushButton();
        setCaption(copy, label(Label::CopyCommand));
        connect(copy, &QPushButton::clicked, this, [command] { QGuiApplication::clipboard()->setText(command); });
        row->addWidget(copy);
    }
    QPushButton* close = pushButton();
    setCaption(close, label(Label::Close));
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    row->addWidget(close);
    column->addLayout(row);
    setMinimumWidth(520);
}

} // namespace hopscope
