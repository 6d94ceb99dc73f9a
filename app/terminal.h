// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/fd.h"

#include <QObject>
#include <QSocketNotifier>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

#include <termios.h>

namespace hopscope {

/// The terminal a person sits at, beside whatever stdout and stderr are. One question at a time; nothing here waits. The
/// terminal is given back as it was found, also when the question is taken back in the middle.
class Terminal : public QObject {
    Q_OBJECT
public:
    /// What was typed, without its line break; nothing where the person ended the input (Ctrl+D).
    using Answered = std::function<void(std::optional<QString>)>;

    /// The controlling terminal; null where there is none, where stdin or stderr is something else (a pipe, a test, a
    /// service), or where the program runs in the background and must not read.
    [[nodiscard]] static std::unique_ptr<Terminal> open();
    ~Terminal() override;

    void say(const QString& text);
    /// Shows the prompt and reads one line, hidden unless `echo`.
    void ask(const QString& prompt, bool echo, Answered answered);
    /// Takes the question back: nobody is answered.
    void stop();

private:
    explicit Terminal(OwnedFd tty);
    void readLine();
    void restore();

    OwnedFd m_tty;
    std::unique_ptr<QSocketNotifier> m_typed; ///< goes before what it watches
    Answered m_answered;
    std::optional<termios> m_before; ///< while what is typed is hidden
};

} // namespace hopscope
