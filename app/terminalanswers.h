// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "app/terminal.h"
#include "core/triage/session.h"

#include <QQueue>

#include <functional>
#include <memory>

namespace hopscope {

/// Puts questions to the person at the terminal, one after the other, as the window's dialogs do. Nothing is kept in a
/// keyring from here.
class TerminalAnswers {
public:
    using Answer = std::function<void(qint64 id, bool accepted, const QString& secret)>;

    /// Null where no person sits at a terminal (Terminal::open()).
    [[nodiscard]] static std::unique_ptr<TerminalAnswers> atTerminal(Answer answer);
    void put(const Question& question);
    /// Takes back what is asked and what waits; none of it is answered.
    void stop();
    /// A question stands or waits. Within Answer: another one follows.
    [[nodiscard]] bool asking() const { return m_asking || !m_waiting.isEmpty(); }

private:
    TerminalAnswers(std::unique_ptr<Terminal> terminal, Answer answer);
    void next();
    void finish(const Question& question, const std::optional<QString>& typed);

    std::unique_ptr<Terminal> m_terminal;
    Answer m_answer;
    QQueue<Question> m_waiting;
    bool m_asking = false;
};

} // namespace hopscope
