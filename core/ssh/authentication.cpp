// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/authentication.h"

#include "core/ssh/agentkeys.h"
#include "core/ssh/patience.h"

#include <QFile>

namespace hopscope {

namespace {

int noteEncrypted(const char*, char*, size_t, int, int, void* encrypted)
{
    *static_cast<bool*>(encrypted) = true;
    return -1;
}

} // namespace

Authentication::Authentication(HostConfig config, SshOptions options, SessionPtr session, bool canAsk,
                               std::function<void(bool)> agentWaits)
    : m_config(std::move(config)), m_options(options), m_session(std::move(session)),
      m_canAsk(canAsk && !m_config.batchMode && m_config.prompts > 0),
      m_agentWaits(std::move(agentWaits))
{
    for (const HostConfig::Method method : m_config.methods) {
        if (method == HostConfig::Method::PublicKey)
            m_stages << Stage::Agent << Stage::Keys;
        else
            m_stages << (method == HostConfig::Method::Password ? Stage::Password : Stage::Interactive);
    }
}

Authentication::Outcome Authentication::start()
{
    if (m_stages.contains(Stage::Keys))
        m_candidates = keyCandidates(m_config);
    // The "none" request also yields the list of methods.
    const Step first = judge(patiently(ssh_userauth_none, m_session->get(), nullptr), Step::Next);
    if (first != Step::Next)
        return finish(first);
    m_methods = static_cast<unsigned>(ssh_userauth_list(m_session->get(), nullptr));
    return advance();
}

Authentication::Outcome Authentication::advance()
{
    for (;;) {
        const Step step = run();
        if (step != Step::Next)
            return finish(step);
    }
}

Authentication::Outcome Authentication::finish(Step step) const
{
    if (step == Step::Done)
        return {{}, {}, m_secretRight};
    if (step == Step::Ask)
        return {m_question, {}, m_secretRight};
    return {{}, m_error, m_secretRight};
}

Authentication::Step Authentication::run()
{
    switch (stage()) {
    case Stage::Agent:
        if (const Step step = tryAgent(); step != Step::Next || stage() != Stage::Agent)
            return step;
        break;
    case Stage::Keys:
        if (m_candidate < m_candidates.size() && (m_methods & SSH_AUTH_METHOD_PUBLICKEY))
            return tryKey(nullptr);
        break;
    case Stage::Interactive:
        if ((m_methods & SSH_AUTH_METHOD_INTERACTIVE) && (m_prompt >= 0 || mayTry()))
            return tryInteractive();
        break;
    case Stage::Password:
        if ((m_methods & SSH_AUTH_METHOD_PASSWORD) && mayTry())
            return askPassword();
        break;
    case Stage::Over:
        return over();
    }
    ++m_stage;
    return Step::Next;
}

Authentication::Step Authentication::over()
{
    m_error = {m_needsInput ? QStringLiteral("ssh.auth-needs-input") : QStringLiteral("ssh.auth-denied"),
               {},
               {},
               m_config.batchMode ? m_config.user + QLatin1String(", BatchMode yes") : m_config.user};
    return Step::Failed;
}

Authentication::Step Authentication::judge(int rc, Step denied)
{
    switch (rc) {
    case SSH_AUTH_SUCCESS:
        return Step::Done;
    case SSH_AUTH_DENIED:
        return denied;
    case SSH_AUTH_PARTIAL:
        // One of several required methods is done: the server says which are left.
        m_methods = static_cast<unsigned>(ssh_userauth_list(m_session->get(), nullptr));
        if (stage() == Stage::Keys)
            ++m_candidate;
        m_stage = 0;
        return Step::Next;
    default: // ERROR, and AGAIN, which a blocking session returns when its own limit ran out
        m_error = lostError();
        return Step::Failed;
    }
}

Error Authentication::lostError() const
{
    const QString text = m_session->errorText();
    const bool tooMany = text.contains(QLatin1String("Too many"), Qt::CaseInsensitive);
    return {tooMany ? QStringLiteral("ssh.auth-too-many-tries") : QStringLiteral("ssh.lost"), {}, {}, text};
}

Authentication::Step Authentication::tryAgent()
{
    if (m_agentTried || m_config.identityAgent.isEmpty() || !(m_methods & SSH_AUTH_METHOD_PUBLICKEY))
        return Step::Next;
    m_agentTried = true;
    const QByteArrayList keys = agentKeys(m_config.identityAgent, m_options.agentListMs);
    const QList<AgentFilter::Identity> identities = agentIdentities(m_config, keys);
    if (identities.isEmpty())
        return Step::Next;
    AgentFilter filter(m_config.identityAgent, identities, {m_agentWaits, [session = m_session] { return session->aborted(); }});
    const int end = filter.takeEnd();
    if (end < 0 || ssh_set_agent_socket(m_session->get(), end) != SSH_OK)
        return Step::Next;
    const int rc = patiently(ssh_userauth_agent, m_session->get(), nullptr);
    // An agent that refuses to sign is no reason to give up while the server still listens.
    if (rc == SSH_AUTH_ERROR && ssh_is_connected(m_session->get()) && !m_session->aborted())
        return Step::Next;
    return judge(rc, Step::Next);
}

Authentication::Step Authentication::tryKey(const Secret* passphrase)
{
    const KeyCandidate candidate = m_candidates.at(m_candidate);
    if (!passphrase) {
        m_passphraseTries = 0;
        // Ask the server first, so that nobody types a passphrase for a key it does not want.
        if (const SshKey known = publicHalf(candidate)) {
            const int rc = patiently(ssh_userauth_try_publickey, m_session->get(), nullptr, known.get());
            if (rc == SSH_AUTH_DENIED) {
                ++m_candidate;
                return Step::Next;
            }
            if (rc != SSH_AUTH_SUCCESS)
                return judge(rc, Step::Next);
        } else if (!candidate.certificate.isEmpty()) {
            ++m_candidate;
            return Step::Next;
        }
    }
    ssh_key key = nullptr;
    bool encrypted = passphrase != nullptr;
    const QByteArray file = QFile::encodeName(candidate.file);
    const int rc = ssh_pki_import_privkey_file(
        file.constData(), passphrase ? passphrase->reveal().constData() : nullptr, noteEncrypted, &encrypted, &key);
    if (passphrase)
        m_secretRight = rc == SSH_OK;
    if (rc == SSH_OK)
        return offer(key, candidate);
    if (encrypted && m_canAsk && m_passphraseTries < m_config.prompts)
        return ask(SshQuestion::Kind::Passphrase, candidate.file, false, ++m_passphraseTries);
    m_needsInput = m_needsInput || encrypted;
    ++m_candidate;
    return Step::Next;
}

Authentication::Step Authentication::offer(ssh_key privateKey, const KeyCandidate& candidate)
{
    const SshKey key(privateKey);
    const bool plain = candidate.certificate.isEmpty();
    const SshKey certificate = plain ? SshKey() : publicHalf(candidate);
    const bool ready = plain || (certificate && ssh_pki_copy_cert_to_privkey(certificate.get(), key.get()) == SSH_OK);
    const int rc = ready ? patiently(ssh_userauth_publickey, m_session->get(), nullptr, key.get()) : SSH_AUTH_DENIED;
    if (rc == SSH_AUTH_DENIED)
        ++m_candidate;
    return judge(rc, Step::Next);
}

Authentication::Step Authentication::tryInteractive()
{
    if (!m_canAsk) {
        m_needsInput = true;
        ++m_stage;
        return Step::Next;
    }
    const int rc = patiently(ssh_userauth_kbdint, m_session->get(), nullptr, nullptr);
    if (rc == SSH_AUTH_INFO) {
        m_prompt = 0;
        return askNextPrompt();
    }
    if (rc == SSH_AUTH_DENIED && m_prompt < 0)
        ++m_stage; // refused without a single prompt: asking again would not help
    else if (rc == SSH_AUTH_DENIED)
        ++m_secretsTried;
    m_prompt = -1;
    return judge(rc, Step::Next);
}

Authentication::Step Authentication::askNextPrompt()
{
    const int count = ssh_userauth_kbdint_getnprompts(m_session->get());
    if (m_prompt >= count)
        return Step::Next; // all answered, or a round that only informs: run() sends the answers
    char echo = 0;
    const char* prompt = ssh_userauth_kbdint_getprompt(m_session->get(), static_cast<unsigned>(m_prompt), &echo);
    return ask(SshQuestion::Kind::KeyboardInteractive, quotable(prompt), echo != 0, m_secretsTried + 1);
}

Authentication::Step Authentication::askPassword()
{
    if (!m_canAsk) {
        m_needsInput = true;
        ++m_stage;
        return Step::Next;
    }
    return ask(SshQuestion::Kind::Password, m_config.user + QLatin1Char('@') + m_config.hostname, false,
               m_secretsTried + 1);
}

Authentication::Step Authentication::ask(SshQuestion::Kind kind, const QString& prompt, bool echo, int attempt)
{
    m_question = {kind, m_config.alias, {}, prompt, echo, attempt};
    // Answers to a server's own prompts may be one-time codes: they have no name, so nobody can keep them.
    if (kind == SshQuestion::Kind::Passphrase)
        m_question.keepAs = QStringLiteral("passphrase ") + prompt;
    else if (kind == SshQuestion::Kind::Password)
        m_question.keepAs = QStringLiteral("password ") + m_config.account();
    return Step::Ask;
}

Authentication::Outcome Authentication::answer(const SshAnswer& answer)
{
    m_secretRight.reset();
    if (!answer.accepted) {
        m_error = {QStringLiteral("ssh.auth-needs-input"), {}, {}, m_question.prompt};
        return finish(Step::Failed);
    }
    const Step step = takeAnswer(answer);
    return step == Step::Next ? advance() : finish(step);
}

Authentication::Step Authentication::takeAnswer(const SshAnswer& answer)
{
    switch (m_question.kind) {
    case SshQuestion::Kind::Passphrase:
        return tryKey(&answer.secret);
    case SshQuestion::Kind::KeyboardInteractive:
        ssh_userauth_kbdint_setanswer(m_session->get(), static_cast<unsigned>(m_prompt),
                                      answer.secret.reveal().constData());
        ++m_prompt;
        return askNextPrompt();
    default:
        break;
    }
    ++m_secretsTried;
    const int rc = patiently(ssh_userauth_password, m_session->get(), nullptr, answer.secret.reveal().constData());
    if (rc == SSH_AUTH_SUCCESS || rc == SSH_AUTH_PARTIAL)
        m_secretRight = true;
    else if (rc == SSH_AUTH_DENIED)
        m_secretRight = false;
    return judge(rc, Step::Next);
}

} // namespace hopscope
