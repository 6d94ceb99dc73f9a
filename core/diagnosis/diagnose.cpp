// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/diagnosis/diagnose.h"

#include "core/diagnosis/candidates.h"
#include "core/diagnosis/cover.h"
#include "core/diagnosis/findings.h"
#include "core/diagnosis/symptom.h"
#include "core/diagnosis/wellness.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace hopscope {
namespace {

constexpr std::size_t kMostRivals = 3;

QList<Finding> criticalOf(const QList<Finding>& findings)
{
    QList<Finding> result;
    for (const Finding& finding : findings) {
        if (finding.severity == Severity::Critical)
            result.append(finding);
    }
    return result;
}

/// Puts {name} values into a command; empty when one is not known, since half a command must never be offered.
QStringList fill(const QStringList& words, const QJsonObject& args)
{
    QStringList result;
    for (QString word : words) {
        for (auto it = args.begin(); it != args.end(); ++it)
            word.replace(QLatin1Char('{') + it.key() + QLatin1Char('}'), it.value().toVariant().toString());
        if (word.contains(QLatin1Char('{')))
            return {};
        result.append(word);
    }
    return result;
}

/// One verdict in the making.
class Diagnosis {
public:
    Diagnosis(const FactSet& facts, const Topology& topology, const Catalogue& catalogue, const Environment& environment)
        : m_world(facts, topology), m_catalogue(catalogue), m_environment(environment)
    {
    }

    Verdict run()
    {
        m_verdict.findings = activateFindings(m_world, m_catalogue);
        m_critical = criticalOf(m_verdict.findings);
        m_candidates = findCandidates(m_world, m_catalogue, m_critical);
        m_cover = smallestCover(m_candidates);
        m_coverage = coverageOf(m_world, m_environment);
        m_verdict.unmeasured = m_coverage.all;
        for (const std::size_t chosen : m_cover)
            decide(chosen);
        if (m_cover.empty() && !m_critical.isEmpty())
            guess();
        std::sort(m_verdict.causes.begin(), m_verdict.causes.end(), [](const CauseMatch& a, const CauseMatch& b) {
            return std::make_tuple(-a.confidence, a.id, a.node) < std::make_tuple(-b.confidence, b.id, b.node);
        });
        m_verdict.state = state();
        m_verdict.nextMeasurement = nextMeasurement();
        describe();
        return m_verdict;
    }

private:
    [[nodiscard]] CauseMatch match(const Candidate& candidate, double confidence) const
    {
        CauseMatch result;
        result.id = candidate.rule->id;
        result.name = candidate.rule->name;
        result.node = candidate.subject;
        result.confidence = confidence;
        result.evidenceFor = evidenceOf(candidate.forIt);
        result.evidenceAgainst = evidenceOf(candidate.againstIt);
        for (const Finding& finding : m_verdict.findings) {
            if (explains(m_world, *candidate.rule, candidate.subject, finding))
                result.explains.append(finding.id);
        }
        for (const Reading& reading : candidate.missing) {
            const QString what = (reading.subject + QLatin1Char(' ') + reading.name).trimmed();
            if (!result.unmeasured.contains(what))
                result.unmeasured.append(what);
        }
        result.risk = candidate.rule->risk;
        result.since = candidate.since;
        result.args = argsOf(candidate);
        result.fixCode = candidate.rule->fixCode;
        result.fixArgv = fill(candidate.rule->fixArgv, result.args);
        return result;
    }

    [[nodiscard]] QJsonObject argsOf(const Candidate& candidate) const
    {
        const ScopeSource source(m_world, candidate.subject);
        QMap<QString, QString> wanted{{QStringLiteral("unit"), QStringLiteral("unit.name")},
                                      {QStringLiteral("port"), QStringLiteral("port.number")}};
        wanted.insert(candidate.rule->args);
        const Node* node = m_world.node(candidate.subject);
        QJsonObject args{{QStringLiteral("host"), node ? node->host : candidate.subject}};
        for (auto it = wanted.begin(); it != wanted.end(); ++it) {
            for (const Reading& reading : source.read(it.value())) {
                if (!reading.value.isUndefined() && !args.contains(it.key()))
                    args.insert(it.key(), reading.value);
            }
        }
        return args;
    }

