// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/triage/guide/guidesource.h"

#include <QJsonArray>

#include <algorithm>

namespace hopscope {
namespace {

void addTries(const GuideStep& step, QJsonObject& values)
{
    if (step.tries.isEmpty())
        return;
    int failed = 0;
    int inRow = 0;
    QStringList answers;
    for (const GuideTry& one : step.tries) {
        failed += one.good ? 0 : 1;
        inRow = one.good ? inRow + 1 : 0;
        // Below 400 it is the body that is wrong.
        const bool body = one.status > 0 && one.status < 400;
        const QString answer = body ? QStringLiteral("not-true") : one.status > 0 ? QString::number(one.status) : one.error;
        if (!one.good && !answer.isEmpty() && !answers.contains(answer))
            answers.append(answer);
    }
    values.insert(QStringLiteral("tries.count"), static_cast<int>(step.tries.size()));
    values.insert(QStringLiteral("tries.failed"), failed);
    values.insert(QStringLiteral("tries.in_row"), inRow);
    values.insert(QStringLiteral("tries.answers"), QJsonArray::fromStringList(answers));
}

void addLines(const GuideStep& step, QJsonObject& values)
{
    const auto count = [&](std::initializer_list<Health> marks) {
        return static_cast<int>(std::count_if(step.lines.cbegin(), step.lines.cend(), [&](const GuideLine& line) {
            return std::find(marks.begin(), marks.end(), line.mark) != marks.end();
        }));
    };
    values.insert(QStringLiteral("step.lines"), static_cast<int>(step.lines.size()));
    values.insert(QStringLiteral("step.bad"), count({Health::Failed, Health::Affected}));
    values.insert(QStringLiteral("step.warn"), count({Health::Degraded}));
    values.insert(QStringLiteral("step.well"), count({Health::Ok}));
    values.insert(QStringLiteral("step.unmeasured"), count({Health::Unknown}));
    values.insert(QStringLiteral("changes.count"),
                  static_cast<int>(std::count_if(step.lines.cbegin(), step.lines.cend(),
                                                 [](const GuideLine& l) { return l.code == QStringLiteral("change"); })));
    // What stands at the cause tells more than what suffers from it.
    for (const Health mark : {Health::Failed, Health::Affected}) {
        const auto bad = std::find_if(step.lines.cbegin(), step.lines.cend(), [&](const GuideLine& l) { return l.mark == mark; });
        if (bad != step.lines.cend() && !values.contains(QStringLiteral("bad.subject")))
            values.insert(QStringLiteral("bad.subject"), bad->subject);
    }
}

void addVerdict(const Verdict& verdict, QJsonObject& values)
{
    const auto text = [&](const char* key, const QString& value) {
        if (!value.isEmpty())
            values.insert(QLatin1String(key), value);
    };
    text("verdict.state", toCode(verdict.state));
    values.insert(QStringLiteral("verdict.causes"), static_cast<int>(verdict.causes.size()));
    if (!verdict.causes.isEmpty()) {
        text("cause.id", verdict.causes.constFirst().id);
        text("cause.node", verdict.causes.constFirst().node);
        text("cause.fix", verdict.causes.constFirst().fixCode);
    }
    if (!verdict.symptom)
        return;
    text("symptom.check", verdict.symptom->check);
    if (verdict.symptom->status)
        values.insert(QStringLiteral("symptom.status"), *verdict.symptom->status);
    text("symptom.answered_by", verdict.symptom->answeredBy);
    text("symptom.diverges_at", verdict.symptom->divergesAt);
    text("symptom.first_difference", verdict.symptom->firstDifference);
}

void addPath(const World& world, QJsonObject& values)
{
    QList<const Node*> nodes;
    for (const Node& node : world.topology.nodes) {
        if (node.onPath && world.depth(node.id) > 0)
            nodes.append(&node);
    }
    std::stable_sort(nodes.begin(), nodes.end(),
                     [&](const Node* a, const Node* b) { return world.depth(a->id) < world.depth(b->id); });
    QStringList hosts;
    for (const Node* node : nodes) {
        if (!hosts.contains(node->host))
            hosts.append(node->host);
    }
    if (!hosts.isEmpty())
        values.insert(QStringLiteral("path.hosts"), QJsonArray::fromStringList(hosts));
}

} // namespace

QJsonObject guideValues(const GuideStep& step, const GuideInput& input)
{
    QJsonObject values;
    addTries(step, values);
    addLines(step, values);
    addVerdict(input.verdict, values);
    addPath(World(input.facts, input.topology), values);
    if (!input.audit.isEmpty()) {
        values.insert(QStringLiteral("fix.state"), input.audit.constLast().state);
        const QJsonValue code = input.audit.constLast().args.value(QStringLiteral("code"));
        if (code.isString())
            values.insert(QStringLiteral("fix.code"), code);
    }
    // Facts of the client that a text may name.
    for (const Fact& fact : input.facts.of(QStringLiteral("desktop/client"))) {
        if (fact.measured() && !fact.value.isObject() && !fact.value.isArray())
            values.insert(fact.name, fact.value);
    }
    return values;
}

QList<Reading> GuideSource::read(const QString& name) const
{
    const QJsonValue value = m_values.value(name);
    if (!value.isUndefined())
        return {{QStringLiteral("guide"), name, value, {}, {}, {}}};
    return m_client.read(name);
}

} // namespace hopscope
