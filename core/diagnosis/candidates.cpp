// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/diagnosis/candidates.h"

#include "core/diagnosis/findings.h"

#include <algorithm>
#include <optional>

namespace hopscope {
namespace {

constexpr double kBaseScore = 1.0;
constexpr double kLeastScore = 0.1;
/// A cause that still lacks a measurement counts half.
constexpr double kOpenFactor = 0.5;

QStringList subjectsOf(const World& world, const CauseRule& rule)
{
    QStringList subjects;
    if (rule.kinds.contains(QStringLiteral("host")))
        subjects.append(world.hosts());
    for (const Node& node : world.topology.nodes) {
        const bool any = rule.kinds.contains(QStringLiteral("*")) && node.kind != QStringLiteral("client");
        if ((any || rule.kinds.contains(node.kind)) && world.matters(node.id))
            subjects.append(node.id);
    }
    subjects.sort();
    return subjects;
}

/// The nodes a cause takes down first: the node itself, or all of a host.
QStringList struckBy(const World& world, const QString& subject)
{
    if (world.node(subject))
        return {subject};
    QStringList nodes;
    for (const Node* node : world.nodesOn(subject))
        nodes.append(node->id);
    return nodes;
}

bool onHost(const World& world, const QString& host, const QString& finding)
{
    const Hop* hop = world.hop(finding);
    const Node* node = world.node(hop ? hop->to : finding);
    return node ? node->host == host : finding == host;
}

bool relates(const World& world, const QString& relation, const QString& subject, const QString& finding)
{
    const Hop* hop = world.hop(finding);
    if (relation == QStringLiteral("self"))
        return finding == subject;
    if (relation == QStringLiteral("in"))
        return hop && hop->to == subject;
    if (relation == QStringLiteral("out"))
        return hop && hop->from == subject;
    if (relation == QStringLiteral("uses")) {
        const auto out = world.outOf(subject);
        return std::any_of(out.cbegin(), out.cend(), [&](const Hop* one) { return one->to == finding; });
    }
    if (relation == QStringLiteral("host")) {
        const Node* node = world.node(subject);
        return onHost(world, node ? node->host : subject, finding);
    }
    for (const QString& node : struckBy(world, subject)) {
        const QSet<QString>& upstream = world.upstreamOf(node);
        if (hop ? hop->to == node || upstream.contains(hop->to) : upstream.contains(finding))
            return true;
    }
    return false;
}

Timestamp sinceOf(const World& world, const QString& subject, const QList<Reading>& readings)
{
    // The node's own change of state is the best witness, then its log, then anything else.
    std::optional<Timestamp> own;
    std::optional<Timestamp> log;
    std::optional<Timestamp> any;
    const auto earlier = [](std::optional<Timestamp>& best, Timestamp time) {
        if (time.known() && (!best || time < *best))
            best = time;
    };
    for (const Reading& reading : readings) {
        const Timestamp began = beganAt(world, reading);
        if (reading.subject == subject && began != reading.at)
            earlier(own, began);
        else if (reading.name.startsWith(QStringLiteral("log.")))
            earlier(log, began);
        else
            earlier(any, began);
    }
    return own ? *own : log ? *log : any.value_or(Timestamp{});
}

/// Fills a candidate from its rule's conditions; false when something measured contradicts it.
bool judge(Candidate& candidate, const ScopeSource& source)
{
    const CauseRule& rule = *candidate.rule;
    candidate.supported = true;
    candidate.score = kBaseScore;
    for (const Condition& condition : rule.required) {
        const Outcome outcome = evaluate(condition.when, source);
        if (outcome.value == Tri::False)
            return false;
        candidate.supported = candidate.supported && outcome.value == Tri::True;
        candidate.forIt.append(outcome.value == Tri::True ? outcome.used : QList<Reading>());
        candidate.missingNeeded.append(outcome.missing);
    }
    for (const Condition& condition : rule.rulesOut) {
        const Outcome outcome = evaluate(condition.when, source);
        if (outcome.value == Tri::True)
            return false;
        candidate.missing.append(outcome.missing);
    }
    for (const Condition& condition : rule.speaksFor) {
        const Outcome outcome = evaluate(condition.when, source);
        if (outcome.value == Tri::True) {
            candidate.score += condition.weight;
            candidate.forIt.append(outcome.used);
        }
        candidate.missing.append(outcome.missing);
    }
    for (const Condition& condition : rule.speaksAgainst) {
        const Outcome outcome = evaluate(condition.when, source);
        if (outcome.value == Tri::True) {
            candidate.score -= condition.weight;
            candidate.againstIt.append(outcome.used);
        }
        candidate.missing.append(outcome.missing);
    }
    candidate.score = std::max(candidate.score, kLeastScore) * (candidate.supported ? 1.0 : kOpenFactor);
    candidate.missing = candidate.missingNeeded + candidate.missing;
    return true;
}

} // namespace

bool explains(const World& world, const CauseRule& rule, const QString& subject, const Finding& finding)
{
    return std::any_of(rule.explains.cbegin(), rule.explains.cend(), [&](const ExplainRule& explain) {
        return explain.finding == finding.name && relates(world, explain.relation, subject, finding.subject);
    });
}

std::vector<Candidate> findCandidates(const World& world, const Catalogue& catalogue, const QList<Finding>& critical)
{
    std::vector<Candidate> candidates;
    for (const CauseRule& rule : catalogue.causes) {
        for (const QString& subject : subjectsOf(world, rule)) {
            Candidate candidate;
            candidate.rule = &rule;
            candidate.subject = subject;
            if (!judge(candidate, ScopeSource(world, subject)))
                continue;
            for (int i = 0; i < static_cast<int>(critical.size()); ++i) {
                if (explains(world, rule, subject, critical.at(i)))
                    candidate.covers.insert(i);
            }
            if (candidate.covers.empty())
                continue;
            candidate.since = sinceOf(world, subject, candidate.forIt);
            for (const QString& node : struckBy(world, subject))
                candidate.depth = std::max(candidate.depth, world.depth(node));
            candidates.push_back(std::move(candidate));
        }
    }
    return candidates;
}

} // namespace hopscope
