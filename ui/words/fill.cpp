// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/words/fill.h"

#include "ui/words/untrusted.h"

#include <QJsonArray>

namespace hopscope::words {
namespace {

QString plain(const QJsonValue& value)
{
    if (value.isString())
        return visibleLine(value.toString());
    if (value.isDouble())
        return QString::number(value.toDouble(), 'g', 12);
    if (value.isBool())
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    if (value.isArray()) {
        QStringList parts;
        for (const QJsonArray items = value.toArray(); const auto item : items)
            parts << plain(item);
        return parts.join(QStringLiteral(", "));
    }
    return QString(QChar(0x2026));
}

QString portOf(const QString& address)
{
    const qsizetype colon = address.lastIndexOf(QLatin1Char(':'));
    return address.startsWith(QStringLiteral("unix:")) || colon < 0 ? QString() : address.mid(colon + 1);
}

QString usualPort(const QString& kind)
{
    static const struct {
        const char* kind;
        const char* port;
    } kPorts[] = {
        {"docservice", "8000"}, {"postgresql", "5432"}, {"mysql", "3306"}, {"redis", "6379"}, {"rabbitmq", "5672"}};
    for (const auto& row : kPorts) {
        if (kind == QLatin1String(row.kind))
            return QLatin1String(row.port);
    }
    return {};
}

} // namespace

QString fill(const QString& pattern, const QJsonObject& args)
{
    QString out;
    qsizetype at = 0;
    while (at < pattern.size()) {
        const qsizetype open = pattern.indexOf(QLatin1Char('{'), at);
        const qsizetype close = open < 0 ? -1 : pattern.indexOf(QLatin1Char('}'), open);
        if (close < 0)
            break;
        out += QStringView(pattern).mid(at, open - at);
        out += plain(args.value(QStringView(pattern).mid(open + 1, close - open - 1)));
        at = close + 1;
    }
    return out + pattern.mid(at);
}

QString humanised(const QString& slug)
{
    QString text = visibleLine(slug, 80);
    for (QChar& c : text) {
        if (c == QLatin1Char('-') || c == QLatin1Char('_') || c == QLatin1Char('.'))
            c = QLatin1Char(' ');
    }
    return text.simplified();
}

SubjectParts splitSubject(const QString& id)
{
    SubjectParts parts;
    QString from = id;
    const qsizetype arrow = id.indexOf(QLatin1Char('>'));
    if (arrow >= 0) {
        from = id.left(arrow);
        const QString rest = id.mid(arrow + 1);
        const qsizetype at = rest.indexOf(QLatin1Char('@'));
        const QString to = at < 0 ? rest : rest.left(at);
        parts.address = at < 0 ? QString() : rest.mid(at + 1);
        parts.toHost = to.section(QLatin1Char('/'), 0, 0);
        parts.toKind = to.section(QLatin1Char('/'), 1).section(QLatin1Char(':'), 0, 0);
    }
    parts.host = from.section(QLatin1Char('/'), 0, 0);
    const QString rest = from.section(QLatin1Char('/'), 1);
    parts.kind = rest.section(QLatin1Char(':'), 0, 0);
    parts.instance = rest.section(QLatin1Char(':'), 1);
    return parts;
}

QJsonObject subjectArgs(const QString& id, const QString& title, const QJsonObject& args)
{
    const SubjectParts parts = splitSubject(id);
    const bool hop = !parts.toKind.isEmpty();
    const QString kind = hop ? parts.toKind : parts.kind;
    QJsonObject all{{QStringLiteral("host"), hop ? parts.toHost : parts.host}, {QStringLiteral("title"), title}};
    const QString port = hop ? portOf(parts.address) : usualPort(kind);
    if (!port.isEmpty())
        all.insert(QStringLiteral("port"), port);
    if (!kind.isEmpty())
        all.insert(QStringLiteral("unit"), title);
    if (hop)
        all.insert(QStringLiteral("address"), parts.address);
    for (auto it = args.begin(); it != args.end(); ++it) {
        // Ids name a subject for programs; a sentence says them in words, so an id given as "host" gives way.
        if (!it.value().toString().contains(QLatin1Char('/')) || it.key() != QStringLiteral("host"))
            all.insert(it.key(), it.value());
    }
    return all;
}

} // namespace hopscope::words