    void decide(std::size_t chosen)
    {
        const Rivalry rivalry = rivalsOf(m_candidates, m_cover, chosen);
        if (rivalry.equals.empty()) {
            m_verdict.causes.append(match(m_candidates[chosen], rivalry.confidence));
            takeHint(m_candidates[chosen]);
            return;
        }
        std::vector<std::size_t> rivals{chosen};
        rivals.insert(rivals.end(), rivalry.equals.begin(), rivalry.equals.end());
        rivals.resize(std::min(rivals.size(), kMostRivals));
        name(rivals);
    }

    /// An abnormal reading other than the answer itself, where it was really read.
    void takeHint(const Candidate& candidate)
    {
        const CauseRule& rule = *candidate.rule;
        if (m_hint.isEmpty() && !rule.symptom.isEmpty() &&
            evaluate(rule.symptomWhen, ScopeSource(m_world, candidate.subject)).value == Tri::True)
            m_hint = rule.symptom;
    }

    /// Nothing is proven: names what could be, should the missing measurements bear it out.
    void guess()
    {
        std::vector<std::size_t> open;
        for (std::size_t i = 0; i < m_candidates.size(); ++i)
            open.push_back(i);
        std::stable_sort(open.begin(), open.end(), [&](std::size_t a, std::size_t b) {
            const auto key = [&](const Candidate& c) {
                return std::make_tuple(-static_cast<qint64>(c.covers.size()), -c.score, c.rule->id, c.subject);
            };
            return key(m_candidates[a]) < key(m_candidates[b]);
        });
        open.resize(std::min(open.size(), kMostRivals));
        name(open);
    }

    void name(const std::vector<std::size_t>& rivals)
    {
        double total = 0;
        for (const std::size_t i : rivals)
            total += m_candidates[i].score;
        for (const std::size_t i : rivals) {
            m_verdict.undecidedBetween.append(match(m_candidates[i], std::round(m_candidates[i].score / total * 100) / 100));
            m_open.append(m_candidates[i].missingNeeded.isEmpty() ? m_candidates[i].missing : m_candidates[i].missingNeeded);
        }
    }

    [[nodiscard]] VerdictState state() const
    {
        if (!m_verdict.causes.isEmpty())
            return VerdictState::Fault;
        if (!m_verdict.undecidedBetween.isEmpty() && (!m_coverage.hostMissing || !m_cover.empty()))
            return VerdictState::Undecided;
        if (!m_critical.isEmpty())
            return m_coverage.hostMissing ? VerdictState::Unmeasured : VerdictState::Undecided;
        return entryIsWell(m_world) && m_coverage.gaps.isEmpty() ? VerdictState::Healthy : VerdictState::Unmeasured;
    }

    /// The cheapest rule for a fact that is missing; trouble in asking comes before asking again.
    [[nodiscard]] QString nextMeasurement() const
    {
        if (m_verdict.state == VerdictState::Fault || m_verdict.state == VerdictState::Healthy)
            return {};
        QList<Reading> wanted = m_open;
        if (wanted.isEmpty() || m_coverage.hostMissing) {
            for (const Unmeasured& gap : m_coverage.gaps)
                wanted.append({gap.what.section(QLatin1Char(' '), 0, 0), gap.what.section(QLatin1Char(' '), 1), {}, {}, gap.why, {}});
        }
        QString best;
        int cost = std::numeric_limits<int>::max();
        for (const Reading& reading : wanted) {
            const QString fact = reading.name.section(QLatin1Char(':'), -1);
            for (const MeasurementRule& rule : m_catalogue.measurements) {
                const bool fits = fact.startsWith(rule.prefix) || reading.why.startsWith(rule.prefix);
                if (fits && std::tie(rule.cost, rule.code) < std::tie(cost, best)) {
                    best = rule.code;
                    cost = rule.cost;
                }
            }
        }
        return best;
    }

    void describe()
    {
        const QString node = m_verdict.causes.isEmpty() ? QString() : m_verdict.causes.constFirst().node;
        if (m_verdict.state != VerdictState::Healthy)
            m_verdict.symptom = describeSymptom(m_world, m_environment, m_hint, node);
    }

    const World m_world;
    const Catalogue& m_catalogue;
    const Environment& m_environment;
    Verdict m_verdict;
    QList<Finding> m_critical;
    std::vector<Candidate> m_candidates;
    std::vector<std::size_t> m_cover;
    Coverage m_coverage;
    QList<Reading> m_open; ///< what would settle it
    QString m_hint;
};

} // namespace

Verdict diagnose(const FactSet& facts, const Topology& topology, const Catalogue& catalogue, const Environment& environment)
{
    return Diagnosis(facts, topology, catalogue, environment).run();
}

} // namespace hopscope
