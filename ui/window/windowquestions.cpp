// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// What the SSH layer asks the person in front, or tells.
#include "ui/dialogs/hostkeydialog.h"
#include "ui/dialogs/questiondialog.h"
#include "ui/speech/labels.h"
#include "ui/speech/plain.h"
#include "ui/window/mainwindow.h"
#include "ui/window/statusline.h"

namespace hopscope {

void MainWindow::ask(const Question& question)
{
    if (question.kind == QStringLiteral("own-config-reader")) {
        m_status->say(label(Label::OwnConfigReader, visibleLine(question.host, 80)));
        return;
    }
    if (question.kind == QStringLiteral("touch-over")) {
        for (QuestionDialog* dialog : findChildren<QuestionDialog*>()) {
            if (dialog->question().kind == QStringLiteral("touch") && dialog->question().host == question.host)
                dialog->close();
        }
        return;
    }
    const auto pass = [this](qint64 id, bool accepted, const QString& secret, bool keep) {
        if (m_session)
            m_session->answer(id, accepted, secret, keep);
    };
    if (question.kind.endsWith(QStringLiteral("-host-key"))) {
        auto* dialog = new HostKeyDialog(question, this);
        connect(dialog, &HostKeyDialog::answered, this, pass);
        return dialog->open();
    }
    auto* dialog = new QuestionDialog(question, this);
    connect(dialog, &QuestionDialog::answered, this, pass);
    dialog->open();
}

} // namespace hopscope
