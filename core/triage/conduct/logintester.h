// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/probe/sshprobe.h"
#include "core/ssh/sshpool.h"
#include "core/triage/conduct/questions.h"
#include "core/triage/logintest.h"

namespace hopscope {

/// The half of a LoginTest that lives in its thread.
class LoginTester : public QObject {
    Q_OBJECT
public:
    struct Out {
        std::function<void(QList<LoginStep>)> steps;
        std::function<void(Question)> question;
        std::function<void(bool)> finished;
    };
    LoginTester(LoginTest::Settings settings, Out out) : m_settings(std::move(settings)), m_out(std::move(out)) {}

    void start();
    void answer(qint64 id, bool accepted, Secret secret, bool keep);

private:
    LoginTest::Settings m_settings;
    Out m_out;
    std::unique_ptr<Questions> m_questions;
    std::unique_ptr<SshPool> m_pool;
    std::unique_ptr<SshProbe> m_probe;
};

} // namespace hopscope
