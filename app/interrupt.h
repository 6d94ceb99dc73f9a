// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QObject>

#include <functional>

namespace hopscope {

/// Turns Ctrl+C and SIGTERM into a call in the event loop, once; a second one ends the program at once.
class Interrupt : public QObject {
    Q_OBJECT
public:
    explicit Interrupt(std::function<void()> call, QObject* parent = nullptr);
    ~Interrupt() override;

private:
    void read();
    std::function<void()> m_call;
};

} // namespace hopscope
