// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/triage/conduct/questions.h"

#include <algorithm>
#include <utility>

namespace hopscope {
namespace {

using Kind = SshQuestion::Kind;

QString codeOf(Kind kind)
{
    switch (kind) {
    case Kind::UnknownHostKey:
        return QStringLiteral("unknown-host-key");
    case Kind::Passphrase:
        return QStringLiteral("passphrase");
    case Kind::Password:
        return QStringLiteral("password");
    case Kind::KeyboardInteractive:
        return QStringLiteral("keyboard-interactive");
    case Kind::SudoPassword:
        return QStringLiteral("sudo-password");
    case Kind::Touch:
        return QStringLiteral("touch");
    case Kind::TouchOver:
        return QStringLiteral("touch-over");
    case Kind::ChangedHostKey:
        return QStringLiteral("changed-host-key");
    case Kind::RevokedHostKey:
        return QStringLiteral("revoked-host-key");
    }
    return {};
}

HostKeyLook lookOf(const SshKeyLook& key)
{
    return {key.type, key.fingerprint, key.art, key.where};
}

Question questionOf(qint64 id, const SshQuestion& asked, bool canKeep)
{
    Question question{id, codeOf(asked.kind), asked.host, asked.fingerprint, asked.prompt, asked.echo, asked.attempt};
    question.canKeep = canKeep && !asked.keepAs.isEmpty();
    question.key = lookOf(asked.key);
    for (const SshKeyLook& key : asked.known)
        question.known.append(lookOf(key));
    question.name = asked.name;
    question.note = asked.note;
    return question;
}

QString subjectOf(const SshQuestion& question)
{
    if (question.fingerprint.isEmpty())
        return question.keepAs;
    return codeOf(question.kind) + QLatin1Char(' ') + question.name + QLatin1Char(' ') + question.fingerprint;
}

/// A copy of its own: Qt's containers share theirs, and the first to be wiped would wipe all.
Secret copyOf(const Secret& secret)
{
    return Secret(QByteArray(secret.reveal().constData(), secret.reveal().size()));
}

} // namespace

Questions::Questions(Ask ask, std::shared_ptr<SecretStore> store)
    : m_ask(std::move(ask)), m_store(std::move(store)), m_self(std::make_shared<Questions*>(this))
{
}

/// What is told, not asked. A key that is refused is told once, not with every attempt to connect.
bool Questions::tellOf(const SshQuestion& question)
{
    switch (question.kind) {
    case Kind::Touch:
    case Kind::TouchOver:
        break;
    case Kind::ChangedHostKey:
    case Kind::RevokedHostKey:
        if (m_told.contains(subjectOf(question)))
            return true;
        m_told.insert(subjectOf(question));
        break;
    default:
        return false;
    }
    m_ask(questionOf(0, question, false));
    return true;
}

void Questions::tell(const QString& kind, const QString& host)
{
    const QString subject = kind + QLatin1Char(' ') + host;
    if (m_told.contains(subject))
        return;
    m_told.insert(subject);
    Question question;
    question.kind = kind;
    question.host = host;
    m_ask(question);
}

void Questions::put(const SshQuestion& question, SshReply reply)
{
    if (tellOf(question))
        return;
    const QString subject = subjectOf(question);
    if (!subject.isEmpty()) {
        if (m_refused.contains(subject))
            return reply({});
        if (m_held.count(subject) > 0)
            return give(subject, reply);
        const auto same = std::find_if(m_waiting.begin(), m_waiting.end(),
                                       [&subject](const auto& waiting) { return waiting.second.subject == subject; });
        if (same != m_waiting.end())
            return same->second.replies.append(std::move(reply));
    }
    const qint64 id = m_next++;
    m_waiting.emplace(id, Waiting{question, subject, {std::move(reply)}});
    if (m_store && question.attempt == 1 && !question.keepAs.isEmpty())
        lookUp(id);
    else
        show(id);
}

void Questions::show(qint64 id)
{
    const auto it = m_waiting.find(id);
    if (it != m_waiting.end())
        m_ask(questionOf(id, it->second.question, m_store && m_store->available()));
}

void Questions::lookUp(qint64 id)
{
    m_store->read(m_waiting.at(id).subject,
                  [this, self = std::weak_ptr<Questions*>(m_self), home = m_home.address(), id](std::shared_ptr<Secret> secret) {
                      home.post([this, self, id, secret = std::move(secret)] {
                          if (self.expired() || m_waiting.count(id) == 0)
                              return;
                          if (!secret || secret->isEmpty())
                              return show(id);
                          hold(m_waiting.at(id).subject, secret, false, true);
                          resolve(id, true);
                      });
                  });
}

void Questions::hold(const QString& subject, std::shared_ptr<Secret> secret, bool keep, bool stored)
{
    m_held[subject] = {std::move(secret), ++m_generation, keep, stored};
}

void Questions::give(const QString& subject, const SshReply& reply)
{
    const Held& held = m_held.at(subject);
    const auto verdict = [this, self = std::weak_ptr<Questions*>(m_self), subject,
                          generation = held.generation](bool right) {
        if (!self.expired())
            judge(subject, generation, right);
    };
    reply({true, copyOf(*held.secret), verdict});
}

void Questions::judge(const QString& subject, quint64 generation, bool right)
{
    const auto it = m_held.find(subject);
    if (it == m_held.end() || it->second.generation != generation)
        return; // a newer one has taken its place
    Held& held = it->second;
    if (right) {
        if (held.keep && !held.stored && m_store)
            m_store->write(subject, copyOf(*held.secret));
        held.stored = held.stored || held.keep;
        return;
    }
    if (held.stored && m_store)
        m_store->forget(subject);
    m_held.erase(it);
}

void Questions::resolve(qint64 id, bool accepted)
{
    const auto node = m_waiting.extract(id);
    for (const SshReply& reply : node.mapped().replies) {
        if (accepted && m_held.count(node.mapped().subject) > 0)
            give(node.mapped().subject, reply);
        else
            reply({accepted, {}, {}});
    }
}

void Questions::answer(qint64 id, bool accepted, Secret secret, bool keep)
{
    const auto it = m_waiting.find(id);
    if (it == m_waiting.end())
        return;
    const Waiting& waiting = it->second;
    if (!accepted && !waiting.subject.isEmpty())
        m_refused.insert(waiting.subject);
    if (accepted && waiting.subject.isEmpty()) {
        const SshReply reply = waiting.replies.first();
        m_waiting.erase(it);
        return reply({true, std::move(secret), {}});
    }
    if (accepted && !waiting.question.keepAs.isEmpty()) // a host key has no secret
        hold(waiting.subject, std::make_shared<Secret>(std::move(secret)), keep, false);
    resolve(id, accepted);
}

void Questions::refuseAll()
{
    while (!m_waiting.empty())
        resolve(m_waiting.begin()->first, false);
}

void Questions::askAnew()
{
    m_refused.clear();
    m_told.clear();
}

} // namespace hopscope
