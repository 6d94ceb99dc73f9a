// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/handshake.h"

#include "core/ssh/algorithms.h"
#include "core/ssh/dial.h"
#include "core/ssh/knownhosts.h"

#include <QElapsedTimer>

#include <array>
#include <poll.h>
#include <sys/socket.h>

namespace hopscope {

namespace {

constexpr int patienceMs = 1'500; ///< with a server that talks, but not SSH

template <class T> bool set(ssh_session session, ssh_options_e option, const T* value)
{
    return ssh_options_set(session, option, value) == SSH_OK;
}

} // namespace

QString phaseName(ConnectPhase phase)
{
    switch (phase) {
    case ConnectPhase::Resolve:
        return QStringLiteral("resolve");
    case ConnectPhase::Connect:
        return QStringLiteral("connect");
    case ConnectPhase::Banner:
        return QStringLiteral("banner");
    case ConnectPhase::KeyExchange:
        return QStringLiteral("key-exchange");
    case ConnectPhase::HostKey:
        return QStringLiteral("host-key");
    case ConnectPhase::Authentication:
        break;
    }
    return QStringLiteral("authentication");
}

Result<ServerKey> Handshake::run(OwnedFd through)
{
    if (through.valid())
        m_session->takeSocket(std::move(through));
    else if (const Status dialled = dial(); !dialled)
        return fail(dialled.error());
    const KnownHosts known =
        KnownHosts::read(m_config.userKnownHosts + m_config.globalKnownHosts, m_config.knownHostsName());
    if (const Status ready = configure(); !ready)
        return fail(ready.error());
    if (const Status chosen = chooseAlgorithms(known.algorithms(m_config.algorithms.hostKeys)); !chosen)
        return fail(chosen.error());
    if (const Status exchanged = exchangeKeys(); !exchanged)
        return fail(exchanged.error());
    return judgeKey();
}

Status Handshake::dial()
{
    m_enter(m_phase = ConnectPhase::Resolve);
    const int timeout = m_config.connectTimeoutMs > 0 ? m_config.connectTimeoutMs : m_options.connectMs;
    Dial dial(m_config.hostname, m_config.port, timeout, [session = m_session] { return session->aborted(); },
              {m_config.family, m_config.bindAddress});
    if (Status found = dial.lookUp(); !found)
        return found;
    m_enter(m_phase = ConnectPhase::Connect);
    auto socket = dial.connect();
    if (!socket)
        return fail(socket.error());
    tuneSocket(socket->get(), m_options.frozenMs);
    m_session->takeSocket(std::move(*socket));
    return {};
}

Status Handshake::configure()
{
    ssh_session s = m_session->get();
    const bool noConfig = false;
    const unsigned port = m_config.port;
    const long timeoutS = 60; // The real deadlines are the caller's; this one only bounds what they cannot reach.
    const socket_t fd = m_session->lend();
    const bool ok = fd >= 0 && set(s, SSH_OPTIONS_PROCESS_CONFIG, &noConfig) &&
              set(s, SSH_OPTIONS_HOST, m_config.hostname.toUtf8().constData()) && set(s, SSH_OPTIONS_PORT, &port) &&
              set(s, SSH_OPTIONS_USER, m_config.user.toUtf8().constData()) && set(s, SSH_OPTIONS_TIMEOUT, &timeoutS) &&
              set(s, SSH_OPTIONS_KNOWNHOSTS, "/dev/null") && set(s, SSH_OPTIONS_GLOBAL_KNOWNHOSTS, "/dev/null") &&
              set(s, SSH_OPTIONS_FD, &fd);
    if (!ok)
        return fail(QStringLiteral("ssh.config"), m_session->errorText());
    return {};
}

/// libssh drops the names it does not know, and fails where none is left. Its own lists, where the file sets none.
Status Handshake::chooseAlgorithms(const QByteArray& hostKeys)
{
    ssh_session s = m_session->get();
    const AlgorithmLists& lists = m_config.algorithms;
    const auto both = [s](ssh_options_e there, ssh_options_e back, const QByteArray& list) {
        return set(s, there, list.constData()) && set(s, back, list.constData());
    };
    const auto none = [this](const char* keyword, const QByteArray& list) {
        m_enter(m_phase = ConnectPhase::KeyExchange);
        return fail(QStringLiteral("ssh.algorithms"), QLatin1String(keyword) + QLatin1Char(' ') + quotable(list));
    };
    if (hostKeys.isEmpty() || !set(s, SSH_OPTIONS_HOSTKEYS, hostKeys.constData()))
        return none("HostKeyAlgorithms", lists.hostKeys);
    if (!lists.kex.isEmpty() && !set(s, SSH_OPTIONS_KEY_EXCHANGE, lists.kex.constData()))
        return none("KexAlgorithms", lists.kex);
    if (!lists.ciphers.isEmpty() && !both(SSH_OPTIONS_CIPHERS_C_S, SSH_OPTIONS_CIPHERS_S_C, lists.ciphers))
        return none("Ciphers", lists.ciphers);
    if (lists.macs.isEmpty() || both(SSH_OPTIONS_HMAC_C_S, SSH_OPTIONS_HMAC_S_C, lists.macs))
        return {};
    // Without a MAC there are still the ciphers that need none, as with ssh.
    const QByteArray left =
        authenticatedCiphers(lists.ciphers.isEmpty() ? sshDefaultAlgorithms().ciphers : lists.ciphers);
    if (left.isEmpty() || !both(SSH_OPTIONS_CIPHERS_C_S, SSH_OPTIONS_CIPHERS_S_C, left))
        return none("MACs", lists.macs);
    return {};
}

/// libssh swallows whatever comes before a banner, so we look first: an HTTP server is told from a dropped connection.
void Handshake::peekBanner()
{
    std::array<char, 256> bytes{};
    const auto n = ::recv(m_session->socket(), bytes.data(), bytes.size(), MSG_PEEK | MSG_DONTWAIT);
    if (n <= 0)
        return;
    m_firstBytes = QByteArray(bytes.data(), static_cast<qsizetype>(n));
    if (m_firstBytes.startsWith("SSH-"))
        m_enter(m_phase = ConnectPhase::KeyExchange);
}

Status Handshake::exchangeKeys()
{
    m_enter(m_phase = ConnectPhase::Banner);
    ssh_session s = m_session->get();
    // Non-blocking for this stage only, to look at the first bytes between two steps.
    ssh_set_blocking(s, 0);
    QElapsedTimer strange; // since the first bytes that were no banner; RFC 4253 4.2 allows lines before one
    for (;;) {
        const int rc = ssh_connect(s);
        if (rc == SSH_OK)
            break;
        if (rc != SSH_AGAIN || m_session->aborted())
            return fail(connectError());
        const bool writing = (ssh_get_poll_flags(s) & SSH_WRITE_PENDING) != 0;
        pollfd polled{m_session->socket(), static_cast<short>(writing ? POLLIN | POLLOUT : POLLIN), 0};
        if (::poll(&polled, 1, 100) > 0 && m_firstBytes.isEmpty())
            peekBanner();
        if (!m_firstBytes.isEmpty() && !strange.isValid())
            strange.start();
        if (strange.isValid() && strange.elapsed() > patienceMs && ssh_get_serverbanner(s) == nullptr)
            return fail(connectError());
    }
    ssh_set_blocking(s, 1);
    return {};
}

Error Handshake::connectError() const
{
    const QString text = m_session->errorText();
    const auto error = [&text](const char* code) { return Error{QString::fromLatin1(code), {}, {}, text}; };
    if (m_firstBytes.isEmpty())
        return error("ssh.dropped");
    if (m_firstBytes.startsWith("Exceeded MaxStartups")) // OpenSSH since 8.9; earlier ones close without a word
        return {QStringLiteral("ssh.dropped"), {}, {}, quotable(m_firstBytes)};
    if (!m_firstBytes.startsWith("SSH-2") && !m_firstBytes.startsWith("SSH-1.99") &&
        ssh_get_serverbanner(m_session->get()) == nullptr)
        return {QStringLiteral("ssh.not-ssh"), {}, {}, quotable(m_firstBytes)};
    if (text.contains(QLatin1String("kex error")) || text.contains(QLatin1String("no match")))
        return error("ssh.algorithms");
    if (text.contains(QLatin1String("disconnect"), Qt::CaseInsensitive) || text.contains(QLatin1String("reset")) ||
        text.contains(QLatin1String("Success")))
        return error("ssh.lost");
    return error("ssh.not-ssh");
}

} // namespace hopscope
