// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/ownconfig.h"

#include "core/ssh/configlines.h"
#include "core/ssh/knownhosts.h"
#include "core/ssh/ownconfigvalues.h"

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

} // namespace

OwnConfig::OwnConfig(Wanted wanted, Included included) : m_wanted(std::move(wanted)), m_included(std::move(included))
{
    if (!m_wanted.user.isEmpty())
        set("user", m_wanted.user);
    if (m_wanted.port != 0)
        set("port", QByteArray::number(m_wanted.port));
    if (!m_wanted.proxyJump.isEmpty())
        set("proxyjump", printedJump(m_wanted.proxyJump));
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

bool OwnConfig::take(const QByteArray& name, const QByteArrayList& words, const QByteArray& rest, bool active)
{
    const QByteArray keyword = currentKeyword(name);
    const bool proxied = m_values.contains("proxyjump") || m_values.contains("proxycommand");
    if (keyword == "proxycommand") {
        // A ProxyJump of none keeps later ones away, but no command.
        if (active && (!proxied || (!m_values.contains(keyword) && m_values.value("proxyjump") == QByteArrayList{"none"})))
            set(keyword, rest.toLower() == "none" ? QByteArray("none") : rest);
        return true;
    }
    if (keyword == "proxyjump") {
        const QByteArray value = rest.toLower() == "none" ? QByteArray("none") : printedJump(rest);
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
    if (!isSingleKeyword(keyword))
        return true; // not ours
    if (words.isEmpty() || words.first().isEmpty())
        return false;
    if (keyword == "connecttimeout" && words.first() == "none")
        return true; // to ssh that is as if it were not there, so a later value counts
    const QByteArray value = printedValue(keyword, words.first());
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
    for (const char* keyword :
         {"identityagent", "connecttimeout", "proxyjump", "proxycommand", "revokedhostkeys", "preferredauthentications",
          "pubkeyauthentication", "passwordauthentication", "kbdinteractiveauthentication", "numberofpasswordprompts",
          "batchmode", "addressfamily", "bindaddress", "kexalgorithms", "ciphers", "macs", "hostkeyalgorithms"})
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
