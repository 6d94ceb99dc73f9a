// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/triage/logintest.h"

#include "core/triage/conduct/conductorthread.h"
#include "core/triage/conduct/logintester.h"

namespace hopscope {
namespace {

QList<LoginStep> stepsOf(const QList<SshStep>& steps, qsizetype current)
{
    QList<LoginStep> result;
    for (const SshStep& step : steps)
        result.append({step.step, step.ok, result.size() == current, step.ms, step.error});
    return result;
}

} // namespace

void LoginTester::start()
{
    // In this order: what uses the pool goes before it, and the pool before those it asks.
    m_probe.reset();
    m_pool.reset();
    m_questions = std::make_unique<Questions>(m_out.question, m_settings.secrets);
    m_pool = std::make_unique<SshPool>(m_settings.sshConfig, [this](const SshQuestion& question, SshReply reply) {
        m_questions->put(question, std::move(reply));
    });
    SshHost* host = m_pool->host(m_settings.host.ssh);
    m_probe = std::make_unique<SshProbe>(*host, m_settings.host.sudo, [this, host](const QList<SshStep>& steps) {
        m_out.steps(stepsOf(steps, -1));
        if (host->readByOurselves())
            m_questions->tell(QStringLiteral("own-config-reader"), m_settings.host.name);
        m_out.finished(SshProbe::allWell(steps));
    });
    m_probe->canAsk = true;
    m_probe->onProgress = [this](const QList<SshStep>& steps, qsizetype current) { m_out.steps(stepsOf(steps, current)); };
}

void LoginTester::answer(qint64 id, bool accepted, Secret secret, bool keep)
{
    if (m_questions)
        m_questions->answer(id, accepted, std::move(secret), keep);
}

LoginTest::LoginTest(Settings settings, QObject* parent) : QObject(parent), m_settings(std::move(settings))
{
    const auto here = [home = m_inbox.address()](auto call) { home.post(std::move(call)); };
    LoginTester::Out out;
    out.steps = [this, here](const QList<LoginStep>& steps) { here([this, steps] { emit stepsChanged(steps); }); };
    out.question = [this, here](const Question& question) { here([this, question] { emit questionAsked(question); }); };
    out.finished = [this, here](bool well) { here([this, well] { emit finished(well); }); };
    m_testerInbox = std::make_unique<Inbox>();
    m_tester = new LoginTester(m_settings, out);
    m_thread = std::make_unique<ConductorThread>();
    m_testerInbox->moveToThread(m_thread.get());
    m_tester->moveToThread(m_thread.get());
    m_thread->setObjectName(QStringLiteral("login test"));
    m_thread->start();
}

LoginTest::~LoginTest()
{
    m_testerInbox->post([tester = m_tester, thread = m_thread.get()] {
        delete tester;
        thread->quit();
    });
    m_thread->join();
}

void LoginTest::start()
{
    m_testerInbox->post([tester = m_tester] { tester->start(); });
}

void LoginTest::answer(qint64 question, bool accepted, const QString& secret, bool keep)
{
    // std::function wants copyable captures; the secret itself is never copied.
    auto shared = std::make_shared<Secret>(secret.toUtf8());
    m_testerInbox->post([tester = m_tester, question, accepted, shared, keep] {
        tester->answer(question, accepted, std::move(*shared), keep);
    });
}

} // namespace hopscope
