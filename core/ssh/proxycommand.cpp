// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/proxycommand.h"

#include "core/ssh/hostconfig.h"

#include <QStringList>

namespace hopscope {
namespace {

const QLatin1String kWithoutValue("qvTxanN");
const QLatin1String kWithValue("Wlp");

/// What an `ssh` was told.
struct Told {
    QString target; ///< of -W
    QString user;
    QString port;
    QString jump;
    QString strange; ///< the word that makes it more than a jump
};

/// As getopt(3) reads them, with options also behind the host, as ssh has it.
Told readWords(const QStringList& words)
{
    Told told;
    for (qsizetype i = 1; i < words.size() && told.strange.isEmpty(); ++i) {
        const QString& word = words.at(i);
        if (!word.startsWith(QLatin1Char('-'))) {
            (told.jump.isEmpty() ? told.jump : told.strange) = word;
            continue;
        }
        qsizetype at = 1;
        while (at < word.size() && kWithoutValue.contains(word.at(at)))
            ++at;
        if (at == word.size() && at > 1)
            continue;
        const bool last = at + 1 >= word.size();
        if (at == word.size() || !kWithValue.contains(word.at(at)) || (last && i + 1 == words.size())) {
            told.strange = word;
            continue;
        }
        QString& value = word.at(at) == QLatin1Char('W') ? told.target : word.at(at) == QLatin1Char('l') ? told.user : told.port;
        if (!value.isEmpty())
            told.strange = word; // said twice
        value = last ? words.at(++i) : word.mid(at + 1);
    }
    return told;
}

bool isSsh(const QString& word)
{
    return word == QLatin1String("ssh") || word == QLatin1String("/usr/bin/ssh") || word == QLatin1String("/bin/ssh");
}

/// The jump in ProxyJump's form; empty where it is none.
QString jumpOf(Told told, const QString& user)
{
    static const QString token = QStringLiteral("%r");
    told.user.replace(token, user);
    told.jump.replace(token, user);
    auto jump = parseDestination(told.jump);
    const bool twice = jump && ((!told.user.isEmpty() && !jump->user.isEmpty()) || (!told.port.isEmpty() && jump->port != 0));
    if (!jump || twice || told.jump.contains(QLatin1Char(',')) || told.jump.contains(QLatin1Char('%')))
        return {};
    bool ok = true;
    if (!told.port.isEmpty())
        jump->port = told.port.toUShort(&ok);
    if (!told.user.isEmpty())
        jump->user = told.user;
    if (!ok || (!told.port.isEmpty() && jump->port == 0) || !isPlainName(jump->user) || jump->user.contains(QLatin1Char('%')) ||
        jump->user.contains(QLatin1Char(',')))
        return {};
    const QString host = jump->host.contains(QLatin1Char(':')) ? QLatin1Char('[') + jump->host + QLatin1Char(']') : jump->host;
    return (jump->user.isEmpty() ? QString() : jump->user + QLatin1Char('@')) + host +
           (jump->port == 0 ? QString() : QLatin1Char(':') + QString::number(jump->port));
}

} // namespace

Result<QString> jumpOfProxyCommand(const QString& command, const QString& user)
{
    QStringList words = command.simplified().split(QLatin1Char(' '));
    if (words.constFirst() == QLatin1String("exec"))
        words.removeFirst();
    if (words.size() > 1 && words.constLast() == QLatin1String("2>/dev/null"))
        words.removeLast();
    const QString first = words.value(0).left(80);
    if (!isSsh(first))
        return fail(QStringLiteral("ssh.proxy-command"), first);
    const Told told = readWords(words);
    const bool there = told.target == QLatin1String("%h:%p") || told.target == QLatin1String("[%h]:%p");
    const QString jump = there && told.strange.isEmpty() ? jumpOf(told, user) : QString();
    if (jump.isEmpty()) // the value of an option may be a secret
        return fail(QStringLiteral("ssh.proxy-command"), (first + QLatin1Char(' ') + told.strange.left(2)).trimmed());
    return jump;
}

} // namespace hopscope
