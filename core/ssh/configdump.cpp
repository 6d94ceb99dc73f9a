// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// What `ssh -G` prints.
#include "core/ssh/algorithms.h"
#include "core/ssh/aliases.h"
#include "core/ssh/hostconfig.h"
#include "core/ssh/proxycommand.h"

#include <QFileInfo>
#include <QMultiHash>

#include <algorithm>

namespace hopscope {

namespace {

using Lines = QMultiHash<QByteArray, QString>;

QString last(const Lines& lines, const char* key, const QString& fallback = {})
{
    // `ssh -G` prints single-valued keywords once.
    const QStringList values = lines.values(key);
    return values.isEmpty() || values.constFirst() == QLatin1String("none") ? fallback : values.constFirst();
}

/// `ssh -G` leaves `~` and the %-tokens of file names as they are.
QString expanded(const QString& path, const HostConfig& config)
{
    QString result;
    for (qsizetype i = 0; i < path.size(); ++i) {
        if (path.at(i) != QLatin1Char('%') || i + 1 == path.size()) {
            result += path.at(i);
            continue;
        }
        switch (path.at(++i).unicode()) {
        case u'%':
            result += QLatin1Char('%');
            break;
        case u'd':
            result += userHome();
            break;
        case u'h':
            result += config.hostname;
            break;
        case u'n':
            result += config.alias;
            break;
        case u'p':
            result += QString::number(config.port);
            break;
        case u'r':
            result += config.user;
            break;
        case u'u':
            result += userName();
            break;
        default:
            result += QLatin1Char('%') + QString(path.at(i));
        }
    }
    if (result == QLatin1String("~") || result.startsWith(QLatin1String("~/")))
        result.replace(0, 1, userHome());
    return result;
}

QStringList words(const QString& text)
{
    QStringList result;
    QString word;
    bool quoted = false;
    for (const QChar c : text) {
        if (c == QLatin1Char('"')) {
            quoted = !quoted;
        } else if (c == QLatin1Char(' ') && !quoted) {
            if (!word.isEmpty())
                result.append(word);
            word.clear();
        } else {
            word += c;
        }
    }
    if (!word.isEmpty())
        result.append(word);
    return result;
}

QStringList files(const Lines& lines, const char* key, const HostConfig& config, bool several)
{
    QStringList result;
    QStringList values = lines.values(key);
    std::reverse(values.begin(), values.end()); // QMultiHash gives the newest first
    for (const QString& value : values)
        for (const QString& word : several ? words(value) : QStringList{value})
            if (word != QLatin1String("none"))
                result.append(expanded(word, config));
    return result;
}

/// One file, or several since OpenSSH 10; ssh quotes neither.
QStringList revokedFiles(const Lines& lines, const HostConfig& config)
{
    QStringList whole = files(lines, "revokedhostkeys", config, false);
    return whole.isEmpty() || QFileInfo::exists(whole.constFirst()) ? whole : files(lines, "revokedhostkeys", config, true);
}

QString agentSocket(const Lines& lines, const HostConfig& config)
{
    const QStringList values = lines.values("identityagent");
    const QString value = values.isEmpty() ? QStringLiteral("SSH_AUTH_SOCK") : values.constFirst();
    if (value == QLatin1String("none"))
        return {};
    if (value == QLatin1String("SSH_AUTH_SOCK"))
        return qEnvironmentVariable("SSH_AUTH_SOCK");
    if (value.startsWith(QLatin1Char('$')))
        return qEnvironmentVariable(value.mid(1).toLocal8Bit().constData());
    return expanded(value, config);
}

HostConfig::Strict strictness(const QString& value)
{
    if (value == QLatin1String("true") || value == QLatin1String("yes"))
        return HostConfig::Strict::Yes;
    if (value == QLatin1String("accept-new"))
        return HostConfig::Strict::AcceptNew;
    if (value == QLatin1String("false") || value == QLatin1String("no") || value == QLatin1String("off"))
        return HostConfig::Strict::No;
    return HostConfig::Strict::Ask;
}

/// The methods PreferredAuthentications names, else all in ssh's order, without those that are switched off.
QList<HostConfig::Method> methodsOf(const Lines& lines)
{
    struct Known {
        const char* name;
        const char* keyword;
        HostConfig::Method method;
    };
    static constexpr Known known[] = {{"publickey", "pubkeyauthentication", HostConfig::Method::PublicKey},
                                      {"keyboard-interactive", "kbdinteractiveauthentication", HostConfig::Method::Interactive},
                                      {"password", "passwordauthentication", HostConfig::Method::Password}};
    const QString preferred =
        lines.value("preferredauthentications", QStringLiteral("publickey,keyboard-interactive,password")); // not by last(): `none` is no method
    QList<HostConfig::Method> methods;
    for (const QString& name : preferred.split(QLatin1Char(',')))
        for (const Known& one : known) {
            const QString state = last(lines, one.keyword);
            const bool off = state == QLatin1String("no") || state == QLatin1String("false");
            if (name == QLatin1String(one.name) && !off && !methods.contains(one.method))
                methods.append(one.method);
        }
    return methods;
}

HostConfig::Family familyOf(const QString& value)
{
    return value == QLatin1String("inet")    ? HostConfig::Family::Inet
           : value == QLatin1String("inet6") ? HostConfig::Family::Inet6
                                             : HostConfig::Family::Any;
}

Lines linesOf(const QByteArray& dump)
{
    Lines lines;
    for (const QByteArray& line : dump.split('\n')) {
        const auto space = line.indexOf(' ');
        if (space > 0)
            lines.insert(line.left(space), QString::fromUtf8(line.mid(space + 1)));
    }
    return lines;
}

/// A list from which everything was taken away stays one: it allows nothing.
AlgorithmLists algorithmsOf(const Lines& lines)
{
    const auto list = [&lines](const char* keyword) {
        const QByteArray value = lines.value(keyword).toUtf8();
        return value.isEmpty() && lines.contains(keyword) ? QByteArrayLiteral("none") : value;
    };
    return {list("kexalgorithms"), list("ciphers"), list("macs"), list("hostkeyalgorithms")};
}

} // namespace

Result<HostConfig> parseSshConfigDump(const QByteArray& dump, const QString& alias, const AlgorithmLists& defaults)
{
    const Lines lines = linesOf(dump);
    HostConfig config;
    config.alias = alias;
    config.hostname = last(lines, "hostname");
    config.user = last(lines, "user");
    config.port = last(lines, "port", QStringLiteral("22")).toUShort();
    if (!isPlainName(config.hostname) || config.hostname.isEmpty() || !isPlainName(config.user) || config.port == 0)
        return fail(QStringLiteral("ssh.config"), QStringLiteral("hostname"), alias);
    config.proxyJump = last(lines, "proxyjump");
    if (const QString command = last(lines, "proxycommand"); !command.isEmpty()) {
        const auto jump = jumpOfProxyCommand(command, config.user);
        if (!jump)
            return fail(jump.error());
        config.proxyJump = *jump;
    }
    config.identityFiles = files(lines, "identityfile", config, false);
    config.certificateFiles = files(lines, "certificatefile", config, false);
    config.identitiesOnly = last(lines, "identitiesonly") == QLatin1String("yes");
    config.identityAgent = agentSocket(lines, config);
    config.userKnownHosts = files(lines, "userknownhostsfile", config, true);
    config.globalKnownHosts = files(lines, "globalknownhostsfile", config, true);
    config.revokedHostKeys = revokedFiles(lines, config);
    config.strict = strictness(last(lines, "stricthostkeychecking"));
    config.hostKeyAlias = last(lines, "hostkeyalias");
    config.hashKnownHosts = last(lines, "hashknownhosts") == QLatin1String("yes");
    config.connectTimeoutMs = qBound(0, last(lines, "connecttimeout", QStringLiteral("0")).toInt(), 3600) * 1000;
    config.algorithms = withoutDefaults(algorithmsOf(lines), defaults);
    config.methods = methodsOf(lines);
    config.prompts = qBound(0, last(lines, "numberofpasswordprompts", QStringLiteral("3")).toInt(), 100);
    config.batchMode = last(lines, "batchmode") == QLatin1String("yes");
    config.family = familyOf(last(lines, "addressfamily"));
    config.bindAddress = last(lines, "bindaddress");
    return config;
}

AlgorithmLists algorithmsOfDump(const QByteArray& dump)
{
    return algorithmsOf(linesOf(dump));
}

} // namespace hopscope
