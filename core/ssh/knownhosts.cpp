// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/knownhosts.h"

#include <QFile>
#include <QFileInfo>
#include <QMessageAuthenticationCode>

#include <algorithm>

namespace hopscope {

namespace {

constexpr qint64 maxFile = qint64{16} * 1024 * 1024;

bool hashedMatches(const QByteArray& field, const QByteArray& name)
{
    const QByteArrayList parts = field.split('|'); // "", "1", salt, hash
    if (parts.size() != 4 || parts.at(1) != "1")
        return false;
    const QByteArray salt = QByteArray::fromBase64(parts.at(2));
    return QMessageAuthenticationCode::hash(name, salt, QCryptographicHash::Sha1) ==
           QByteArray::fromBase64(parts.at(3));
}

/// A key blob begins with the length and the name of its own type.
bool isKey(const QByteArray& type, const QByteArray& base64)
{
    const auto decoded = QByteArray::fromBase64Encoding(base64, QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return false;
    const QByteArray prefix = QByteArray(3, '\0') + static_cast<char>(type.size()) + type;
    return type.size() < 128 && decoded.decoded.size() > prefix.size() && decoded.decoded.startsWith(prefix);
}

QByteArrayList fieldsOf(const QByteArray& line)
{
    QByteArrayList fields = line.simplified().split(' ');
    fields.removeAll(QByteArray());
    return fields;
}

} // namespace

bool wildcardMatches(const QByteArray& pattern, const QByteArray& text)
{
    // Iterative, so that a hostile pattern does not cost more.
    qsizetype p = 0;
    qsizetype t = 0;
    qsizetype star = -1;
    qsizetype mark = 0;
    while (t < text.size()) {
        if (p < pattern.size() && (pattern.at(p) == '?' || pattern.at(p) == text.at(t)) && pattern.at(p) != '*') {
            ++p;
            ++t;
        } else if (p < pattern.size() && pattern.at(p) == '*') {
            star = p++;
            mark = t;
        } else if (star >= 0) {
            p = star + 1;
            t = ++mark;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern.at(p) == '*')
        ++p;
    return p == pattern.size();
}

bool hostFieldMatches(const QByteArray& field, const QByteArray& name)
{
    if (field.startsWith('|'))
        return hashedMatches(field, name);
    bool matched = false;
    for (const QByteArray& raw : field.split(',')) {
        const QByteArray pattern = raw.toLower();
        if (pattern.startsWith('!')) {
            if (wildcardMatches(pattern.mid(1), name))
                return false;
        } else if (wildcardMatches(pattern, name)) {
            matched = true;
        }
    }
    return matched;
}

KnownHosts KnownHosts::read(const QStringList& files, const QByteArray& name)
{
    KnownHosts result;
    for (const QString& file : files)
        result.readFile(file, name);
    return result;
}

void KnownHosts::readFile(const QString& file, const QByteArray& name)
{
    QFile in(file);
    if (!QFileInfo(file).isFile())
        return;
    if (in.size() > maxFile || !in.open(QIODevice::ReadOnly)) {
        m_unreadable = file;
        return;
    }
    int number = 0;
    while (!in.atEnd())
        readLine(in.readLine(), name, file + QLatin1Char(':') + QString::number(++number));
}

KnownHosts KnownHosts::parse(const QByteArray& bytes, const QByteArray& name, const QString& where)
{
    KnownHosts result;
    int number = 0;
    for (const QByteArray& line : bytes.split('\n'))
        result.readLine(line, name, where + QLatin1Char(':') + QString::number(++number));
    return result;
}

void KnownHosts::readLine(const QByteArray& line, const QByteArray& name, const QString& where)
{
    QByteArrayList fields = fieldsOf(line);
    if (fields.isEmpty() || fields.constFirst().startsWith('#'))
        return;
    QByteArray marker;
    if (fields.constFirst().startsWith('@'))
        marker = fields.takeFirst();
    if (fields.isEmpty() || !hostFieldMatches(fields.constFirst(), name))
        return;
    if (marker == "@cert-authority") {
        if (m_authority.isEmpty())
            m_authority = where;
        return;
    }
    if ((!marker.isEmpty() && marker != "@revoked") || fields.size() < 3 || !isKey(fields.at(1), fields.at(2))) {
        m_unreadable = where;
        return;
    }
    m_keys.append({fields.at(1), fields.at(2), marker == "@revoked", where});
}

KnownHosts::Answer KnownHosts::check(const QByteArray& type, const QByteArray& blob) const
{
    bool known = false;
    bool others = false;
    QString other;
    for (const Line& key : m_keys) {
        const bool same = key.type == type && key.blob == blob;
        if (same && key.revoked) {
            m_where = key.where;
            return Answer::Revoked;
        }
        if (key.revoked)
            continue;
        known = known || same;
        if (!same) {
            others = true;
            other = key.where;
        }
    }
    if (!m_unreadable.isEmpty()) {
        m_where = m_unreadable;
        return Answer::Unreadable;
    }
    if (known)
        return Answer::Known;
    m_where = other;
    return others ? Answer::Changed : Answer::Unknown;
}

QByteArray KnownHosts::algorithms(const QByteArray& allowed) const
{
    static const QByteArrayList usual{"ssh-ed25519",         "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384",
                                      "ecdsa-sha2-nistp521", "rsa-sha2-512",        "rsa-sha2-256"};
    const QByteArrayList names = allowed.isEmpty() ? usual : allowed.split(',');
    QByteArrayList order;
    const auto add = [&order, &names](const QByteArray& name) {
        if (names.contains(name) && !order.contains(name) && !name.contains("-cert-v01@"))
            order.append(name);
    };
    for (const Line& key : m_keys) {
        if (key.revoked)
            continue;
        if (key.type == "ssh-rsa") {
            add("rsa-sha2-512");
            add("rsa-sha2-256");
        }
        add(key.type); // for ssh-rsa also the name of its SHA-1 signature, where it is allowed
    }
    for (const QByteArray& name : names)
        add(name);
    return order.join(',');
}

QList<KnownHosts::Line> KnownHosts::lines() const
{
    QList<Line> sorted = m_keys;
    std::stable_partition(sorted.begin(), sorted.end(), [this](const Line& line) { return line.where == m_where; });
    return sorted;
}

} // namespace hopscope
