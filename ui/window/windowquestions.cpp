// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// What the SSH layer asks the person in front, or tells.
#include "ui/dialogs/askperson.h"
#include "ui/speech/labels.h"
#include "ui/speech/plain.h"
#include "ui/window/mainwindow.h"
#include "ui/window/statusline.h"

namespace hopscope {

void MainWindow::ask(const Question& question)
{
    if (question.kind == QStringLiteral("own-config-reader"))
        m_status->say(label(Label::OwnConfigReader, visibleLine(question.host, 80)));
    askPerson(question, this, [this](qint64 id, bool accepted, const QString& secret, bool keep) {
        if (m_session)
            m_session->answer(id, accepted, secret, keep);
    });
}

} // namespace hopscope
