// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "app/terminalanswers.h"

#include "ui/dialogs/questiondialog.h"
#include "ui/speech/labels.h"
#include "ui/speech/plain.h"
#include "ui/speech/questions.h"

namespace hopscope {
namespace {

bool isHostKey(const Question& question)
{
    return question.kind == QStringLiteral("unknown-host-key");
}

QString textOf(const Question& question)
{
    QStringList lines{questionTitle(question)};
    if (question.attempt > 1)
        lines << label(Label::QuestionAgain, QString::number(question.attempt));
    if (const QString detail = questionDetail(question); !detail.isEmpty())
        lines << detail;
    if (isHostKey(question)) {
        lines << visibleLine(question.name, 120) + QStringLiteral("  ") + visibleLine(question.key.type, 80)
              << visibleLine(question.fingerprint, 120);
        if (!question.key.art.isEmpty())
            lines << visibleText(question.key.art.trimmed());
        lines << label(Label::HostKeyHowTo);
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace

std::unique_ptr<TerminalAnswers> TerminalAnswers::atTerminal(Answer answer)
{
    auto terminal = Terminal::open();
    if (!terminal)
        return nullptr;
    return std::unique_ptr<TerminalAnswers>(new TerminalAnswers(std::move(terminal), std::move(answer)));
}

TerminalAnswers::TerminalAnswers(std::unique_ptr<Terminal> terminal, Answer answer)
    : m_terminal(std::move(terminal)), m_answer(std::move(answer))
{
}

void TerminalAnswers::put(const Question& question)
{
    if (question.id == 0) { // told; that a key changed is said by the error as well
        if (question.kind == QStringLiteral("touch"))
            m_terminal->say(textOf(question));
        return;
    }
    m_waiting.enqueue(question);
    if (!m_asking)
        next();
}

void TerminalAnswers::stop()
{
    m_waiting.clear();
    m_asking = false;
    m_terminal->stop();
}

void TerminalAnswers::next()
{
    m_asking = !m_waiting.isEmpty();
    if (!m_asking)
        return;
    const Question question = m_waiting.dequeue();
    m_terminal->say(textOf(question));
    const QString prompt = isHostKey(question) ? label(Label::QuestionTypeYes) : QStringLiteral("> ");
    m_terminal->ask(prompt, question.echo || isHostKey(question), [this, question](const std::optional<QString>& typed) {
        m_asking = false;
        finish(question, typed);
        next();
    });
}

/// A host key is trusted by a whole `yes` or by its fingerprint, as ssh does it; an empty line skips.
void TerminalAnswers::finish(const Question& question, const std::optional<QString>& typed)
{
    QString text = typed.value_or(QString());
    if (isHostKey(question)) {
        const QString word = text.trimmed();
        return m_answer(question.id, word == QStringLiteral("yes") || (!word.isEmpty() && word == question.fingerprint), {});
    }
    const bool answered = typed && (!text.isEmpty() || question.kind == QStringLiteral("keyboard-interactive"));
    m_answer(question.id, answered, answered ? text : QString());
    wipe(text);
}

} // namespace hopscope
