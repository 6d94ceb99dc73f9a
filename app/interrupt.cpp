// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "app/interrupt.h"

#include <QSocketNotifier>

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace hopscope {
namespace {

int g_pipe[2] = {-1, -1};

// Only what a signal handler may do: a byte into a pipe. SA_RESETHAND lets the second signal end the program.
void onSignal(int)
{
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(g_pipe[1], &byte, 1);
}

void install(int signal, void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    ::sigaction(signal, &action, nullptr);
}

} // namespace

Interrupt::Interrupt(std::function<void()> call, QObject* parent) : QObject(parent), m_call(std::move(call))
{
    if (::pipe2(g_pipe, O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    auto* notifier = new QSocketNotifier(g_pipe[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, &Interrupt::read);
    install(SIGINT, onSignal);
    install(SIGTERM, onSignal);
}

Interrupt::~Interrupt()
{
    install(SIGINT, SIG_DFL);
    install(SIGTERM, SIG_DFL);
}

void Interrupt::read()
{
    char byte = 0;
    if (::read(g_pipe[0], &byte, 1) == 1)
        m_call();
}

} // namespace hopscope
