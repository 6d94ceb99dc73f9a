// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/dialogs/askperson.h"

#include "ui/dialogs/hostkeydialog.h"
#include "ui/dialogs/questiondialog.h"

namespace hopscope {

namespace {

void takeTouchBack(const QString& host, const QWidget* parent)
{
    for (QuestionDialog* dialog : parent->findChildren<QuestionDialog*>()) {
        if (dialog->question().kind == QStringLiteral("touch") && dialog->question().host == host)
            dialog->close();
    }
}

} // namespace

void askPerson(const Question& question, QWidget* parent, const PersonAnswers& answers)
{
    if (question.kind == QStringLiteral("touch-over"))
        return takeTouchBack(question.host, parent);
    if (question.kind == QStringLiteral("own-config-reader"))
        return;
    if (question.kind.endsWith(QStringLiteral("-host-key"))) {
        auto* dialog = new HostKeyDialog(question, parent);
        QObject::connect(dialog, &HostKeyDialog::answered, parent, answers);
        return dialog->open();
    }
    auto* dialog = new QuestionDialog(question, parent);
    QObject::connect(dialog, &QuestionDialog::answered, parent, answers);
    dialog->open();
}

} // namespace hopscope
