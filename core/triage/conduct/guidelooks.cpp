// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// Which looks of a host's collection a step of the guide takes.
#include "core/triage/conduct/guiderun.h"

#include <QHash>

namespace hopscope {
namespace {

/// What a look reads first-hand from another.
const QHash<QString, QStringList>& needs()
{
    static const QString nginx = QStringLiteral("nginx configuration");
    static const QString ds = QStringLiteral("Document Server configuration");
    static const QHash<QString, QStringList> table{
        {QStringLiteral("listeners"), {QStringLiteral("units"), QStringLiteral("processes")}},
        {QStringLiteral("journal"), {QStringLiteral("units")}},
        {QStringLiteral("names"), {nginx, ds}},
        {QStringLiteral("logs"), {QStringLiteral("system"), nginx}}};
    return table;
}

bool isLook(const Step& step)
{
    return step.kind != Step::Kind::Group;
}

QString lookName(const Step& step, const QString& host)
{
    return step.name.startsWith(host + QLatin1Char(' ')) ? step.name.mid(host.size() + 1) : step.name;
}

void prune(Step& step, const QString& host, const QSet<QString>& keep)
{
    std::vector<Step> kept;
    for (Step& child : step.children) {
        if (!isLook(child)) {
            prune(child, host, keep);
            if (!child.children.empty())
                kept.push_back(std::move(child));
        } else if (keep.contains(lookName(child, host)) || lookName(child, host) == QStringLiteral("connect")) {
            kept.push_back(std::move(child));
        }
    }
    step.children = std::move(kept);
}

void collect(const Step& step, const QString& host, QSet<QString>& names)
{
    for (const Step& child : step.children) {
        if (isLook(child))
            names.insert(lookName(child, host));
        else
            collect(child, host, names);
    }
}

} // namespace

QSet<QString> lookNames(const Step& whole, const QString& host)
{
    QSet<QString> names;
    collect(whole, host, names);
    names.remove(QStringLiteral("connect"));
    return names;
}

Step onlyLooks(Step whole, const QString& host, const QSet<QString>& wanted, const std::set<QString>& done)
{
    if (wanted.isEmpty())
        return whole;
    QSet<QString> keep = wanted;
    for (const QString& look : wanted) {
        for (const QString& need : needs().value(look)) {
            if (done.count(need) == 0)
                keep.insert(need);
        }
    }
    prune(whole, host, keep);
    return whole;
}

} // namespace hopscope
