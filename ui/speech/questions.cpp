// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/speech/questions.h"

#include "ui/speech/labels.h"
#include "ui/speech/plain.h"

#include <QHash>

namespace hopscope {

QString questionTitle(const Question& question)
{
    static const QHash<QString, Label> titles{{QStringLiteral("passphrase"), Label::QuestionPassphrase},
                                              {QStringLiteral("password"), Label::QuestionPassword},
                                              {QStringLiteral("sudo-password"), Label::QuestionSudo},
                                              {QStringLiteral("touch"), Label::QuestionTouch},
                                              {QStringLiteral("unknown-host-key"), Label::QuestionHostKey},
                                              {QStringLiteral("changed-host-key"), Label::HostKeyChanged},
                                              {QStringLiteral("revoked-host-key"), Label::HostKeyRevoked}};
    return label(titles.value(question.kind, Label::QuestionInteractive), visibleLine(question.host, 80));
}

QString questionDetail(const Question& question)
{
    static const QHash<QString, Label> fixed{{QStringLiteral("touch"), Label::QuestionTouchText},
                                             {QStringLiteral("unknown-host-key"), Label::QuestionHostKeyText},
                                             {QStringLiteral("changed-host-key"), Label::HostKeyChangedText},
                                             {QStringLiteral("revoked-host-key"), Label::HostKeyRevokedText}};
    if (const auto found = fixed.constFind(question.kind); found != fixed.constEnd())
        return label(*found);
    const QString prompt = visibleLine(question.prompt);
    if (question.kind == QStringLiteral("passphrase"))
        return label(Label::QuestionKeyFile, prompt);
    if (question.kind != QStringLiteral("keyboard-interactive"))
        return label(Label::QuestionUser, prompt);
    // The server's words are quoted, so that they cannot pass for ours.
    return prompt.isEmpty() ? QString() : label(Label::QuestionServerSays, QStringLiteral("“%1”").arg(prompt));
}

} // namespace hopscope
