// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "app/terminal.h"

#include <QSocketNotifier>

#include <array>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace hopscope {

std::unique_ptr<Terminal> Terminal::open()
{
    if (::isatty(STDIN_FILENO) != 1 || ::isatty(STDERR_FILENO) != 1)
        return nullptr;
    OwnedFd tty(::open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK));
    if (!tty.valid() || ::tcgetpgrp(tty.get()) != ::getpgrp())
        return nullptr;
    return std::unique_ptr<Terminal>(new Terminal(std::move(tty)));
}

Terminal::Terminal(OwnedFd tty) : m_tty(std::move(tty))
{
    m_typed = std::make_unique<QSocketNotifier>(m_tty.get(), QSocketNotifier::Read);
    m_typed->setEnabled(false); // what is typed while nothing is asked is for the shell
    connect(m_typed.get(), &QSocketNotifier::activated, this, &Terminal::readLine);
}

Terminal::~Terminal()
{
    restore();
}

void Terminal::say(const QString& text)
{
    const QByteArray bytes = text.toUtf8();
    // A terminal that takes no more is one that nobody reads; what is lost then is a line on the screen.
    [[maybe_unused]] const auto written = ::write(m_tty.get(), bytes.constData(), static_cast<std::size_t>(bytes.size()));
}

void Terminal::ask(const QString& prompt, bool echo, Answered answered)
{
    m_answered = std::move(answered);
    m_typed->setEnabled(true);
    termios mode{};
    if (!echo && ::tcgetattr(m_tty.get(), &mode) == 0) {
        m_before = mode;
        mode.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        // What was typed ahead was not meant for this question.
        ::tcsetattr(m_tty.get(), TCSAFLUSH, &mode);
    }
    say(prompt);
}

void Terminal::stop()
{
    m_answered = {};
    m_typed->setEnabled(false);
    restore();
}

void Terminal::readLine()
{
    std::array<char, 4096> line{}; // the kernel's longest line (termios(3), canonical mode)
    const auto n = ::read(m_tty.get(), line.data(), line.size());
    if (n < 0)
        return;
    m_typed->setEnabled(false);
    restore();
    std::optional<QString> typed;
    if (n > 0) {
        const auto length = line.at(static_cast<std::size_t>(n) - 1) == '\n' ? n - 1 : n;
        typed = QString::fromUtf8(line.data(), static_cast<qsizetype>(length));
    }
    explicit_bzero(line.data(), line.size());
    std::exchange(m_answered, {})(std::move(typed));
}

void Terminal::restore()
{
    if (!m_before)
        return;
    ::tcsetattr(m_tty.get(), TCSADRAIN, &*m_before);
    m_before.reset();
    say(QStringLiteral("\n")); // the one that was not shown
}

} // namespace hopscope
