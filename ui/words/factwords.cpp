// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/words/fill.h"
#include "ui/words/tables/rows.h"
#include "ui/words/untrusted.h"
#include "ui/words/words.h"

#include <QJsonArray>
#include <QJsonObject>

namespace hopscope {
namespace {

constexpr qsizetype kListShown = 6;

QString logPart(const QString& name)
{
    return QStringLiteral("log.") + name.section(QLatin1Char('.'), -1);
}

bool isTime(const QString& text)
{
    return text.size() >= 20 && text.at(4) == QLatin1Char('-') && text.at(10) == QLatin1Char('T');
}

} // namespace

QString Words::factLabel(const QString& name) const
{
    const bool logLine = name.startsWith(QStringLiteral("log.")) && name.count(QLatin1Char('.')) == 2;
    const QString key = logLine ? logPart(name) : name;
    for (const words::Row& row : words::facts()) {
        if (key == QLatin1String(row.key)) {
            QString label = pick(row.en, row.zh);
            if (!logLine)
                return label;
            const QString which = words::humanised(name.section(QLatin1Char('.'), 1, 1));
            return chinese() ? QStringLiteral("%1（%2）").arg(label, which)
                             : QStringLiteral("%1: %2").arg(label, which);
        }
    }
    return words::humanised(name);
}

QString Words::factPhrase(const QString& name, const QJsonValue& value) const
{
    const QString shown = value.isBool() ? QLatin1String(value.toBool() ? "true" : "false") : value.toString();
    const QString key = name + QLatin1Char('=') + shown;
    for (const words::Row& row : words::facts()) {
        if (key == QLatin1String(row.key))
            return pick(row.en, row.zh);
    }
    QString label = factLabel(name);
    // Inside a sentence a label is an ordinary word, unless it begins with an abbreviation.
    if (label.size() > 1 && label.at(1).isLower())
        label[0] = label.at(0).toLower();
    return label + (chinese() ? QStringLiteral("：") : QStringLiteral(" ")) + factValue(name, value);
}

QString Words::factValue(const QString& name, const QJsonValue& value) const
{
    if (value.isUndefined() || value.isNull())
        return text(QStringLiteral("not-measured"));
    if (value.isBool())
        return text(value.toBool() ? QStringLiteral("yes") : QStringLiteral("no"));
    if (value.isDouble()) {
        const double number = value.toDouble();
        if (name.endsWith(QStringLiteral("_pct")))
            return percent(number / 100);
        if (name.endsWith(QStringLiteral("_kb")))
            return bytes(static_cast<qint64>(number) * 1024);
        if (name.endsWith(QStringLiteral("_bytes")))
            return bytes(static_cast<qint64>(number));
        if (name.endsWith(QStringLiteral("clock_offset_ms")))
            return clockOffset(static_cast<qint64>(number));
        if (name.endsWith(QStringLiteral(".ms")) || name.endsWith(QStringLiteral("_ms")))
            return duration(static_cast<qint64>(number));
        if (name.endsWith(QStringLiteral("_s")))
            return duration(static_cast<qint64>(number * 1000));
        return QString::number(number, 'g', 12);
    }
    if (value.isArray()) {
        const QJsonArray list = value.toArray();
        QStringList shown;
        for (qsizetype i = 0; i < qMin(list.size(), kListShown); ++i)
            shown << factValue({}, list.at(i));
        if (list.size() > kListShown)
            shown << QStringLiteral("+%1").arg(list.size() - kListShown);
        return shown.isEmpty() ? text(QStringLiteral("nothing"))
                               : shown.join(chinese() ? QStringLiteral("、") : QStringLiteral(", "));
    }
    if (value.isObject()) {
        QStringList shown;
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end() && shown.size() < kListShown; ++it) {
            if (it.value().isObject() || it.value().isArray())
                continue;
            shown << visibleLine(it.key(), 40) + QLatin1Char(' ') + factValue(it.key(), it.value());
        }
        return shown.join(QStringLiteral(", "));
    }
    const QString string = value.toString();
    if (isTime(string) && Timestamp::fromIso(string).known())
        return time(Timestamp::fromIso(string));
    if (name == QStringLiteral("tcp.verdict"))
        return text(QStringLiteral("tcp.") + string);
    if (name == QStringLiteral("unit.active_state") && has(QStringLiteral("unit.") + string))
        return text(QStringLiteral("unit.") + string);
    if (name.endsWith(QStringLiteral(".error")))
        return reason(string);
    return string.isEmpty() ? text(QStringLiteral("none")) : visibleLine(string);
}

QString Words::event(const QString& code, const QString& subject, const QJsonObject& args) const
{
    QJsonObject all = words::subjectArgs(subject, subjectTitle(subject), args);
    all.insert(QStringLiteral("subject"), this->subject(subject));
    const QString key = QStringLiteral("event.") + code;
    // The entry's own answer has nobody who saw it but this desktop.
    if (subject.isEmpty() && args.contains(QStringLiteral("status")) && has(key + QStringLiteral(".answer")))
        return text(key + QStringLiteral(".answer"), all);
    for (const char* refinement : {"status", "version"}) {
        const QString finer = key + QLatin1Char('.') + QLatin1String(refinement);
        if (args.contains(QLatin1String(refinement)) && has(finer))
            return text(finer, all);
    }
    const QString verb = args.value(QStringLiteral("verb")).toString();
    if (code == QStringLiteral("action-started") && has(QStringLiteral("verbing.") + verb))
        return text(QStringLiteral("verbing.") + verb, all);
    return text(key, all);
}

} // namespace hopscope
