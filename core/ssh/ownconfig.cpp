// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/ownconfig.h"

#include "core/ssh/configlines.h"
#include "core/ssh/knownhosts.h"


namespace hopscope {
namespace {

constexpr int kMaxDepth = 16; // as OpenSSH
constexpr int kMaxFiles = 1000;
constexpr qsizetype kMaxIdentities = 100; // as OpenSSH

const QByteArrayList& listKeywords()
{
    static const QByteArrayList keywords{"userknownhostsfile", "globalknownhostsfile"};
    return keywords;
}

const QByteArrayList& singleKeywords()
{
    static const QByteArrayList keywords{"hostname",       "user",           "hostkeyalias",          "identityagent",
                                         "identitiesonly", "hashknownhosts", "stricthostkeychecking", "connecttimeout",
                                         "revokedhostkeys"};
    return keywords;
}

bool isFlag(const QByteArray& keyword)
{
    return keyword == "identitiesonly" || keyword == "hashknownhosts";
}

/// match_pattern_list() of OpenSSH: a list with `!` for what must not match.
bool inList(const QByteArray& text, const QByteArray& list, bool lower)
{
    bool found = false;
    for (const QByteArray& raw : list.split(',')) {
        const QByteArray pattern = lower ? raw.toLower() : raw;
        const bool negated = pattern.startsWith('!');
        if (!wildcardMatches(negated ? pattern.mid(1) : pattern, text))
            continue;
        if (negated)
            return false;
        found = true;
    }
    return found;
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

/// `a,user@host:port` with the last hop as ssh prints it, empty where it is none.
QByteArray jumpText(const QByteArray& value)
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

} // namespace

OwnConfig::OwnConfig(Wanted wanted, Included included) : m_wanted(std::move(wanted)), m_included(std::move(included))
{
    if (!m_wanted.user.isEmpty())
        set("user", m_wanted.user);
    if (m_wanted.port != 0)
        set("port", QByteArray::number(m_wanted.port));
    if (!m_wanted.proxyJump.isEmpty())
        set("proxyjump", jumpText(m_wanted.proxyJump));
}

void OwnConfig::set(const QByteArray& keyword, const QByteArray& value)
{
    m_values.insert(keyword, {value});
}

Status OwnConfig::read(const QByteArray& text, const QString& name, bool ofUser)
{
    bool active = true;
    return readText(text, {name, ofUser, 0, false}, active);
}

Status OwnConfig::readText(const QByteArray& text, const Place& place, bool& active)
{
    if (++m_files > kMaxFiles || place.depth > kMaxDepth)
        return fail(QStringLiteral("ssh.config"), place.name);
    int number = 0;
    for (const QByteArray& raw : text.split('\n')) {
        ++number;
        const auto refused = [&] {
            return fail(QStringLiteral("ssh.config"), place.name + QLatin1Char(':') + QString::number(number));
        };
        const auto line = splitConfigLine(raw);
        if (!line)
            return refused();
        if (line->keyword.isEmpty())
            continue;
        if (line->keyword == "host") {
            active = !place.never && matchesHost(line->words);
        } else if (line->keyword == "match") {
            bool valid = true;
            active = matchesAll(splitMatchWords(line->rest), valid) && !place.never;
            if (!valid)
                return refused();
        } else if (line->keyword == "include") {
            if (Status included = include(line->words, place, active); !included)
                return included;
        } else if (!take(line->keyword, line->words, line->rest, active)) {
            return refused();
        }
    }
    return {};
}

Status OwnConfig::include(const QByteArrayList& patterns, const Place& place, bool& active)
{
    const bool before = active;
    for (const QByteArray& pattern : patterns) {
        const auto texts = m_included(pattern, place.ofUser);
        if (!texts)
            return fail(texts.error());
        for (const QByteArray& text : *texts) {
            const Place inside{QString::fromUtf8(pattern), place.ofUser, place.depth + 1, place.never || !before};
            if (Status read = readText(text, inside, active); !read)
                return read;
            active = before;
        }
    }
    return {};
}

bool OwnConfig::matchesHost(const QByteArrayList& patterns) const
{
    bool found = false;
    for (const QByteArray& pattern : patterns) {
        const bool negated = pattern.startsWith('!');
        if (!wildcardMatches(negated ? pattern.mid(1) : pattern, m_wanted.host))
            continue;
        if (negated)
            return false;
        found = true;
    }
    return found;
}

bool OwnConfig::matchesAll(const QByteArrayList& words, bool& valid) const
{
    bool result = true;
    valid = !words.isEmpty();
    for (qsizetype i = 0; i < words.size(); ++i) {
        QByteArray criterion = words.at(i).toLower();
        const bool negated = criterion.startsWith('!');
        if (negated)
            criterion.remove(0, 1);
        if (criterion == "all") {
            valid = valid && words.size() == 1 && !negated;
            continue;
        }
        if (criterion == "final" || criterion == "canonical") {
            result = result && negated; // there is one pass only, and no canonical names
            continue;
        }
        if (++i == words.size()) {
            valid = false;
            return false;
        }
        result = result && matches(criterion, words.at(i)) != negated;
        // What we cannot tell is no match, negated or not.
        static const QByteArrayList known{"host", "originalhost", "user", "localuser"};
        result = result && known.contains(criterion);
    }
    return result && valid;
}

bool OwnConfig::matches(const QByteArray& criterion, const QByteArray& list) const
{
    if (criterion == "host")
        return inList(hostName().toLower(), list, true);
    if (criterion == "originalhost")
        return inList(m_wanted.host.toLower(), list, true);
    if (criterion == "user")
        return inList(m_values.value("user", {m_wanted.localUser}).constFirst(), list, false);
    return criterion == "localuser" && inList(m_wanted.localUser, list, false);
}

QByteArray OwnConfig::hostName() const
{
    if (!m_values.contains("hostname"))
        return m_wanted.host;
    const QByteArray pattern = m_values["hostname"].first();
    QByteArray name;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const bool token = pattern.at(i) == '%' && i + 1 < pattern.size();
        if (token && pattern.at(i + 1) == 'h')
            name += m_wanted.host;
        else
            name += pattern.at(i);
        i += token ? 1 : 0;
    }
    return name;
}

bool OwnConfig::take(const QByteArray& keyword, const QByteArrayList& words, const QByteArray& rest, bool active)
{
    const bool proxied = m_values.contains("proxyjump") || m_values.contains("proxycommand");
    if (keyword == "proxycommand") {
        if (active && !proxied)
            set(keyword, rest);
        return true;
    }
    if (keyword == "proxyjump") {
        const QByteArray value = rest.toLower() == "none" ? QByteArray("none") : jumpText(rest);
        if (active && !proxied)
            set(keyword, value);
        return !value.isEmpty();
    }
    if (keyword == "identityfile" || keyword == "certificatefile") {
        QByteArrayList& files = m_values[keyword];
        if (active && !words.isEmpty() && !files.contains(words.first()) && files.size() < kMaxIdentities)
            files.append(words.first());
        return !words.isEmpty();
    }
    if (listKeywords().contains(keyword)) {
        if (active && !m_values.contains(keyword))
            m_values.insert(keyword, words);
        return !words.isEmpty();
    }
    return takeValue(keyword, words, active);
}

bool OwnConfig::takeValue(const QByteArray& keyword, const QByteArrayList& words, bool active)
{
    if (keyword != "port" && !singleKeywords().contains(keyword))
        return true; // not ours
    if (words.isEmpty() || words.first().isEmpty())
        return false;
    QByteArray value = words.first();
    if (keyword == "port") {
        bool ok = false;
        if (value.toUShort(&ok) == 0 || !ok)
            return false;
    } else if (isFlag(keyword)) {
        static const QHash<QByteArray, QByteArray> flags{{"yes", "yes"}, {"true", "yes"}, {"no", "no"}, {"false", "no"}};
        value = flags.value(value.toLower());
    } else if (keyword == "stricthostkeychecking") {
        static const QHash<QByteArray, QByteArray> states{{"yes", "true"},  {"true", "true"}, {"no", "false"}, {"false", "false"},
                                                          {"off", "false"}, {"ask", "ask"},   {"accept-new", "accept-new"}};
        value = states.value(value.toLower());
    } else if (keyword == "connecttimeout") {
        const qint64 seconds = secondsOf(value);
        if (value == "none")
            return true; // to ssh that is as if it were not there, so a later value counts
        value = seconds < 0 ? QByteArray() : QByteArray::number(seconds);
    }
    if (active && !value.isEmpty() && !m_values.contains(keyword))
        set(keyword, value);
    return !value.isEmpty();
}

bool OwnConfig::jumpsToItself() const
{
    const QByteArray jumps = m_values.value("proxyjump", {QByteArray()}).constFirst();
    QByteArray host = jumps.mid(jumps.lastIndexOf(',') + 1);
    const QByteArray user = m_values.value("user", {m_wanted.localUser}).constFirst();
    const QByteArray port = m_values.value("port", {"22"}).constFirst();
    const qsizetype at = host.lastIndexOf('@');
    const QByteArray jumpUser = at > 0 ? host.left(at) : user;
    host = host.mid(at + 1);
    QByteArray jumpPort = "22";
    if (const qsizetype colon = host.lastIndexOf(':'); colon > host.lastIndexOf(']') && colon >= 0) {
        jumpPort = host.mid(colon + 1);
        host = host.left(colon);
    }
    if (host.startsWith('[') && host.endsWith(']'))
        host = host.mid(1, host.size() - 2);
    return host == hostName().toLower() && jumpPort == port && jumpUser == user;
}

QByteArray OwnConfig::dump() const
{
    static const QByteArrayList defaultKeys{"~/.ssh/id_rsa",        "~/.ssh/id_ecdsa",   "~/.ssh/id_ecdsa_sk", "~/.ssh/id_ed25519",
                                            "~/.ssh/id_ed25519_sk", "~/.ssh/id_xmss", "~/.ssh/id_dsa"};
    QByteArray text = "host " + m_wanted.host + "\nhostname " + hostName().toLower() + '\n';
    const auto single = [&](const QByteArray& keyword, const QByteArray& otherwise) {
        const QByteArray value = m_values.value(keyword, {otherwise}).constFirst();
        if (!value.isEmpty())
            text += keyword + ' ' + value + '\n';
    };
    single("user", m_wanted.localUser);
    single("port", "22");
    for (const char* keyword : {"identitiesonly", "hashknownhosts"})
        single(keyword, "no");
    single("stricthostkeychecking", "ask");
    for (const char* keyword : {"identityagent", "connecttimeout", "proxyjump", "proxycommand", "revokedhostkeys"})
        single(keyword, {});
    if (m_values.contains("hostkeyalias"))
        text += "hostkeyalias " + m_values["hostkeyalias"].first().toLower() + '\n';
    const QByteArrayList keys = m_values.value("identityfile");
    for (const QByteArray& file : keys.isEmpty() ? defaultKeys : keys)
        text += "identityfile " + file + '\n';
    for (const QByteArray& file : m_values.value("certificatefile"))
        text += "certificatefile " + file + '\n';
    const auto list = [&](const QByteArray& keyword, const QByteArrayList& otherwise) {
        text += keyword;
        for (const QByteArray& file : m_values.value(keyword, otherwise))
            text += file.contains(' ') ? " \"" + file + '"' : ' ' + file;
        text += '\n';
    };
    list("userknownhostsfile", {"~/.ssh/known_hosts", "~/.ssh/known_hosts2"});
    list("globalknownhostsfile", {"/etc/ssh/ssh_known_hosts", "/etc/ssh/ssh_known_hosts2"});
    return text;
}

} // namespace hopscope
