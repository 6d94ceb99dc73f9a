// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/words/words.h"

#include "ui/words/fill.h"
#include "ui/words/tables/rows.h"
#include "ui/words/untrusted.h"

#include <QHash>

namespace hopscope {
namespace {

using words::ErrorRow;
using words::Row;

const QHash<QString, const Row*>& rows()
{
    static const QHash<QString, const Row*> all = [] {
        QHash<QString, const Row*> map;
        for (const auto& table : {words::events(), words::labels(), words::reports(), words::nginxRows(), words::logMarks()}) {
            for (const Row& row : table)
                map.insert(QLatin1String(row.key), &row);
        }
        return map;
    }();
    return all;
}

const QHash<QString, const ErrorRow*>& errors()
{
    static const QHash<QString, const ErrorRow*> all = [] {
        QHash<QString, const ErrorRow*> map;
        for (const auto& table : {words::sshErrors(), words::probeErrors(), words::fileErrors()}) {
            for (const ErrorRow& row : table)
                map.insert(QLatin1String(row.code), &row);
        }
        return map;
    }();
    return all;
}

QString capital(QString text)
{
    if (!text.isEmpty())
        text[0] = text.at(0).toUpper();
    return text;
}

} // namespace

Words::Words(Language language, CatalogueLookup catalogue, int utcOffsetSeconds)
    : m_language(language), m_catalogue(std::move(catalogue)), m_offset(utcOffsetSeconds)
{
}

QString Words::pick(const char* en, const char* zh) const
{
    return QString::fromUtf8(chinese() ? zh : en);
}

bool Words::has(const QString& key) const
{
    return rows().contains(key) || errors().contains(key);
}

QString Words::text(const QString& key, const QJsonObject& args) const
{
    const Row* row = rows().value(key);
    return row ? words::fill(pick(row->en, row->zh), args) : words::humanised(key.section(QLatin1Char('.'), -1));
}

QString Words::reason(const QString& code) const
{
    if (const ErrorRow* row = errors().value(code))
        return pick(row->en, row->zh);
    if (code.isEmpty())
        return text(QStringLiteral("not-measured"));
    // A code nobody gave words to: its own words are better than nothing, its dots and dashes are not.
    return (chinese() ? QStringLiteral("未能完成：") : QStringLiteral("it did not work: ")) + words::humanised(code);
}

QString Words::todo(const QString& code) const
{
    if (const ErrorRow* row = errors().value(code))
        return pick(row->todoEn, row->todoZh);
    return chinese() ? QStringLiteral("请重新测量。") : QStringLiteral("Measure again.");
}

QString Words::error(const Error& error) const
{
    QStringList where;
    if (!error.host.isEmpty())
        where << visibleLine(error.host, 120);
    if (!error.phase.isEmpty()) {
        const QString key = QStringLiteral("phase.") + error.phase;
        where << (rows().contains(key) ? text(key) : visibleLine(error.phase, 60));
    }
    QString sentence = reason(error.code);
    if (!error.detail.isEmpty())
        sentence += chinese() ? QStringLiteral("（“%1”）").arg(visibleLine(error.detail, 200))
                              : QStringLiteral(" (“%1”)").arg(visibleLine(error.detail, 200));
    const QString colon = chinese() ? QStringLiteral("：") : QStringLiteral(": ");
    const QString head = where.isEmpty()
                             ? capital(sentence)
                             : where.join(chinese() ? QStringLiteral("，") : QStringLiteral(", ")) + colon + sentence;
    return head + (chinese() ? QStringLiteral("。") : QStringLiteral(". ")) + todo(error.code);
}

QString Words::health(Health health) const
{
    return text(QStringLiteral("health.") + toCode(health));
}

QString Words::severity(Severity severity) const
{
    return text(QStringLiteral("severity.") + toCode(severity));
}

QString Words::kind(const QString& kind) const
{
    const QString key = QStringLiteral("kind.") + kind;
    return rows().contains(key) ? text(key) : words::humanised(kind);
}

QString Words::subjectTitle(const QString& id) const
{
    const words::SubjectParts parts = words::splitSubject(id);
    if (!parts.toKind.isEmpty())
        return QStringLiteral("%1 → %2").arg(kind(parts.kind), kind(parts.toKind));
    return parts.kind.isEmpty() ? visibleLine(parts.host, 120) : kind(parts.kind);
}

QString Words::subject(const QString& id) const
{
    const words::SubjectParts parts = words::splitSubject(id);
    if (!parts.toKind.isEmpty() || parts.kind.isEmpty() || parts.kind == QStringLiteral("client"))
        return subjectTitle(id);
    const QString name = kind(parts.kind);
    const bool han = !name.isEmpty() && name.at(0).unicode() >= 0x4e00;
    return chinese() ? QStringLiteral("%1 上的%2%3")
                           .arg(visibleLine(parts.host, 120), han ? QString() : QStringLiteral(" "), name)
                     : QStringLiteral("%1 on %2").arg(kind(parts.kind), visibleLine(parts.host, 120));
}

QString Words::verb(const QString& verb) const
{
    return text(QStringLiteral("verb.") + verb);
}

QString Words::actionState(const QString& state) const
{
    return text(QStringLiteral("state.") + state);
}

QString Words::nextMeasurement(const QString& code) const
{
    const QString own = fromCatalogue(QStringLiteral("measurement"), code, QStringLiteral("title"));
    return own.isEmpty() ? text(QStringLiteral("measure.") + code) : own;
}

QString Words::fromCatalogue(const QString& kind, const QString& key, const QString& part) const
{
    if (!m_catalogue || key.isEmpty())
        return {};
    const QJsonObject texts = m_catalogue(kind, key).value(part).toObject();
    const QString mine = texts.value(chinese() ? QStringLiteral("zh") : QStringLiteral("en")).toString();
    return mine.isEmpty() ? texts.value(QStringLiteral("en")).toString() : mine;
}

} // namespace hopscope
