// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/triage/guide/guidefold.h"

#include "core/triage/guide/judge.h"

#include <QSet>

#include <algorithm>

namespace hopscope {

GuideFold::GuideFold(std::shared_ptr<const Catalogue> catalogue) : m_catalogue(std::move(catalogue))
{
    if (!m_catalogue)
        return;
    for (const GuideStepRule& rule : m_catalogue->steps) {
        GuideStep step;
        step.id = rule.id;
        step.kind = rule.kind;
        step.title = rule.title;
        step.why = rule.why;
        m_state.steps.append(step);
    }
}

GuideStep* GuideFold::find(const QString& id)
{
    const auto it = std::find_if(m_state.steps.begin(), m_state.steps.end(), [&](const GuideStep& s) { return s.id == id; });
    return it == m_state.steps.end() ? nullptr : &*it;
}

void GuideFold::begin(GuideStep& step, Timestamp at)
{
    step.state = QStringLiteral("running");
    ++step.runs;
    step.started = at;
    step.ended = {};
    step.tries.clear();
    step.evidence.clear();
    m_running = step.id;
}

void GuideFold::end(GuideStep& step, const GuideInput& input)
{
    step.ended = input.at;
    const auto rule = std::find_if(m_catalogue->steps.cbegin(), m_catalogue->steps.cend(),
                                   [&](const GuideStepRule& r) { return r.id == step.id; });
    if (rule != m_catalogue->steps.cend())
        judgeStep(step, *rule, input);
    if (m_running == step.id)
        m_running.clear();
}

void GuideFold::apply(const Entry& entry, const GuideInput& input)
{
    GuideStep* step = find(entry.payload.value(QStringLiteral("step")).toString());
    if (!step)
        return;
    m_shared.reset();
    m_state.begun = true;
    const QString phase = entry.payload.value(QStringLiteral("phase")).toString();
    if (phase == QStringLiteral("begin"))
        return begin(*step, entry.at);
    static const QSet<QString> known{QStringLiteral("cancelled"), QStringLiteral("skipped"), QStringLiteral("by-hand")};
    step->state = known.contains(phase) ? phase : QStringLiteral("done");
    if (phase == QStringLiteral("end") || phase == QStringLiteral("done"))
        return end(*step, input);
    if (phase == QStringLiteral("cancelled") && m_running == step->id)
        m_running.clear();
    step->ended = entry.at;
    step->mark = Health::Unknown;
    step->result = {};
}

void GuideFold::acted(const ActionEvent& event, const GuideInput& input)
{
    const auto fix = std::find_if(m_state.steps.begin(), m_state.steps.end(),
                                  [](const GuideStep& step) { return step.kind == QStringLiteral("fix"); });
    if (fix == m_state.steps.end())
        return;
    m_shared.reset();
    static const QSet<QString> last{QStringLiteral("verified"), QStringLiteral("failed"), QStringLiteral("cancelled"),
                                    QStringLiteral("refused")};
    if (event.state == QStringLiteral("planned"))
        begin(*fix, input.at);
    fix->state = last.contains(event.state) ? QStringLiteral("done") : QStringLiteral("running");
    end(*fix, input);
    if (fix->state == QStringLiteral("running"))
        m_running = fix->id;
}

void GuideFold::sampled(bool good, double ms)
{
    if (GuideStep* step = find(m_running)) {
        m_shared.reset();
        step->tries.append({{}, good, ms, 0, {}});
    }
}

void GuideFold::recorded(const Evidence& evidence)
{
    if (GuideStep* step = find(m_running)) {
        m_shared.reset();
        step->evidence.append(evidence.id);
    }
}

/// The sample comes first, then the evidence and what was read from it.
void GuideFold::learned(const Fact& fact)
{
    GuideStep* step = find(m_running);
    if (!step || step->tries.isEmpty() || fact.subject != QStringLiteral("desktop/client") || !fact.measured())
        return;
    GuideTry& last = step->tries.last();
    if (!last.evidence.isEmpty() && last.evidence != fact.evidence)
        return;
    m_shared.reset();
    if (fact.name == QStringLiteral("entry.status"))
        last.status = fact.value.toInt();
    else if (fact.name == QStringLiteral("entry.error"))
        last.error = fact.value.toString();
    else
        return;
    last.evidence = fact.evidence;
}

std::shared_ptr<const GuideState> GuideFold::state() const
{
    if (!m_shared)
        m_shared = std::make_shared<const GuideState>(m_state);
    return m_shared;
}

} // namespace hopscope
