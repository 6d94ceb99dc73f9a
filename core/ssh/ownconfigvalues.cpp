// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// What values of keywords OwnConfig takes, after readconf.c of OpenSSH 9.2.
#include "core/ssh/ownconfigvalues.h"

#include "core/ssh/algorithms.h"

#include <QByteArrayList>
#include <QHash>

#include <climits>

namespace hopscope {
namespace {

/// Their values are taken as they are.
const QByteArrayList& plainKeywords()
{
    static const QByteArrayList keywords{"hostname",        "user",        "hostkeyalias",            "identityagent",
                                         "revokedhostkeys", "bindaddress", "preferredauthentications"};
    return keywords;
}

const QByteArrayList& listsOfAlgorithms()
{
    static const QByteArrayList keywords{"kexalgorithms", "ciphers", "macs", "hostkeyalgorithms"};
    return keywords;
}

/// A value as ssh writes it; empty for one that it refuses.
using States = QHash<QByteArray, QByteArray>;

const QHash<QByteArray, States>& statesOfKeywords()
{
    static const States flag{{"yes", "yes"}, {"true", "yes"}, {"no", "no"}, {"false", "no"}};
    static const QHash<QByteArray, States> keywords{
        {"identitiesonly", flag},
        {"hashknownhosts", flag},
        {"batchmode", flag},
        {"passwordauthentication", flag},
        {"kbdinteractiveauthentication", flag},
        {"pubkeyauthentication",
         {{"yes", "true"}, {"true", "true"}, {"no", "false"}, {"false", "false"}, {"unbound", "unbound"}, {"host-bound", "host-bound"}}},
        {"addressfamily", {{"any", "any"}, {"inet", "inet"}, {"inet6", "inet6"}}},
        {"stricthostkeychecking",
         {{"yes", "true"}, {"true", "true"}, {"no", "false"}, {"false", "false"}, {"off", "false"}, {"ask", "ask"}, {"accept-new", "accept-new"}}}};
    return keywords;
}

/// `90`, `2m30s`; -1 for what is no time.
qint64 secondsOf(const QByteArray& text)
{
    qint64 total = 0;
    qint64 number = -1;
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            number = qMax<qint64>(number, 0) * 10 + (c - '0');
            if (number > 1'000'000'000)
                return -1;
            continue;
        }
        static const QHash<char, int> units{{'s', 1}, {'m', 60}, {'h', 3600}, {'d', 86400}, {'w', 604800}};
        const int unit = units.value(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
        if (number < 0 || unit == 0)
            return -1;
        total += number * unit;
        number = -1;
    }
    return text.isEmpty() ? -1 : total + qMax<qint64>(number, 0);
}

/// A list from which everything was taken away allows nothing; `none` is no algorithm's name.
QByteArray assembledOrNone(const QByteArray& keyword, const QByteArray& value)
{
    const QByteArray list = assembledAlgorithms(keyword, value);
    return list.isEmpty() ? QByteArray("none") : list;
}

/// A whole number in range, without a sign; empty for anything else.
QByteArray numberOf(const QByteArray& text, int least, int most)
{
    bool ok = false;
    const int number = text.toInt(&ok);
    const bool digits = !text.isEmpty() && text.front() >= '0' && text.front() <= '9';
    return ok && digits && number >= least && number <= most ? QByteArray::number(number) : QByteArray();
}

} // namespace

QByteArray currentKeyword(const QByteArray& keyword)
{
    static const QHash<QByteArray, QByteArray> names{{"challengeresponseauthentication", "kbdinteractiveauthentication"},
                                                     {"skeyauthentication", "kbdinteractiveauthentication"},
                                                     {"tisauthentication", "kbdinteractiveauthentication"},
                                                     {"dsaauthentication", "pubkeyauthentication"}};
    return names.value(keyword, keyword);
}

bool isSingleKeyword(const QByteArray& keyword)
{
    static const QByteArrayList numbers{"port", "numberofpasswordprompts", "connecttimeout"};
    return numbers.contains(keyword) || plainKeywords().contains(keyword) || listsOfAlgorithms().contains(keyword) ||
           statesOfKeywords().contains(keyword);
}

QByteArray printedValue(const QByteArray& keyword, const QByteArray& value)
{
    if (const auto states = statesOfKeywords().constFind(keyword); states != statesOfKeywords().constEnd())
        return states->value(value.toLower());
    if (listsOfAlgorithms().contains(keyword))
        return assembledOrNone(keyword, value);
    if (keyword == "port")
        return numberOf(value, 1, 65535);
    if (keyword == "numberofpasswordprompts")
        return numberOf(value, 0, INT_MAX);
    if (keyword != "connecttimeout")
        return value;
    const qint64 seconds = secondsOf(value);
    return seconds < 0 ? QByteArray() : QByteArray::number(seconds);
}

QByteArray printedJump(const QByteArray& value)
{
    const auto comma = value.lastIndexOf(',');
    QByteArray last = value.mid(comma + 1);
    if (last.startsWith("ssh://"))
        last = last.mid(6);
    while (last.endsWith('/'))
        last.chop(1);
    const auto at = last.lastIndexOf('@');
    QByteArray host = last.mid(at + 1);
    QByteArray port;
    if (const auto colon = host.lastIndexOf(':'); colon >= 0 && (host.startsWith('[') ? host.indexOf(']') < colon : host.count(':') == 1)) {
        port = host.mid(colon);
        host = host.left(colon);
    }
    if (host.startsWith('[') && host.endsWith(']'))
        host = host.mid(1, host.size() - 2);
    bool numeric = host.contains(':');
    if (!numeric) {
        numeric = !host.isEmpty();
        for (const char c : std::as_const(host))
            numeric = numeric && ((c >= '0' && c <= '9') || c == '.');
    }
    if (host.isEmpty() || at == 0)
        return {};
    return value.left(comma + 1) + last.left(at + 1) + (numeric ? '[' + host + ']' : host) + port;
}

} // namespace hopscope
