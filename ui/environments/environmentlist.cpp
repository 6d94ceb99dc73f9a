// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/environments/environmentlist.h"

#include "ui/speech/labels.h"
#include "ui/speech/plain.h"
#include "ui/speech/say.h"

#include <QFileInfo>

#include <algorithm>

namespace hopscope {

namespace {

QString guardOf(const EnvironmentItem& item)
{
    if (item.stored.error)
        return label(Label::BrokenFile);
    const Environment& shown = item.stored.environment ? *item.stored.environment : Environment();
    if (item.isNew())
        return label(Label::NotSavedYet);
    if (shown.production)
        return label(Label::Production);
    return shown.policy == Policy::ReadOnly ? label(Label::ReadOnly) : QString();
}

} // namespace

QString EnvironmentItem::name() const
{
    if (draft && !draft->asFile && !draft->form.name.isEmpty())
        return draft->form.name;
    if (stored.environment)
        return stored.environment->name;
    return isNew() ? label(Label::NewEnvironment) : QFileInfo(stored.path).completeBaseName();
}

QList<Row> environmentRows(const QList<EnvironmentItem>& items)
{
    QList<Row> rows;
    for (const EnvironmentItem& item : items) {
        Row row{.id = item.key, .subject = item.key};
        const QString name = visibleLine(item.name(), 60);
        row.cells = {item.draft && !item.isNew() ? name + QStringLiteral(" •") : name, guardOf(item)};
        row.tip = item.stored.error ? sayError(*item.stored.error) : visibleLine(item.stored.path, 400);
        rows.append(row);
    }
    return rows;
}

QString freeName(const QList<EnvironmentItem>& items, const QString& like)
{
    const auto taken = [&items](const QString& name) {
        return std::any_of(items.begin(), items.end(), [&name](const EnvironmentItem& i) { return i.name() == name; });
    };
    QString name = label(Label::CopyOf, like);
    for (int number = 2; taken(name); ++number)
        name = label(Label::CopyOf, like) + QLatin1Char(' ') + QString::number(number);
    return name;
}

} // namespace hopscope
