// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/firewall.h"

#include "core/parse/lines.h"

#include <QStringList>

namespace hopscope {
namespace {

constexpr qsizetype kMostRules = 2'000;
constexpr qsizetype kMostRanges = 64;
constexpr qsizetype kLongestText = 200;
constexpr qsizetype kMostWords = 600;

/// Comments and log prefixes may say anything, `drop` included.
QByteArray withoutQuoted(const QByteArray& line)
{
    QByteArray plain;
    bool quoted = false;
    for (const char c : line) {
        if (c == '"')
            quoted = !quoted;
        else if (!quoted)
            plain += c;
    }
    return plain;
}

QByteArrayList wordsOf(const QByteArray& line)
{
    QByteArray spaced = withoutQuoted(line);
    spaced.replace(',', ' ');
    return words(spaced, kMostWords);
}

/// `80`, `8000-8010`, `8000:8010`.
bool addRange(const QByteArray& word, QList<PortRange>& ports)
{
    qsizetype middle = word.indexOf('-');
    if (middle < 0)
        middle = word.indexOf(':');
    bool firstOk = false;
    bool lastOk = false;
    const int first = word.left(middle < 0 ? word.size() : middle).toUShort(&firstOk);
    const int last = middle < 0 ? first : word.mid(middle + 1).toUShort(&lastOk);
    if (!firstOk || (middle >= 0 && !lastOk) || last < first || ports.size() >= kMostRanges)
        return false;
    ports.append({first, last});
    return true;
}

/// Everything of the stack is reached over TCP.
bool isDatagram(const QByteArray& protocol)
{
    return protocol == "udp" || protocol == "udplite" || protocol == "sctp" || protocol == "dccp";
}

/// A reader that is fed line by line and keeps where it stands.
class Reader {
public:
    void read(const QByteArray& raw)
    {
        const QByteArray line = raw.trimmed();
        if (line.startsWith("-A ") || line.startsWith(':') || line.startsWith('*') || line == "COMMIT")
            return iptables(line);
        nft(line);
    }
    [[nodiscard]] QList<FirewallRule> rules() const { return m_rules; }

private:
    void nft(const QByteArray& line)
    {
        const QByteArrayList parts = wordsOf(line);
        if (parts.isEmpty())
            return;
        if (line == "}") {
            // Ends the chain, or else the table.
            (m_chain.isEmpty() ? m_table : m_chain).clear();
            m_hook.clear();
        } else if (parts.constFirst() == "table" && line.endsWith('{')) {
            m_table = QString::fromUtf8(parts.mid(1, parts.size() - 2).join(' '));
            m_chain.clear();
        } else if (parts.constFirst() == "chain" && line.endsWith('{')) {
            m_chain = QString::fromUtf8(parts.value(1));
            m_hook.clear();
        } else if (line.endsWith('{')) {
            m_chain = QString(QChar(u'-')); // a set or a map: its lines are no rules
        } else if (parts.constFirst() == "type" && parts.contains("hook")) {
            m_hook = QString::fromUtf8(parts.value(parts.indexOf("hook") + 1));
            if (line.contains("policy drop;"))
                add(QStringLiteral("drop"), {}, line, true);
        } else if (!m_chain.isEmpty() && m_chain != QStringLiteral("-") && !parts.contains("vmap")) {
            nftRule(line, parts);
        }
    }
    void nftRule(const QByteArray& line, const QByteArrayList& parts)
    {
        const bool drops = parts.contains("drop");
        if (!drops && !parts.contains("reject"))
            return;
        QList<PortRange> ports;
        qsizetype at = parts.indexOf("dport");
        if (at > 0 && isDatagram(parts.at(at - 1)))
            at = -1;
        if (at > 0 && parts.value(at + 1) == "{") {
            for (at += 2; at < parts.size() && parts.at(at) != "}"; ++at)
                addRange(parts.at(at), ports);
        } else if (at > 0) {
            addRange(parts.value(at + 1), ports);
        }
        add(drops ? QStringLiteral("drop") : QStringLiteral("reject"), ports, line, false);
    }

    void iptables(const QByteArray& line)
    {
        const QByteArrayList parts = wordsOf(line);
        if (line.startsWith('*')) {
            m_table = QStringLiteral("iptables ") + QString::fromUtf8(line.mid(1));
        } else if (line.startsWith(':')) {
            m_chain = QString::fromUtf8(parts.constFirst().mid(1));
            m_hook = hookOf(m_chain);
            if (parts.value(1) == "DROP")
                add(QStringLiteral("drop"), {}, line, true);
        } else if (line.startsWith("-A ")) {
            m_chain = QString::fromUtf8(parts.value(1));
            m_hook = hookOf(m_chain);
            iptablesRule(line, parts);
        } else {
            m_table.clear();
        }
        m_chain.clear();
        m_hook.clear();
    }
    void iptablesRule(const QByteArray& line, const QByteArrayList& parts)
    {
        const QByteArray target = parts.value(parts.indexOf("-j") + 1);
        if (!parts.contains("-j") || (target != "DROP" && target != "REJECT"))
            return;
        QList<PortRange> ports;
        for (const char* option : {"--dport", "--dports"}) {
            const qsizetype at = parts.indexOf(option);
            if (at < 1 || isDatagram(parts.value(parts.indexOf("-p") + 1)) || parts.at(at - 1) == "!")
                continue;
            for (qsizetype next = at + 1; next < parts.size() && addRange(parts.at(next), ports);)
                ++next;
        }
        add(target == "DROP" ? QStringLiteral("drop") : QStringLiteral("reject"), ports, line, false);
    }
    /// iptables names its built-in chains after the hooks; a rule of another chain is met by a jump.
    static QString hookOf(const QString& chain)
    {
        static const QStringList builtIn{QStringLiteral("INPUT"), QStringLiteral("OUTPUT"), QStringLiteral("FORWARD"),
                                         QStringLiteral("PREROUTING"), QStringLiteral("POSTROUTING")};
        return builtIn.contains(chain) ? chain.toLower() : QString();
    }

    void add(const QString& verdict, const QList<PortRange>& ports, const QByteArray& line, bool policy)
    {
        if (m_rules.size() >= kMostRules)
            return;
        const QString chain = (m_table + QLatin1Char(' ') + m_chain).trimmed();
        m_rules.append({chain, m_hook, verdict, policy, ports, QString::fromUtf8(line).left(kLongestText)});
    }

    QList<FirewallRule> m_rules;
    QString m_table;
    QString m_chain;
    QString m_hook;
};

} // namespace

QList<FirewallRule> parseFirewall(const QByteArray& text)
{
    Reader reader;
    eachLine(text, 200'000, 4096, [&](const QByteArray& line) { reader.read(line); });
    return reader.rules();
}

} // namespace hopscope
