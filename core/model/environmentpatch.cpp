// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// Changes a file where it differs, and leaves what a person wrote around it.
#include "core/model/environmenttext.h"

#include <QRegularExpression>

#include <algorithm>
#include <optional>

namespace hopscope {
namespace {

using Lines = QList<QByteArray>;

/// Which key a line `key = value` sets; nothing for any other line.
QByteArray keyOf(const QByteArray& line)
{
    static const QRegularExpression set(QStringLiteral("^\\s*([A-Za-z_]+)\\s*="));
    return set.match(QString::fromUtf8(line)).captured(1).toLatin1();
}

bool isHeader(const QByteArray& line)
{
    return line.trimmed().startsWith("[[host]]");
}

/// The comment after a value, with blanks before it.
QByteArray commentOf(const QByteArray& line)
{
    char quote = 0;
    for (qsizetype i = line.indexOf('='); i >= 0 && i < line.size(); ++i) {
        const char c = line.at(i);
        if (quote != 0) {
            if (c == '\\' && quote == '"')
                ++i;
            else if (c == quote)
                quote = 0;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '#') {
            return "  " + line.mid(i);
        }
    }
    return {};
}

/// Sets the keys of `wanted` (canonical lines) in `block` and takes out those that `wanted` does not have.
Lines patched(const Lines& block, const Lines& wanted, const Lines& present)
{
    Lines out;
    QList<QByteArray> done;
    qsizetype lastKey = -1;
    for (const QByteArray& line : block) {
        const QByteArray key = keyOf(line);
        if (key.isEmpty()) {
            out.append(line);
            continue;
        }
        const auto same = [&key](const QByteArray& other) { return keyOf(other) == key; };
        const auto want = std::find_if(wanted.begin(), wanted.end(), same);
        const auto is = std::find_if(present.begin(), present.end(), same);
        done.append(key);
        // A key at its default stands in no canonical text; it stays as long as that is still meant.
        if (want == wanted.end() && is != present.end())
            continue;
        const bool unchanged = want == wanted.end() || (is != present.end() && *is == *want);
        out.append(unchanged ? line : *want + commentOf(line));
        lastKey = out.size() - 1;
    }
    if (lastKey < 0)
        lastKey = out.isEmpty() || !isHeader(out.first()) ? -1 : 0;
    for (const QByteArray& line : wanted) {
        const bool known = std::find(present.begin(), present.end(), line) != present.end();
        if (!keyOf(line).isEmpty() && !done.contains(keyOf(line)) && !known)
            out.insert(++lastKey, line);
    }
    return out;
}

/// The part before the first host, then one block a host.
QList<Lines> blocksOf(const QByteArray& text)
{
    QList<Lines> blocks{{}};
    for (const QByteArray& line : text.split('\n')) {
        if (isHeader(line))
            blocks.append(Lines());
        blocks.last().append(line);
    }
    return blocks;
}

QByteArray joined(const QList<Lines>& blocks)
{
    Lines all;
    for (const Lines& block : blocks)
        all += block;
    return all.join('\n');
}

/// The block of `before` that stands for each host: the one with the same alias, else the one at its place.
std::optional<qsizetype> sourceOf(const HostSpec& host, qsizetype at, const Environment& before, const Environment& after)
{
    for (qsizetype i = 0; i < before.hosts.size(); ++i) {
        if (before.hosts.at(i).ssh == host.ssh)
            return i;
    }
    if (before.hosts.size() == after.hosts.size())
        return at;
    return std::nullopt;
}

QByteArray patchedText(const Environment& after, const Environment& before, const QByteArray& text)
{
    const QList<Lines> now = blocksOf(text);
    const QList<Lines> wanted = blocksOf(environmentText(after));
    const QList<Lines> present = blocksOf(environmentText(before));
    if (now.size() != present.size() || wanted.size() != after.hosts.size() + 1)
        return {};
    QList<Lines> out{patched(now.first(), wanted.first(), present.first())};
    for (qsizetype i = 0; i < after.hosts.size(); ++i) {
        const auto source = sourceOf(after.hosts.at(i), i, before, after);
        out.append(source ? patched(now.at(*source + 1), wanted.at(i + 1), present.at(*source + 1)) : wanted.at(i + 1));
    }
    QByteArray result = joined(out);
    while (result.endsWith("\n\n"))
        result.chop(1);
    return result.endsWith('\n') ? result : result + '\n';
}

} // namespace

QByteArray environmentText(const Environment& environment, const QByteArray& before)
{
    const auto known = parseEnvironment(before);
    if (!known)
        return environmentText(environment);
    if (sameEnvironment(*known, environment))
        return before;
    // Whatever the file looks like: what is written must mean what was asked for.
    const QByteArray text = patchedText(environment, *known, before);
    const auto read = parseEnvironment(text);
    return read && sameEnvironment(*read, environment) ? text : environmentText(environment);
}

} // namespace hopscope
